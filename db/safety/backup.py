"""Backups by SQLite's own backup API: a consistent copy while others read and write."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from db.connection import translated
from db.errors import CopyNotWrittenError, LibraryDamagedError, LibraryUnreadableError

_SMALL = 8_000_000  # bytes of a library that is checked in about 30 milliseconds


def copy_to(connection: sqlite3.Connection, library: Path, target: Path) -> None:
    """Write a consistent copy of the library to `target`, which appears whole or not at all.

    Args:
        connection: A connection to the library.
        library: Its file, for what is said of it.
        target: The copy.

    Raises:
        LibraryDamagedError: The library cannot be read whole.
        CopyNotWrittenError: The copy's folder is missing or cannot be written.
        LibraryError: The copy cannot be written for another reason, as no room.
    """
    if target.exists() and not target.is_file():
        raise LibraryUnreadableError(target, "is not a file")
    if not os.access(target.parent, os.W_OK):
        raise CopyNotWrittenError(target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _write(connection, library, target, temporary)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that SQLite can read the whole file.

    Raises:
        LibraryDamagedError: It cannot.
    """
    _check(connection, path, "integrity_check")


def check_if_small(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure of the tables, where that takes some hundredths of a second at most.

    Raises:
        LibraryDamagedError: They are damaged.
    """
    if path.stat().st_size <= _SMALL:
        _check(connection, path, "quick_check")


def _check(connection: sqlite3.Connection, path: Path, pragma: str) -> None:
    with translated(path):
        (found,) = connection.execute(f"PRAGMA {pragma}(1)").fetchone()
    if found != "ok":
        raise LibraryDamagedError(path, str(found))


def _write(connection: sqlite3.Connection, library: Path, target: Path, temporary: Path) -> None:
    try:
        with translated(target):
            copy = sqlite3.connect(temporary)
            try:
                connection.backup(copy)
                check(copy, library)  # what is wrong with the copy is so with what it is of
                # One tidy file: a copy of a WAL library would grow a -wal when opened
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
    except LibraryDamagedError as error:
        raise LibraryDamagedError(library, error.detail) from error
    except LibraryUnreadableError as error:
        raise CopyNotWrittenError(target, error.detail) from error
