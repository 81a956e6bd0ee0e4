"""How a query was understood, as a line of English under the search box."""

from __future__ import annotations

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
    nodes,
)
from biblio.query.words import asked_words
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

_HOW: Final = {
    How.WORDS: "has",
    How.PREFIX: "has a word beginning with",
    How.EXACT: "is exactly",
    How.PATTERN: "matches the pattern",
    How.HOLDS: "holds",
}
_CAPITALS: Final = {"doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pdf": "PDF"}
# No field of an entry: there is no text in which words could be looked for instead.
_TEXTLESS: Final = frozenset({"me", "added", "changed", "citations", "problems"})
_POSITIONS: Final = {
    "first": "I am the first author",
    "middle": "I am an author between the first and the last",
    "last": "I am the last author",
    "sole": "I am the only author",
    "any": "I am an author",
}


def explain(query: Query) -> str:  # noqa: C901 - one case for each kind of node
    """The query in words, such as “the word “deep”, and year at least 2021”."""
    match query:
        case All():
            return "everything"
        case Word(text) | Phrase(text) if not asked_words(text):
            return f"the sign “{text}”"
        case Word(text, prefix):
            return f"a word beginning with “{text}”" if prefix else f"the word “{text}”"
        case Phrase(text, prefix):
            return f"the words “{text}…”" if prefix else f"the words “{text}”"
        case Not(Has(name)):
            return f"no {_name(name)}"
        case Not(part):
            return f"not {_enclosed(part)}"
        case And(parts):
            return ", and ".join(_enclosed(part) for part in parts)
        case Or(parts):
            return " or ".join(_enclosed(part) for part in parts)
        case FieldIs(name, text, how, note):
            if note and name in _TEXTLESS:
                return f"“{name}:{text}” (finds nothing: {note})"
            reason = f" (as text: {note})" if note else ""
            if how is How.PREFIX and " " in text:
                return f"{_name(name)} has “{text}…”{reason}"
            return f"{_name(name)} {_HOW[how]} “{text}”{reason}"
        case Range():
            return _range(query)
        case Dated():
            return _dated(query)
        case Has(name):
            return f"has {_name(name)}"
        case Me(position):
            return _POSITIONS[position]
        case Saved():
            return _saved(query)


def _enclosed(part: Query) -> str:
    return f"({explain(part)})" if isinstance(part, And | Or) else explain(part)


def _name(name: str) -> str:
    return _CAPITALS.get(name, name)


def _saved(query: Saved) -> str:
    name = f"the saved search “{query.name}”"
    if query.note:
        return f"{name} (finds nothing: {query.note})"
    return f"{name} ({explain(query.query)})" if query.query is not None else name


def _range(query: Range) -> str:
    low, high = (f"{n:g}" if n and n % 1 else str(int(n or 0)) for n in (query.low, query.high))
    name = _name(query.name)
    if query.low is None:
        return f"{name} {'below' if query.high_open else 'at most'} {high}"
    if query.high is None:
        return f"{name} {'above' if query.low_open else 'at least'} {low}"
    return f"{name} {low}" if low == high else f"{name} from {low} to {high}"


def _dated(query: Dated) -> str:
    if query.last is None:
        return f"{query.name} since {query.first}"
    last = _day(query.last)
    if query.first is None:
        return f"{query.name} up to {last}"
    if query.first == last:
        return f"{query.name} on {last}"
    return f"{query.name} from {query.first} to {last}"


def _day(bound: str) -> str:
    """An upper bound as a day of the calendar: ``2026-02-31`` is 2026-02-28."""
    from calendar import monthrange

    year, month, day = (int(part) for part in bound.split("-"))
    return f"{bound[:8]}{min(day, monthrange(year, month)[1]):02}" if year else bound


def remarks(query: Query) -> list[str]:
    """Sentences about what could not be taken as it was meant."""
    return [remark for each in nodes(query) if (remark := _remark(each))]


def _remark(query: Query) -> str:
    """What of a node itself could not be taken so; else empty."""
    match query:
        case FieldIs(name, text, How.HOLDS, note) if note:
            return f"The pattern “{text}” for {_name(name)} was looked for as text: {note}."
        case FieldIs(name, text, _, note) if note:
            was = "finds nothing" if name in _TEXTLESS else "was looked for as text"
            return f"“{name}:{text}” {was}: {note}."
        case Saved(name, _, _, note) if note:
            return f"The saved search “{name}” finds nothing: {note}."
        case _:
            return ""
