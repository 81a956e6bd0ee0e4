"""Backups by SQLite's own backup API: a consistent copy while others read and write."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from db.connection import connect, disconnect, translated


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of the library to `target`, which appears whole or not at all.

    Raises:
        LibraryError: The target cannot be written.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with translated(target):
            copy = sqlite3.connect(temporary)
            try:
                connection.backup(copy)
                # One tidy file: a copy of a WAL library would grow a -wal when opened
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def restore(backup: Path, target: Path) -> Path | None:
    """Make the library what `backup` holds; what it was is kept beside it.

    Returns:
        The copy of the library as it was before, or None when there was none.

    Raises:
        LibraryError: The backup is no library, or the target cannot be written.
    """
    source = connect(backup, create=False, readonly=True)
    try:
        before = None
        if target.exists():
            current = connect(target, create=False, readonly=False)
            try:
                before = _free_name(target)
                copy_to(current, before)
                with translated(target):
                    source.backup(current)
            finally:
                disconnect(current)
        else:
            copy_to(source, target)
        return before
    finally:
        disconnect(source)


def _free_name(target: Path) -> Path:
    number = 1
    while True:
        candidate = target.with_name(f"{target.stem}.before-restore-{number}{target.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
