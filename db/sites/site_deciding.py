"""Deciding later which entries the papers of sites are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from biblio.entry import Entry
from biblio.formats import detect
from biblio.formats.sites.carried import table_of_entries
from biblio.formats.sites.entries import entry_of
from biblio.formats.sites.rows import SiteRow
from db.past.journal import Change
from db.sites import entering, site_rows
from db.sites.site_doubts import MOST_LIKENED, Doubt, doubts
from db.sites.site_importing import counts_of, is_entry, link_text, make_entries
from db.sites.site_matching import suggestions
from db.sites.site_values import Choice, OpenRow, RowChoice


def undecided(connection: sqlite3.Connection, limit: int) -> list[OpenRow]:
    """Rows to be asked about, with entries that they may be."""
    found = site_rows.open_rows(connection, limit)
    doubtful = doubts(connection, {asked.number: row for asked, row in found})
    return [
        replace(asked, candidates=_likely(connection, doubtful.get(asked.number), row))
        if place < MOST_LIKENED
        else asked
        for place, (asked, row) in enumerate(found)
    ]


def _likely(connection: sqlite3.Connection, doubt: Doubt | None, row: SiteRow) -> tuple[int, ...]:
    """What a paper may be, and after it what is only like it."""
    sure = () if doubt is None else doubt.candidates
    return tuple(dict.fromkeys((*sure, *suggestions(connection, row.title))))


def decide(connection: sqlite3.Connection, change: Change, choices: Mapping[int, Choice]) -> None:
    """Make rows what the user says, and enter their counts."""
    originals: dict[int, dict[int, Entry]] = {}
    for row_id, choice in choices.items():
        found = connection.execute(
            "SELECT r.site, r.content, s.as_of, s.id FROM site_rows r"
            " JOIN sources s ON s.id = r.source WHERE r.id = ? AND r.state = 'open'",
            (row_id,),
        ).fetchone()
        if found is None:
            continue  # someone else decided meanwhile
        site, content, as_of, source_id = found
        row = site_rows.unpack(content)
        if choice is RowChoice.LEAVE:
            change.update("site_rows", row_id, {"state": site_rows.LEFT})
            continue
        if not isinstance(choice, RowChoice) and not is_entry(connection, choice):
            continue
        if choice is RowChoice.CREATE:
            if source_id not in originals:
                originals[source_id] = _originals(connection, source_id)
            original = originals[source_id].get(row.line) or entry_of(row)
            entry_id = make_entries(connection, change, [original])[0]
            link_text(connection, change, source_id, row.line, entry_id)
        else:
            entry_id = int(choice)
        change.update("site_rows", row_id, {"state": site_rows.CHOSEN, "entry": entry_id})
        entering.enter(connection, change, counts_of(row, entry_id, site, as_of))


def _originals(connection: sqlite3.Connection, source_id: int) -> dict[int, Entry]:
    """The entries that a file itself has, by the lines of their rows; empty for a table."""
    (form,) = connection.execute("SELECT format FROM sources WHERE id = ?", (source_id,)).fetchone()
    if form not in detect.ENTRY_FORMATS:
        return {}
    texts = connection.execute(
        "SELECT text FROM blocks WHERE source = ? ORDER BY line, id", (source_id,)
    )
    data = "".join(text for (text,) in texts).encode("utf-8", "surrogatepass")
    result = detect.read(data, name="", format=form)
    table = table_of_entries(result)
    if table is None:
        return {}
    return {row.line: entry for row, entry in zip(table.rows, result.entries, strict=True)}
