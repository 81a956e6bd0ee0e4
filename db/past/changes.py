"""What a step changed, told as a person sees it: entries and fields, not rows."""

from __future__ import annotations

import bisect
import itertools
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from biblio.entry import Entry, Field
from db.past import moments
from db.past.history_rows import EntryChange, FieldChange, StepChanges
from db.past.journal import ENTRY_TABLES
from db.past.moments import Moment, Row

SHOWN = 200  # entries of one step that are told one by one

# What follows from something else that is told, or is the program's own bookkeeping
_UNTOLD = {"fields", "old_keys", "old_titles", "problems", "blocks", "authorships"}
# What ties an entry to something with a name: the column, and the table that has the name
_TIES = {"taggings": ("tag", "tags"), "memberships": ("collection", "collections")}
_UNSHOWN = {"id", "entry", "digest"}  # columns that say nothing to a person
_COLUMNS = ("type", "key")  # of an entry, told like fields


def changes_of(connection: sqlite3.Connection, step_id: int, shown: int = SHOWN) -> StepChanges:
    """What a step did, whether it is done, undone or given up.

    Args:
        connection: A connection to the library.
        step_id: The step.
        shown: How many entries are told one by one.
    """
    touched = sorted(touched_entries(connection, step_id))
    before, after = moments.around(connection, step_id, touched[:shown])
    told = [
        change for each in touched[:shown] if (change := of_entry(before, after, each)) is not None
    ]
    return StepChanges(
        tuple(told), tuple(_of_names(before, after)), more=max(0, len(touched) - shown)
    )


def of_entry(before: Moment, after: Moment, entry_id: int) -> EntryChange | None:
    """What became of an entry between two moments; None for nothing that can be told."""
    old, new = entry_at(before, entry_id), entry_at(after, entry_id)
    fields = [*_of_columns(before, after, entry_id), *_of_fields(old, new)]
    fields += _of_ties(before, after, entry_id)
    fields += _of_rest(before, after, entry_id)
    if not fields and (old is None) == (new is None):
        return None
    named = new or old
    return EntryChange(
        entry_id,
        named.key if named is not None else "",
        named.get("title") if named is not None else "",
        "added" if old is None else "removed" if new is None else "changed",
        tuple(fields),
    )


def entry_at(moment: Moment, entry_id: int) -> Entry | None:
    """The entry as it was at a moment; None when it was not there."""
    row = moment.tables["entries"].get(entry_id)
    if row is None:
        return None
    fields = sorted(
        moment.of("fields", entry_id).items(), key=lambda item: (item[1]["position"], item[0])
    )
    return Entry(
        str(row["type"]),
        str(row["key"]),
        tuple(
            Field(str(each["name"]), str(each["value"]), _text_or_none(each["expression"]))
            for _, each in fields
        ),
    )


def touched_entries(connection: sqlite3.Connection, step_id: int) -> set[int]:
    """Ids of the entries that a step touched, also where their rows are long gone."""
    found: set[int | None] = set()
    absent: dict[str, list[tuple[int, int]]] = {}
    for table, first, last, owner, is_there in connection.execute(
        "SELECT tbl, first, last, json_extract(image, '$.entry'), image IS NOT NULL FROM images"
        " WHERE change = ? ORDER BY tbl, first",
        (step_id,),
    ):
        if table == "entries":
            found.update(range(first, last + 1))
        elif is_there:
            found.add(owner)
        elif table in ENTRY_TABLES:
            absent.setdefault(table, []).append((first, last))
    if absent:
        found.update(_owners(connection, step_id, absent))
    return {each for each in found if each is not None}


