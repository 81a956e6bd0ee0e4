"""The order of the list in SQL: what each column is sorted by, in a form that an index has.

Whoever has nothing in a column comes last in either direction. An index cannot say that of
empty texts, so a column of texts is read in two statements: those that have one, then the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from db.listed import Sort

# The indexes of `db.schema` begin with `trashed` and go on with these.
SORT_COLUMNS: Final = {
    "title": "e.sort_title",
    "authors": "e.sort_author",
    "year": "e.year",
    "date": "e.date",
    "venue": "e.sort_venue",
    "subject": "e.subject",
    "badges": "e.badges",
    "citations": (
        "(SELECT value FROM counts c WHERE c.entry = e.id"
        " ORDER BY c.as_of DESC, c.value DESC LIMIT 1)"
    ),
    "key": "e.key COLLATE NOCASE",
    "type": "e.type",
    "added": "e.added",
    "changed": "e.changed",
    "problems": ("(SELECT count(*) FROM problems p WHERE p.entry = e.id AND p.severity <> 'note')"),
    "id": "e.id",
}
RELEVANCE: Final = "relevance"
"""The sort column of a search, best first; it comes before all others and needs words."""

_TEXTS: Final = frozenset({"title", "authors", "venue", "subject", "badges", "key"})
_NUMBERS: Final = frozenset({"year", "citations"})


def statements(sort: Sequence[Sort], condition: str, *, few: bool = False) -> list[str]:
    """Statements whose ids, one after the other, are the entries that meet a condition in order.

    Ties are in the order of the ids.

    Args:
        sort: The order.
        condition: On ``entries e``.
        few: The condition names few entries, so that looking each of them up is the way.

    Raises:
        KeyError: A sort column that does not exist.
    """
    keys = _without_years_of_dates(sort)
    # Looking entries up in the order of an index is slow where the index has not all that is
    # asked for; reading them as they lie is three times faster.
    table = "entries e NOT INDEXED" if few or len(keys) > 1 else "entries e"
    if not keys or keys[0].column not in _TEXTS:
        terms = [term for key in keys for term in _terms(key)]
        return [_statement(table, condition, terms)]
    text = SORT_COLUMNS[keys[0].column]
    rest = [term for key in keys[1:] for term in _terms(key)]
    return [
        _statement(table, f"{condition} AND {text} > ''", [f"{text} {_way(keys[0])}", *rest]),
        _statement(table, f"{condition} AND {text} = ''", rest),
    ]


def _statement(table: str, condition: str, terms: Sequence[str]) -> str:
    order = ", ".join([*terms, "e.id"])
    return f"SELECT e.id AS id FROM {table} WHERE {condition} ORDER BY {order}"


def _without_years_of_dates(sort: Sequence[Sort]) -> list[Sort]:
    """A year that a date follows says nothing more than the date."""
    following: list[Sort | None] = [*sort[1:], None]
    return [
        key
        for key, after in zip(sort, following, strict=False)
        if not (key.column == "year" and after == Sort("date", key.descending))
    ]


def _terms(key: Sort) -> list[str]:
    expression, way = SORT_COLUMNS[key.column], _way(key)
    if key.column == "date":  # ISO 8601 of the year and more, missing where the year is
        return [f"e.year {way} NULLS LAST", f"e.date {way}"]
    if key.column in _TEXTS:
        return [f"({expression} = '')", f"{expression} {way}"]
    return [f"{expression} {way}{' NULLS LAST' if key.column in _NUMBERS else ''}"]


def _way(key: Sort) -> str:
    return "DESC" if key.descending else "ASC"
