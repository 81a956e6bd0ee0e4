"""Backups by SQLite's own backup API: a consistent copy while others read and write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from db.connection import connect, disconnect, translated
from db.errors import LibraryDamagedError, LibraryUnreadableError


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of the library to `target`, which appears whole or not at all.

    Raises:
        LibraryError: The target cannot be written.
    """
    if target.exists() and not target.is_file():
        raise LibraryUnreadableError(target, "is not a file")
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with translated(target):
            copy = sqlite3.connect(temporary)
            try:
                connection.backup(copy)
                check(copy, target)
                # One tidy file: a copy of a WAL library would grow a -wal when opened
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
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
    with translated(path):
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise LibraryDamagedError(path, str(found))


def restore(backup: Path, target: Path, *, replace: bool = True) -> Path | None:
    """Make the library what `backup` holds; what it was is kept beside it.

    Args:
        backup: A library.
        target: The library to be made what that is.
        replace: Whether a damaged one is replaced as a file, which nobody may have open.

    Returns:
        The copy of the library as it was before, or None when there was none.

    Raises:
        LibraryError: The backup is no library, or the target cannot be written.
    """
    source = connect(backup, create=False, readonly=True)
    try:
        check(source, backup)
        before = _free_name(target) if target.exists() else None
        if before is not None and not _keep(target, before):
            if not replace:
                raise LibraryDamagedError(target, "cannot be copied")
            # What is damaged is kept byte for byte, for whoever can rescue it, and replaced whole
            shutil.copyfile(target, before)
            for suffix in ("-wal", "-shm", "-journal"):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
            copy_to(source, target)
        elif before is not None:
            _write_over(source, target)
        else:
            copy_to(source, target)
        return before
    finally:
        disconnect(source)


def _write_over(source: sqlite3.Connection, target: Path) -> None:
    """Make an open library what another one is, in one transaction that its readers see."""
    current = connect(target, create=False, readonly=False)
    try:
        with translated(target):
            sizes = [each.execute("PRAGMA page_size").fetchone()[0] for each in (source, current)]
            if sizes[0] == sizes[1]:
                source.backup(current)
                return
            # SQLite copies by pages, so these must first have the size of those that are there
            with tempfile.TemporaryDirectory(dir=target.parent) as folder:
                copy = Path(folder) / "resized"
                source.execute(f"PRAGMA page_size = {sizes[1]}")
                source.execute("VACUUM INTO ?", (str(copy),))
                resized = sqlite3.connect(copy)
                try:
                    resized.backup(current)
                finally:
                    resized.close()
    finally:
        disconnect(current)


def _keep(library: Path, copy: Path) -> bool:
    """Copy a library; False when it is too damaged for that."""
    try:
        current = connect(library, create=False, readonly=True)  # changes nothing in it
    except LibraryDamagedError:
        return False
    try:
        copy_to(current, copy)
    except LibraryDamagedError:
        return False
    finally:
        disconnect(current)
    return True


def _free_name(target: Path) -> Path:
    number = 1
    while True:
        candidate = target.with_name(f"{target.stem}.before-restore-{number}{target.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
