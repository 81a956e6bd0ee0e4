"""Taking a step back, or doing it again: its rows change places with their other sides.

A step may hold images of 100,000 rows, and long ones; they are worked on a few hundred at a time.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from db import entries, indexing
from db.connection import chunks
from db.past.journal import Value, json_of_row, row_of

_TOGETHER = 500  # images, or entries
# Those that the search index is made of, beside the entries themselves
_INDEXED = frozenset({"fields", "old_keys"})


def swap(connection: sqlite3.Connection, change_id: int, state: str) -> None:
    """Bring all rows of a step to their other side, keep the index in step, and mark the step.

    The caller has a transaction open.

    Args:
        connection: The writing connection.
        change_id: The step.
        state: What it is afterwards, ``done`` or ``undone``.

    Raises:
        sqlite3.DatabaseError: An image is damaged.
    """
    for chunk in chunks(_indexed(connection, change_id), _TOGETHER):
        indexing.unindex(connection, entries.read_many(connection, chunk))
    for run in _runs(connection, change_id):
        if run[0].image is None:
            for each in run:
                _take_out(connection, change_id, each)
        else:
            _exchange(connection, change_id, run)
    for chunk in chunks(_indexed(connection, change_id), _TOGETHER):
        indexing.index(connection, entries.read_many(connection, chunk))
    connection.execute("UPDATE changes SET state = ? WHERE id = ?", (state, change_id))


class _Image(NamedTuple):
    id: int
    table: str
    first: int
    last: int
    image: str | None


def _indexed(connection: sqlite3.Connection, change_id: int) -> list[int]:
    """The entries whose words a step touches, on either side."""
    found: set[int] = set()
    for first, last in connection.execute(
        "SELECT first, last FROM images i LEFT JOIN entries e ON e.id = i.first"
        " WHERE i.change = ? AND i.tbl = 'entries'"
        " AND (i.image IS NULL OR json_extract(i.image, '$.key') IS NOT e.key)",
        (change_id,),
    ):
        found.update(range(first, last + 1))
    for table in _INDEXED:
        for (entry_id,) in connection.execute(
            f"SELECT t.entry FROM images i JOIN {table} t ON t.id BETWEEN i.first AND i.last"
            " WHERE i.change = ?1 AND i.tbl = ?2 UNION"
            " SELECT json_extract(image, '$.entry') FROM images"
            " WHERE change = ?1 AND tbl = ?2 AND image IS NOT NULL",
            (change_id, table),
        ):
            found.add(entry_id)
    return sorted(found)


def _runs(connection: sqlite3.Connection, change_id: int) -> Iterator[list[_Image]]:
    """A step's images from the last, taken from the journal, in runs that can go together.

    Those of a run are of one table and, but for rows that were not there, of different rows.
    """
    (newest,) = connection.execute(
        "SELECT max(id) FROM images WHERE change = ?", (change_id,)
    ).fetchone()
    while newest is not None:
        found = [
            _Image(*row)
            for row in connection.execute(
                "SELECT id, tbl, first, last, image FROM images WHERE change = ? AND id <= ?"
                " ORDER BY id DESC LIMIT ?",
                (change_id, newest, _TOGETHER),
            )
        ]
        if not found:
            return
        connection.execute(
            "DELETE FROM images WHERE change = ? AND id BETWEEN ? AND ?",
            (change_id, found[-1].id, newest),
        )
        newest = found[-1].id - 1
        for _, alike in itertools.groupby(found, key=lambda each: (each.table, each.image is None)):
            yield from _distinct(alike)


def _distinct(images: Iterator[_Image]) -> Iterator[list[_Image]]:
    run: list[_Image] = []
    rows: set[int] = set()
    for each in images:
        if each.first in rows:
            yield run
            run, rows = [], set()
        run.append(each)
        rows.add(each.first)
    yield run


def _take_out(connection: sqlite3.Connection, change_id: int, image: _Image) -> None:
    """Move rows that had not been there into the journal, one image a row."""
    connection.execute(
        "INSERT INTO images (change, tbl, first, last, image)"
        f" SELECT ?, ?, id, id, {json_of_row(connection, image.table)} FROM {image.table}"
        " WHERE id BETWEEN ? AND ? ORDER BY id DESC",
        (change_id, image.table, image.first, image.last),
    )
    connection.execute(
        f"DELETE FROM {image.table} WHERE id BETWEEN ? AND ?", (image.first, image.last)
    )


def _exchange(connection: sqlite3.Connection, change_id: int, run: Sequence[_Image]) -> None:
    """Give rows their images back; what they were becomes the images (None where not there)."""
    table = run[0].table
    ids = [each.first for each in run]
    marks = ", ".join("?" * len(ids))
    now: dict[int, str] = dict(
        connection.execute(
            f"SELECT id, {json_of_row(connection, table)} FROM {table} WHERE id IN ({marks})", ids
        )
    )
    connection.executemany(
        "INSERT INTO images (change, tbl, first, last, image) VALUES (?, ?, ?, ?, ?)",
        [(change_id, table, row_id, row_id, now.get(row_id)) for row_id in ids],
    )
    missing: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
    changed: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
    for each in run:
        wanted = row_of(each.image or "")
        if each.first not in now:
            missing.setdefault(tuple(wanted), []).append(tuple(wanted.values()))
        elif values := _differences(row_of(now[each.first]), wanted):
            changed.setdefault(tuple(values), []).append((*values.values(), each.first))
    for names, rows in missing.items():
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows
        )
    for names, rows in changed.items():  # an index is only touched where its columns are named
        assignments = ", ".join(f"{name} = ?" for name in names)
        connection.executemany(f"UPDATE {table} SET {assignments} WHERE id = ?", rows)


def _differences(now: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Value]:
    return {name: value for name, value in wanted.items() if now.get(name) != value}
