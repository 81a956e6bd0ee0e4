"""Automatic backups: a copy beside the library when it has changed, and which copies stay."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from db.connection import connect, disconnect
from db.errors import DiskFullError, LibraryError
from db.past.history_rows import Backup, BackupKind
from db.safety.backup import check, copy_to

# How many of the newest copies stay, and for how many days, weeks and months one each.
_NEWEST, _DAYS, _WEEKS, _MONTHS = 5, 7, 5, 12
_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)\.oeuvre\Z")
_DUE_AFTER = dt.timedelta(hours=1)
_SPARE = 2  # times its size that must be free on the disk, or no copy is made
# Copies beside the library, by what follows its name: made by the program or the user
_BESIDE: tuple[tuple[str, BackupKind], ...] = (
    ("before-version-", "migration"),
    ("before-restore-", "restore"),
    ("backup-", "own"),
)


def folder_of(library: Path) -> Path:
    """Where the automatic backups of a library lie."""
    return library.with_name(f"{library.stem} backups")


def backups(library: Path) -> list[tuple[dt.datetime, Path]]:
    """The automatic backups of a library, newest first, with their time (local)."""
    found = [
        (dt.datetime.strptime(match[1], _STAMP), path)  # noqa: DTZ007  # a name, in local time
        for path in folder_of(library).glob("*.oeuvre")
        if (match := _NAME.search(path.name))
    ]
    return sorted(found, reverse=True)


def all_backups(library: Path) -> list[Backup]:
    """Every copy of a library that is known by its place and name, newest first."""
    found = [
        Backup(path, made, "automatic", path.stat().st_size) for made, path in backups(library)
    ]
    for path in library.parent.glob(f"{_escaped(library.stem)}[.-]*{_escaped(library.suffix)}"):
        rest = path.name[len(library.stem) + 1 :]
        kind = next((kind for start, kind in _BESIDE if rest.startswith(start)), None)
        if rest == f"backup{library.suffix}":
            kind = "own"
        if kind is not None and path.is_file():
            state = path.stat()
            made = dt.datetime.fromtimestamp(state.st_mtime).replace(microsecond=0)  # noqa: DTZ006
            found.append(Backup(path, made, kind, state.st_size))
    return sorted(found, key=lambda backup: (backup.made, backup.path), reverse=True)


def latest_good(library: Path) -> Backup | None:
    """The newest backup that can be read whole, or None."""
    for backup in all_backups(library):
        try:
            source = connect(backup.path, create=False, readonly=True)
        except LibraryError:
            continue
        try:
            check(source, backup.path)
        except LibraryError:
            continue
        finally:
            disconnect(source)
        return backup
    return None


def moment_of(library: Path, backup: Path) -> dt.datetime:
    """When a backup was made (local): as it is named, or when the file was written."""
    for known in all_backups(library):
        if known.path.resolve() == backup.resolve():
            return known.made
    return dt.datetime.fromtimestamp(backup.stat().st_mtime).replace(microsecond=0)  # noqa: DTZ006


def is_due(library: Path, now: dt.datetime) -> bool:
    """Whether the newest automatic backup is older than an hour; costs a look at a folder."""
    known = backups(library)
    return not known or not dt.timedelta(0) <= now - known[0][0] < _DUE_AFTER


def back_up(connection: sqlite3.Connection, library: Path, now: dt.datetime) -> Path | None:
    """Copy the library if it has changed since the newest backup, and thin the older ones.

    Args:
        connection: A connection to the library.
        library: Its file.
        now: The local time, by which the copy is named.

    Returns:
        The new copy, or None when there was nothing new to keep.

    Raises:
        LibraryError, OSError: The copy cannot be written; the older ones stay.
    """
    known = backups(library)
    state = _state(connection)
    if not state[0] or (known and state == _state_of_copy(known[0][1])):
        return None
    size = math.prod(
        connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("page_count", "page_size")
    )
    if shutil.disk_usage(library.parent).free < _SPARE * size:
        raise DiskFullError(folder_of(library), "kept free for the library itself")
    folder = folder_of(library)
    folder.mkdir(exist_ok=True)
    copy = folder / f"{now.strftime(_STAMP)}.oeuvre"
    copy_to(connection, library, copy)
    with contextlib.suppress(FileNotFoundError):
        copy.chmod(library.stat().st_mode & 0o777)  # as private as the library itself
    known = backups(library)
    staying = kept([moment for moment, _ in known])
    for moment, path in known:
        if moment not in staying:
            path.unlink(missing_ok=True)
    return copy


def kept(moments: Iterable[dt.datetime]) -> set[dt.datetime]:
    """Which of some backups stay: the newest, and the newest of each recent day, week, month."""
    ordered = sorted(moments, reverse=True)
    staying = set(ordered[:_NEWEST])
    for period, limit in (("%Y-%j", _DAYS), ("%G-%V", _WEEKS), ("%Y-%m", _MONTHS)):
        newest: dict[str, dt.datetime] = {}
        for moment in ordered:
            newest.setdefault(moment.strftime(period), moment)
        staying.update(list(newest.values())[:limit])
    return staying


def _escaped(text: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", text)


def _state(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """What tells two states of a library apart: its steps, and how many are taken back."""
    row = connection.execute(
        "SELECT count(*), coalesce(max(id), 0), coalesce(sum(state = 'undone'), 0) FROM changes"
    ).fetchone()
    return (int(row[0]), int(row[1]), int(row[2]))


def _state_of_copy(path: Path) -> tuple[int, int, int] | None:
    """The same of a backup; None when it cannot be read, so that a new one is made."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return _state(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return None
