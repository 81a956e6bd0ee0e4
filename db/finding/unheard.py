"""What a query asks for and the library cannot have: names of fields that it does not know."""

from __future__ import annotations

import sqlite3

from biblio.query import Query
from biblio.query.unheard import bare_names, remark, unheard_names


def remarks(connection: sqlite3.Connection, query: Query) -> list[str]:
    """A sentence on each name that is a field neither of the language nor of the library."""
    asked = [name for name in unheard_names(query) if not _is_heard(connection, name)]
    bare = [name for name in bare_names(query) if not _is_heard(connection, name)]
    if not asked and not bare:
        return []
    from db.finding.suggesting import held_names

    names = held_names(connection)
    found = [remark(name, names) for name in asked]
    found += [remark(name, names, only_slips=True) for name in bare]
    return [sentence for sentence in dict.fromkeys(found) if sentence]


def _is_heard(connection: sqlite3.Connection, name: str) -> bool:
    """Whether some entry has a field or a badge of this name."""
    statement = "SELECT 1 FROM fields WHERE name COLLATE NOCASE = ? LIMIT 1"
    if connection.execute(statement, [name]).fetchone():
        return True
    from biblio.query.comparing import text_is

    badges = connection.execute("SELECT DISTINCT badges FROM entries WHERE badges <> ''")
    return any(text_is(each, "badge", name, "exact") for (each,) in badges)
