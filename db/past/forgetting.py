"""Forgetting old steps: the user's own wish, never the program's.

Steps keep only their own rows' other sides, so those that stay can be taken back and done again
as before. What was undone and can be done again is kept whatever its age.
"""

from __future__ import annotations

import sqlite3

from biblio.sentences import counted
from db.past.history_rows import Forgettable
from db.past.journal import now

# All up to the first that is newer: clocks go wrong, and no step may be missing between others.
# With each step that was given up go those that were made upon it, which cannot be told without
_OLD = """
WITH RECURSIVE old(id) AS (
    SELECT id FROM changes WHERE state IN ('done', 'abandoned') AND id <
        (SELECT coalesce(min(id), 9e18) FROM changes WHERE made >= :before)
    UNION
    SELECT c.id FROM changes c JOIN old ON c.parent = old.id
    JOIN changes p ON p.id = old.id WHERE c.state = 'abandoned' AND p.state = 'abandoned'
)
"""
_ROW = 24  # bytes of an image beside its text, about


def forgettable(connection: sqlite3.Connection, before: str) -> Forgettable:
    """What would be forgotten.

    Args:
        connection: A connection to the library.
        before: A moment (ISO 8601 in UTC); steps made earlier are meant.
    """
    steps, oldest, newest = connection.execute(
        f"{_OLD} SELECT count(*), min(made), max(made) FROM changes WHERE id IN old",
        {"before": before},
    ).fetchone()
    (size,) = connection.execute(
        f"{_OLD} SELECT coalesce(sum({_ROW} + coalesce(length(CAST(image AS BLOB)), 0)), 0)"
        " FROM images WHERE change IN old",
        {"before": before},
    ).fetchone()
    return Forgettable(int(steps), int(size), oldest or "", newest or "")


def forget(connection: sqlite3.Connection, before: str, actor: str) -> int:
    """Forget the steps made before a moment; the caller has a transaction open.

    Returns:
        How many went.
    """
    ids = [
        (row[0],)
        for row in connection.execute(
            f"{_OLD} SELECT id FROM changes WHERE id IN old", {"before": before}
        ).fetchall()
    ]
    if not ids:
        return 0
    connection.executemany("DELETE FROM images WHERE change = ?", ids)
    connection.executemany("DELETE FROM changes WHERE id = ?", ids)
    steps = counted(len(ids), "step")
    connection.execute(
        "INSERT INTO changes (name, actor, made, state) VALUES (?, ?, ?, 'final')",
        (f"Forget {steps} of before {before[:10]}", actor, now()),
    )
    return len(ids)


def shrink(connection: sqlite3.Connection) -> None:
    """Give the room in the file back to the disk; needs room for a second file meanwhile.

    Raises:
        sqlite3.OperationalError: Another program is using the library, or the disk is full. The
            room stays in the file and is used by what comes next.
    """
    connection.execute("VACUUM")
