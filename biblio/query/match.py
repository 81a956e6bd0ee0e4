"""One reading of a query: does it find this entry?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.query.comparing import (
    asked_parts,
    has_signs,
    in_range,
    in_span,
    leading_number,
    month_number,
    text_is,
)
from biblio.query.fields import DATE_PARTS, INDEXED, UNSEARCHED, stored_fields
from biblio.query.orders import holds_name
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
from biblio.query.words import asked_words, cut, holds, plain
from biblio.summary import summarise


@dataclass(frozen=True, slots=True)
class Facts:
    """What a library knows of an entry beside its fields.

    Attributes:
        added, changed: ISO 8601; only the day counts. Empty matches no span.
        citations: The newest count, or None.
        problems: How many are known that are more than a note.
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
    problems: int = 0


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
        case Word() | Phrase():
            return _anywhere(query, entry, facts)
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


def _anywhere(query: Word | Phrase, entry: Entry, facts: Facts) -> bool:
    asked = asked_words(query.text)
    if not asked:
        signs = plain(query.text)
        values = [f.value for f in entry.fields if f.name.lower() not in UNSEARCHED]
        return any(has_signs(each, signs) for each in (entry.key, *facts.old_keys, *values))
    texts = index_texts(entry, facts.old_keys)
    if any(holds(cut(each), asked, prefix=query.prefix) for each in texts):
        return True
    return isinstance(query, Phrase) and holds_name(
        cut(texts.authors), query.text, prefix=query.prefix
    )


def _field_is(query: FieldIs, entry: Entry, facts: Facts) -> bool:
    name, text, how = query.name, query.text, query.how
    if name in INDEXED and name != "key" and how in {How.WORDS, How.PREFIX}:
        column, prefix = cut(index_texts(entry)[INDEXED.index(name)]), how == How.PREFIX
        return holds(column, asked_words(text), prefix=prefix) or (
            name == "author" and holds_name(column, text, prefix=prefix)
        )
    if name in DATE_PARTS and _date_part(name, entry) in asked_parts(query):
        return True
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


def _numbers(name: str, entry: Entry, facts: Facts) -> Iterator[float | None]:
    if name == "citations":
        yield facts.citations
    elif name == "problems":
        yield facts.problems
    elif name == "year":
        date = entry_date(entry)
        yield date.year if date else None
    else:
        number = month_number if name == "month" else leading_number
        yield from (number(value) for value in _texts(name, entry, facts))
        yield _date_part(name, entry)


def _date_part(name: str, entry: Entry) -> int | None:
    """The month or day of the entry's date; None of other names."""
    date = entry_date(entry) if name in DATE_PARTS else None
    if date is None:
        return None
    return date.month if name == "month" else date.day


def _date(name: str, entry: Entry, facts: Facts) -> str:
    if name == "date":
        date = entry_date(entry)
        return date.iso if date else ""
    return facts.added[:10] if name == "added" else facts.changed[:10]


def _has(name: str, entry: Entry, facts: Facts) -> bool:
    special: dict[str, Callable[[], bool]] = {
        "citations": lambda: facts.citations is not None,
        "date": lambda: entry_date(entry) is not None,
        "year": lambda: entry_date(entry) is not None,
        "key": lambda: bool(entry.key.strip()),
        "type": lambda: bool(entry.type.strip()),
        "me": lambda: "any" in facts.positions,
        "problems": lambda: facts.problems > 0,
        "added": lambda: bool(facts.added),
        "changed": lambda: bool(facts.changed),
    }
    if name in special:
        return special[name]()
    if name == "collection":
        return bool(facts.collections)
    if _date_part(name, entry) is not None:
        return True
    if name == "tag" and facts.tags:
        return True
    names = stored_fields(name)
    return any(f.name.lower() in names and f.value.strip() for f in entry.fields) or any(
        plain(badge) == plain(name) for badge in facts.badges
    )
