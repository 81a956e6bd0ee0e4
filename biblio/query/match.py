"""One reading of a query: does it find this entry?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.latex import to_text
from biblio.name_list import pieces
from biblio.query.fields import INDEXED, stored_fields
from biblio.query.pattern import found
from biblio.query.texts import index_texts
from biblio.query.tree import (
    All,
    And,
    Dated,
    FieldIs,
    Has,
    How,
    Me,
    Not,
    Or,
    Phrase,
    Query,
    Range,
    Saved,
    Word,
)
from biblio.query.words import asked_words, cut, holds, plain, words
from biblio.summary import summarise

_NUMBER: Final = re.compile(r"\s*(-?\d{1,15}(?:\.\d{1,9})?)", re.ASCII)
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


@dataclass(frozen=True, slots=True)
class Facts:
    """What a library knows of an entry beside its fields.

    Attributes:
        added, changed: ISO 8601; only the day counts. Empty matches no span.
        citations: The newest count, or None.
        badges: Short marks such as ``Code``.
        old_keys: Citation keys that it had before.
        positions: Those of ``first``, ``middle``, ``last``, ``sole``, ``any`` that hold for the
            profile's person; empty when the person is no author.
        tags: Names of its tags.
        collections: Names of the collections that it is in, and of those around them.
        files: Paths of the files that the user gave it.
    """

    added: str = ""
    changed: str = ""
    citations: int | None = None
    badges: tuple[str, ...] = ()
    old_keys: tuple[str, ...] = ()
    positions: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def matches(  # noqa: C901 - one case for each kind of node
    query: Query, entry: Entry, facts: Facts
) -> bool:
    """Whether the query finds the entry."""
    match query:
        case All():
            return True
        case Not(part):
            return not matches(part, entry, facts)
        case And(parts):
            return all(matches(part, entry, facts) for part in parts)
        case Or(parts):
            return any(matches(part, entry, facts) for part in parts)
        case Word(text, prefix) | Phrase(text, prefix):
            asked = asked_words(text)
            return any(holds(cut(t), asked, prefix=prefix) for t in index_texts(entry))
        case FieldIs():
            return _field_is(query, entry, facts)
        case Range():
            numbers = _numbers(query.name, entry, facts)
            return any(in_range(number, query) for number in numbers)
        case Dated():
            return in_span(_date(query.name, entry, facts), query)
        case Has(name):
            return _has(name, entry, facts)
        case Me(position):
            return position in facts.positions
        case Saved(_, _, meaning):
            return meaning is not None and matches(meaning, entry, facts)


def _field_is(query: FieldIs, entry: Entry, facts: Facts) -> bool:
    name, text, how = query.name, query.text, query.how
    if name in INDEXED and name != "key" and how in {How.WORDS, How.PREFIX}:
        column = index_texts(entry)[INDEXED.index(name)]
        return holds(cut(column), asked_words(text), prefix=how == How.PREFIX)
    if name == "venue" and how == How.EXACT:  # the one that the list shows
        return summarise(entry).sort_venue == plain(text)
    return any(text_is(value, name, text, how) for value in _texts(name, entry, facts))


def _texts(name: str, entry: Entry, facts: Facts) -> Iterator[str]:
    if name == "key":
        yield entry.key
        yield from facts.old_keys
    elif name == "type":
        yield entry.type
    else:
        yield from _given(name, facts)
        names = stored_fields(name)
        yield from (field.value for field in entry.fields if field.name.lower() in names)


def _given(name: str, facts: Facts) -> tuple[str, ...]:
    """What the library itself gives an entry under a name that its fields may have too."""
    match name:
        case "badge":
            return facts.badges
        case "tag":
            return facts.tags
        case "collection":
            return facts.collections
        case "file":
            return facts.files
        case _:
            return ()


def text_is(value: str, name: str, text: str, how: str) -> bool:
    """Whether a stored text is what `FieldIs` asks of the field `name`."""
    if how == How.PATTERN:
        return found(text, to_text(value))
    if how == How.EXACT:
        asked = plain(text)
        return plain(value) == asked or any(_same(part, text, name) for part in _parts(value, name))
    if name == "key":
        return plain(text) in plain(value)
    if name in WHOLE:
        return any(_begins(part, text, name, how) for part in _parts(value, name))
    return holds(words(value), asked_words(text), prefix=how == How.PREFIX)


def _parts(value: str, name: str) -> list[str]:
    if name in _PEOPLE:
        return pieces(value)[::2]
    separator = _SEPARATORS.get(name)
    return separator.split(value) if separator else [value]


def _same(part: str, text: str, name: str) -> bool:
    if name in _PEOPLE:  # in either order: "Kaba, S." is "S. Kaba"
        asked = sorted(asked_words(text))
        return bool(asked) and sorted(words(part)) == asked
    return plain(part) == plain(text) or (name == "field" and _in_archive(plain(part), plain(text)))


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


def in_range(number: float | None, query: Range) -> bool:
    """Whether a number is there and between the bounds."""
    if number is None:
        return False
    if query.low is not None and (number < query.low or (query.low_open and number == query.low)):
        return False
    return query.high is None or not (
        number > query.high or (query.high_open and number == query.high)
    )


def _numbers(name: str, entry: Entry, facts: Facts) -> Iterator[float | None]:
    if name == "citations":
        yield facts.citations
    elif name == "year":
        date = entry_date(entry)
        yield date.year if date else None
    else:
        yield from (leading_number(value) for value in _texts(name, entry, facts))


def _date(name: str, entry: Entry, facts: Facts) -> str:
    if name == "date":
        date = entry_date(entry)
        return date.iso if date else ""
    return facts.added[:10] if name == "added" else facts.changed[:10]


def in_span(date: str, query: Dated) -> bool:
    """Whether a date, as precise as it is, lies wholly in the span."""
    if not date:
        return False
    first, last = (date + "-01-01")[:10], (date + ("-12-31" if len(date) < 7 else "-31"))[:10]
    return (query.first is None or first >= query.first) and (
        query.last is None or last <= query.last
    )


def _has(name: str, entry: Entry, facts: Facts) -> bool:
    special: dict[str, Callable[[], bool]] = {
        "citations": lambda: facts.citations is not None,
        "date": lambda: entry_date(entry) is not None,
        "year": lambda: entry_date(entry) is not None,
        "key": lambda: bool(entry.key.strip()),
        "type": lambda: bool(entry.type.strip()),
        "me": lambda: "any" in facts.positions,
        "added": lambda: bool(facts.added),
        "changed": lambda: bool(facts.changed),
    }
    if name in special:
        return special[name]()
    if name == "collection":
        return bool(facts.collections)
    if name == "tag" and facts.tags:
        return True
    names = stored_fields(name)
    return any(f.name.lower() in names and f.value.strip() for f in entry.fields) or any(
        plain(badge) == plain(name) for badge in facts.badges
    )
