"""Duplicates: several records of one paper become one, and nothing that they said is lost.

The record that stays gains the fields, counts, collections, tags, files and persons of the others,
and their keys find it from then on. The others go to the trash as they were.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from biblio.summary import summarise
from biblio.works_merging import merged_values
from db import editing, entries, indexing
from db.attached import attachments
from db.grouped.collections import MEMBERSHIPS
from db.grouped.tags import TAGGINGS
from db.past.journal import Change
from db.publication.works import join
from db.sites import entering

_PARENTS = ("crossref", "xref")


def merge(
    connection: sqlite3.Connection,
    change: Change,
    keep: int,
    others: Sequence[int],
    choices: Mapping[str, int],
) -> None:
    """Merge entries into one of them.

    Args:
        connection: The writing connection.
        change: The step.
        keep: The entry that stays.
        others: The entries that go to the trash.
        choices: Names of fields (see `biblio.works_merging`) whose text is another entry's, with
            that entry's id.

    Raises:
        NoSuchEntryError: One of them is not there.
        PatchError: A chosen text whose braces do not pair.
    """
    ids = [keep, *(each for each in dict.fromkeys(others) if each != keep)]
    records = [entries.read(connection, each) for each in ids]
    places = {name: ids.index(entry_id) for name, entry_id in choices.items()}
    values, kind, key = merged_values(records, 0, places)
    own = records[0]
    for entry_id in ids[1:]:
        change.update("entries", entry_id, {"trashed": 1})
        change.entries.add(entry_id)
    edit = editing.Edit(
        keep,
        editing.changed_fields(own, values),
        type=kind if kind != own.type else None,
        key=key if key != own.key else None,
    )
    editing.apply(connection, change, edit)
    _remember_names(connection, change, keep, ids[1:])
    _add_counts(connection, change, keep, ids[1:])
    _add_ties(connection, change, keep, ids[1:])
    _add_files(connection, change, keep, ids[1:])
    _take_rows(connection, change, keep, ids[1:])
    attachments.share(connection, change, keep, ids[1:])
    _keep_versions(connection, change, keep, ids[1:])
    for record in records:
        if record.key and record.key != key:
            _turn_children(connection, change, record.key, key)


def _remember_names(
    connection: sqlite3.Connection, change: Change, keep: int, gone: Sequence[int]
) -> None:
    """By the others' keys and titles the entry is known from now on."""
    kept = entries.read(connection, keep)
    keys: list[str] = []
    titles: list[str] = []
    for entry_id in gone:
        record = entries.read(connection, entry_id)
        keys += [record.key, *_former_keys(connection, entry_id)]
        titles += [summarise(record).sort_title, *_former_titles(connection, entry_id)]
    known = {kept.key, "", *_former_keys(connection, keep)}
    new = [(keep, key) for key in dict.fromkeys(keys) if key not in known]
    if new:
        indexing.unindex(connection, {keep: kept})
        change.insert("old_keys", ("entry", "key"), new)
        indexing.index(connection, {keep: kept})
    known = {summarise(kept).sort_title, "", *_former_titles(connection, keep)}
    new = [(keep, title) for title in dict.fromkeys(titles) if title not in known]
    change.insert("old_titles", ("entry", "title"), new)


def _former_keys(connection: sqlite3.Connection, entry_id: int) -> list[str]:
    rows = connection.execute("SELECT key FROM old_keys WHERE entry = ? ORDER BY id", (entry_id,))
    return [row[0] for row in rows]


def _former_titles(connection: sqlite3.Connection, entry_id: int) -> list[str]:
    rows = connection.execute(
        "SELECT title FROM old_titles WHERE entry = ? ORDER BY id", (entry_id,)
    )
    return [row[0] for row in rows]


def _add_counts(
    connection: sqlite3.Connection, change: Change, keep: int, gone: Sequence[int]
) -> None:
    """The counts of all; of two by one source on one day the higher one is the newest."""
    for entry_id in gone:
        entering.copy(connection, change, entry_id, keep)


def _add_ties(
    connection: sqlite3.Connection, change: Change, keep: int, gone: Sequence[int]
) -> None:
    for ties in (MEMBERSHIPS, TAGGINGS):
        for owner in sorted(ties.owners(connection, gone)):
            ties.tie(connection, change, owner, [keep])
    known = set(
        connection.execute(
            "SELECT profile, reason, source FROM authorships WHERE entry = ?", (keep,)
        )
    )
    for entry_id in gone:
        rows = connection.execute(
            "SELECT profile, reason, source FROM authorships WHERE entry = ? ORDER BY id",
            (entry_id,),
        ).fetchall()
        new = [row for row in dict.fromkeys(rows) if row not in known]
        known.update(new)
        change.insert(
            "authorships",
            ("profile", "entry", "reason", "source"),
            [(profile, keep, reason, source) for profile, reason, source in new],
        )


def _add_files(
    connection: sqlite3.Connection, change: Change, keep: int, gone: Sequence[int]
) -> None:
    """The files of all; one that is there already is not there twice."""
    columns = ("path", "title", "digest", "added")
    known = {
        row[0]
        for row in connection.execute("SELECT path FROM attachments WHERE entry = ?", (keep,))
    }
    for entry_id in gone:
        rows = connection.execute(
            f"SELECT {', '.join(columns)} FROM attachments WHERE entry = ? ORDER BY id", (entry_id,)
        ).fetchall()
        new = [row for row in rows if row[0] not in known]
        known.update(row[0] for row in new)
        change.insert("attachments", ("entry", *columns), [(keep, *row) for row in new])


def _take_rows(
    connection: sqlite3.Connection, change: Change, keep: int, gone: Sequence[int]
) -> None:
    """What sites list as one of the others is this entry."""
    for entry_id in gone:
        for (row_id,) in connection.execute(
            "SELECT id FROM site_rows WHERE entry = ?", (entry_id,)
        ).fetchall():
            change.update("site_rows", row_id, {"entry": keep})


def _keep_versions(
    connection: sqlite3.Connection, change: Change, keep: int, gone: Sequence[int]
) -> None:
    """What was a version beside one of the others is one beside this entry."""
    beside: list[int] = []
    for entry_id in gone:
        beside += [
            row[0]
            for row in connection.execute(
                "SELECT entry FROM versions WHERE entry <> ?1 AND work ="
                " (SELECT work FROM versions WHERE entry = ?1)",
                (entry_id,),
            )
        ]
        rows = connection.execute("SELECT id FROM versions WHERE entry = ?", (entry_id,)).fetchall()
        change.delete("versions", [row[0] for row in rows])
    beside = [each for each in dict.fromkeys(beside) if each not in {keep, *gone}]
    if beside:
        join(connection, change, [keep, *beside])


def _turn_children(connection: sqlite3.Connection, change: Change, old: str, new: str) -> None:
    """Entries that inherit from a key that is no more inherit from the new one."""
    rows = connection.execute(
        "SELECT DISTINCT f.entry, lower(f.name) FROM fields f JOIN entries e ON e.id = f.entry"
        f" WHERE e.trashed = 0 AND lower(f.name) IN ({', '.join('?' * len(_PARENTS))})"
        " AND f.value = ?",
        (*_PARENTS, old),
    ).fetchall()
    for entry_id, name in rows:
        child = entries.read(connection, entry_id)
        changes = editing.changed_fields(child, {name: new})
        editing.apply(connection, change, editing.Edit(entry_id, changes, old=child))
