"""Emptying the trash: the one operation that forgets."""

from __future__ import annotations

import sqlite3

from db import entries
from db.connection import chunks
from db.past.journal import ENTRY_TABLES, now

_CHILDREN = (*sorted(ENTRY_TABLES), "blocks")


def empty(connection: sqlite3.Connection, actor: str) -> int:
    """Delete the trashed entries and the journal, which holds images of them.

    Returns:
        How many entries went.
    """
    ids = [row[0] for row in connection.execute("SELECT id FROM entries WHERE trashed = 1")]
    if not ids:
        return 0
    for chunk in chunks(ids):
        entries.unindex(connection, entries.read_many(connection, chunk).items())
        marks = ", ".join("?" * len(chunk))
        for table in _CHILDREN:
            connection.execute(f"DELETE FROM {table} WHERE entry IN ({marks})", chunk)
        connection.execute(f"DELETE FROM entries WHERE id IN ({marks})", chunk)
    connection.execute("DELETE FROM changes")  # and, by its reference, all images
    connection.execute(
        "INSERT INTO changes (name, actor, made, state) VALUES (?, ?, ?, 'final')",
        (f"Empty the trash ({len(ids)} for good; earlier steps are forgotten)", actor, now()),
    )
    return len(ids)
