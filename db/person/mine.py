"""Which entries are a person's where names do not decide it: by the user's word, and in doubt."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from biblio.identity import identity
from biblio.names import parse_names
from db.connection import chunks
from db.entries import read_many
from db.past.journal import Change
from db.person.profile_rows import Doubts
from db.person.profiles import LISTED, OWN, names_of
from db.sites import site_rows


def claim(
    connection: sqlite3.Connection, change: Change, profile_id: int, entry_ids: Sequence[int]
) -> None:
    """Make entries the person's, whatever their authors are."""
    refused = _rows(connection, "refusals", profile_id, entry_ids)
    change.delete("refusals", sorted(refused.values()))
    have = {
        row[0]
        for row in connection.execute("SELECT entry FROM mine WHERE profile = ?", (profile_id,))
    }
    new = [entry_id for entry_id in dict.fromkeys(entry_ids) if entry_id not in have]
    rows = [(profile_id, entry_id, OWN) for entry_id in new]
    change.insert("authorships", ("profile", "entry", "reason"), rows)
    change.entries.update(new, refused)


def disown(
    connection: sqlite3.Connection, change: Change, profile_id: int, entry_ids: Sequence[int]
) -> None:
    """Say that entries are not the person's, whatever sources and names say."""
    own = _rows(connection, "authorships", profile_id, entry_ids, f"AND reason = '{OWN}'")
    change.delete("authorships", sorted(own.values()))
    refused = _rows(connection, "refusals", profile_id, entry_ids)
    new = [entry_id for entry_id in dict.fromkeys(entry_ids) if entry_id not in refused]
    change.insert("refusals", ("profile", "entry"), [(profile_id, each) for each in new])
    change.entries.update(new)


def doubts(connection: sqlite3.Connection, profile_id: int) -> Doubts:
    """What is to be looked at: see `Doubts`."""
    person = identity(names_of(connection, profile_id))
    reasons: dict[int, set[str]] = {}
    for entry_id, reason in connection.execute(
        "SELECT a.entry, a.reason FROM mine m JOIN authorships a"
        " ON a.profile = m.profile AND a.entry = m.entry JOIN entries e ON e.id = a.entry"
        " WHERE m.profile = ? AND e.trashed = 0 ORDER BY e.date DESC, e.id",
        (profile_id,),
    ):
        reasons.setdefault(entry_id, set()).add(reason)
    only_listed = [i for i, why in reasons.items() if why == {LISTED}]
    not_author: list[int] = []
    hidden: list[int] = []
    for chunk in chunks(only_listed):
        found = read_many(connection, chunk)
        for entry_id in chunk:
            listed = parse_names(found[entry_id].get("author"))
            if person.places(listed):
                continue
            (hidden if listed.others or not listed.people else not_author).append(entry_id)
    has_lists = any(LISTED in why for why in reasons.values())
    unlisted = [i for i, why in reasons.items() if LISTED not in why] if has_lists else []
    refused = connection.execute(
        "SELECT e.id FROM refusals r JOIN entries e ON e.id = r.entry"
        " WHERE r.profile = ? AND e.trashed = 0 ORDER BY e.date DESC, e.id",
        (profile_id,),
    )
    return Doubts(
        tuple(not_author), tuple(hidden), tuple(unlisted), tuple(row[0] for row in refused)
    )


def listed_by(connection: sqlite3.Connection, profile_id: int) -> dict[str, tuple[int, int]]:
    """How many papers each source lists as a person's, and on how many nobody decided.

    A source is named as those of reported numbers are: a page's file, or a site.
    """
    found: dict[str, tuple[int, int]] = {
        name: (number, 0)
        for name, number in connection.execute(
            "SELECT s.name, count(DISTINCT a.entry) FROM authorships a"
            " JOIN entries e ON e.id = a.entry JOIN sources s ON s.id = a.source"
            " WHERE a.profile = ? AND a.reason = ? AND e.trashed = 0"
            " AND s.id NOT IN (SELECT source FROM site_rows) GROUP BY s.id ORDER BY s.id",
            (profile_id, LISTED),
        )
    }
    reporting = {
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT source FROM reported WHERE profile = ?", (profile_id,)
        )
    }
    for site, files in site_rows.files(connection).items():
        if site in reporting:
            row = connection.execute(
                "SELECT count(DISTINCT identity),"
                " count(DISTINCT CASE WHEN state = 'open' THEN identity END) FROM site_rows"
                " WHERE source IN (SELECT value FROM json_each(?))",
                (json.dumps([source_id for source_id, _ in files]),),
            ).fetchone()
            found[site] = (int(row[0]), int(row[1]))
    return found


def _rows(
    connection: sqlite3.Connection,
    table: str,
    profile_id: int,
    entry_ids: Sequence[int],
    condition: str = "",
) -> dict[int, int]:
    """The rows of some entries: entry to row."""
    found: dict[int, int] = {}
    for chunk in chunks(list(entry_ids)):
        marks = ", ".join("?" * len(chunk))
        found.update(
            connection.execute(
                f"SELECT entry, id FROM {table} WHERE profile = ? AND entry IN ({marks})"
                f" {condition}",
                (profile_id, *chunk),
            )
        )
    return found
