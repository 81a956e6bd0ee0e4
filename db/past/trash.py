"""Emptying the trash: what was in it is forgotten, in the journal too.

What the steps did to other entries can still be taken back and done again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from db import entries, indexing
from db.connection import chunks
from db.past.journal import ENTRY_TABLES, now

_CHILDREN = (*sorted(ENTRY_TABLES), "blocks")


def empty(connection: sqlite3.Connection, actor: str) -> int:
    """Delete the trashed entries, and what the journal keeps of them.

    Returns:
        How many entries went.
    """
    ids = [row[0] for row in connection.execute("SELECT id FROM entries WHERE trashed = 1")]
    if not ids:
        return 0
    for chunk in chunks(ids):
        indexing.unindex(connection, entries.read_many(connection, chunk))
        marks = ", ".join("?" * len(chunk))
        for table in (*_CHILDREN, "novelty"):
            connection.execute(f"DELETE FROM {table} WHERE entry IN ({marks})", chunk)
        connection.execute(f"DELETE FROM entries WHERE id IN ({marks})", chunk)
    _forget(connection, ids)
    connection.execute(
        "INSERT INTO changes (name, actor, made, state) VALUES (?, ?, ?, 'final')",
        (f"Empty the trash ({len(ids):,} for good)", actor, now()),
    )
    return len(ids)


def _forget(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Take out of the journal what it keeps of entries, and the steps that were of them alone."""
    marks = ", ".join("?" * len(_CHILDREN))
    connection.execute(
        "DELETE FROM images WHERE image IS NOT NULL AND CASE WHEN tbl = 'entries' THEN first"
        f" WHEN tbl IN ({marks}) THEN json_extract(image, '$.entry') END"
        " IN (SELECT value FROM json_each(?))",
        (*_CHILDREN, json.dumps(ids)),
    )
    for table in ("entries", *_CHILDREN):
        # Rows that are neither there nor in the journal: no step has anything to do with them
        connection.execute(
            "DELETE FROM images AS i WHERE tbl = ?1 AND image IS NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE id BETWEEN i.first AND i.last)"
            " AND NOT EXISTS (SELECT 1 FROM images o WHERE o.tbl = ?1 AND o.image IS NOT NULL"
            " AND o.first BETWEEN i.first AND i.last)",
            (table,),
        )
    for step, parent in connection.execute(
        "SELECT id, parent FROM changes c WHERE state <> 'final'"
        " AND NOT EXISTS (SELECT 1 FROM images WHERE change = c.id) ORDER BY id DESC"
    ).fetchall():
        connection.execute("UPDATE changes SET parent = ? WHERE parent = ?", (parent, step))
        connection.execute("DELETE FROM changes WHERE id = ?", (step,))