def _owners(
    connection: sqlite3.Connection, step_id: int, ranges: Mapping[str, list[tuple[int, int]]]
) -> Iterator[int | None]:
    """The entries of rows, by ranges of their ids in order: as they are now, or once were."""
    for table in ranges:
        yield from (
            owner
            for (owner,) in connection.execute(
                f"SELECT t.entry FROM images i JOIN {table} t ON t.id BETWEEN i.first AND i.last"
                " WHERE i.change = ? AND i.tbl = ? AND i.image IS NULL",
                (step_id, table),
            )
        )
    for table, row_id, owner in connection.execute(
        "SELECT tbl, first, json_extract(image, '$.entry') FROM images WHERE image IS NOT NULL"
    ):
        if table in ranges:
            place = bisect.bisect_right(ranges[table], (row_id, 2**62)) - 1
            if place >= 0 and row_id <= ranges[table][place][1]:
                yield owner


def _of_columns(before: Moment, after: Moment, entry_id: int) -> list[FieldChange]:
    old, new = (each.tables["entries"].get(entry_id) for each in (before, after))
    told = [
        FieldChange(name, _text(old, name), _text(new, name))
        for name in _COLUMNS
        if _text(old, name) != _text(new, name)
    ]
    if old is not None and new is not None and old["trashed"] != new["trashed"]:
        told.append(FieldChange("trash", *("1" if each["trashed"] else "" for each in (old, new))))
    return told


def _of_fields(old: Entry | None, new: Entry | None) -> list[FieldChange]:
    """Fields that differ, in the order of the newer entry; where they stand is not told."""
    sides = [Counter(_named(each)) for each in (old, new)]
    gone, came = sides[0] - sides[1], sides[1] - sides[0]
    order = dict.fromkeys(name for name, _ in itertools.chain(_named(new), _named(old)))
    told = []
    for name in order:
        pairs = itertools.zip_longest(
            *([text for each, text in side.elements() if each == name] for side in (gone, came))
        )
        told += [FieldChange(name, before or "", after or "") for before, after in pairs]
    return told


def _named(entry: Entry | None) -> list[tuple[str, str]]:
    return [(field.id, field.value) for field in entry.fields] if entry is not None else []


def _of_ties(before: Moment, after: Moment, entry_id: int) -> list[FieldChange]:
    told = []
    for table, (column, owner) in _TIES.items():
        old, new = (
            {
                _text(each.tables[owner].get(int(str(row[column]))), "name")
                for row in each.of(table, entry_id).values()
            }
            for each in (before, after)
        )
        told += [FieldChange(column, name, "") for name in sorted(old - new)]
        told += [FieldChange(column, "", name) for name in sorted(new - old)]
    return told


def _of_rest(before: Moment, after: Moment, entry_id: int) -> list[FieldChange]:
    """The rows of other tables, each as the texts of its columns."""
    told = []
    for table in sorted(ENTRY_TABLES - _UNTOLD - set(_TIES)):
        old, new = (
            {row_id: _plain(row) for row_id, row in each.of(table, entry_id).items()}
            for each in (before, after)
        )
        for row_id in sorted(old | new):
            texts = old.get(row_id, ""), new.get(row_id, "")
            if texts[0] != texts[1]:
                told.append(FieldChange(table, *texts))
    return told


def _plain(row: Row) -> str:
    return " · ".join(
        str(value) for name, value in row.items() if name not in _UNSHOWN and value != ""
    )


def _of_names(before: Moment, after: Moment) -> list[FieldChange]:
    """What is of no entry: files, collections, tags, searches, profiles and their numbers."""
    told = []
    for table in moments.NAMING:
        old, new = before.tables[table], after.tables[table]
        for row_id in sorted(_differing(old, new)):
            texts = (_told(old.get(row_id)), _told(new.get(row_id)))
            if texts[0] != texts[1]:
                told.append(FieldChange(table, *texts))
    return told


def _differing(old: Mapping[int, Row], new: Mapping[int, Row]) -> Collection[int]:
    return {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}


def _told(row: Row | None) -> str:
    """A row by what people know of it."""
    if row is None:
        return ""
    known = ("name", "query", "colour", "field", "metric", "value", "year", "as_of")
    texts = [str(row[name]) for name in known if row.get(name) not in {None, ""}]
    return " · ".join(texts)


def _text(row: Row | None, name: str) -> str:
    return "" if row is None else str(row[name])


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
