"""What a query may have been meant to say, where that finds something in the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from biblio.query import Query
from biblio.query.hints import Hint
from db.finding.search import compile_query, register


def worth_saying(connection: sqlite3.Connection, hints: Sequence[Hint]) -> list[str]:
    """The sentences of the hints that lead to something; of one kind only the first."""
    register(connection)
    said: dict[str, str] = {}
    for hint in hints:
        kind = hint.sentence.split("; did you mean")[0]
        if kind in said or (hint.unless is not None and _finds(connection, hint.unless)):
            continue
        if hint.finds is None or _finds(connection, hint.finds):
            said[kind] = hint.sentence
    return list(said.values())


def _finds(connection: sqlite3.Connection, query: Query) -> bool:
    condition, parameters = compile_query(query)
    statement = f"SELECT 1 FROM entries e WHERE e.trashed = 0 AND {condition} LIMIT 1"
    return connection.execute(statement, parameters).fetchone() is not None
