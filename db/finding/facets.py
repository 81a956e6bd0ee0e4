"""Facets: which values the found entries have of a field, and how many have each.

What has one column is counted by SQL; lists (authors, keywords) are read in pieces and counted
here, since a library of 100,000 holds three times as many names. Counting follows what a query
for the value finds, so that a number keeps its promise when it is clicked.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest
from typing import Final

from biblio.collation import Alphabet
from biblio.folding import fold
from biblio.names import parse_names
from biblio.own_order import names_form
from biblio.query import parse
from biblio.query.fields import stored_fields
from biblio.query.terms import NONE, SINGLE, literal, without_included
from biblio.query.words import plain
from db.finding.languages import alphabet_of
from db.finding.sort_keys import sort_name
from db.finding.views import Parameter, of_view
from db.person.people import unified
from db.rows import FacetCounts, FacetValue, View

#: The facets, by their names in queries.
FACETS: Final = ("author", "year", "venue", "type", "field", "tag", "keywords", "badge")

_COLUMNS: Final = {
    "year": "e.year",
    "venue": "e.venue",
    "type": "e.type",
    "field": "e.subject",
    "badge": "e.badges",
}
_SEPARATORS: Final = re.compile(r"[,;]")  # as in `biblio.query.comparing`
_REMEMBERED: Final = 20_000  # keywords whose folded form is kept while they are counted
_BATCH: Final = 2000  # rows read between two chances for other threads


def counted(
    connection: sqlite3.Connection,
    name: str,
    query: str,
    view: View,
    *,
    limit: int,
    containing: str,
    typing: bool = False,
) -> FacetCounts:
    """The values of a facet among the entries of a view that a query finds.

    Of a field that has one value, what the query includes is left aside: the counts then say
    what could be included beside it.

    Args:
        connection: A connection.
        name: One of `FACETS`.
        query: The query as typed.
        view: The view.
        limit: How many values at most.
        containing: Only values that have this text in them, accents and case aside.
        typing: The query is still being typed, so that its last word may go on.

    Raises:
        KeyError: There is no such facet.
    """
    if name in SINGLE:
        query = without_included(query, name)
    condition, parameters = _condition(connection, query, view, typing=typing)
    if name in _COLUMNS:
        values = _of_column(connection, name, condition, parameters)
    elif name == "author":
        values = _authors(connection, condition, parameters)
    elif name == "tag":
        values = _tags(connection, condition, parameters)
    elif name == "keywords":
        values = _keywords(connection, condition, parameters)
    else:
        raise KeyError(name)
    wanted = fold(containing)
    kept = [value for value in values if wanted in fold(value.text)] if wanted else values
    if name == "year":
        first = sorted(kept, key=lambda value: value.text, reverse=True)[:limit]
    else:
        first = _first(kept, limit, alphabet_of(connection), names=name == "author")
    if name == "author":  # only what is shown needs to be asked for
        first = [
            FacetValue(each.text, tuple(map(literal, each.forms)), each.count) for each in first
        ]
    return FacetCounts(name, tuple(first), len(kept))


def _first(
    values: list[FacetValue], limit: int, alphabet: Alphabet | None, *, names: bool
) -> list[FacetValue]:
    """The most frequent values; those of one number in the order of the list, none at all last."""
    found = [value for value in values if value.text]
    if len(found) > limit > 0:  # that of names that nobody sees need not be made
        least = nlargest(limit, (value.count for value in found))[-1]
        found = [value for value in found if value.count >= least]
    form = _name_form if names else sort_name
    found.sort(key=lambda value: (-value.count, form(value.text, alphabet)))
    return [*found, *(value for value in values if not value.text)][:limit]


def _name_form(text: str, alphabet: Alphabet | None) -> str:
    """A name by the family's; that of a body with “and” in it is no two people."""
    is_one = len(parse_names(text).people) == 1
    return names_form(text, alphabet) if is_one else sort_name(text, alphabet)


def _condition(
    connection: sqlite3.Connection, query: str, view: View, *, typing: bool
) -> tuple[str, list[Parameter]]:
    conditions, parameters = of_view(connection, view)
    if query.strip():
        from db.finding.search import compile_query, register
        from db.grouped.searches import resolved

        register(connection)
        found, values = compile_query(resolved(connection, parse(query, typing=typing)))
        conditions.append(found)
        parameters += values
    return " AND ".join(conditions), parameters


