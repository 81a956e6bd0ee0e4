"""The list: which entries, in which order, and what a row of it shows."""

from __future__ import annotations

import datetime as dt
import sqlite3
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.connection import chunks
from db.rows import Row, Sort, View

if TYPE_CHECKING:
    from biblio.query import Query

_COUNT = (
    "(SELECT value FROM counts c WHERE c.entry = e.id ORDER BY c.as_of DESC, c.value DESC LIMIT 1)"
)
_PROBLEMS = "(SELECT count(*) FROM problems p WHERE p.entry = e.id AND p.severity <> 'note')"

# What a row is sorted by; entries that have nothing there come last in either direction.
SORT_COLUMNS = {
    "title": "e.sort_title",
    "authors": "e.sort_author",
    "year": "e.year",
    "date": "e.date",
    "venue": "e.sort_venue",
    "subject": "e.subject",
    "badges": "e.badges",
    "citations": _COUNT,
    "key": "e.key COLLATE NOCASE",
    "type": "e.type",
    "added": "e.added",
    "changed": "e.changed",
    "problems": _PROBLEMS,
    "id": "e.id",
}
_TEXT_COLUMNS = {"title", "authors", "date", "venue", "subject", "badges", "key"}
RECENT = dt.timedelta(days=30)


def find_ids(
    connection: sqlite3.Connection, query: str | Query, sort: Sequence[Sort], view: View
) -> array[int]:
    """Ids of the entries that a view shows and a query finds, in order.

    A text is parsed as a finished query; for one that is being typed, parse it as such first.

    Raises:
        KeyError: A sort column that does not exist.
    """
    conditions, parameters = _of_view(connection, view)
    if not isinstance(query, str) or query.strip():
        from biblio.query import parse
        from db.search import compile_query, register

        register(connection)
        condition, values = compile_query(parse(query) if isinstance(query, str) else query)
        conditions.append(condition)
        parameters += values
    cursor = connection.execute(
        f"SELECT e.id FROM entries e WHERE {' AND '.join(conditions)} ORDER BY {_order(sort)}",
        parameters,
    )
    ids = array("q")
    while rows := cursor.fetchmany(2000):  # short holds of the interpreter lock
        ids.extend(row[0] for row in rows)
    return ids


def count(connection: sqlite3.Connection, view: View) -> int:
    """How many entries a view shows."""
    conditions, parameters = _of_view(connection, view)
    row = connection.execute(
        f"SELECT count(*) FROM entries e WHERE {' AND '.join(conditions)}", parameters
    ).fetchone()
    return int(row[0])


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Row]:
    """The rows of these entries, in the order asked; an id of no entry is left out."""
    found: dict[int, Row] = {}
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        for values in connection.execute(
            "SELECT e.id, e.type, e.key, e.title, e.authors, e.year, e.date, e.venue, e.subject,"
            f" e.badges, {_COUNT}, e.added, e.changed, {_PROBLEMS}"
            f" FROM entries e WHERE e.id IN ({marks})",
            chunk,
        ):
            badges = tuple(part.strip() for part in values[9].split(",") if part.strip())
            found[values[0]] = Row(*(*values[:9], badges, *values[10:]))
    return [found[entry_id] for entry_id in ids if entry_id in found]


def _of_view(
    connection: sqlite3.Connection, view: View
) -> tuple[list[str], list[str | int | float]]:
    if view.kind == "trash":
        return ["e.trashed = 1"], []
    conditions, parameters = ["e.trashed = 0"], list[str | int | float]()
    if view.kind == "profile":
        conditions.append("e.id IN (SELECT entry FROM authorships WHERE profile = ?)")
        parameters.append(view.id if view.id is not None else _first_profile(connection))
    elif view.kind == "recent":
        conditions.append("e.added >= ?")
        parameters.append((dt.datetime.now(dt.UTC) - RECENT).isoformat(timespec="seconds"))
    elif view.kind == "problems":
        conditions.append("e.id IN (SELECT entry FROM problems WHERE severity <> 'note')")
    elif view.kind == "source":
        conditions.append(
            "e.id IN (SELECT entry FROM blocks WHERE source = ?"
            " UNION SELECT entry FROM authorships WHERE source = ?)"
        )
        parameters += [view.id or 0] * 2
    return conditions, parameters


def _first_profile(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT min(id) FROM profiles").fetchone()
    return int(row[0] or 0)


def _order(sort: Sequence[Sort]) -> str:
    terms: list[str] = []
    for key in sort:
        expression = SORT_COLUMNS[key.column]
        missing = "= ''" if key.column in _TEXT_COLUMNS else "IS NULL"
        if key.column not in {"id", "added", "changed", "problems", "type"}:
            terms.append(f"({expression.removesuffix(' COLLATE NOCASE')} {missing})")
        terms.append(f"{expression} {'DESC' if key.descending else 'ASC'}")
    return ", ".join([*terms, "e.id"])
