"""Which profile is “me”, the first one, and which entries are a profile's."""

from __future__ import annotations

import sqlite3

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

FIRST: Final = "(SELECT id FROM profiles ORDER BY position, id LIMIT 1)"
"""Its id as an SQL expression; NULL where there is no profile."""

OWN_ENTRIES: Final = "+e.trashed = 0 AND e.id IN (SELECT entry FROM mine WHERE profile = ?)"
"""The condition on ``entries e`` that they are a profile's, outside the trash, as SQL.

With the sign, SQLite looks up each id at once, not in an index of the trash before.
"""


def first(connection: sqlite3.Connection) -> int | None:
    """Its id; None where there is no profile."""
    found: int | None = connection.execute(f"SELECT {FIRST}").fetchone()[0]
    return found
