"""Importing: what was read becomes entries, blocks, problems and numbers, as one step.

An entry of the input that the library has already (see `db.imports.matching`) is merged, anything
else is added; nothing that the user edited is ever overwritten. The input comes in batches, and
only one of them is held.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from biblio.formats.bibtex.reader import FORMAT as BIBTEX_FORMAT
from biblio.formats.profile_page import FORMAT as PAGE_FORMAT
from biblio.formats.result import BlockKind, ProfilePage, ReadResult
from biblio.formats.sites.rows import SiteTable
from biblio.keys import make_key, unique_key
from biblio.prepare import Batch, Prepared, batches_of, prepare
from biblio.problem import Problem, Severity
from db import editing, entries
from db.errors import CancelledError
from db.imports.bulk import bulk
from db.imports.entry_counts import EntryCounts
from db.imports.matching import Matcher
from db.imports.merging import merge
from db.imports.own_edits import OwnEdits
from db.imports.parents import still_wrong
from db.past.journal import Change, Value, now
from db.person import profiles
from db.rows import ImportReport

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an input came from.

    Attributes:
        name: The name by which it is known (the file's name).
        path: Where it lay, or empty.
        digest: SHA-256 of its bytes, in hexadecimal.
        size: Its bytes.
    """

    name: str
    path: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Input:
    """An input and what is known of it before its entries are.

    Attributes:
        format: The format's name.
        encoding: The Python codec name that decoded it.
        batches: What it holds.
        expected: About how many entries that is.
        page: The person, when the input is a profile page.
        day: The day for which numbers in it hold, ISO 8601; empty when it has none.
        count_day: The day for counts of citations in its entries, which a .bib can have without
            telling a day; empty for this day.
        table: What a site's file tells of papers.
    """

    format: str
    encoding: str
    batches: Iterable[Batch]
    expected: int
    page: ProfilePage | None = None
    day: str = ""
    count_day: str = ""
    table: SiteTable | None = None


def whole_input(result: ReadResult, as_of: dt.date | None = None, count_day: str = "") -> Input:
    """An input that was read as a whole.

    Args:
        result: What was read.
        as_of: The day that the user gave for it, if the file has none of its own.
        count_day: The day for counts in it, where neither is known.
    """
    told = result.as_of or as_of
    day = told.isoformat() if told else ""
    return Input(
        result.format,
        result.encoding,
        batches_of(result),
        len(result.entries),
        result.profile,
        day,
        day or count_day,
        result.table,
    )


@dataclass(slots=True)
class _Outcome:
    ids: list[int] = field(default_factory=list)
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    counts: int = 0
    problems: list[Problem] = field(default_factory=list)  # of the input
    kept: list[Problem] = field(default_factory=list)  # of merging
    edits: dict[int, editing.Edit] = field(default_factory=dict)  # that the input's texts lack


