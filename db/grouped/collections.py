"""Collections: lists made by hand, one within another; an entry may be in many.

A collection shows what is in those within it too, so an entry that is moved into an inner one is
not lost to the outer. Deleting a collection deletes those within it; entries are never touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from db.errors import NoSuchViewError
from db.grouped.ties import Ties
from db.past.journal import Change
from db.rows import Collection

MEMBERSHIPS: Final = Ties("memberships", "collection")

_COUNTS = """
WITH RECURSIVE around(inner, outer) AS (
    SELECT id, id FROM collections
    UNION SELECT a.inner, c.parent FROM around a JOIN collections c ON c.id = a.outer
    WHERE c.parent IS NOT NULL)
SELECT a.outer, count(DISTINCT m.entry),
       count(DISTINCT CASE WHEN a.inner = a.outer THEN m.entry END)
FROM memberships m JOIN entries e ON e.id = m.entry JOIN around a ON a.inner = m.collection
WHERE e.trashed = 0 GROUP BY a.outer
"""


def every(connection: sqlite3.Connection) -> list[Collection]:
    """All collections, each followed by those within it, in the user's order."""
    counts = {row[0]: (row[2], row[1]) for row in connection.execute(_COUNTS)}
    inner: dict[int | None, list[Collection]] = {}
    for row in connection.execute(
        "SELECT id, name, parent, colour FROM collections ORDER BY position, id"
    ):
        collection_id, name, parent, colour = row
        entries, total = counts.get(collection_id, (0, 0))
        found = Collection(collection_id, name, parent, colour, entries, total)
        inner.setdefault(found.parent, []).append(found)

    def listed(parent: int | None) -> Iterable[Collection]:
        for each in inner.get(parent, ()):
            yield each
            yield from listed(each.id)

    return list(listed(None))


def name_of(connection: sqlite3.Connection, collection_id: int) -> str:
    """A collection's name.

    Raises:
        NoSuchViewError: There is none with this id.
    """
    row = connection.execute(
        "SELECT name FROM collections WHERE id = ?", (collection_id,)
    ).fetchone()
    if row is None:
        raise NoSuchViewError(collection_id)
    return str(row[0])


def add(change: Change, name: str, parent: int | None, colour: str, position: int) -> int:
    """Make a collection and return its id."""
    columns = ("name", "parent", "position", "colour")
    return change.insert("collections", columns, [(name, parent, position, colour)])[0]


def edit(
    connection: sqlite3.Connection, change: Change, collection_id: int, name: str, colour: str
) -> None:
    """Change a collection's name and colour."""
    old = connection.execute(
        "SELECT name, colour FROM collections WHERE id = ?", (collection_id,)
    ).fetchone()
    if old != (name, colour):
        change.update("collections", collection_id, {"name": name, "colour": colour})


def within(connection: sqlite3.Connection, collection_id: int) -> list[int]:
    """A collection and all within it."""
    rows = connection.execute(
        "WITH RECURSIVE within(id) AS (VALUES (?)"
        " UNION SELECT c.id FROM collections c JOIN within w ON c.parent = w.id)"
        " SELECT id FROM within",
        (collection_id,),
    )
    return [row[0] for row in rows]


def move(
    connection: sqlite3.Connection,
    change: Change,
    collection_id: int,
    parent: int | None,
    before: int | None,
) -> None:
    """Put a collection into another, or to the top for None, before a sibling or last.

    Raises:
        ValueError: The other is the collection itself or within it.
    """
    if parent is not None and parent in within(connection, collection_id):
        raise ValueError(parent)
    siblings = [each for each in children(connection, parent) if each != collection_id]
    place = siblings.index(before) if before in siblings else len(siblings)
    siblings.insert(place, collection_id)
    for position, each in enumerate(siblings):
        old = connection.execute(
            "SELECT parent, position FROM collections WHERE id = ?", (each,)
        ).fetchone()
        if old != (parent, position):
            change.update("collections", each, {"parent": parent, "position": position})


def children(connection: sqlite3.Connection, parent: int | None) -> list[int]:
    """The collections that are directly in another, or at the top, in order."""
    rows = connection.execute(
        "SELECT id FROM collections WHERE parent IS ? ORDER BY position, id", (parent,)
    )
    return [row[0] for row in rows]


def delete(connection: sqlite3.Connection, change: Change, collection_id: int) -> None:
    """Delete a collection and those within it; the entries stay."""
    for each in reversed(within(connection, collection_id)):
        MEMBERSHIPS.clear(connection, change, each)
        change.delete("collections", [each])
