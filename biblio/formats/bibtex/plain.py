"""Plain entries: those that need no guessing, read by one regular expression a field.

Most entries of most files are like this: braces instead of parentheses, a key, lawful names,
values in braces or quotes of moderate depth, numbers, macros, ``#``. What they mean is settled
by BibTeX's grammar (bibtex.web, §§ 215-262), so that nothing else has to look at them. Any
entry that is not is left to others, from its ``@``.

Two thirds of the time that bibtexparser's default stack takes goes into its splitter, which
looks at each comma, quote and line end; this takes a fifth of that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from biblio.formats.bibtex.grammar import GOES_ON, LINE_START, TYPE
from biblio.formats.bibtex.values import NO_ENTRIES, operands

# Possessive quantifiers throughout: what does not match is known at once, in linear time.
_FLAT = r"[^{}]*+"
_NESTED = rf"\{{{_FLAT}(?:\{{{_FLAT}(?:\{{{_FLAT}\}}{_FLAT})*+\}}{_FLAT})*+\}}"
_QUOTED = rf'"[^{{}}"]*+(?:{_NESTED}[^{{}}"]*+)*+"'
_MACRO = r"[^\s\"#%'(),={}\d][^\s\"#%'(),={}]*+"
_OPERAND = rf"(?:[0-9]++|{_MACRO}|{_NESTED}|{_QUOTED})"

_HEAD = re.compile(rf"@\s*+({TYPE})\s*+\{{\s*+([^\s,{{}}()=\"#%]++)\s*+,")
_FIELD = re.compile(
    rf"""\s*+([^\s"\#%'(),={{}}@]++)\s*+=\s*+
    (?: ( {_NESTED} | {_QUOTED} ) | ([0-9]++) | ( {_OPERAND}(?:\s*+\#\s*+{_OPERAND})*+ ) )
    \s*+ (?: ,\s*+(\}})? | (\}}) )""",
    re.VERBOSE,
)


class Expression(NamedTuple):
    """A value with macros or ``#`` in it.

    Attributes:
        source: The expression as written.
        operands: Whether each operand is a macro, and its text without delimiters.
    """

    source: str
    operands: list[tuple[bool, str]]


#: Name, text without delimiters or expression, and where.
RawField = tuple[str, str | Expression, int]


class PlainEntry(NamedTuple):
    """What stands in a plain entry; `end` is just behind it, places are those of the text."""

    end: int
    type: str
    key: str
    fields: list[RawField]


def plain_entry(text: str, start: int) -> PlainEntry | None:
    """The entry whose ``@`` is at ``start``, or None if there is none that is plain."""
    head = _HEAD.match(text, start)
    if head is None or head[1].lower() in NO_ENTRIES:
        return None
    fields: list[RawField] = []
    place = head.end()
    closed: str | None = None
    while not closed:
        field = _FIELD.match(text, place)
        if field is None:
            return None
        name, delimited, number, expression, after_comma, at_once = field.groups()
        if delimited is not None:
            value: str | Expression = delimited[1:-1]
        elif number is not None:
            value = number
        else:
            found = operands(expression)
            if found is None:
                return None
            value = Expression(expression, found)
        fields.append((name, value, field.start(1)))
        place = field.end()
        closed = after_comma or at_once
    if text.find("@", start + 1, place) >= 0 and LINE_START.search(text, start + 1, place):
        return None  # a line like an entry's first: a brace may be missing before it
    if GOES_ON.match(text, place):
        return None  # a brace too many
    return PlainEntry(place, head[1], head[2], fields)
