"""What an entry's text says, apart from its layout: to be compared with what it should say.

And an entry written anew in its style, where its text is too broken to be changed in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from biblio.formats.bibtex.scan import scan
from biblio.formats.bibtex.spans import FieldSpan, Part, PartKind
from biblio.formats.bibtex.style import Style
from biblio.formats.bibtex.values import operands, paired

#: Whether each operand of an expression is a macro, and its text without delimiters.
Value = tuple[tuple[bool, str], ...]
#: The name of a field that is to be, and where its value is in the text, or what it is.
Wanted = tuple[str, FieldSpan | str]


class Statement(NamedTuple):
    """What a text says: type and names in lower case, fields in order."""

    type: str
    key: str
    fields: tuple[tuple[str, Value], ...]

    def with_pairs(self) -> Statement:
        """The same with each brace that has no partner as the command that prints it."""
        fields = [
            (name, tuple((is_macro, t if is_macro else paired(t)) for is_macro, t in value))
            for name, value in self.fields
        ]
        return self._replace(fields=tuple(fields))


def statement(text: str) -> Statement | None:
    """What a text says; None if no entry begins it, or anything else is in it."""
    found = scan(text)
    if found is None or text[found.end :].strip():
        return None
    fields = [(text[slice(*span.name)].lower(), value_of(text, span)) for span in found.fields]
    kind, key = text[slice(*found.type)].lower(), text[slice(*found.key)]
    return Statement(kind, key, tuple(fields))


def value_of(text: str, span: FieldSpan) -> Value:
    """What the expression of a field says."""
    return tuple(
        (part.kind is PartKind.WORD and not part.text(text).isdecimal(), part.text(text))
        for part in span.parts
    )


def said(text: str, wanted: Sequence[Wanted]) -> tuple[tuple[str, Value], ...]:
    """What fields that are to be say."""
    return tuple(
        (name.lower(), tuple(operands(value) or ()))
        if isinstance(value, str)
        else (name.lower(), value_of(text, value))
        for name, value in wanted
    )


def write_anew(
    text: str, end: int, whole: Statement, wanted: Sequence[Wanted], style: Style
) -> str:
    """An entry in its style, with a command that prints it for a brace without partner.

    Args:
        text: The entry as it was.
        end: Where it ended.
        whole: Its new type and key.
        wanted: Its new fields.
        style: How it was laid out.
    """
    lines: list[str] = []
    for name, value in wanted:
        if isinstance(value, str):
            raw = value
        else:
            raw = " # ".join(_closed(text, part) for part in value.parts)
        lines.append(style.line(name, raw))
    between = " " if style.indent is None else style.newline + style.indent
    closing = "}" if style.indent is None else style.newline + "}"
    head = f"@{whole.type}{{{whole.key}"
    return f",{between}".join([head, *lines]) + closing + text[end:]


def _closed(text: str, part: Part) -> str:
    if part.kind in (PartKind.OPEN, PartKind.RAW):
        return f"{{{paired(part.text(text))}}}"
    return text[part.start : part.end]
