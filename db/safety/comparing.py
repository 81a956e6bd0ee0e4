"""How a backup differs from the library: what restoring it would bring back, take, and change."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.connection import connect, disconnect, translated
from db.past.history_rows import BackupDetails

_SHOWN = 8  # titles of each kind
# What an entry is, as its row in the list tells it; `changed` moves with each edit
_ENTRY = "id, title, type, key, trashed, changed, edited, year, venue, authors"

_Rows = dict[int, tuple[object, ...]]


def details(connection: sqlite3.Connection | None, backup: Path) -> BackupDetails:
    """What a backup holds, and how that differs from the library.

    Args:
        connection: A connection to the library; None when that cannot be read.
        backup: The backup's file.

    Raises:
        LibraryError: The backup cannot be read.
    """
    source = connect(backup, create=False, readonly=True)
    try:
        with translated(backup):
            there = _entries(source)
            steps = source.execute("SELECT count(*), max(made) FROM changes").fetchone()
            (listed,) = source.execute("SELECT count(*) FROM entries WHERE trashed = 0").fetchone()
    finally:
        disconnect(source)
    here = _entries(connection) if connection is not None else there
    gone = [here[each] for each in here.keys() - there.keys()]
    back = [there[each] for each in there.keys() - here.keys()]
    other = [there[each] for each in here.keys() & there.keys() if here[each] != there[each]]
    return BackupDetails(
        entries=int(listed),
        steps=int(steps[0]),
        last_step=steps[1] or "",
        back=len(back),
        gone=len(gone),
        other=len(other),
        titles_back=_titles(back),
        titles_gone=_titles(gone),
        titles_other=_titles(other),
        is_compared=connection is not None,
    )


def is_earlier(connection: sqlite3.Connection, copy: Path) -> bool:
    """Whether a library is an earlier state of this one, so that nothing is lost with it.

    It is where its last step is one of this one's; one without steps has to be without entries.

    Raises:
        LibraryError: The other library cannot be read.
    """
    source = connect(copy, create=False, readonly=True)
    try:
        with translated(copy):
            last = source.execute(
                "SELECT id, name, actor, made FROM changes ORDER BY id DESC LIMIT 1"
            ).fetchone()
            entry = source.execute("SELECT id FROM entries LIMIT 1").fetchone()
    finally:
        disconnect(source)
    if last is None:
        return entry is None
    known = connection.execute(
        "SELECT 1 FROM changes WHERE id = ? AND name = ? AND actor = ? AND made = ?", last
    ).fetchone()
    return known is not None


def _entries(connection: sqlite3.Connection) -> _Rows:
    return {row[0]: tuple(row) for row in connection.execute(f"SELECT {_ENTRY} FROM entries")}


def _titles(rows: list[tuple[object, ...]]) -> tuple[str, ...]:
    rows.sort(key=lambda row: int(str(row[0])), reverse=True)
    return tuple(str(row[1]) for row in rows[:_SHOWN])
