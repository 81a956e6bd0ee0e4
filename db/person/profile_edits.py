"""Changing profiles: their names, order and person, and deleting them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from db.errors import NoSuchViewError
from db.past.journal import Change
from db.person.profile_rows import Affiliation
from db.person.profiles import attribute_all, names


def rename(connection: sqlite3.Connection, change: Change, profile_id: int, name: str) -> None:
    """Give a profile's person another name; the old one stays a form of it."""
    old = name_of(connection, profile_id)
    if old == name:
        return
    known = connection.execute(
        "SELECT id FROM variants WHERE profile = ? AND name IN (?, ?)", (profile_id, old, name)
    ).fetchall()
    change.delete("variants", [row[0] for row in known])
    change.insert("variants", ("profile", "name", "state"), [(profile_id, old, "confirmed")])
    change.update("profiles", profile_id, {"name": name})
    attribute_all(connection, change, profile_id)


def delete(connection: sqlite3.Connection, change: Change, profile_id: int) -> None:
    """Delete a profile with all that is its own; the entries stay."""
    for table in _referring(connection):
        rows = connection.execute(
            f"SELECT id FROM {table} WHERE profile = ?", (profile_id,)
        ).fetchall()
        change.delete(table, [row[0] for row in rows])
    change.delete("profiles", [profile_id])


def put_first(connection: sqlite3.Connection, change: Change, profile_id: int) -> None:
    """Make a profile “me”: the first one."""
    others = [other for other, _ in names(connection) if other != profile_id]
    for place, each in enumerate([profile_id, *others]):
        row = connection.execute("SELECT position FROM profiles WHERE id = ?", (each,)).fetchone()
        if row[0] != place:
            change.update("profiles", each, {"position": place})


def set_person(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    *,
    orcid: str,
    fields: str,
    affiliations: Sequence[Affiliation],
) -> None:
    """Set what is known of a person beside the name."""
    old = connection.execute(
        "SELECT orcid, fields FROM profiles WHERE id = ?", (profile_id,)
    ).fetchone()
    if old != (orcid, fields):
        change.update("profiles", profile_id, {"orcid": orcid, "fields": fields})
    if list(affiliations) != affiliations_of(connection, profile_id):
        rows = connection.execute(
            "SELECT id FROM affiliations WHERE profile = ?", (profile_id,)
        ).fetchall()
        change.delete("affiliations", [row[0] for row in rows])
        change.insert(
            "affiliations",
            ("profile", "name", "first", "last"),
            [(profile_id, each.name, each.first, each.last) for each in affiliations],
        )
    if old[0] != orcid:
        attribute_all(connection, change, profile_id)


def affiliations_of(connection: sqlite3.Connection, profile_id: int) -> list[Affiliation]:
    """Where a person worked, as it was written down."""
    rows = connection.execute(
        "SELECT name, first, last FROM affiliations WHERE profile = ? ORDER BY id", (profile_id,)
    )
    return [Affiliation(*row) for row in rows]


def name_of(connection: sqlite3.Connection, profile_id: int) -> str:
    """A profile's name.

    Raises:
        NoSuchViewError: There is none with this id; it may have been deleted.
    """
    row = connection.execute("SELECT name FROM profiles WHERE id = ?", (profile_id,)).fetchone()
    if row is None:
        raise NoSuchViewError(profile_id)
    return str(row[0])


def _referring(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows are of a profile."""
    rows = connection.execute(
        "SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f"
        " WHERE m.type = 'table' AND f.\"table\" = 'profiles' AND f.\"from\" = 'profile'"
    )
    return [row[0] for row in rows]
