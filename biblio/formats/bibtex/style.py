"""The style of an entry's text: how its fields are laid out, so that a new one looks alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from biblio.formats.bibtex.spans import PartKind, Scan

LINE_BREAK = re.compile(r"\r\n|\r|\n")

_DEFAULT_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Style:
    """How the fields of an entry are laid out.

    Attributes:
        indent: The white space before a name that begins a line; None if fields share lines.
        equals: The column of ``=`` counted from the name, if it is the same for all.
        value: The column of the value, likewise.
        before: The white space before ``=`` otherwise.
        after: The white space after ``=`` otherwise.
        quotes: Whether most values stand in quotes.
        bare: Whether numbers stand bare.
        leading: Whether a comma stands before the name on its line.
        newline: The line end.
        case: How names are written: ``upper``, ``title`` or as they are.
    """

    indent: str | None
    equals: int | None
    value: int | None
    before: str
    after: str
    quotes: bool
    bare: bool
    leading: str
    newline: str
    case: str = ""

    def cased(self, name: str) -> str:
        """A name as the others are written, unless it has capitals of its own."""
        if not name.islower() or not self.case:
            return name
        return name.upper() if self.case == "upper" else name[:1].upper() + name[1:]

    def line(self, name: str, value: str) -> str:
        """Name, ``=`` and value."""
        if self.equals is not None and len(name) <= self.equals:
            return f"{name:<{self.equals}}={self.after}{value}"
        left = f"{name}{self.before}="
        if self.value is not None and len(left) < self.value:
            return f"{left:<{self.value}}{value}"
        return f"{left}{self.after}{value}"


def line_start(text: str, place: int) -> int:
    """Where the line of a place begins."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def style_of(block: str, found: Scan) -> Style:
    """The layout that most of an entry's fields share."""
    fields = found.fields
    pairs = block.count("\r\n")
    breaks = {"\n": block.count("\n") - pairs, "\r": block.count("\r") - pairs, "\r\n": pairs}
    newline = max(breaks, key=lambda each: breaks[each])
    indents: list[str] = []
    leading = ""
    for span in fields:
        line = line_start(block, span.name[0])
        before = block[line : span.name[0]]
        if line > 0 and not before.strip():
            indents.append(before)
        elif line > 0 and before.strip() == ",":
            leading = before
    indent: str | None = None
    if indents:
        indent = indents[-1]
    elif leading:
        indent = leading[: leading.index(",")]
    elif not fields and LINE_BREAK.search(block, found.opener, found.end):
        indent = _DEFAULT_INDENT
    kinds = [span.parts[0].kind for span in fields if len(span.parts) == 1]
    words = [block[slice(*s.value)] for s in fields if len(s.parts) == 1]
    quoted = kinds.count(PartKind.QUOTES) > kinds.count(PartKind.BRACES)
    last = fields[-1] if fields else None
    lined = fields if indent is not None else ()  # in one line there are no columns
    return Style(
        indent=indent,
        equals=_common(
            [span.equals - span.name[0] for span in lined],
            [span.equals - span.name[1] for span in lined],
        ),
        value=_common(
            [span.value[0] - span.name[0] for span in lined],
            [span.value[0] - span.equals - 1 for span in lined],
        ),
        before=_blank_of(block[last.name[1] : last.equals]) if last else " ",
        after=_blank_of(block[last.equals + 1 : last.value[0]]) if last else " ",
        quotes=quoted,
        bare=any(word.isdecimal() for word in words),
        leading=leading,
        newline=newline,
        case=_case_of([block[slice(*span.name)] for span in fields]),
    )


def _case_of(names: list[str]) -> str:
    """How most names are written."""
    if sum(name.isupper() for name in names) * 2 > len(names):
        return "upper"
    return "title" if sum(name[:1].isupper() for name in names) * 2 > len(names) else ""


def _common(columns: list[int], gaps: list[int]) -> int | None:
    """The column that most fields share because some are filled up to it with blanks.

    Args:
        columns: That of each field.
        gaps: How many blanks are before it.
    """
    if not columns:
        return None
    column = max(set(columns), key=lambda c: (columns.count(c), c))
    before = {gap for own, gap in zip(columns, gaps, strict=True) if own == column}
    filled = len(before) > 1 and max(before) > 1
    return column if filled and columns.count(column) * 2 > len(columns) else None


def _blank_of(text: str) -> str:
    """White space on one line, or one blank."""
    return text if not text.strip() and not LINE_BREAK.search(text) else " "
