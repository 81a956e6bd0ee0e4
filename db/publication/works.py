"""Works: which entries are versions of one publication, as the user said.

An entry that was joined with no other is a work of its own, whose number is the entry's. What
was joined shares a number that no other entry or work has: the least of their ids.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from biblio.works_identity import STAGE_ORDER, Stage
from db.connection import chunks
from db.past.journal import Change


@dataclass(frozen=True, slots=True)
class WorkVersion:
    """One version of a work.

    Attributes:
        id: The entry's.
        stage: At which stage it is.
    """

    id: int
    key: str
    type: str
    title: str
    venue: str
    date: str
    stage: Stage


def works(connection: sqlite3.Connection, profile_id: int | None = None) -> dict[int, int]:
    """For each entry outside the trash the number of its work; of one person's if given."""
    condition, parameters = "e.trashed = 0", list[int]()
    if profile_id is not None:
        condition += " AND e.id IN (SELECT entry FROM mine WHERE profile = ?)"
        parameters.append(profile_id)
    return dict(
        connection.execute(
            "SELECT e.id, coalesce(v.work, e.id) FROM entries e"
            f" LEFT JOIN versions v ON v.entry = e.id WHERE {condition} ORDER BY e.id",
            parameters,
        ).fetchall()
    )


def work_of(connection: sqlite3.Connection, entry_id: int) -> int:
    """The number of an entry's work: of all its versions the same."""
    row = connection.execute(
        "SELECT work FROM versions WHERE entry = ? ORDER BY id LIMIT 1", (entry_id,)
    ).fetchone()
    return int(row[0]) if row else entry_id


def joined(connection: sqlite3.Connection) -> dict[int, tuple[int, ...]]:
    """The works of several versions outside the trash: number to entries, the leading one first."""
    found: dict[int, list[int]] = {}
    for work, entry_id in connection.execute(
        "SELECT v.work, v.entry FROM versions v JOIN entries e ON e.id = v.entry"
        " WHERE e.trashed = 0 ORDER BY v.work, v.position, v.id"
    ):
        found.setdefault(work, []).append(entry_id)
    return {work: tuple(ids) for work, ids in found.items() if len(ids) > 1}


def versions(connection: sqlite3.Connection, entry_id: int) -> tuple[WorkVersion, ...]:
    """All versions of an entry's work outside the trash, the leading one first.

    The entry alone where it was joined with no other.
    """
    ids = [
        row[0]
        for row in connection.execute(
            "SELECT v.entry FROM versions v JOIN entries e ON e.id = v.entry WHERE e.trashed = 0"
            " AND v.work = (SELECT work FROM versions WHERE entry = ?) ORDER BY v.position, v.id",
            (entry_id,),
        )
    ]
    found = described(connection, ids or [entry_id])
    return tuple(found[each] for each in ids or [entry_id] if each in found)


def described(connection: sqlite3.Connection, entry_ids: Sequence[int]) -> dict[int, WorkVersion]:
    """What versions are told apart by."""
    from db.publication.works_finding import stages

    known = stages(connection, entry_ids)
    found: dict[int, WorkVersion] = {}
    for chunk in chunks(entry_ids):
        marks = ", ".join("?" * len(chunk))
        for entry_id, *texts in connection.execute(
            f"SELECT id, key, type, title, venue, date FROM entries WHERE id IN ({marks})", chunk
        ):
            key, kind, title, venue, date = texts
            found[entry_id] = WorkVersion(entry_id, key, kind, title, venue, date, known[entry_id])
    return found


