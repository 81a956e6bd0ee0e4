"""Bulk: many entries into a library that holds few or none, in a fraction of the time."""

from __future__ import annotations

import contextlib
import gc
import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

_FEWEST = 2000  # entries for which it is worth the trouble
_CACHE_KIB = 32 * 1024
# FTS5 keeps what is new in memory up to this size, 1 MiB by default, before it writes and merges
_FTS_BYTES = 32 << 20
_TOGETHER = 200  # rows in a statement


@contextlib.contextmanager
def filling(connection: sqlite3.Connection, expected: int) -> Iterator[None]:
    """Have the first entries of a library written straight into its file, without a log ahead.

    The log would take every new page, and the file takes it again. A rollback journal keeps the
    pages that there were before, next to none of a library without entries, and is as safe:
    what is broken off, by a crash too, leaves the library empty. Others that open the file
    meanwhile have to wait; where some have it open already, the log stays, and they go on.

    Args:
        connection: One with no transaction open.
        expected: How many entries may come.
    """
    alone = expected >= _FEWEST and not _entries(connection) and _has_mode(connection, "DELETE")
    try:
        yield
    finally:
        if alone:
            _has_mode(connection, "WAL")  # if others read by now, whoever opens it next does it


@contextlib.contextmanager
def bulk(connection: sqlite3.Connection, expected: int) -> Iterator[None]:
    """Make it cheap to add many entries; an exception is for the transaction to undo.

    Args:
        connection: One with a write transaction open.
        expected: How many entries may come.
    """
    entries = _entries(connection)
    if expected < _FEWEST or entries * 2 > expected:
        yield
        return
    cache = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    collecting = gc.isenabled()
    gc.disable()  # rows hold no cycles, and looking for them takes a thirtieth of the time
    try:
        _set_fts_memory(connection, _FTS_BYTES)
        # The list's sort orders: at 100,000 entries, making them at the end takes half the time
        # of keeping them. Those that foreign keys and matching look into stay.
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entries'"
            " AND sql IS NOT NULL AND name <> 'entries_title' ORDER BY name"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        yield
        for _, statement in indexes:
            connection.execute(statement)
        _set_fts_memory(connection, 1 << 20)
    finally:
        connection.execute(f"PRAGMA cache_size = {cache}")
        if collecting:
            gc.enable()


def insert_rows(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str | int | float | None]],
) -> int:
    """Insert rows and return how many.

    Many together take two thirds of the time, since SQLite looks for the last id and notes the
    new one once a statement. A row that cannot be ends the whole transaction: to take back one
    statement alone, SQLite would first copy each page that it touches.
    """
    waiting = list(rows)
    begin = f"INSERT OR ROLLBACK INTO {table} ({', '.join(columns)}) VALUES "
    marks = f"({', '.join('?' * len(columns))})"
    whole = len(waiting) - len(waiting) % _TOGETHER
    if whole:
        together = begin + ", ".join([marks] * _TOGETHER)
        for start in range(0, whole, _TOGETHER):
            some = waiting[start : start + _TOGETHER]
            connection.execute(together, list(itertools.chain.from_iterable(some)))
    connection.executemany(begin + marks, waiting[whole:])
    return len(waiting)


def _entries(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])


def _has_mode(connection: sqlite3.Connection, mode: str) -> bool:
    """Go into a journal mode, if no other connection is in the way; whether it is that now."""
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        (now,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return bool(now == mode.lower())


def _set_fts_memory(connection: sqlite3.Connection, size: int) -> None:
    connection.execute(
        "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (size,)
    )
