"""Tags: marks with a name and a colour that the library gives its entries.

They are the library's own and reach no file; the keywords of an imported file stay fields of its
entries. The search's ``tag:`` finds both.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from biblio.folding import fold
from db.errors import NameTakenError, NoSuchViewError
from db.grouped.ties import Ties
from db.past.journal import Change
from db.rows import Tag

TAGGINGS: Final = Ties("taggings", "tag")


def every(connection: sqlite3.Connection) -> list[Tag]:
    """All tags, by name."""
    rows = connection.execute(
        "SELECT t.id, t.name, t.colour, (SELECT count(*) FROM taggings g JOIN entries e"
        " ON e.id = g.entry WHERE g.tag = t.id AND e.trashed = 0) FROM tags t"
    )
    return sorted((Tag(*row) for row in rows), key=lambda tag: (fold(tag.name), tag.id))


def named(connection: sqlite3.Connection, name: str) -> int | None:
    """The tag of a name, whatever its case and accents; None without one."""
    wanted = fold(name)
    for tag_id, known in connection.execute("SELECT id, name FROM tags ORDER BY id"):
        if fold(known) == wanted:
            return int(tag_id)
    return None


def name_of(connection: sqlite3.Connection, tag_id: int) -> str:
    """A tag's name.

    Raises:
        NoSuchViewError: There is none with this id.
    """
    row = connection.execute("SELECT name FROM tags WHERE id = ?", (tag_id,)).fetchone()
    if row is None:
        raise NoSuchViewError(tag_id)
    return str(row[0])


def add(connection: sqlite3.Connection, change: Change, name: str, colour: str) -> int:
    """The tag of a name, which is made where there is none."""
    known = named(connection, name)
    if known is not None:
        return known
    return change.insert("tags", ("name", "colour"), [(name.strip(), colour)])[0]


def edit(
    connection: sqlite3.Connection, change: Change, tag_id: int, name: str, colour: str
) -> None:
    """Change a tag's name and colour.

    Raises:
        NameTakenError: Another tag has this name.
    """
    taken = named(connection, name)
    if taken is not None and taken != tag_id:
        raise NameTakenError(name)
    old = connection.execute("SELECT name, colour FROM tags WHERE id = ?", (tag_id,)).fetchone()
    if old != (name.strip(), colour):
        change.update("tags", tag_id, {"name": name.strip(), "colour": colour})


def delete(connection: sqlite3.Connection, change: Change, tag_id: int) -> None:
    """Delete a tag; the entries stay."""
    TAGGINGS.clear(connection, change, tag_id)
    change.delete("tags", [tag_id])