def join(connection: sqlite3.Connection, change: Change, entry_ids: Sequence[int]) -> list[int]:
    """Make entries versions of one work, with all that were joined with one of them before.

    The most published one leads: the journal article before the proceedings, these before the
    preprint; of two at one stage the one that was asked for first.

    Returns:
        The versions, the leading one first; empty where nothing was to be joined.
    """
    wanted = list(dict.fromkeys(entry_ids))
    members: list[int] = []
    for entry_id in wanted:
        rows = connection.execute(
            "SELECT entry FROM versions WHERE work = (SELECT work FROM versions WHERE entry = ?)"
            " ORDER BY position, id",
            (entry_id,),
        ).fetchall()
        members += [row[0] for row in rows] or [entry_id]
    members = list(dict.fromkeys(members))
    found = described(connection, members)
    members = [each for each in members if each in found]
    if len(members) < 2:
        return []
    members.sort(key=lambda each: STAGE_ORDER.index(found[each].stage))
    _place(connection, change, members, number=min(members))
    _forget_parted(connection, change, members)
    return members


def lead(connection: sqlite3.Connection, change: Change, entry_id: int) -> None:
    """Have a version stand for its work."""
    members = [
        row[0]
        for row in connection.execute(
            "SELECT entry FROM versions WHERE work = (SELECT work FROM versions WHERE entry = ?)"
            " ORDER BY position, id",
            (entry_id,),
        )
    ]
    if entry_id in members:
        members.sort(key=lambda each: each != entry_id)
        _place(connection, change, members, number=work_of(connection, entry_id))


def part(connection: sqlite3.Connection, change: Change, entry_ids: Sequence[int]) -> list[int]:
    """Make entries works of their own again, and note that they are not one with the others.

    Returns:
        The entries that were parted from others.
    """
    gone: list[int] = []
    for work, members in _works_of(connection, entry_ids).items():
        leaving = [each for each in members if each in set(entry_ids)]
        staying = [each for each in members if each not in leaving]
        rows = connection.execute("SELECT id FROM versions WHERE work = ?", (work,)).fetchall()
        change.delete("versions", [row[0] for row in rows])
        if len(staying) > 1:
            _place(connection, change, staying, number=min(staying))
        keep_apart(connection, change, [(a, b) for a in leaving for b in members if a != b])
        change.entries.update(members)
        gone += leaving
    return gone


def keep_apart(
    connection: sqlite3.Connection, change: Change, pairs: Sequence[tuple[int, int]]
) -> None:
    """Note that two entries are not one paper, so that they are not proposed again."""
    known = set(connection.execute("SELECT entry, other FROM parted"))
    new = {(min(pair), max(pair)) for pair in pairs} - known
    change.insert("parted", ("entry", "other"), sorted(new))
    change.entries.update(each for pair in new for each in pair)


def parted(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """The pairs of entries (the lesser id first) of which the user said they are not one paper."""
    return set(connection.execute("SELECT entry, other FROM parted"))


def _works_of(connection: sqlite3.Connection, entry_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for entry_id in entry_ids:
        rows = connection.execute(
            "SELECT work, entry FROM versions WHERE work ="
            " (SELECT work FROM versions WHERE entry = ?) ORDER BY position, id",
            (entry_id,),
        ).fetchall()
        for work, member in rows:
            if member not in found.setdefault(work, []):
                found[work].append(member)
    return found


def _place(
    connection: sqlite3.Connection, change: Change, members: Sequence[int], *, number: int
) -> None:
    """Write the versions of a work in this order; rows that say so already stay."""
    known: dict[int, tuple[int, int, int]] = {}
    for entry_id in members:
        row = connection.execute(
            "SELECT id, work, position FROM versions WHERE entry = ?", (entry_id,)
        ).fetchone()
        if row is not None:
            known[entry_id] = row
    new = []
    for position, entry_id in enumerate(members):
        if entry_id not in known:
            new.append((entry_id, number, position))
        elif known[entry_id][1:] != (number, position):
            change.update("versions", known[entry_id][0], {"work": number, "position": position})
    change.insert("versions", ("entry", "work", "position"), new)
    change.entries.update(members)


def _forget_parted(connection: sqlite3.Connection, change: Change, members: Sequence[int]) -> None:
    """The newest word counts: what was said to be apart and is joined now is so no more."""
    wanted = set(members)
    rows = [
        row[0]
        for row in connection.execute("SELECT id, entry, other FROM parted")
        if row[1] in wanted and row[2] in wanted
    ]
    change.delete("parted", rows)
