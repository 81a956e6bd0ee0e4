"""Importing a site's file: its counts go to the ledger, its papers become no entries unasked."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from biblio.entry import Entry
from biblio.formats.sites.entries import entry_of
from biblio.formats.sites.rows import Person, SiteRow, SiteTable
from biblio.keys import make_key, unique_key
from biblio.problem import Problem, Severity
from db import counting, entries, importing, profiles, site_rows
from db.counting import NewCount
from db.importing import Input, Origin
from db.journal import Change
from db.rows import ImportReport, OpenRow, RowChoice, TableReport, Wishes
from db.site_matching import SiteMatch, SiteMatcher

_LISTED_PROBLEMS = 200  # rows to be asked about that are problems of their own; the rest is counted


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
    batch = next(iter(new.batches))  # of an input without entries there is one
    outcome = store_rows(connection, change, table, wishes, label=origin.name, day=day)
    counted = set(change.entries)
    profile_id = None
    if table.person is not None:
        profile_id = store_person(connection, change, table.person, site=site, day=day)
    source_id = _known_source(connection, origin, new)
    if source_id is not None:
        site_rows.update(connection, change, source_id, outcome.rows)
    elif change.touched or outcome.rows:
        source_id = importing.add_source(change, new, origin)
        importing.add_blocks(change, batch, source_id, ())
        site_rows.add(change, source_id, site, outcome.rows)
    if profile_id is not None and source_id is not None:
        list_entries(connection, change, profile_id, outcome, source_id)
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


def _report(table: SiteTable, outcome: TableOutcome, *, site: str, day: str) -> TableReport:
    states = [state for _, state, _ in outcome.rows]
    person = table.person
    return TableReport(
        site=site,
        as_of=day,
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
) -> TableOutcome:
    """Find which entries the rows are, make those that are wanted, and enter the counts.

    Args:
        connection: The writing connection.
        change: The step.
        table: What was read.
        wishes: What the user wants.
        label: Who counts where the file says nothing of it (the file's name).
        day: The day for counts that have none, ISO 8601.
    """
    outcome = TableOutcome()
    site = table.site or label
    matcher = SiteMatcher(connection, table.rows, site_rows.decisions(connection, site))
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
    _create(connection, change, new, outcome)
    told = [
        (entry_id, place, count)
        for place, (row, _, entry_id) in enumerate(outcome.rows)
        if entry_id is not None
        for count in counts_of(row, entry_id, site, day)
    ]
    outcome.new_counts, differing = counting.enter(
        connection, change, [count for _, _, count in told]
    )
    outcome.problems = [*_differing(connection, differing), *_asked(outcome.open)]
    return outcome


def store_person(
    connection: sqlite3.Connection,
    change: Change,
    person: Person,
    *,
    site: str,
    day: str,
) -> int:
    """Note what a site states of a person, whose profile is made where it is new; its id."""
    profile_id = profiles.find(connection, person.name)
    if profile_id is None:
        profile_id = profiles.add(connection, change, person.name, "")
    change.insert(
        "reported",
        ("profile", "metric", "value", "source", "as_of"),
        [
            (profile_id, metric, value, site, day)
            for metric, value in person.metrics
            if not _is_reported(connection, profile_id, metric, site, day)
        ],
    )
    counting.report_years(
        connection, change, profile_id, dict(person.by_year), source=site, as_of=day
    )
    return profile_id


def list_entries(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    outcome: TableOutcome,
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
    ids = [entry_id for _, _, entry_id in outcome.rows if entry_id and entry_id not in known]
    profiles.list_entries(change, profile_id, ids, source_id)


def make_entries(connection: sqlite3.Connection, change: Change, rows: Sequence[SiteRow]) -> range:
    """Entries for papers of sites, with keys of their own; their ids."""
    taken = {key for (key,) in connection.execute("SELECT key FROM entries")}
    made: list[Entry] = []
    for row in rows:
        entry = entry_of(row)
        key = unique_key(make_key(entry), taken.__contains__)
        taken.add(key)
        made.append(Entry(entry.type, key, entry.fields))
    ids = entries.add(connection, change, made)
    profiles.attribute(connection, change, zip(ids, made, strict=True))
    return ids


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
) -> None:
    if not new:
        return
    ids = make_entries(connection, change, [row for _, row in new])
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


def _is_reported(
    connection: sqlite3.Connection, profile_id: int, metric: str, site: str, day: str
) -> bool:
    row = connection.execute(
        "SELECT 1 FROM reported WHERE profile = ? AND metric = ? AND source = ? AND as_of = ?",
        (profile_id, metric, site, day),
    ).fetchone()
    return row is not None


def _differing(connection: sqlite3.Connection, found: Sequence[NewCount]) -> list[Problem]:
    problems: list[Problem] = []
    for count in found[:_LISTED_PROBLEMS]:
        (key,) = connection.execute(
            "SELECT coalesce(nullif(key, ''), title) FROM entries WHERE id = ?", (count.entry_id,)
        ).fetchone()
        message = (
            f"{key}: the library has another count by {count.source} for {count.as_of} than"
            f" {count.value:,}; it was kept."
        )
        problems.append(Problem("count-differs", Severity.WARNING, message))
    return problems


_REASONS = {
    "unknown": "is in no entry of the library",
    "ambiguous": "may be one of several entries",
    "unlike": "is in the library with another year or other authors",
    "taken": "is an entry that another row of the file is too",
}


def _asked(found: Sequence[OpenRow]) -> list[Problem]:
    problems = [
        Problem(
            "row-to-assign",
            Severity.WARNING,
            f"“{row.title or row.site}” ({_facts(row)}) {_REASONS[row.reason]}: nothing was done"
            " with it.",
            row.line,
        )
        for row in found[:_LISTED_PROBLEMS]
    ]
    if len(found) > len(problems):
        message = f"{len(found) - len(problems):,} more papers of the file are no entry's."
        problems.append(Problem("row-to-assign", Severity.WARNING, message))
    return problems


def _facts(row: OpenRow) -> str:
    cited = "no count" if row.count is None else f"cited {row.count:,} times"
    return f"{row.year or 'no year'}, {cited}"
