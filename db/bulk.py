"""Bulk: many rows into a library that held fewer, in a transaction that is open already."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

_CACHE_KIB = 64 * 1024
# FTS5 keeps what is new in memory up to this size, 1 MiB by default, before it writes and merges
_FTS_BYTES = 32 << 20


@contextlib.contextmanager
def bulk(connection: sqlite3.Connection, expected: int) -> Iterator[None]:
    """Make it cheap to add many entries; an exception is for the transaction to undo.

    Args:
        connection: One with a write transaction open.
        expected: How many entries may come.
    """
    entries = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
    if expected < 2000 or entries * 2 > expected:
        yield
        return
    cache = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        _set_fts_memory(connection, _FTS_BYTES)
        # The list's sort orders: at 100,000 entries, making them at the end takes half the time
        # of keeping them. Those that foreign keys and matching look into stay.
        orders = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entries'"
            " AND sql IS NOT NULL AND name <> 'entries_title' ORDER BY name"
        ).fetchall()
        for name, _ in orders:
            connection.execute(f"DROP INDEX {name}")
        yield
        for _, statement in orders:
            connection.execute(statement)
        _set_fts_memory(connection, 1 << 20)
    finally:
        connection.execute(f"PRAGMA cache_size = {cache}")


def _set_fts_memory(connection: sqlite3.Connection, size: int) -> None:
    connection.execute(
        "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (size,)
    )
