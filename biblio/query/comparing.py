"""How a stored text, number or date is compared with what a query asks for.

Both readings of a query use these functions, so that they cannot differ there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from biblio.dates import MONTH_MACROS, parse_month
from biblio.folding import fold
from biblio.identifiers import bare_digits, identifier_in, is_isbn
from biblio.latex import to_latex, to_text
from biblio.name_list import pieces
from biblio.query.fields import DATE_PARTS, DIGITS
from biblio.query.pattern import found
from biblio.query.tree import Dated, FieldIs, How, Range
from biblio.query.words import asked_words, holds, plain, words

_NUMBER: Final = re.compile(r"\s*(-?\d{1,15}(?:\.\d{1,9})?)", re.ASCII)
# Of these signs more is known than how they are written: dashes, quotes, brackets, mathematics.
_MEANT_BY_COMMANDS: Final = frozenset("-'\"`<>|{}[]()^~\\$*_ ")
_PEOPLE: Final = frozenset({"author", "editor"})
# A list's parts are compared one by one.
_SEPARATORS: Final = {
    "keywords": re.compile(r"[,;]"),
    "tag": re.compile(r"[,;]"),
    "badge": re.compile(r"[,;]"),
    "field": re.compile(r"[,;\s]+"),
    "affiliation": re.compile(r"[,;]"),
}
# Names whose words are whole parts: ``tag:read`` does not find the tag "to read".
WHOLE: Final = frozenset({"type", "tag", "badge", "field", "collection"})


def text_is(value: str, name: str, text: str, how: str) -> bool:
    """Whether a stored text is what `FieldIs` asks of the field `name`."""
    if how == How.PATTERN:
        return found(text, to_text(value))
    if how == How.HOLDS:
        return has_signs(value, plain(text))
    if name in DIGITS:
        return _has_digits(value, text, how)
    if name == "month" and (month := parse_month(text)) and parse_month(value) == month:
        return True
    if how == How.EXACT:
        asked = plain(text)
        return plain(value) == asked or any(_same(part, text, name) for part in _parts(value, name))
    if name == "key":
        return plain(text) in plain(value)
    if name in WHOLE:
        return any(_begins(part, text, name, how) for part in _parts(value, name))
    return holds(words(value), asked_words(text), prefix=how == How.PREFIX)


def asked_parts(query: FieldIs) -> tuple[int, ...]:
    """The months or days of dates that a text asks for: those of ``may``, ``5`` or ``17``."""
    if query.name not in DATE_PARTS or query.how in {How.PATTERN, How.HOLDS}:
        return ()
    text, begun = plain(query.text).strip(), query.how == How.PREFIX
    if query.name == "month":
        month = parse_month(text)
        if month is None and begun:
            return tuple(i for i, name in enumerate(MONTH_MACROS, 1) if name.startswith(text))
        return (month,) if month is not None else ()
    if not (text.isascii() and text.isdecimal() and len(text) <= 2):
        return ()
    days = range(1, DATE_PARTS["day"] + 1)
    return tuple(day for day in days if day == int(text) or (begun and str(day).startswith(text)))


def has_signs(value: str, signs: str) -> bool:
    """Whether a stored text has signs in it; those are `plain`, and none are in no text.

    It is asked of every field of a library, and decoding LaTeX takes most of that time. So of a
    text that may have LaTeX only that is decoded in which the signs could be.
    """
    if not signs:
        return False
    if not signs.isascii():
        if _has_no_command(signs):
            return signs in (value if value.isascii() else fold(value))
    elif not _MEANT_BY_COMMANDS.intersection(signs) and any(sign not in value for sign in signs):
        return value != "" and not value.isascii() and signs in plain(value)
    return signs in plain(value)


@lru_cache(maxsize=64)
def _has_no_command(signs: str) -> bool:
    """Whether LaTeX has no command for any of these signs, as for ``🎉``."""
    return to_latex(signs) == signs


def _has_digits(value: str, text: str, how: str) -> bool:
    """Whether a stored number is the asked one, however they are divided by hyphens."""
    asked, known = bare_digits(to_text(text)), bare_digits(to_text(value))
    if how == How.EXACT:
        return known == asked
    if is_isbn(asked):
        asked = asked[-10:-1]  # which those of 10 and of 13 digits have in common
    return bool(asked) and asked in known


def _parts(value: str, name: str) -> list[str]:
    if name in _PEOPLE:
        return pieces(value)[::2]
    separator = _SEPARATORS.get(name)
    return separator.split(value) if separator else [value]


def _same(part: str, text: str, name: str) -> bool:
    if name in _PEOPLE:  # in either order: "Kaba, S." is "S. Kaba"
        asked = sorted(asked_words(text))
        return bool(asked) and sorted(words(part)) == asked
    if name == "doi":
        return _bare_doi(part) == _bare_doi(text)
    return plain(part) == plain(text) or (name == "field" and _in_archive(plain(part), plain(text)))


def _bare_doi(text: str) -> str:
    """A DOI as it is compared: without the address that it may be written as."""
    found = identifier_in(to_text(text))
    return plain(text) if found is None else fold(found.value)


def _begins(part: str, text: str, name: str, how: str) -> bool:
    if how == How.PREFIX and plain(part).startswith(plain(text)):
        return True
    return _same(part, text, name)


def _in_archive(category: str, asked: str) -> bool:
    """Whether ``cs.LG`` is in ``cs``, and called ``LG``."""
    archive, dot, code = category.partition(".")
    return bool(dot) and asked in {archive, code}


def leading_number(value: str) -> float | None:
    """The number that a stored text begins with."""
    number = _NUMBER.match(to_text(value))
    return float(number[1]) if number else None


def month_number(value: str) -> float | None:
    """The month in a stored text, of its name or number."""
    return parse_month(value)


def in_range(number: float | None, query: Range) -> bool:
    """Whether a number is there and between the bounds."""
    if number is None:
        return False
    if query.low is not None and (number < query.low or (query.low_open and number == query.low)):
        return False
    return query.high is None or not (
        number > query.high or (query.high_open and number == query.high)
    )


def in_span(date: str, query: Dated) -> bool:
    """Whether a date, as precise as it is, lies wholly in the span."""
    if not date:
        return False
    first, last = (date + "-01-01")[:10], (date + ("-12-31" if len(date) < 7 else "-31"))[:10]
    return (query.first is None or first >= query.first) and (
        query.last is None or last <= query.last
    )
