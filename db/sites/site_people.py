"""What sites state of a person, and which entries their page lists as theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from biblio.formats.sites.rows import Person
from db.past.journal import Change
from db.person import profiles
from db.sites import entering


def store_person(
    connection: sqlite3.Connection,
    change: Change,
    person: Person,
    *,
    site: str,
    day: str,
) -> int | None:
    """Note what a site states of a person, whose profile is made where it is new; its id.

    None where the site does not name them and the library has not one profile alone.
    """
    profile_id = _profile_of(connection, change, person)
    if profile_id is None:
        return None
    change.insert(
        "reported",
        ("profile", "metric", "value", "source", "as_of"),
        [
            (profile_id, metric, value, site, day)
            for metric, value in person.metrics
            if not _is_reported(connection, profile_id, metric, value, site, day)
        ],
    )
    entering.report_years(
        connection, change, profile_id, dict(person.by_year), source=site, as_of=day
    )
    return profile_id


def _profile_of(connection: sqlite3.Connection, change: Change, person: Person) -> int | None:
    if not person.name:
        known = profiles.names(connection)
        return known[0][0] if len(known) == 1 else None
    found = profiles.find(connection, person.name)
    return profiles.add(connection, change, person.name, "") if found is None else found


def list_entries(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    entry_ids: Iterable[int],
    source_id: int,
) -> None:
    """Note that a person's page lists entries as theirs, where none did before."""
    known = {
        row[0]
        for row in connection.execute(
            "SELECT entry FROM authorships WHERE profile = ? AND reason = ?",
            (profile_id, profiles.LISTED),
        )
    }
    ids = [entry_id for entry_id in entry_ids if entry_id not in known]
    profiles.list_entries(change, profile_id, ids, source_id)


def _is_reported(
    connection: sqlite3.Connection, profile_id: int, metric: str, value: float, site: str, day: str
) -> bool:
    row = connection.execute(
        "SELECT 1 FROM reported WHERE profile = ? AND metric = ? AND value = ? AND source = ?"
        " AND as_of = ?",
        (profile_id, metric, value, site, day),
    ).fetchone()
    return row is not None
