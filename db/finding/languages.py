"""The language of the library's order: by whose alphabet the list is sorted.

It is a setting in the library itself, so that all programs on it agree. What `sort_title` and its
like do not put where the language has it stands in a column beside, `order_title`, and only there:
most entries have nothing in it, and libraries in most languages have nothing in it at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

    from biblio.collation import Alphabet
    from biblio.entry import Entry
    from biblio.own_order import OwnOrder
    from biblio.summary import Summary
    from db.past.journal import Change

SETTING: Final = "language"
_TOGETHER: Final = 500  # entries between two looks whether to go on


def language(connection: sqlite3.Connection) -> str:
    """The language, as `biblio.alphabets` calls it; empty where none was chosen."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (SETTING,)).fetchone()
    return str(row[0]) if row else ""


def alphabet_of(connection: sqlite3.Connection) -> Alphabet | None:
    """The alphabet of the language; None where folded texts are in order as they are."""
    chosen = language(connection)
    if not chosen:
        return None
    from biblio.collation import alphabet

    return alphabet(chosen)


def own_order(summary: Summary, entry: Callable[[], Entry], alphabet: Alphabet | None) -> OwnOrder:
    """The columns beside those of the summary; the entry is asked for where it is needed."""
    from biblio import own_order as order

    if alphabet is None or not order.moves(summary, alphabet):
        return order.NOTHING_OWN
    return order.own_order(summary, entry(), alphabet)


def begin_language(connection: sqlite3.Connection, chosen: str) -> None:
    """Take a language for a library in which nothing was ever done."""
    unused = "NOT EXISTS (SELECT 1 FROM changes) AND NOT EXISTS (SELECT 1 FROM entries)"
    # Asked first, since an INSERT waits for others that write, even if it has nothing to insert
    if connection.execute(f"SELECT {unused}").fetchone()[0] and not language(connection):
        connection.execute(
            f"INSERT OR IGNORE INTO settings (name, value) SELECT ?, ? WHERE {unused}",
            (SETTING, chosen),
        )


def set_language(
    connection: sqlite3.Connection,
    change: Change,
    chosen: str,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Sort by another language from now on: only entries that it sorts elsewhere are written.

    Args:
        connection: The writing connection.
        change: The step.
        chosen: A language that `biblio.alphabets` knows; empty for none.
        progress: Called with how many entries are done, and how many there are.
        cancelled: Asked from time to time.

    Raises:
        CancelledError: The user cancelled; the caller's transaction is to be rolled back.
    """
    from biblio.collation import alphabet
    from db.errors import CancelledError

    if chosen == language(connection):
        return
    _choose(connection, change, chosen)
    letters = alphabet(chosen) if chosen else None
    (last,) = connection.execute("SELECT ifnull(max(id), 0) FROM entries").fetchone()
    for start in range(0, last, _TOGETHER):
        if cancelled is not None and cancelled():
            raise CancelledError
        _put_in_order(connection, change, letters, range(start + 1, start + 1 + _TOGETHER))
        if progress is not None:
            progress(min(start + _TOGETHER, last), last)


def _choose(connection: sqlite3.Connection, change: Change, chosen: str) -> None:
    row = connection.execute("SELECT id FROM settings WHERE name = ?", (SETTING,)).fetchone()
    if row is None:
        change.insert("settings", ("name", "value"), [(SETTING, chosen)])
    else:
        change.update("settings", row[0], {"value": chosen})


def _put_in_order(
    connection: sqlite3.Connection, change: Change, letters: Alphabet | None, ids: range
) -> None:
    """Write what a language sorts elsewhere than the one before, of some entries."""
    from biblio.own_order import OwnOrder, moves
    from biblio.summary import Summary
    from db.entries import SUMMARY_COLUMNS, read_many

    size = len(SUMMARY_COLUMNS)
    rows = connection.execute(
        f"SELECT id, {', '.join((*SUMMARY_COLUMNS, *OwnOrder._fields))} FROM entries"
        " WHERE id BETWEEN ? AND ? ORDER BY id",
        (ids[0], ids[-1]),
    ).fetchall()
    found = {row[0]: (Summary._make(row[1 : size + 1]), row[size + 1 :]) for row in rows}
    moved = [i for i, (summary, _) in found.items() if letters and moves(summary, letters)]
    entries = read_many(connection, moved)
    updates = {}
    for entry_id, (summary, before) in found.items():
        now = own_order(summary, partial(entries.__getitem__, entry_id), letters)
        if tuple(now) != tuple(before):
            updates[entry_id] = now._asdict()
    change.update_many("entries", updates)
    change.entries.update(updates)
