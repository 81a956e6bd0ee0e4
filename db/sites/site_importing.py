"""Importing a site's file: its counts go to the ledger, its papers become no entries unasked."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from biblio.entry import Entry
from biblio.formats.result import BlockKind
from biblio.formats.sites.entries import entry_of
from biblio.formats.sites.reading import day_told
from biblio.formats.sites.rows import SiteRow, SiteTable
from biblio.keys import make_key, unique_key
from biblio.prepare import Batch
from biblio.problem import Problem
from db import entries
from db.imports import importing
from db.imports.importing import Input, Origin
from db.past.journal import Change
from db.person import profiles
from db.rows import ImportReport
from db.sites import entering, site_rows
from db.sites.entering import NewCount
from db.sites.site_matching import SiteMatch, SiteMatcher
from db.sites.site_people import list_entries, store_person
from db.sites.site_problems import differing_problems, keep_problems, open_problems
from db.sites.site_values import Choice, OpenRow, RowChoice, TableReport, Wishes


@dataclass(slots=True)
class TableOutcome:
    """What became of the rows of a file.

    Attributes:
        rows: Each row with its state and its entry.
        created: The entries that were made, by their rows' places.
        open: Rows to be asked about.
        new_counts: How many counts the ledger did not have.
        problems: What the user should know.
    """

    rows: list[tuple[SiteRow, str, int | None]] = field(default_factory=list)
    created: dict[int, int] = field(default_factory=dict)
    open: list[OpenRow] = field(default_factory=list)
    new_counts: int = 0
    problems: list[Problem] = field(default_factory=list)


def import_table(
    connection: sqlite3.Connection, change: Change, new: Input, origin: Origin, wishes: Wishes
) -> ImportReport:
    """Bring a site's file into the library within the step `change`.

    The same file again changes nothing but what the user wishes of its rows.
    """
    table = new.table
    assert table is not None
    day = new.day or dt.datetime.now().astimezone().date().isoformat()
    site = table.site or origin.name
    batch = _whole(new)
    originals = [each.entry() for each in batch.entries]
    outcome = store_rows(
        connection, change, table, wishes, label=origin.name, day=day, originals=originals
    )
    counted = set(change.entries)
    profile_id = None
    if table.person is not None:
        profile_id = store_person(connection, change, table.person, site=site, day=day)
    source_id = _known_source(connection, origin, new)
    if source_id is not None:
        site_rows.update(connection, change, source_id, outcome.rows)
        for place, entry_id in outcome.created.items():
            link_text(connection, change, source_id, table.rows[place].line, entry_id)
    elif change.touched or outcome.rows:
        source_id = importing.add_source(change, new, origin)
        own = [outcome.created.get(place) for place in range(len(originals))]
        importing.add_blocks(change, batch, source_id, own)
        keep_problems(change, batch.problems, source_id)
        site_rows.add(change, source_id, site, outcome.rows)
    if profile_id is not None and source_id is not None:
        listed = [entry_id for _, _, entry_id in outcome.rows if entry_id is not None]
        list_entries(connection, change, profile_id, listed, source_id)
    created = len(outcome.created)
    merged = sum(
        entry_id in counted and place not in outcome.created
        for place, (_, _, entry_id) in enumerate(outcome.rows)
    )
    return ImportReport(
        file=origin.name,
        format=new.format,
        encoding=new.encoding,
        read=len(outcome.rows),
        added=created,
        merged=merged,
        unchanged=len(outcome.rows) - created - merged,
        problems=(*batch.problems, *outcome.problems),
        entry_ids=tuple(entry_id for _, _, entry_id in outcome.rows if entry_id is not None),
        source_id=source_id if change.touched else None,
        counts=outcome.new_counts,
        table=_report(table, outcome, site=site, day=day),
    )


def _whole(new: Input) -> Batch:
    """All batches of an input as one."""
    whole = Batch([], [], [])
    for batch in new.batches:
        whole.entries.extend(batch.entries)
        whole.blocks.extend(batch.blocks)
        whole.problems.extend(batch.problems)
    return whole


def link_text(
    connection: sqlite3.Connection, change: Change, source_id: int, line: int, entry_id: int
) -> None:
    """Note that an entry was made of the text that begins on a line of a file."""
    rows = connection.execute(
        "SELECT id FROM blocks WHERE source = ? AND line = ? AND kind = ? AND entry IS NULL",
        (source_id, line, BlockKind.ENTRY.value),
    ).fetchall()
    for (block_id,) in rows[:1]:
        change.update("blocks", block_id, {"entry": entry_id})


def _report(table: SiteTable, outcome: TableOutcome, *, site: str, day: str) -> TableReport:
    states = [state for _, state, _ in outcome.rows]
    person = table.person
    return TableReport(
        site=site,
        as_of=day,
        day_is_told=day_told(table) is not None,
        columns=table.columns,
        header=table.header,
        person=person.name if person else "",
        metrics=person.metrics if person else (),
        matched=sum(entry_id is not None for _, _, entry_id in outcome.rows) - len(outcome.created),
        left=states.count(site_rows.LEFT),
        open=tuple(outcome.open),
        without_count=sum(not row.has_count for row in table.rows),
        new_counts=outcome.new_counts,
        told_by_user=table.told_by_user,
    )


def _known_source(connection: sqlite3.Connection, origin: Origin, new: Input) -> int | None:
    """The source that the same bytes are already, for the same day."""
    row = connection.execute(
        "SELECT id FROM sources WHERE digest = ? AND format = ? AND as_of = ? ORDER BY id",
        (origin.digest, new.format, new.day),
    ).fetchone()
    return None if row is None else int(row[0])


def store_rows(
    connection: sqlite3.Connection,
    change: Change,
    table: SiteTable,
    wishes: Wishes,
    *,
    label: str,
    day: str,
    originals: Sequence[Entry] = (),
) -> TableOutcome:
    """Find which entries the rows are, make those that are wanted, and enter the counts.

    Args:
        connection: The writing connection.
        change: The step.
        table: What was read.
        wishes: What the user wants.
        label: Who counts where the file says nothing of it (the file's name).
        day: The day for counts that have none, ISO 8601.
        originals: The entries that the rows were read from, where the file has entries.
    """
    outcome = TableOutcome()
    site = table.site or label
    wishes = replace(wishes, choices=_existing(connection, wishes.choices))
    owner = table.person.name if table.person is not None else ""
    matcher = SiteMatcher(connection, table.rows, site_rows.decisions(connection, site), owner)
    for choice in wishes.choices.values():
        if not isinstance(choice, RowChoice):
            matcher.take(choice)
    new: list[tuple[int, SiteRow]] = []
    for place, row in enumerate(table.rows):
        match = _wanted(place, row, matcher, wishes)
        if match is None:
            new.append((place, row))
        elif match.state == site_rows.OPEN:
            outcome.open.append(site_rows.opened(row, place, site, match.candidates, match.reason))
        outcome.rows.append(
            (row, match.state, match.entry_id) if match else (row, site_rows.CHOSEN, None)
        )
    _create(connection, change, new, outcome, originals)
    told = [
        (entry_id, place, count)
        for place, (row, _, entry_id) in enumerate(outcome.rows)
        if entry_id is not None
        for count in counts_of(row, entry_id, site, day)
    ]
    entered = entering.enter(connection, change, [count for _, _, count in told])
    outcome.new_counts = entered.new
    outcome.problems = [
        *differing_problems(connection, entered.differing),
        *open_problems(outcome.open),
    ]
    return outcome


def make_entries(connection: sqlite3.Connection, change: Change, wanted: Sequence[Entry]) -> range:
    """Entries for papers of sites, those without a key with one of their own; their ids."""
    taken = {key for (key,) in connection.execute("SELECT key FROM entries")}
    made: list[Entry] = []
    for entry in wanted:
        key = entry.key or unique_key(make_key(entry), taken.__contains__)
        taken.add(key)
        made.append(Entry(entry.type, key, entry.fields))
    ids = entries.add(connection, change, made)
    profiles.attribute(connection, change, zip(ids, made, strict=True))
    return ids


def _existing(connection: sqlite3.Connection, choices: Mapping[int, Choice]) -> dict[int, Choice]:
    """The choices but those of entries that another program has deleted meanwhile."""
    return {
        place: choice
        for place, choice in choices.items()
        if isinstance(choice, RowChoice) or is_entry(connection, choice)
    }


def is_entry(connection: sqlite3.Connection, entry_id: int) -> bool:
    """Whether there is an entry with this id."""
    row = connection.execute("SELECT 1 FROM entries WHERE id = ?", (entry_id,)).fetchone()
    return row is not None


def _wanted(place: int, row: SiteRow, matcher: SiteMatcher, wishes: Wishes) -> SiteMatch | None:
    """What a row is, the user's word first; None for a new entry."""
    choice = wishes.choices.get(place)
    if choice is RowChoice.CREATE:
        return None
    if choice is RowChoice.LEAVE:
        return SiteMatch(site_rows.LEFT)
    if choice is not None:
        return SiteMatch(site_rows.CHOSEN, int(choice))
    match = matcher.match(row)
    is_new = match.state == site_rows.OPEN and not match.candidates and bool(row.title)
    return None if is_new and wishes.create else match


def _create(
    connection: sqlite3.Connection,
    change: Change,
    new: Sequence[tuple[int, SiteRow]],
    outcome: TableOutcome,
    originals: Sequence[Entry],
) -> None:
    if not new:
        return
    wanted = [originals[place] if originals else entry_of(row) for place, row in new]
    ids = make_entries(connection, change, wanted)
    for (place, row), entry_id in zip(new, ids, strict=True):
        outcome.rows[place] = (row, site_rows.CHOSEN, entry_id)
        outcome.created[place] = entry_id


def counts_of(row: SiteRow, entry_id: int, site: str, day: str) -> list[NewCount]:
    """What a row tells of an entry, for the ledger; `site` and `day` where it tells none."""
    return [
        NewCount(
            entry_id,
            told.source or site,
            told.day.isoformat() if told.day else day,
            told.value,
            told.by_year,
        )
        for told in row.told
    ]