def import_input(
    connection: sqlite3.Connection,
    change: Change,
    new: Input,
    origin: Origin,
    *,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> ImportReport:
    """Bring an input of entries into the library within the step `change`.

    Raises:
        CancelledError: The user cancelled; the caller's transaction is to be rolled back.
    """
    outcome = _Outcome()
    if _is_known(connection, new, origin):
        _only_count(new, outcome)
        return _report(new, origin, outcome, None)

    def look() -> None:
        done = len(outcome.ids)
        if progress is not None:
            progress(done, max(done, new.expected))
        if cancelled is not None and cancelled():
            raise CancelledError

    ledger = EntryCounts(connection, change, new, origin)
    source_id = None if new.format == PAGE_FORMAT else add_source(change, new, origin)
    matcher = Matcher(
        connection, keyed=new.format == BIBTEX_FORMAT, name=origin.name, path=origin.path
    )
    edits = OwnEdits(connection)
    with bulk(connection, new.expected):
        for batch in new.batches:
            look()
            begin = len(outcome.ids)
            _store(connection, change, batch, matcher, outcome, edits, new.day)
            ledger.take(batch, outcome.ids[begin:])
            if source_id is not None:
                ids = add_blocks(change, batch, source_id, outcome.ids)
                _write_edits(change, batch, ids, outcome)
    look()
    outcome.counts = ledger.entered
    if new.format == PAGE_FORMAT:
        source_id = _add_page(connection, change, new, origin, outcome.ids)
        if source_id is not None:
            add_blocks(change, batch, source_id, outcome.ids)  # the last one has all
    outcome.problems = still_wrong(connection, outcome.problems, outcome.ids)
    if source_id is not None:
        _add_problems(change, outcome, source_id)
    return _report(new, origin, outcome, source_id)


def _only_count(new: Input, outcome: _Outcome) -> None:
    for batch in new.batches:
        outcome.unchanged += len(batch.entries)
        outcome.problems += batch.problems


def _report(new: Input, origin: Origin, outcome: _Outcome, source_id: int | None) -> ImportReport:
    return ImportReport(
        file=origin.name,
        format=new.format,
        encoding=new.encoding,
        read=outcome.added + outcome.merged + outcome.unchanged,
        added=outcome.added,
        merged=outcome.merged,
        unchanged=outcome.unchanged,
        problems=(*sorted(outcome.problems, key=lambda each: each.line or 0), *outcome.kept),
        entry_ids=tuple(outcome.ids),
        source_id=source_id,
        counts=outcome.counts,
    )


def _is_known(connection: sqlite3.Connection, new: Input, origin: Origin) -> bool:
    row = connection.execute(
        "SELECT 1 FROM sources WHERE digest = ? AND name = ? AND format = ? AND as_of = ? LIMIT 1",
        (origin.digest, origin.name, new.format, new.day),
    ).fetchone()
    return row is not None


def _store(
    connection: sqlite3.Connection,
    change: Change,
    batch: Batch,
    matcher: Matcher,
    outcome: _Outcome,
    edits: OwnEdits,
    day: str,
) -> None:
    """Merge or add the entries of a batch, and note their ids in its order."""
    matcher.look_up(batch.entries)
    fresh: list[Prepared] = []
    places: list[int] = []  # where their ids go
    for entry in batch.entries:
        match = matcher.match(entry)
        if match is None:
            if matcher.keyed and matcher.is_foreign_key(entry.key):
                outcome.kept.append(_taken(entry.key, len(outcome.ids)))
            places.append(len(outcome.ids))
            outcome.ids.append(0)
            fresh.append(_with_key(entry, matcher))
            continue
        done = merge(
            connection, change, match, entry.entry(), keyed=matcher.keyed, edits=edits, day=day
        )
        outcome.merged += done.changed
        outcome.unchanged += not done.changed
        outcome.kept += [replace(problem, entry=len(outcome.ids)) for problem in done.told]
        if done.edit is not None:
            outcome.edits[len(outcome.ids)] = done.edit
        outcome.ids.append(match.id)
    ids = entries.add_prepared(connection, change, fresh)
    profiles.attribute(
        connection, change, ((i, entry.entry()) for i, entry in zip(ids, fresh, strict=True))
    )
    for place, entry_id in zip(places, ids, strict=True):
        outcome.ids[place] = entry_id
    outcome.added += len(fresh)
    outcome.problems += batch.problems


def _taken(key: str, place: int) -> Problem:
    message = (
        f"The key {key} is that of another entry in the library too; only one of them can be"
        " cited by it."
    )
    return Problem("key-taken", Severity.WARNING, message, entry=place, field="key")


def _with_key(new: Prepared, matcher: Matcher) -> Prepared:
    """The entry with a key of its own, where its format has none (a profile page).

    An entry of a .bib that lacks its key keeps lacking it until the user gives it one.
    """
    if matcher.keyed:
        return new
    if new.key:
        matcher.take_key(new.key)
        return new
    entry = new.entry()
    key = unique_key(make_key(entry), lambda candidate: not matcher.take_key(candidate))
    return prepare(replace(entry, key=key))


def _add_page(
    connection: sqlite3.Connection, change: Change, new: Input, origin: Origin, ids: Sequence[int]
) -> int | None:
    """Store what a page says of its person; one that tells nothing new leaves no trace."""
    page = new.page
    numbers = profiles.unknown_metrics(connection, page, new.day) if page else []
    if not change.touched and not numbers:
        return None
    source_id = add_source(change, new, origin)
    if page is not None:
        profile_id = _person(connection, change, page)
        profiles.list_entries(change, profile_id, ids, source_id)
        profiles.report(change, profile_id, numbers, source=origin.name, as_of=new.day)
    return source_id


def add_source(change: Change, new: Input, origin: Origin) -> int:
    """Note an input as a source; its number."""
    return change.insert(
        "sources",
        ("name", "path", "format", "encoding", "digest", "size", "imported", "as_of"),
        [
            (
                origin.name,
                origin.path,
                new.format,
                new.encoding,
                origin.digest,
                origin.size,
                now(),
                new.day,
            )
        ],
    )[0]


def add_blocks(change: Change, batch: Batch, source_id: int, ids: Sequence[int | None]) -> range:
    """Keep the stretches of text of a batch; `ids` are the entries of the input so far.

    None is an entry of the input that the library has no entry for, whose text is kept alone.
    """
    return change.insert(
        "blocks",
        ("source", "line", "kind", "text", "entry"),
        [
            (source_id, line, kind, text, None if entry is None else ids[entry])
            for line, kind, text, entry in batch.blocks
        ],
    )


def _write_edits(change: Change, batch: Batch, ids: range, outcome: _Outcome) -> None:
    """Write into the texts of an input what the user had edited in their entries before.

    As an edit after reading them, so that the journal keeps what the file said.
    """
    if not outcome.edits:
        return
    from biblio.formats.bibtex.layout import PatchError

    texts: dict[int, dict[str, Value]] = {}
    for block_id, (_, kind, text, entry) in zip(ids, batch.blocks, strict=True):
        if entry not in outcome.edits or kind != BlockKind.ENTRY:
            continue
        try:
            new = editing.patched(text, outcome.edits[entry], {})
        except PatchError:
            message = (
                "The entry's text in this file is broken, so what you had edited could not be"
                " written into it."
            )
            problem = Problem("kept-edit-unwritten", Severity.WARNING, message, entry=entry)
            outcome.kept.append(problem)
            continue
        if new != text:
            texts[block_id] = {"text": new}
    change.update_many("blocks", texts)


def _add_problems(change: Change, outcome: _Outcome, source_id: int) -> None:
    change.insert(
        "problems",
        ("source", "entry", "code", "severity", "message", "line", "field"),
        (
            (
                source_id,
                None if problem.entry is None else outcome.ids[problem.entry],
                problem.code,
                problem.severity.value,
                problem.message,
                problem.line,
                problem.field,
            )
            for problem in (*outcome.problems, *outcome.kept)
        ),
    )


def _person(connection: sqlite3.Connection, change: Change, page: ProfilePage) -> int:
    """The profile of a page's person, made where it is new."""
    known = profiles.find(connection, page.name)
    if known is not None:
        return known
    return profiles.add(connection, change, page.name, page.field)
