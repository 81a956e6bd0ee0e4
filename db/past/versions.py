"""The versions of one entry, and how to get one back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from biblio.entry import Entry
from db import editing, entries
from db.errors import KeyTakenError, NoSuchEntryError, NoSuchVersionError
from db.past import changes, moments
from db.past.history_rows import Version
from db.past.journal import Change
from db.past.moments import Moment
from db.rows import Step

_MOST = 500  # versions that are told


def versions(connection: sqlite3.Connection, entry_id: int, limit: int = _MOST) -> list[Version]:
    """What the entry was after each step that changed it, newest first.

    The last one has no step when the entry is older than the journal.

    Raises:
        NoSuchEntryError: There is none with this id.
    """
    now = entries.read(connection, entry_id)
    found: list[Version] = []
    oldest: Entry | None = now
    for step_id, before, after in moments.past(connection, moments.now(connection, {entry_id})):
        change = changes.of_entry(before, after, entry_id)
        entry = changes.entry_at(after, entry_id)
        oldest = changes.entry_at(before, entry_id)
        if entry is not None and change is not None:
            found.append(Version(_step(connection, step_id), entry, change.fields))
        if oldest is None or len(found) >= limit:
            return found
    return [*found, Version(None, oldest or now, ())]


def restore(
    connection: sqlite3.Connection,
    change: Change,
    entry_id: int,
    step_id: int | None,
    fields: Sequence[str],
) -> None:
    """Make the entry, or fields of it, what they were after a step.

    Its text in imported files follows; a whole version brings that text back letter by letter.

    Args:
        connection: The writing connection.
        change: The step that is made now.
        entry_id: The entry.
        step_id: The step of a version; None for what the entry was before all steps.
        fields: Their names, ``type`` or ``key``; none for the type, the key and all fields.

    Raises:
        NoSuchEntryError: There is no such entry.
        NoSuchVersionError: It did not exist then.
        KeyTakenError: Another entry has the key meanwhile.
    """
    moment = _moment(connection, entry_id, step_id)
    then = changes.entry_at(moment, entry_id)
    if then is None:
        raise NoSuchVersionError(entry_id)
    old = entries.read(connection, entry_id)
    wanted = {each.lower() for each in fields}
    names = wanted - {"type", "key"} or (
        set() if wanted else {each.id for each in (*old.fields, *then.fields)}
    )
    there = {each.id: each for each in reversed(then.fields)}
    values = {name: there.get(name) for name in sorted(names)}
    key = then.key if not wanted or "key" in wanted else None
    if key and entries.holders_of_key(connection, key) - {entry_id}:
        raise KeyTakenError(key)
    kind = then.type if not wanted or "type" in wanted else None
    editing.apply(connection, change, editing.Edit(entry_id, values, kind, key))
    if wanted:
        return
    now = entries.read(connection, entry_id)
    whole = Entry(then.type, now.key, then.fields)  # order, and two fields of one name
    entries.replace(connection, change, entry_id, whole, edited=True)
    if now.key == then.key:
        _restore_texts(connection, change, entry_id, moment)


def _restore_texts(
    connection: sqlite3.Connection, change: Change, entry_id: int, moment: Moment
) -> None:
    then = moment.of("blocks", entry_id)
    for block_id, text in connection.execute(
        "SELECT id, text FROM blocks WHERE entry = ?", (entry_id,)
    ).fetchall():
        if block_id in then and then[block_id]["text"] != text:
            change.update("blocks", block_id, {"text": then[block_id]["text"]})


def _step(connection: sqlite3.Connection, step_id: int) -> Step:
    row = connection.execute(
        "SELECT id, name, actor, made, state FROM changes WHERE id = ?", (step_id,)
    ).fetchone()
    return Step(*row)


def _moment(connection: sqlite3.Connection, entry_id: int, step_id: int | None) -> Moment:
    if connection.execute("SELECT 1 FROM entries WHERE id = ?", (entry_id,)).fetchone() is None:
        raise NoSuchEntryError(entry_id)
    if step_id is None:
        moment = moments.now(connection, {entry_id})
        moments.back(connection, moment, after=0)
        return moment
    if connection.execute("SELECT 1 FROM changes WHERE id = ?", (step_id,)).fetchone() is None:
        raise NoSuchVersionError(entry_id)
    return moments.around(connection, step_id, {entry_id})[1]