def _of_column(
    connection: sqlite3.Connection, name: str, condition: str, parameters: list[Parameter]
) -> list[FacetValue]:
    column = _COLUMNS[name]
    rows = connection.execute(
        f"SELECT {column}, count(*) FROM entries e WHERE {condition} GROUP BY {column}",
        parameters,
    ).fetchall()
    if name == "year":
        return [_value("" if year is None else str(year), number) for year, number in rows]
    if name != "badge":
        return _merged(((text, number) for text, number in rows), decoded=name == "venue")
    return _merged(
        (part, number)
        for text, number in rows
        for part in {fold(part): part for part in _parts(text)}.values() or [""]
    )


def _authors(
    connection: sqlite3.Connection, condition: str, parameters: list[Parameter]
) -> list[FacetValue]:
    counts: Counter[str] = Counter()
    for authors in _column(connection, "e.authors", condition, parameters):
        counts.update(set(authors.split("; ")))
    del counts["…"]
    nobody = counts.pop("", 0)
    values = [
        FacetValue(forms[0], forms, sum(counts[form] for form in forms))
        for forms in unified(counts)
    ]
    return [*values, _value("", nobody)] if nobody else values


def _tags(
    connection: sqlite3.Connection, condition: str, parameters: list[Parameter]
) -> list[FacetValue]:
    """The library's tags; an entry whose keywords hold one is found by it too."""
    names = dict(connection.execute("SELECT id, name FROM tags"))
    keys = {plain(name): tag_id for tag_id, name in names.items()}
    bearing: dict[int, set[int]] = {}
    for tag_id, entry_id in connection.execute(
        f"SELECT g.tag, g.entry FROM taggings g JOIN entries e ON e.id = g.entry WHERE {condition}",
        parameters,
    ):
        bearing.setdefault(tag_id, set()).add(entry_id)
    if names:
        compared = lru_cache(_REMEMBERED)(plain)
        for entry_id, text in _fields(connection, "tag", condition, parameters):
            for part in _parts(text):
                tag = keys.get(compared(part))
                if tag is not None:
                    bearing.setdefault(tag, set()).add(entry_id)
    return [_value(names[tag_id], len(found)) for tag_id, found in bearing.items()]


def _keywords(
    connection: sqlite3.Connection, condition: str, parameters: list[Parameter]
) -> list[FacetValue]:
    counts: Counter[str] = Counter()
    seen: set[tuple[int, str]] = set()
    last = None
    compared = lru_cache(_REMEMBERED)(plain)
    for entry_id, text in _fields(connection, "keywords", condition, parameters):
        if entry_id != last:
            seen.clear()
            last = entry_id
        for part in _parts(text):
            key = (entry_id, compared(part))
            if key not in seen:
                seen.add(key)
                counts[part] += 1
    return _merged((part, number) for part, number in counts.items() if compared(part))


def _column(
    connection: sqlite3.Connection, column: str, condition: str, parameters: list[Parameter]
) -> Iterator[str]:
    cursor = connection.execute(f"SELECT {column} FROM entries e WHERE {condition}", parameters)
    while rows := cursor.fetchmany(_BATCH):
        yield from (row[0] for row in rows)


def _fields(
    connection: sqlite3.Connection, name: str, condition: str, parameters: list[Parameter]
) -> Iterator[tuple[int, str]]:
    """Entry and text of the fields behind a name, entry by entry."""
    names = stored_fields(name)
    marks = ", ".join("?" * len(names))
    cursor = connection.execute(
        "SELECT f.entry, f.value FROM fields f JOIN entries e ON e.id = f.entry"
        f" WHERE f.name COLLATE NOCASE IN ({marks}) AND {condition} ORDER BY f.entry",
        [*names, *parameters],
    )
    while rows := cursor.fetchmany(_BATCH):
        yield from rows


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, _SEPARATORS.split(text)) if part]


def _merged(counts: Iterable[tuple[str, int]], *, decoded: bool = False) -> list[FacetValue]:
    """Spellings that a query takes for the same as one value, called by the most frequent."""
    spellings: dict[str, list[tuple[int, str]]] = {}
    for text, number in counts:
        spellings.setdefault(fold(text) if decoded else plain(text), []).append((number, text))
    values = []
    for key, found in spellings.items():
        text = max(found)[1] if key else ""
        total = sum(number for number, _ in found)
        values.append(FacetValue(text, (literal(text) if decoded else text,), total))
    return values


def _value(text: str, number: int) -> FacetValue:
    return FacetValue(text, (text or NONE,), number)
