"""Oeuvre's own novelty estimates in the library: made in the background, kept, and read.

They can be made again from the entries, so they are not journaled, and an undo leaves them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from biblio.metrics.compute import Computed
from biblio.novelty import VERSION, Estimate, Text, estimate
from db.connection import chunks
from db.past.journal import now, transaction
from db.person.profile_rows import NoveltyFact
from db.publication import works

_STATE = "novelty"
_COUNTED = 5000
_TEXTS = """
SELECT e.id, e.date, e.title, f.value FROM fields f JOIN entries e ON e.id = f.entry
WHERE f.name = 'abstract' COLLATE NOCASE AND e.trashed = 0 AND trim(f.value) <> ''
"""


@dataclass(frozen=True, slots=True)
class NoveltyState:
    """How the estimates of a library are.

    Attributes:
        made: When they were made, ISO 8601 in UTC; empty for never.
        texts: How many entries have an abstract; at most 5,000 are counted.
        current: Whether nothing changed since.
    """

    made: str
    texts: int
    current: bool


def make(
    connection: sqlite3.Connection,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> dict[int, Estimate]:
    """The estimates of all entries of the library's profiles; nothing is written.

    Each is compared with all earlier entries of the library. Where there is no profile, all
    entries are estimated.
    """
    wanted = {row[0] for row in connection.execute("SELECT DISTINCT entry FROM mine")}
    if not connection.execute("SELECT 1 FROM profiles LIMIT 1").fetchone():
        wanted = {row[0] for row in connection.execute("SELECT id FROM entries")}
    return estimate(_texts(connection), wanted, progress, cancelled)


def keep(connection: sqlite3.Connection, estimates: Mapping[int, Estimate], stamp: str) -> None:
    """Put estimates in place of those there are.

    Args:
        connection: The writing connection.
        estimates: By entry.
        stamp: What `stamp_of` said when they were begun.
    """
    made = now()
    with transaction(connection):
        connection.execute("DELETE FROM novelty")
        connection.executemany(
            "INSERT INTO novelty (entry, value, nearest, version, texts, made)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (entry_id, each.value, each.nearest, VERSION, each.texts, made)
                for entry_id, each in estimates.items()
            ],
        )
        connection.execute(
            "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (_STATE, f"{made} {stamp}")
        )


def stamp_of(connection: sqlite3.Connection) -> str:
    """What changes when an estimate may: the number of entries, and the last change of one."""
    row = connection.execute(
        "SELECT count(*), coalesce(max(changed), ''), (SELECT count(*) FROM mine)"
        " FROM entries WHERE trashed = 0"
    ).fetchone()
    return f"{VERSION}/{row[0]}/{row[1]}/{row[2]}"


def state(connection: sqlite3.Connection) -> NoveltyState:
    """How the estimates are."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (_STATE,)).fetchone()
    made, _, stamp = (row[0] if row else "").partition(" ")
    texts = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM fields WHERE name = 'abstract' COLLATE NOCASE"
        f" LIMIT {_COUNTED})"
    ).fetchone()[0]
    return NoveltyState(made, texts, stamp == stamp_of(connection))


def made_on(connection: sqlite3.Connection) -> str:
    """The day of the estimates, ISO 8601; empty for never."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (_STATE,)).fetchone()
    return str(row[0])[:10] if row else ""


def of_entry(connection: sqlite3.Connection, entry_id: int) -> NoveltyFact | None:
    """An entry's estimate; None where there is none."""
    row = connection.execute(
        "SELECT n.value, n.nearest, coalesce(e.title, ''), n.texts, n.version, n.made"
        " FROM novelty n LEFT JOIN entries e ON e.id = n.nearest WHERE n.entry = ?",
        (entry_id,),
    ).fetchone()
    return NoveltyFact(*row) if row else None


def of_profile(connection: sqlite3.Connection, entry_ids: Sequence[int]) -> Computed:
    """The mean estimate of entries in per cent, and how many have none."""
    total, number = 0.0, 0
    for chunk in chunks(entry_ids):
        marks = ", ".join("?" * len(chunk))
        row = connection.execute(
            f"SELECT coalesce(sum(value), 0), count(*) FROM novelty WHERE version = {VERSION}"
            f" AND entry IN ({marks})",
            chunk,
        ).fetchone()
        total, number = total + row[0], number + row[1]
    return Computed(100 * total / number if number else None, len(entry_ids) - number)


def _texts(connection: sqlite3.Connection) -> Iterator[Text]:
    work_of = {i: work for work, ids in works.joined(connection).items() for i in ids}
    for entry_id, day, title, abstract in connection.execute(_TEXTS):
        yield Text(entry_id, day, work_of.get(entry_id, entry_id), f"{title}. {abstract}")
