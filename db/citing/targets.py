"""Targets: what an export wrote to a file last, so that edits of others are not overwritten."""

from __future__ import annotations

import hashlib
import sqlite3

_PREFIX = "export "


def is_ours(connection: sqlite3.Connection, path: str, data: bytes) -> bool:
    """Whether a file may be overwritten: it holds what we wrote, or we never wrote it.

    Args:
        connection: A connection to the library.
        path: The file's absolute path.
        data: What it holds now.
    """
    row = connection.execute("SELECT value FROM state WHERE name = ?", (_PREFIX + path,)).fetchone()
    return row is None or row[0] == _digest(data)


def remember(connection: sqlite3.Connection, path: str, data: bytes) -> None:
    """Note what was written to a file. This is no change of the library: undo passes it by."""
    connection.execute(
        "INSERT INTO state (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_PREFIX + path, _digest(data)),
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
