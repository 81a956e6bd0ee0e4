"""Entries made what they are to be, many at a time: only the rows that differ are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from biblio.entry import Entry, Field
from biblio.query.texts import index_texts, texts_after
from biblio.summary import SUMMARISED, summarise
from db import indexing
from db.connection import chunks
from db.finding.languages import alphabet_of, own_order
from db.past.journal import Change, Value, now

if TYPE_CHECKING:
    from biblio.collation import Alphabet

_FIELD = ("entry", "position", "name", "value", "expression")


class Replacement(NamedTuple):
    """An entry as it is, read in the same transaction, and as it is to be."""

    entry_id: int
    old: Entry
    new: Entry


class _Row(NamedTuple):
    """A field as it is stored."""

    id: int
    position: int
    field: Field


def replace_all(
    connection: sqlite3.Connection,
    change: Change,
    wanted: Sequence[Replacement],
    *,
    edited: bool,
) -> list[Replacement]:
    """Make entries what they are to be; returns those that differed.

    Args:
        connection: The writing connection.
        change: The step, whose journal then names what differed.
        wanted: Each of another entry. They are worked on together: some hundreds, not all.
        edited: Whether the user did it, and not a file that was read.
    """
    differing = [each for each in wanted if each.old != each.new]
    if not differing:
        return []
    former = indexing.old_keys(connection, {each.entry_id: each.old for each in differing})
    texts = {
        each.entry_id: index_texts(each.old, former.get(each.entry_id, ())) for each in differing
    }
    _write_fields(connection, change, differing)
    _remember(connection, change, differing)
    _write_columns(change, differing, alphabet_of(connection), edited=edited)
    former = indexing.old_keys(connection, {each.entry_id: each.new for each in differing})
    after = {
        each.entry_id: texts_after(
            each.new, former.get(each.entry_id, ()), each.old, texts[each.entry_id]
        )
        for each in differing
    }
    moved = {each: (texts[each], after[each]) for each in after if after[each] != texts[each]}
    indexing.exchange(connection, moved)
    change.entries.update(after)
    return differing


def _write_fields(
    connection: sqlite3.Connection, change: Change, differing: Sequence[Replacement]
) -> None:
    stored: dict[int, list[_Row]] = {each.entry_id: [] for each in differing}
    fields = {each.entry_id: iter(each.old.fields) for each in differing}
    for chunk in chunks(list(stored)):
        for row_id, entry_id, position in connection.execute(  # which the index alone tells
            f"SELECT id, entry, position FROM fields WHERE entry IN ({', '.join('?' * len(chunk))})"
            " ORDER BY entry, position, id",
            chunk,
        ):
            stored[entry_id].append(_Row(row_id, position, next(fields[entry_id])))
    added: list[tuple[Value, ...]] = []
    updated: dict[int, dict[str, Value]] = {}
    gone: list[int] = []
    for entry_id, _, new in differing:
        last = -1
        for row, field in _paired(stored[entry_id], new.fields):
            if field is None:
                gone += [row.id] if row is not None else []
                continue
            position = row.position if row is not None and row.position > last else last + 1
            last = position
            if row is None:
                added.append((entry_id, position, field.name, field.value, field.expression))
            elif values := _differences(row, position, field):
                updated[row.id] = values
    change.delete("fields", gone)
    change.update_many("fields", updated)
    change.insert("fields", _FIELD, added)


def _differences(row: _Row, position: int, field: Field) -> dict[str, Value]:
    values: dict[str, Value] = {}
    if position != row.position:
        values["position"] = position
    if field != row.field:
        values |= {"name": field.name, "value": field.value, "expression": field.expression}
    return values


def _paired(
    rows: Sequence[_Row], fields: Sequence[Field]
) -> Iterator[tuple[_Row | None, Field | None]]:
    """Rows beside what they become, in the order of the fields; those that are there stay."""
    start = 0
    waiting: list[_Row] = []
    for row in rows:
        place = start
        while place < len(fields) and fields[place] != row.field:
            place += 1
        if place == len(fields):  # it is changed or gone
            waiting.append(row)
            continue
        yield from _side_by_side(waiting, fields[start:place])
        yield row, row.field
        waiting, start = [], place + 1
    yield from _side_by_side(waiting, fields[start:])


def _side_by_side(
    rows: Sequence[_Row], fields: Sequence[Field]
) -> Iterator[tuple[_Row | None, Field | None]]:
    yield from zip(rows, fields, strict=False)
    yield from ((row, None) for row in rows[len(fields) :])
    yield from ((None, field) for field in fields[len(rows) :])


def _remember(
    connection: sqlite3.Connection, change: Change, differing: Sequence[Replacement]
) -> None:
    """Keep the keys and titles by which files and pages that still have them know entries."""
    keys: list[tuple[Value, ...]] = [
        (each.entry_id, each.old.key)
        for each in differing
        if each.old.key and each.old.key != each.new.key
    ]
    change.insert("old_keys", ("entry", "key"), keys)
    titled = {
        each.entry_id: summarise(each.new).sort_title
        for each in differing
        if each.old.get("title") != each.new.get("title")
    }
    titles: list[tuple[Value, ...]] = []
    for chunk in chunks(list(titled)):
        titles += [
            (entry_id, title)
            for entry_id, title in connection.execute(
                "SELECT id, sort_title FROM entries"
                f" WHERE id IN ({', '.join('?' * len(chunk))}) ORDER BY id",
                chunk,
            )
            if title not in {"", titled[entry_id]}
        ]
    change.insert("old_titles", ("entry", "title"), titles)


def _write_columns(
    change: Change, differing: Sequence[Replacement], alphabet: Alphabet | None, *, edited: bool
) -> None:
    stamp = now()
    updates: dict[int, Mapping[str, Value]] = {}
    for entry_id, old, new in differing:
        columns: dict[str, Value] = {"changed": stamp}
        if edited:
            columns["edited"] = 1
        if old.type != new.type:
            columns["type"] = new.type
        if old.key != new.key:
            columns["key"] = new.key
        if _summarised(old) != _summarised(new):
            summary = summarise(new)
            columns |= summary._asdict()
            if alphabet is not None:
                columns |= own_order(summary, partial(_itself, new), alphabet)._asdict()
        updates[entry_id] = columns
    change.update_many("entries", updates)


def _itself(entry: Entry) -> Entry:
    return entry


def _summarised(entry: Entry) -> list[Field]:
    """The fields that the list's columns are made of."""
    return [field for field in entry.fields if field.id in SUMMARISED]
