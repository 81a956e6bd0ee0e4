"""Entries, their fields, and what is derived from them: the list's columns and the index."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Sequence

from biblio.entry import Entry, Field
from biblio.prepare import Prepared, prepare
from biblio.query.texts import index_texts
from biblio.summary import Summary, summarise
from db.connection import chunks
from db.errors import NoSuchEntryError
from db.past.journal import Change, now
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
    from db.person.novelty import of_entry as novelty_of
    from db.problems import of_entry
    from db.publication.works import work_of

    entry = read(connection, entry_id)
    added, changed, trashed = connection.execute(
        "SELECT added, changed, trashed FROM entries WHERE id = ?", (entry_id,)
    ).fetchone()
    names = connection.execute(
        "SELECT name FROM sources WHERE id IN (SELECT source FROM blocks WHERE entry = ?1"
        " UNION SELECT source FROM authorships WHERE entry = ?1) ORDER BY id",
        (entry_id,),
    )
    counts = connection.execute(
        "SELECT source, as_of, value FROM counts WHERE entry = ? ORDER BY as_of DESC, value DESC",
        (entry_id,),
    )
    old_keys = connection.execute(
        "SELECT DISTINCT key FROM old_keys WHERE entry = ? AND key <> ? ORDER BY id",
        (entry_id, entry.key),
    )
    return Stored(
        id=entry_id,
        entry=entry,
        added=added,
        changed=changed,
        trashed=bool(trashed),
        sources=tuple(name for (name,) in names),
        counts=tuple(itertools.starmap(Count, counts)),
        old_keys=tuple(key for (key,) in old_keys),
        problems=tuple(row.problem for row in of_entry(connection, entry_id)),
        work=work_of(connection, entry_id),
        novelty=novelty_of(connection, entry_id),
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
    ids = change.insert(
        "entries",
        ("type", "key", "added", "changed", *SUMMARY_COLUMNS),
        [(entry.type, entry.key, stamp, stamp, *entry.row) for entry in new],
    )
    change.insert(
        "fields",
        ("entry", "position", "name", "value", "expression"),
        [
            (entry_id, position, *field)
            for entry_id, entry in zip(ids, new, strict=True)
            for position, field in enumerate(entry.fields)
        ],
    )
    _index(
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

    Only the rows of fields that differ are written, so that the journal's step names them.
    """
    old = read(connection, entry_id)
    if old == new:
        return False
    rows = connection.execute(
        "SELECT id, position, name, value, expression FROM fields WHERE entry = ?"
        " ORDER BY position, id",
        (entry_id,),
    ).fetchall()
    for row, field in itertools.zip_longest(rows, _placed(new)):
        if field is None:
            change.delete("fields", [row[0]])
        elif row is None:
            change.insert(
                "fields", ("entry", "position", "name", "value", "expression"), [(entry_id, *field)]
            )
        elif tuple(row[1:]) != field:
            change.update(
                "fields",
                row[0],
                dict(zip(("position", "name", "value", "expression"), field, strict=True)),
            )
    if old.key != new.key and old.key:
        change.insert("old_keys", ("entry", "key"), [(entry_id, old.key)])
    summary, former = summarise(new), summarise(old).sort_title
    if former not in {"", summary.sort_title}:
        # By which a file or page that still has it knows the entry
        change.insert("old_titles", ("entry", "title"), [(entry_id, former)])
    columns = summary._asdict()
    columns |= {"type": new.type, "key": new.key, "changed": now()}
    if edited:
        columns["edited"] = 1
    change.update("entries", entry_id, columns)
    unindex(connection, [(entry_id, old)])
    index(connection, [(entry_id, new)])
    change.entries.add(entry_id)
    return True


def _placed(entry: Entry) -> Iterable[tuple[int, str, str, str | None]]:
    return (
        (position, field.name, field.value, field.expression)
        for position, field in enumerate(entry.fields)
    )


def index(connection: sqlite3.Connection, new: Iterable[tuple[int, Entry]]) -> None:
    """Make entries findable."""
    _index(connection, ((entry_id, *index_texts(entry)) for entry_id, entry in new))


def _index(connection: sqlite3.Connection, rows: Iterable[tuple[int | str, ...]]) -> None:
    connection.executemany(
        "INSERT INTO search_index (rowid, title, authors, venue, other, key)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def unindex(connection: sqlite3.Connection, old: Iterable[tuple[int, Entry]]) -> None:
    """Take entries out of the index; they must be given as they were put in."""
    connection.executemany(
        "INSERT INTO search_index (search_index, rowid, title, authors, venue, other, key)"
        " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        ((entry_id, *index_texts(entry)) for entry_id, entry in old),
    )
