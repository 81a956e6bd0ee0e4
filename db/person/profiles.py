"""Profiles: the person whose list it is, and which entries are theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from biblio.entry import Entry
from biblio.folding import fold
from biblio.formats.result import ProfilePage, ReportedMetric
from biblio.identity import REFUSED, Identity, identity, may_name
from biblio.names import parse_names
from db.connection import chunks
from db.entries import read_many
from db.past.journal import Change

LISTED, AUTHOR, OWN = "listed", "author", "own"  # why: a source says so, the names do, the user
_ORCID_FIELDS: Final = ("orcid", "orcids", "orcid-numbers")


def names(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """All profiles as (id, name); the first one is “me”."""
    return list(connection.execute("SELECT id, name FROM profiles ORDER BY position, id"))


def names_of(connection: sqlite3.Connection, profile_id: int) -> tuple[str, ...]:
    """The names of a profile's person as `biblio.identity.identity` takes them."""
    found = [
        name
        for (name,) in connection.execute("SELECT name FROM profiles WHERE id = ?", (profile_id,))
    ]
    for name, state in connection.execute(
        "SELECT name, state FROM variants WHERE profile = ? ORDER BY id", (profile_id,)
    ):
        found.append(REFUSED + name if state == "refused" else name)
    return tuple(found)


def find(connection: sqlite3.Connection, name: str) -> int | None:
    """The profile of the person with this name, or None."""
    people = parse_names(name).people
    known = names(connection)
    for profile_id, text in known:
        if fold(text) == fold(name):
            return profile_id
    for profile_id, _ in known:
        if people and identity(names_of(connection, profile_id)).is_own(people[0]):
            return profile_id
    return None


def add(connection: sqlite3.Connection, change: Change, name: str, field: str) -> int:
    """Make a profile and find which entries of the library are that person's."""
    place = connection.execute("SELECT coalesce(max(position), 0) + 1 FROM profiles").fetchone()[0]
    profile_id = change.insert("profiles", ("name", "field", "position"), [(name, field, place)])[0]
    attribute_all(connection, change, profile_id)
    return profile_id


def attribute_all(connection: sqlite3.Connection, change: Change, profile_id: int) -> None:
    """Note anew which entries are a person's by their names, as after a change of these."""
    person = _person(connection, profile_id)
    wanted = {
        row[0]
        for row in connection.execute(
            "SELECT entry FROM authorships WHERE profile = ? AND reason = ?", (profile_id, AUTHOR)
        )
    }
    wanted |= set(naming(connection, person[1]))
    if person[2]:
        wanted |= _with_orcid(connection, person[2])
    for chunk in chunks(sorted(wanted)):
        _attribute(connection, change, [person], read_many(connection, chunk))


def attribute(
    connection: sqlite3.Connection, change: Change, entries: Iterable[tuple[int, Entry]]
) -> None:
    """Note for entries that were added or edited whose they are, by their author names.

    What a source listed as a person's stays theirs, whatever the names say: a list of authors
    may be incomplete.
    """
    people = [_person(connection, profile_id) for profile_id, _ in names(connection)]
    if people:
        _attribute(connection, change, people, dict(entries))


def naming(connection: sqlite3.Connection, person: Identity) -> Iterator[int]:
    """Entries whose authors may have a person; most are other people's, and are not parsed."""
    stems = person.stems()
    some = " OR ".join("instr(sort_author, ?)" for _ in stems) or "0"
    for entry_id, authors in connection.execute(
        f"SELECT id, authors FROM entries WHERE {some}", stems
    ):
        if may_name(person, authors):
            yield entry_id


def list_entries(change: Change, profile_id: int, entry_ids: Sequence[int], source_id: int) -> None:
    """Note that a source lists these entries as the person's."""
    change.insert(
        "authorships",
        ("profile", "entry", "reason", "source"),
        [(profile_id, entry_id, LISTED, source_id) for entry_id in dict.fromkeys(entry_ids)],
    )


def unknown_metrics(
    connection: sqlite3.Connection, page: ProfilePage, as_of: str
) -> list[ReportedMetric]:
    """The numbers of a page that the person's series do not hold for that day."""
    profile_id = find(connection, page.name)
    return [
        reported
        for reported in page.metrics
        if connection.execute(
            "SELECT 1 FROM reported WHERE profile = ? AND metric = ? AND value = ? AND as_of = ?",
            (profile_id, reported.metric, reported.value, as_of),
        ).fetchone()
        is None
    ]


def report(
    change: Change, profile_id: int, new: Iterable[ReportedMetric], *, source: str, as_of: str
) -> None:
    """Add reported numbers to their series."""
    change.insert(
        "reported",
        ("profile", "metric", "value", "source", "as_of"),
        [(profile_id, reported.metric, reported.value, source, as_of) for reported in new],
    )


def _person(connection: sqlite3.Connection, profile_id: int) -> tuple[int, Identity, str]:
    """A profile's number, its person and their ORCID."""
    row = connection.execute("SELECT orcid FROM profiles WHERE id = ?", (profile_id,)).fetchone()
    return profile_id, identity(names_of(connection, profile_id)), str(row[0]) if row else ""


def _with_orcid(connection: sqlite3.Connection, orcid: str) -> set[int]:
    marks = ", ".join("?" * len(_ORCID_FIELDS))
    rows = connection.execute(
        f"SELECT entry FROM fields WHERE name COLLATE NOCASE IN ({marks}) AND instr(value, ?)",
        (*_ORCID_FIELDS, orcid),
    )
    return {row[0] for row in rows}


def _attribute(
    connection: sqlite3.Connection,
    change: Change,
    people: Sequence[tuple[int, Identity, str]],
    entries: dict[int, Entry],
) -> None:
    for profile_id, person, orcid in people:
        own = {i for i, entry in entries.items() if _is_theirs(entry, person, orcid)}
        known: dict[int, int] = {}
        for chunk in chunks(sorted(entries)):
            marks = ", ".join("?" * len(chunk))
            known.update(
                connection.execute(
                    "SELECT entry, id FROM authorships WHERE profile = ? AND reason = ?"
                    f" AND entry IN ({marks})",
                    (profile_id, AUTHOR, *chunk),
                )
            )
        new = sorted(own - known.keys())
        gone = sorted(known.keys() - own)
        if new:
            rows = [(profile_id, entry_id, AUTHOR) for entry_id in new]
            change.insert("authorships", ("profile", "entry", "reason"), rows)
        change.delete("authorships", [known[entry_id] for entry_id in gone])


def _is_theirs(entry: Entry, person: Identity, orcid: str) -> bool:
    if orcid and any(orcid in entry.get(field) for field in _ORCID_FIELDS):
        return True
    field = entry.get("author")
    return may_name(person, field) and bool(person.places(parse_names(field)))
