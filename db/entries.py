"""Entries, their fields, and what is derived from them: the list's columns and the index."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Sequence

from biblio.entry import Entry, Field
from biblio.own_order import OwnOrder
from biblio.prepare import Prepared, prepare
from biblio.query.texts import index_texts
from biblio.summary import Summary
from db import indexing
from db.connection import chunks
from db.errors import NoSuchEntryError
from db.finding.languages import alphabet_of, own_order
from db.past.journal import Change, now
from db.replacing import Replacement, replace_all
from db.rows import Count, Stored

SUMMARY_COLUMNS = Summary._fields


def read(connection: sqlite3.Connection, entry_id: int) -> Entry:
    """One entry.

    Raises:
        NoSuchEntryError: There is none with this id.
    """
    row = connection.execute("SELECT type, key FROM entries WHERE id = ?", (entry_id,)).fetchone()
    if row is None:
        raise NoSuchEntryError(entry_id)
    fields = connection.execute(
        "SELECT name, value, expression FROM fields WHERE entry = ? ORDER BY position, id",
        (entry_id,),
    )
    return Entry(row[0], row[1], tuple(itertools.starmap(Field, fields)))


def read_many(connection: sqlite3.Connection, entry_ids: Sequence[int]) -> dict[int, Entry]:
    """Entries by id; ids of no entry are left out."""
    found: dict[int, Entry] = {}
    for chunk in chunks(entry_ids):
        marks = ", ".join("?" * len(chunk))
        fields: dict[int, list[Field]] = {}
        for entry_id, *values in connection.execute(
            f"SELECT entry, name, value, expression FROM fields WHERE entry IN ({marks})"
            " ORDER BY entry, position, id",
            chunk,
        ):
            fields.setdefault(entry_id, []).append(Field(*values))
        for entry_id, kind, key in connection.execute(
            f"SELECT id, type, key FROM entries WHERE id IN ({marks})", chunk
        ):
            found[entry_id] = Entry(kind, key, tuple(fields.get(entry_id, ())))
    return found


def stored(connection: sqlite3.Connection, entry_id: int) -> Stored:
    """One entry with all that the library knows of it.

    Raises:
        NoSuchEntryError: There is none with this id.
    """
    from db.citing.heritage import heritage_of
    from db.person.novelty import of_entry as novelty_of
    from db.problems import of_entry
    from db.publication.works import work_of

    entry = read(connection, entry_id)
    state = connection.execute(
        "SELECT added, changed, trashed FROM entries WHERE id = ?", (entry_id,)
    ).fetchone()
    if state is None:  # taken back by another between the two questions
        raise NoSuchEntryError(entry_id)
    added, changed, trashed = state
    names = connection.execute(
        "SELECT name FROM sources WHERE id IN (SELECT source FROM blocks WHERE entry = ?1"
        " UNION SELECT source FROM authorships WHERE entry = ?1) ORDER BY id",
        (entry_id,),
    )
    counts = connection.execute(
        "SELECT source, as_of, value FROM counts WHERE entry = ?"
        " ORDER BY as_of DESC, turn DESC, value DESC",
        (entry_id,),
    )
    return Stored(
        id=entry_id,
        entry=entry,
        added=added,
        changed=changed,
        trashed=bool(trashed),
        sources=tuple(name for (name,) in names),
        counts=tuple(itertools.starmap(Count, counts)),
        old_keys=indexing.old_keys(connection, {entry_id: entry}).get(entry_id, ()),
        problems=tuple(row.problem for row in of_entry(connection, entry_id)),
        work=work_of(connection, entry_id),
        novelty=novelty_of(connection, entry_id),
        inherited=heritage_of(connection, entry).fields,
    )


def holders_of_key(connection: sqlite3.Connection, key: str) -> set[int]:
    """Entries outside the trash that have this key now."""
    # The plus keeps SQLite from going through all keys outside the trash
    rows = connection.execute("SELECT id FROM entries WHERE key = ? AND +trashed = 0", (key,))
    return {row[0] for row in rows}


def ids_of_key(connection: sqlite3.Connection, key: str) -> list[int]:
    """Entries outside the trash with this key, or, when there is none, that once had it."""
    current = connection.execute(
        "SELECT id FROM entries WHERE key = ? AND +trashed = 0 ORDER BY id", (key,)
    ).fetchall()
    former = connection.execute(
        "SELECT DISTINCT o.entry FROM old_keys o JOIN entries e ON e.id = o.entry"
        " WHERE o.key = ? AND e.trashed = 0 ORDER BY o.entry",
        (key,),
    )
    return [row[0] for row in current or former]


def add(connection: sqlite3.Connection, change: Change, new: Sequence[Entry]) -> range:
    """Store new entries and return their ids, in order."""
    return add_prepared(connection, change, [prepare(entry) for entry in new])


def add_prepared(connection: sqlite3.Connection, change: Change, new: Sequence[Prepared]) -> range:
    """Store new entries, prepared before, and return their ids, in order."""
    stamp = now()
    rows = [(entry.type, entry.key, stamp, stamp, *entry.row) for entry in new]
    columns: tuple[str, ...] = ("type", "key", "added", "changed", *SUMMARY_COLUMNS)
    alphabet = alphabet_of(connection)
    if alphabet is not None:
        orders = [own_order(entry.summary, entry.entry, alphabet) for entry in new]
        rows = [(*row, *order) for row, order in zip(rows, orders, strict=True)]
        columns += OwnOrder._fields
    ids = change.insert("entries", columns, rows)
    change.insert(
        "fields",
        ("entry", "position", "name", "value", "expression"),
        [
            (entry_id, position, *field)
            for entry_id, entry in zip(ids, new, strict=True)
            for position, field in enumerate(entry.fields)
        ],
    )
    indexing.insert(
        connection,
        [
            (i, *(entry.texts or index_texts(entry.entry())))
            for i, entry in zip(ids, new, strict=True)
        ],
    )
    change.entries.update(ids)
    return ids


def replace(
    connection: sqlite3.Connection,
    change: Change,
    entry_id: int,
    new: Entry,
    *,
    edited: bool,
) -> bool:
    """Make an entry what `new` says; returns whether anything differed.

    See `db.replacing`, which does it for many.
    """
    replacement = Replacement(entry_id, read(connection, entry_id), new)
    return bool(replace_all(connection, change, [replacement], edited=edited))
