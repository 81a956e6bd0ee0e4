"""Which profile is “me”: the first one."""

from __future__ import annotations

import sqlite3

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

FIRST: Final = "(SELECT id FROM profiles ORDER BY position, id LIMIT 1)"
"""Its id as an SQL expression; NULL where there is no profile."""


def first(connection: sqlite3.Connection) -> int | None:
    """Its id; None where there is no profile."""
    found: int | None = connection.execute(f"SELECT {FIRST}").fetchone()[0]
    return found
