"""Making a library what a backup holds, so that what it was until then is kept whole.

The library is written over in one transaction of SQLite's backup. Once that has the right to
write, and before it has written, what is there is copied: a step that another program finishes is
either in that copy or comes after the restore, and never between the two.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from db.connection import connect, disconnect, translated
from db.errors import (
    LibraryDamagedError,
    LibraryLockedError,
    LibraryReadOnlyError,
)
from db.safety.backup import check, copy_to

_DAMAGED = "damaged"  # what is kept of a library that could not be copied is called so
_LOGS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file


def restore(backup: Path, target: Path, *, replace: bool = True) -> Path | None:
    """Make the library what `backup` holds; what it was is kept beside it.

    Args:
        backup: A library.
        target: The library to be made what that is.
        replace: Whether a damaged one is replaced as a file, which nobody may have open.

    Returns:
        The copy of the library as it was before, or None when there was none.

    Raises:
        LibraryError: The backup or the target is no library, or that cannot be written.
    """
    source = connect(backup, create=False, readonly=True)
    try:
        check(source, backup)
        if not target.exists() or (target.is_file() and not target.stat().st_size):
            _set_logs_aside(target)
            copy_to(source, backup, target)
            return None
        if not (os.access(target, os.W_OK) and os.access(target.parent, os.W_OK)):
            raise LibraryReadOnlyError(target)
        try:
            return _write_over(source, target)
        except LibraryDamagedError:
            if not replace:
                raise
        return _replace(source, backup, target)
    finally:
        disconnect(source)


def is_whole(kept: Path) -> bool:
    """Whether what `restore` kept can be restored in its turn; else it can only be rescued."""
    return f".{_DAMAGED}-" not in kept.name


class _Keeper:
    """Copies a library at the one moment when nobody else can write it.

    Attributes:
        copy: The copy, once there is one.
    """

    def __init__(self, library: Path) -> None:
        self._library = library
        self.copy: Path | None = None

    def __call__(self, status: int, _remaining: int, _pages: int) -> None:
        """After each page of SQLite's backup, which holds the lock from the first one on."""
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LibraryLockedError(self._library)  # SQLite has waited already
        if self.copy is None:
            self.keep()

    def keep(self) -> None:
        """Copy what is there now."""
        copy = _free_name(self._library)
        reader = connect(self._library, create=False, readonly=True)
        try:
            copy_to(reader, self._library, copy)
        finally:
            disconnect(reader, tidy=False)
        self.copy = copy


def _write_over(source: sqlite3.Connection, target: Path) -> Path | None:
    """Make an open library what another one is, in one transaction that its readers see.

    Raises:
        LibraryDamagedError: What is there cannot be copied; it is as it was.
    """
    _check(target)  # or opening it to write would change some bytes of it
    current = connect(target, create=False, readonly=False)
    keeper = _Keeper(target)
    try:
        if current.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            keeper.keep()  # on a disk that knows no other way, nobody reads while one writes
        with translated(target), _with_pages_as_in(current, source, target.parent) as fitting:
            fitting.backup(current, pages=1, progress=keeper)
    except BaseException:
        if keeper.copy is not None:  # the library is what it was
            keeper.copy.unlink(missing_ok=True)
        raise
    finally:
        disconnect(current)
    return keeper.copy


def _check(library: Path) -> None:
    reader = connect(library, create=False, readonly=True)
    try:
        check(reader, library)
    finally:
        disconnect(reader)


@contextlib.contextmanager
def _with_pages_as_in(
    current: sqlite3.Connection, source: sqlite3.Connection, folder: Path
) -> Iterator[sqlite3.Connection]:
    """The source with pages of the size of those that are there: SQLite copies by pages."""
    sizes = [each.execute("PRAGMA page_size").fetchone()[0] for each in (source, current)]
    if sizes[0] == sizes[1]:
        yield source
        return
    with tempfile.TemporaryDirectory(dir=folder) as name:
        copy = Path(name) / "resized"
        source.execute(f"PRAGMA page_size = {sizes[1]}")
        source.execute("VACUUM INTO ?", (str(copy),))
        with contextlib.closing(sqlite3.connect(copy)) as resized:
            yield resized


def _replace(source: sqlite3.Connection, backup: Path, target: Path) -> Path:
    """Put a copy in the place of a damaged library, which is kept for whoever can rescue it.

    It is kept byte for byte, with its log, which may hold steps that the file does not.
    """
    before = _free_name(target, _DAMAGED)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    kept = [(_beside(target, end), _beside(before, end)) for end in ("", "-wal", "-journal")]
    try:
        for old, copy in kept:
            if old.exists():
                shutil.copyfile(old, copy)
        copy_to(source, backup, fresh)
    except BaseException:
        for _, copy in kept:
            copy.unlink(missing_ok=True)
        raise
    for end in _LOGS:  # or they would be taken for logs of what comes in its place
        _beside(target, end).unlink(missing_ok=True)
    fresh.replace(target)
    return before


def _set_logs_aside(target: Path) -> None:
    """Rename what is left of a file that is gone, or it would be taken for a log of the next."""
    before = _free_name(target)
    for end in _LOGS:
        log = _beside(target, end)
        if log.exists():
            log.replace(_beside(before, end))


def _beside(file: Path, end: str) -> Path:
    return file.with_name(file.name + end)


def _free_name(target: Path, what: str = "before-restore") -> Path:
    number = 1
    while True:
        candidate = target.with_name(f"{target.stem}.{what}-{number}{target.suffix}")
        if not any(_beside(candidate, end).exists() for end in ("", *_LOGS)):
            return candidate
        number += 1
