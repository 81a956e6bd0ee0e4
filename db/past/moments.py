"""The rows of some entries at a moment of the past, made from the journal's images.

The journal is a tree: a step's parent is the step that was done last when it was made. The
steps that are done are the path from the root to now; those undone or given up are branches.
From now, taking images back along the path and then forward along a branch leads to any
moment, without touching a table.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from db.connection import chunks
from db.past.journal import ENTRY_TABLES, Value, row_of

Row = Mapping[str, Value]
# Beside the rows of entries: what their rows name, and what has no entry. These are few.
NAMING = ("profiles", "sources", "collections", "tags", "searches", "reported", "reported_years")
OF_ENTRIES = (*sorted(ENTRY_TABLES), "blocks")


class Image(NamedTuple):
    """What a step keeps of a row, or of a range of rows: None where there was nothing."""

    step: int
    table: str
    first: int
    last: int
    row: Row | None


@dataclass(slots=True)
class Moment:
    """The rows of some entries, and all rows of `NAMING`, by table and id."""

    entries: frozenset[int]
    tables: dict[str, dict[int, Row]] = field(default_factory=dict)

    def copy(self) -> Moment:
        """The same moment, which stays when this one goes on."""
        return Moment(self.entries, {name: dict(rows) for name, rows in self.tables.items()})

    def of(self, table: str, entry_id: int) -> dict[int, Row]:
        """An entry's rows of one table."""
        rows = self.tables.get(table, {})
        return {row_id: row for row_id, row in rows.items() if row["entry"] == entry_id}

    def is_met_by(self, image: Image) -> bool:
        """Whether an image tells of a row that belongs to this moment, on either side."""
        rows = self.tables.get(image.table, {})
        return image.row is not None or bool(_within(rows, image))

    def take(self, image: Image) -> bool:
        """Take a row's image, or take rows away; returns whether anything was to be done."""
        rows = self.tables.setdefault(image.table, {})
        if image.row is not None:
            rows[image.first] = image.row
            return True
        gone = _within(rows, image)
        for row_id in gone:
            del rows[row_id]
        return bool(gone)


def _within(rows: Mapping[int, Row], image: Image) -> list[int]:
    ids = range(image.first, image.last + 1)
    return [
        row_id
        for row_id in (ids if len(ids) < len(rows) else rows)
        if row_id in ids and row_id in rows
    ]


def now(connection: sqlite3.Connection, entry_ids: Collection[int]) -> Moment:
    """These entries as they are."""
    made = Moment(frozenset(entry_ids))
    for table in NAMING:
        made.tables[table] = {
            int(str(row["id"])): row for row in _rows(connection, table, "1 = 1", ())
        }
    for table in ("entries", *OF_ENTRIES):
        column = "id" if table == "entries" else "entry"
        made.tables[table] = {
            int(str(row["id"])): row
            for chunk in chunks(sorted(entry_ids))
            for row in _rows(
                connection, table, f"{column} IN ({', '.join('?' * len(chunk))})", chunk
            )
        }
    return made


def around(
    connection: sqlite3.Connection, step_id: int, entry_ids: Collection[int]
) -> tuple[Moment, Moment]:
    """These entries before a step and after it, whatever became of it since."""
    moment = now(connection, entry_ids)
    branch, root = _path(connection, step_id)
    if not branch:
        back(connection, moment, after=step_id)
        later = moment.copy()
        back(connection, moment, after=step_id - 1, until=step_id)
        return moment, later
    back(connection, moment, after=root)
    for each in branch:
        before = moment.copy()
        _take(connection, moment, "c.id = ?", (each,), "c.id")
    return before, moment


def back(
    connection: sqlite3.Connection, moment: Moment, *, after: int, until: int | None = None
) -> None:
    """Go back over the steps that are done, from `until` (None for the last) to `after`."""
    _take(
        connection,
        moment,
        "c.state = 'done' AND c.id > ? AND c.id <= ?",
        (after, until if until is not None else 2**62),
        "c.id DESC",
    )


def past(connection: sqlite3.Connection, moment: Moment) -> Iterator[tuple[int, Moment, Moment]]:
    """Go back over all steps that are done.

    Yields:
        The number of each step that touched the entries, the newest first, with the moments
        before it and after it.
    """
    images = _images(connection, moment, "c.state = 'done'", (), "c.id DESC")
    for step_id, group in itertools.groupby(images, key=lambda image: image.step):
        after: Moment | None = None
        is_touched = False
        for image in group:
            if after is None and moment.is_met_by(image):
                after = moment.copy()
            is_touched |= moment.take(image) and image.table not in NAMING
        if is_touched and after is not None:
            yield step_id, moment.copy(), after


def _take(
    connection: sqlite3.Connection,
    moment: Moment,
    condition: str,
    values: tuple[int, ...],
    order: str,
) -> None:
    for image in _images(connection, moment, condition, values, order):
        moment.take(image)


def _images(
    connection: sqlite3.Connection,
    moment: Moment,
    condition: str,
    values: tuple[int, ...],
    order: str,
) -> Iterator[Image]:
    """The images of steps, as they are to be taken.

    Of one step's images of a row the oldest counts, so that is the last one: it is the row's
    other side of the step as a whole.
    """
    rows = connection.execute(
        "SELECT i.change, i.tbl, i.first, i.last, i.image IS NULL,"
        " CASE i.tbl WHEN 'entries' THEN i.first ELSE json_extract(i.image, '$.entry') END, i.image"
        " FROM images i JOIN changes c ON c.id = i.change"
        f" WHERE {condition} ORDER BY {order}, i.id DESC",
        values,
    )
    for step, table, first, last, is_absent, owner, text in rows:
        # What is of other entries is not wanted: as if the row had not been there
        wanted = not is_absent and (table in NAMING or owner in moment.entries)
        yield Image(step, table, first, last, row_of(text) if wanted else None)


def _path(connection: sqlite3.Connection, step_id: int) -> tuple[list[int], int]:
    """The branch that ends in a step, and the step of the path to now that it begins after."""
    branch: list[int] = []
    at = step_id
    while True:
        row = connection.execute("SELECT state, parent FROM changes WHERE id = ?", (at,)).fetchone()
        if row is None or row[0] not in {"undone", "abandoned"}:
            return branch, at  # a forgotten parent was done: `db.past.forgetting` sees to that
        branch.insert(0, at)
        at = row[1] or 0


def _rows(
    connection: sqlite3.Connection, table: str, condition: str, values: tuple[int, ...]
) -> Iterator[dict[str, Value]]:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {condition}", values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
