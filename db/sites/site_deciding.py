"""Deciding later which entries the papers of sites are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from biblio.formats.sites.rows import SiteRow
from db.past.journal import Change
from db.sites import counting, site_rows
from db.sites.site_importing import counts_of, is_entry, make_entries
from db.sites.site_matching import suggestions
from db.sites.site_values import Choice, OpenRow, RowChoice

_SUGGESTED = 300  # rows for which likely entries are looked up


def undecided(connection: sqlite3.Connection, limit: int) -> list[OpenRow]:
    """Rows to be asked about, with entries that they may be."""
    return [
        replace(asked, candidates=tuple(suggestions(connection, row.title)))
        if place < _SUGGESTED
        else asked
        for place, (asked, row) in enumerate(site_rows.open_rows(connection, limit))
    ]


def decide(connection: sqlite3.Connection, change: Change, choices: Mapping[int, Choice]) -> None:
    """Make rows what the user says, and enter their counts."""
    for row_id, choice in choices.items():
        found = connection.execute(
            "SELECT r.site, r.content, s.as_of FROM site_rows r JOIN sources s ON s.id = r.source"
            " WHERE r.id = ? AND r.state = 'open'",
            (row_id,),
        ).fetchone()
        if found is None:
            continue  # someone else decided meanwhile
        site, content, as_of = found
        row = site_rows.unpack(content)
        if choice is RowChoice.LEAVE:
            change.update("site_rows", row_id, {"state": site_rows.LEFT})
            continue
        if not isinstance(choice, RowChoice) and not is_entry(connection, choice):
            continue
        entry_id = _entry_for(connection, change, row, choice)
        change.update("site_rows", row_id, {"state": site_rows.CHOSEN, "entry": entry_id})
        counting.enter(connection, change, counts_of(row, entry_id, site, as_of))


def _entry_for(connection: sqlite3.Connection, change: Change, row: SiteRow, choice: Choice) -> int:
    if choice is RowChoice.CREATE:
        return make_entries(connection, change, [row])[0]
    return int(choice)
