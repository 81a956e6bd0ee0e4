"""The journal: every change of the library is one named step that can be taken back.

A step keeps, for every row that it touched, the row's *other* side: what the row was before
while the step is done, what it had become while the step is undone. Taking a step back and
doing it again are therefore one operation, `db.past.swapping`, and no row is ever stored twice.
Inserted rows have nothing on their other side, so an import of 100,000 entries is journaled as a
few ranges of ids.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from db.connection import chunks
from db.imports.bulk import insert_rows
from db.rows import Step
from db.schema import JOURNALED

Value = str | int | float | None

# Tables whose rows are of entries, by their column `entry`
ENTRY_TABLES = frozenset(
    {
        "fields",
        "old_keys",
        "old_titles",
        "counts",
        "yearly_counts",
        "site_rows",
        "authorships",
        "refusals",
        "problems",
        "memberships",
        "taggings",
        "attachments",
        "versions",
        "parted",
    }
)


def now() -> str:
    """This moment in UTC, ISO 8601 to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class Change:
    """One step while it is being made: the only door through which rows are written.

    Attributes:
        id: The step's number.
        entries: Ids of the entries that it touched so far.
    """

    def __init__(self, connection: sqlite3.Connection, change_id: int) -> None:
        self._connection = connection
        self.id = change_id
        self.entries: set[int] = set()
        self.touched = False
        self._told: dict[str, str] = {}  # by table, what gives a row as JSON

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> range:
        """Insert rows and return their new ids, which are consecutive."""
        first = self.next_id(table)  # AUTOINCREMENT goes on from there
        ids = range(first, first + insert_rows(self._connection, table, columns, rows))
        if ids:
            self._remember(table, ids[0], ids[-1], None)
        return ids

    def update(self, table: str, row_id: int, values: Mapping[str, Value]) -> None:
        """Set columns of one row."""
        self.update_many(table, {row_id: values})

    def update_many(self, table: str, updates: Mapping[int, Mapping[str, Value]]) -> None:
        """Set columns of rows, by their ids."""
        self._keep(table, list(updates))
        alike: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
        for row_id, values in updates.items():
            alike.setdefault(tuple(values), []).append((*values.values(), row_id))
        for names, rows in alike.items():
            assignments = ", ".join(f"{name} = ?" for name in names)
            self._connection.executemany(f"UPDATE {table} SET {assignments} WHERE id = ?", rows)

    def delete(self, table: str, row_ids: Iterable[int]) -> None:
        """Delete rows."""
        ids = list(row_ids)
        self._keep(table, ids)
        for chunk in chunks(ids):
            marks = ", ".join("?" * len(chunk))
            self._connection.execute(f"DELETE FROM {table} WHERE id IN ({marks})", chunk)

    def next_id(self, table: str) -> int:
        """The id that the next inserted row gets; ids are never used twice."""
        row = self._connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        return int(row[0]) + 1 if row else 1

    def _keep(self, table: str, row_ids: Sequence[int]) -> None:
        """Keep rows as they are, before something becomes of them."""
        if not row_ids:
            return
        self.touched = True
        if table not in self._told:
            self._told[table] = json_of_row(self._connection, table)
        for chunk in chunks(row_ids):
            self._connection.execute(
                "INSERT INTO images (change, tbl, first, last, image)"
                f" SELECT ?, ?, id, id, {self._told[table]} FROM {table}"
                f" WHERE id IN ({', '.join('?' * len(chunk))})",
                (self.id, table, *chunk),
            )

    def _remember(self, table: str, first: int, last: int, image: str | None) -> None:
        self.touched = True
        self._connection.execute(
            "INSERT INTO images (change, tbl, first, last, image) VALUES (?, ?, ?, ?, ?)",
            (self.id, table, first, last, image),
        )


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: all of it or, after any exception, nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """One look: what others write meanwhile is not seen."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def step(
    connection: sqlite3.Connection, actor: str, name: str | Callable[[], str]
) -> Iterator[Change]:
    """Make one named step; an exception leaves the library and its journal as they were.

    Args:
        connection: The writing connection.
        actor: Who does it.
        name: What is done, or a function that tells it when the step is complete.
    """
    with transaction(connection):
        cursor = connection.execute(
            "INSERT INTO changes (name, actor, made, state, parent) VALUES ('', ?, ?, 'done',"
            " (SELECT max(id) FROM changes WHERE state = 'done'))",
            (actor, now()),
        )
        change = Change(connection, int(cursor.lastrowid or 0))
        yield change
        if change.touched:
            connection.execute("UPDATE changes SET state = 'abandoned' WHERE state = 'undone'")
            label = name if isinstance(name, str) else name()
            connection.execute("UPDATE changes SET name = ? WHERE id = ?", (label, change.id))
        else:
            connection.execute("DELETE FROM changes WHERE id = ?", (change.id,))


def latest(connection: sqlite3.Connection) -> Step | None:
    """The step that undo would take back."""
    return _one(connection, "state = 'done' ORDER BY id DESC")


def next_redo(connection: sqlite3.Connection) -> Step | None:
    """The step that redo would do again."""
    return _one(connection, "state = 'undone' ORDER BY id")


def history(
    connection: sqlite3.Connection, limit: int, words: str = "", actor: str = ""
) -> list[Step]:
    """The newest steps, newest first.

    Args:
        connection: A connection to the library.
        limit: How many at most.
        words: Only those whose name has all of these words, in any case.
        actor: Only those of this actor; empty for all.
    """
    conditions = ["instr(lower(name), ?) > 0"] * len(words.split())
    conditions += ["actor = ?"] * bool(actor)
    values = [*words.lower().split(), *([actor] if actor else [])]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        f"SELECT id, name, actor, made, state FROM changes{where} ORDER BY id DESC LIMIT ?",
        (*values, limit),
    )
    return [Step(*row) for row in rows]


def step_of(connection: sqlite3.Connection, step_id: int) -> Step | None:
    """The step of this number."""
    return _one(connection, "id = ?", step_id)


def row_of(image: str) -> dict[str, Any]:
    """The row that an image tells.

    Raises:
        sqlite3.DatabaseError: The image is damaged.
    """
    try:
        row: dict[str, Any] = json.loads(image)
    except ValueError as error:
        raise sqlite3.DatabaseError("malformed JSON in the journal") from error
    return row


def json_of_row(connection: sqlite3.Connection, table: str) -> str:
    """An expression that gives a row of a table as an image has it."""
    if table not in JOURNALED:
        raise ValueError(table)
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    pairs = ", ".join(f"'{name}', {name}" for name in names)
    return f"json_object({pairs})"


def _one(connection: sqlite3.Connection, condition: str, *values: int) -> Step | None:
    row = connection.execute(
        f"SELECT id, name, actor, made, state FROM changes WHERE {condition} LIMIT 1", values
    ).fetchone()
    return Step(*row) if row else None
