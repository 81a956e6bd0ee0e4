"""Automatic backups: a copy beside the library when it has changed, and which copies stay."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from db.backup import copy_to

# How many of the newest copies stay, and for how many days, weeks and months one each.
_NEWEST, _DAYS, _WEEKS, _MONTHS = 5, 7, 5, 12
_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)\.oeuvre\Z")


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
    folder = folder_of(library)
    folder.mkdir(exist_ok=True)
    copy = folder / f"{now.strftime(_STAMP)}.oeuvre"
    copy_to(connection, copy)
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
