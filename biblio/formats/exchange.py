r"""What the formats of exchange share: plain text against LaTeX, keys, and what gets lost.

RIS and CSL-JSON hold plain text; the fields of an entry hold LaTeX. So reading escapes what
LaTeX would take for a command (``&`` becomes ``\&``), and writing decodes. Mathematics in
dollars is LaTeX in both, because that is how it stands in titles everywhere. Verbatim fields
(`texts.VERBATIM`: doi, url, keywords, …) are plain in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from biblio.entry import Entry, Field
from biblio.formats.bibtex.months import spelled_out
from biblio.formats.bibtex.texts import VERBATIM
from biblio.inheritance import Parent, completed
from biblio.latex import to_text
from biblio.latex_math import split_math
from biblio.problem import Problem, Severity


def from_plain(text: str) -> str:
    """LaTeX that shows a plain text; mathematics in it stays.

    Line ends and spaces stay too. `to_plain` gives the text back, but for formulas and for
    what LaTeX makes of runs of hyphens and quotes.
    """
    if not _SPECIAL.search(text):
        return text
    return "".join(
        segment.source
        if segment.is_math and _is_paired(segment.source)
        else _SPECIAL.sub(_escaped, segment.source)
        for segment in split_math(text)
    )


def to_plain(latex: str) -> str:
    """The readable text of LaTeX, on one line.

    Of mathematics, what plain text would distort (fractions, roots, scripts without a
    character of their own) stays LaTeX.
    """
    pieces: list[str] = []
    waiting: list[str] = []  # decoded together, so that a command finds its argument
    for segment in split_math(latex):
        if segment.is_math and not is_readable_math(segment.source):
            pieces += [decode("".join(waiting)), segment.source]
            waiting.clear()
        else:
            waiting.append(segment.source)
    pieces.append(decode("".join(waiting)))
    return _SPACES.sub(" ", "".join(pieces)).strip(" ")


def escape(text: str) -> str:
    """A text of any kind as LaTeX; `unescape` gives it back exactly."""
    return _SPECIAL.sub(_escaped, text)


def unescape(latex: str) -> str:
    """What `escape` made of a text."""
    return _ESCAPED.sub(lambda found: found[2] or _SIGNS[found[1]], latex)


def is_readable_math(source: str) -> bool:
    """Whether plain text can show a formula without distorting it."""
    return _LAYOUT.search(source) is None and _MARKUP.search(to_text(source)) is None


def decode(latex: str) -> str:
    """`to_text` that keeps the space at both ends, for a piece of a text."""
    text = to_text(latex)
    if not text:
        return " " if latex.isspace() else ""
    before = " " if latex[0].isspace() else ""
    return f"{before}{text}{' ' if latex[-1].isspace() else ''}"


def plain_value(name: str, value: str) -> str:
    """The plain text of a field, by its lower-case name."""
    if name in VERBATIM and name != "keywords":
        return _SPACES.sub(" ", _NEEDLESS.sub(r"\1", value)).strip(
            " "
        )  # \_ is common in a url or doi
    return to_plain(value)


def plain_lines(value: str) -> str:
    """The plain text of an abstract, with its lines where no command spans two of them."""
    lines = value.split("\n")
    if all(_is_paired(line) and line.count("$") % 2 == 0 for line in lines):
        return "\n".join(filter(None, map(to_plain, lines)))
    return to_plain(value)


def key_from(identifier: str) -> str:
    """The identifier as a citation key; empty if it cannot be one."""
    key = identifier.strip()
    lawful = len(key) <= 200 and key.isprintable() and not _NOT_IN_KEY.search(key)
    return key if lawful else ""


def split_keywords(value: str) -> list[str]:
    """The keywords in a field, divided at commas and semicolons outside braces, as plain text."""
    found = (to_plain(part) for part in _KEYWORD.findall(value))
    return list(filter(None, found))


def join_keywords(keywords: Iterable[str]) -> str:
    """A field for keywords; one that has a comma gets braces around it."""
    return ", ".join(f"{{{word}}}" if _DIVIDES.search(word) else word for word in keywords)


def documents(entries: Iterable[Entry], parent: Parent | None) -> list[Entry]:
    """The entries that are documents, with all that they inherit where that is known.

    A container of ``xdata`` is none; a month that a macro gave among other text is written out.
    """
    found = [spelled_out(entry) for entry in entries if entry.type != "xdata"]
    return found if parent is None else [completed(entry, parent) for entry in found]


class Fields:
    """The fields of an entry, which are taken one by one by the format that has a place."""

    def __init__(self, entry: Entry) -> None:
        self._fields = [field for field in entry.fields if field.value.strip()]

    def take(self, *names: str) -> str:
        """The value of the first of these fields that there is, as written; else empty."""
        value = self.peek(*names)
        if value:
            same = [f for f in self._fields if f.id in names and f.value == value]
            self._fields = [field for field in self._fields if field not in same]
        return value

    def peek(self, *names: str) -> str:
        """The same value, left for others to take."""
        for name in names:
            for field in self._fields:
                if field.id == name:
                    return field.value
        return ""

    def plain(self, *names: str) -> str:
        """The plain text of the first of these fields that there is; else empty."""
        for name in names:
            if self.peek(name):
                return plain_value(name, self.take(name))
        return ""

    def rest(self) -> list[Field]:
        """The fields that nobody took."""
        return self._fields


class Losses:
    """What a format cannot hold, counted by kind, so that each kind is said once."""

    def __init__(self, format_name: str) -> None:
        self._format = format_name
        self._found: dict[tuple[str, str], list[str]] = {}

    def add(self, code: str, what: str, entry: Entry) -> None:
        """Note that an entry loses something.

        Args:
            code: ``field-left-out``, ``type-changed``, ``formatting-lost`` or ``name-divided``.
            what: The field or type that it concerns.
            entry: The entry.
        """
        self._found.setdefault((code, what), []).append(entry.key or "an entry without key")

    def check_text(self, entry: Entry, value: str, *, markup: bool) -> None:
        """Note what gets lost of a text: font commands unless there is markup, formulas."""
        if "$" in value or "\\(" in value:
            math = [segment.source for segment in split_math(value) if segment.is_math]
            if any(map(is_readable_math, math)):
                self.add("formula-as-text", "formulas", entry)
        if not markup and "\\" in value and _FONT.search(value):
            self.add("formatting-lost", "formatting", entry)

    def problems(self) -> tuple[Problem, ...]:
        """One problem a kind, with how many entries it concerns and the first of them."""
        found: list[Problem] = []
        for (code, what), keys in self._found.items():
            message = _MESSAGES[code].format(format=self._format, what=what)
            more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
            field = what if code == "field-left-out" else None
            severity = Severity.NOTE if code in _HARMLESS else Severity.WARNING
            found.append(Problem(code, severity, f"{message}: {keys[0]}{more}.", field=field))
        return tuple(found)


#: The months that say nothing which a number could not: ``may``, ``May.``, ``5``, ``May 3``.
MONTH_AND_DAY: Final = re.compile(r"[^\W\d_]+\.?(?: [0-9]{1,2})?|[0-9]{1,2}")

_MESSAGES: Final = {
    "field-left-out": "{format} has no place for the field {what}, which was left out",
    "type-changed": "{format} does not know the type {what} and has the nearest one instead",
    "formatting-lost": "{format} has no {what}; the text was written without it",
    "formula-as-text": "{format} has no {what}; simple ones were written as plain text",
    "name-divided": "{format} divides names at commas and semicolons, and so {what}",
    "no-key": "{format} needs an identifier; {what} was made up",
}
_HARMLESS: Final = frozenset({"formatting-lost", "formula-as-text", "no-key"})

_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")  # those of `to_text`: others mean something
_SPECIAL: Final = re.compile(r"[\\{}&%#_$~^]")
_COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SIGNS: Final = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^"}
_ESCAPED: Final = re.compile(r"\\text(backslash|asciitilde|asciicircum)\{\}|\\([{}&%#_$])")
_LAYOUT: Final = re.compile(
    r"\\(?:[dt]?frac|[dt]?binom|sqrt|begin|over|atop|choose|stackrel|overset|underset|int|sum|prod"
    r"|over(?:line|brace)|under(?:line|brace)|substack|matrix)(?![A-Za-z])"
)
_MARKUP: Final = re.compile(r"[\\^_{}]")
_NEEDLESS: Final = re.compile(r"\\([%#&_~{}$])")
_NOT_IN_KEY: Final = re.compile(r"[\s,{}()=\"#%'~\\]|\A@|://")
_KEYWORD: Final = re.compile(r"(?:[^,;{}]|\{[^{}]*\}|[{}])+")
_DIVIDES: Final = re.compile(r"[,;]")
_FONT: Final = re.compile(r"\\(?:emph|text(?:it|bf|sc|sl|tt|super|sub)\w*|mkbib\w+|it|bf|em)\b")
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)


def _escaped(found: re.Match[str]) -> str:
    return _COMMANDS.get(found[0], f"\\{found[0]}")


def _is_paired(text: str) -> bool:
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if depth < 0:
            return False
    return depth == 0
