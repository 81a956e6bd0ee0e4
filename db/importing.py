"""Importing: what was read becomes entries, blocks, problems and numbers, as one step.

An entry of the input is the same as one of the library when it has the same key and title, or,
for entries that a profile page told of, the same title, first author and year (give or take
one). The same entry is merged, anything else is added; nothing that the user edited is ever
overwritten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from biblio.entry import Entry, Field
from biblio.folding import fold
from biblio.formats.bibtex.reader import FORMAT as BIBTEX_FORMAT
from biblio.formats.profile_page import FORMAT as PAGE_FORMAT
from biblio.formats.result import ProfilePage, ReadResult
from biblio.keys import make_key, unique_key
from biblio.problem import Problem, Severity
from biblio.summary import summarise
from db import entries, profiles
from db.connection import chunks
from db.errors import CancelledError
from db.journal import Change, now
from db.rows import ImportReport

Progress = Callable[[int, int], None]
_BATCH = 500  # entries between two looks at the progress and the wish to cancel


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


@dataclass(slots=True)
class _Outcome:
    ids: list[int] = field(default_factory=list)  # negative: waits to be added
    settled: int = 0  # ids before this position are final
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def import_result(
    connection: sqlite3.Connection,
    change: Change,
    result: ReadResult,
    origin: Origin,
    *,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> ImportReport:
    """Bring an input into the library within the step `change`.

    Raises:
        CancelledError: The user cancelled; the caller's transaction is to be rolled back.
    """
    known = _known_source(connection, result, origin)
    if known is not None:
        return _report(result, origin, _Outcome(unchanged=len(result.entries)), None)
    outcome = _Outcome()
    matcher = _Matcher(connection, result)
    fresh: list[Entry] = []  # entries that wait to be added together
    for position, entry in enumerate(result.entries):
        if position % _BATCH == 0:
            _add(connection, change, fresh, outcome)
            if cancelled is not None and cancelled():
                raise CancelledError
            if progress is not None:
                progress(position, len(result.entries))
        match = matcher.match(entry)
        if match is None:
            fresh.append(_with_key(entry, matcher))
            outcome.ids.append(-len(fresh))
        else:
            _merge(connection, change, match, position, entry, outcome, keyed=matcher.keyed_format)
            outcome.ids.append(match.id)
    _add(connection, change, fresh, outcome)
    source_id = None
    page = result.profile
    numbers = profiles.unknown_metrics(connection, page, _day(result)) if page else []
    # A page that tells nothing new leaves no trace; a .bib can be written back under its name
    if change.touched or numbers or result.format != PAGE_FORMAT:
        source_id = _record(change, result, origin, outcome)
    if page is not None and source_id is not None:
        profile_id = _person(connection, change, page)
        profiles.list_entries(change, profile_id, outcome.ids, source_id)
        profiles.report(change, profile_id, numbers, source=origin.name, as_of=_day(result))
    return _report(result, origin, outcome, source_id)


def _report(
    result: ReadResult, origin: Origin, outcome: _Outcome, source_id: int | None
) -> ImportReport:
    return ImportReport(
        file=origin.name,
        format=result.format,
        encoding=result.encoding,
        read=len(result.entries),
        added=outcome.added,
        merged=outcome.merged,
        unchanged=outcome.unchanged,
        problems=(*result.problems, *outcome.problems),
        entry_ids=tuple(outcome.ids),
        source_id=source_id,
    )


def _known_source(connection: sqlite3.Connection, result: ReadResult, origin: Origin) -> int | None:
    row = connection.execute(
        "SELECT id FROM sources WHERE digest = ? AND name = ? AND format = ? AND as_of = ?"
        " ORDER BY id DESC LIMIT 1",
        (origin.digest, origin.name, result.format, _day(result)),
    ).fetchone()
    return int(row[0]) if row else None


def _day(result: ReadResult) -> str:
    return result.as_of.isoformat() if result.as_of else ""


@dataclass(frozen=True, slots=True)
class _Match:
    """An entry of the library that an entry of the input is; `stub`: known from a page only."""

    id: int
    entry: Entry
    edited: bool
    stub: bool


class _Matcher:
    """Finds the library's entries for those of one input; each is matched once at most.

    Only titles that occur in the input are looked up, so the work grows with the input.
    """

    def __init__(self, connection: sqlite3.Connection, result: ReadResult) -> None:
        self._connection = connection
        self.keyed_format = result.format == BIBTEX_FORMAT
        new = result.entries
        self._taken: set[int] = set()
        self._by_title: dict[str, list[int]] = {}
        empty = connection.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is None
        titles = [] if empty else sorted({summarise(entry).sort_title for entry in new} - {""})
        for chunk in chunks(titles):
            marks = ", ".join("?" * len(chunk))
            for entry_id, title in connection.execute(
                "SELECT id, sort_title FROM entries WHERE trashed = 0"
                f" AND sort_title IN ({marks}) ORDER BY id",
                chunk,
            ):
                self._by_title.setdefault(title, []).append(entry_id)
        self.keys: set[str] = (
            set() if empty else {row[0] for row in connection.execute("SELECT key FROM entries")}
        )

    def match(self, entry: Entry) -> _Match | None:
        """The library's entry that this one is, or None."""
        if not self._by_title:
            return None
        summary = summarise(entry)
        for entry_id in self._by_title.get(summary.sort_title, ()):
            if entry_id in self._taken:
                continue
            candidate = self._candidate(entry_id)
            other = summarise(candidate.entry)
            same_key = bool(entry.key) and entry.key == candidate.entry.key
            told = not self.keyed_format or candidate.stub
            if same_key or (
                told
                and _first_author(summary.sort_author) == _first_author(other.sort_author)
                and _near(summary.year, other.year)
            ):
                self._taken.add(entry_id)
                return candidate
        return None

    def _candidate(self, entry_id: int) -> _Match:
        edited, stub = self._connection.execute(
            "SELECT edited, NOT EXISTS (SELECT 1 FROM blocks b WHERE b.entry = e.id)"
            " FROM entries e WHERE id = ?",
            (entry_id,),
        ).fetchone()
        return _Match(entry_id, entries.read(self._connection, entry_id), bool(edited), bool(stub))


def _first_author(sort_author: str) -> str:
    return sort_author.partition(" ; ")[0].partition(",")[0].strip()


def _near(year: int | None, other: int | None) -> bool:
    return year is None or other is None or abs(year - other) <= 1


def _with_key(entry: Entry, matcher: _Matcher) -> Entry:
    """The entry with a key of its own, where its format has none (a profile page).

    An entry of a .bib that lacks its key keeps lacking it until the user gives it one.
    """
    if matcher.keyed_format or entry.key:
        matcher.keys.add(entry.key)
        return entry
    key = unique_key(make_key(entry), lambda candidate: candidate in matcher.keys)
    matcher.keys.add(key)
    return replace(entry, key=key)


def _add(
    connection: sqlite3.Connection, change: Change, fresh: list[Entry], outcome: _Outcome
) -> None:
    """Store what waited and put the real ids in the place of the stand-ins."""
    if not fresh:
        return
    ids = entries.add(connection, change, fresh)
    for position in range(outcome.settled, len(outcome.ids)):
        if outcome.ids[position] < 0:
            outcome.ids[position] = ids[-outcome.ids[position] - 1]
    outcome.settled = len(outcome.ids)
    profiles.attribute(connection, change, zip(ids, fresh, strict=True))
    outcome.added += len(fresh)
    fresh.clear()


def _merge(
    connection: sqlite3.Connection,
    change: Change,
    match: _Match,
    position: int,
    new: Entry,
    outcome: _Outcome,
    *,
    keyed: bool,
) -> None:
    merged, kept = _merged(match, new, from_page=not keyed)
    if entries.replace(connection, change, match.id, merged, edited=match.edited):
        profiles.attribute(connection, change, [(match.id, merged)])
        outcome.merged += 1
    else:
        outcome.unchanged += 1
    for name in kept:
        outcome.problems.append(
            Problem(
                "kept-edit",
                Severity.WARNING,
                f"{merged.key}: the file has another {name} than the library, where you edited"
                " the entry; yours was kept.",
                entry=position,
                field=name,
            )
        )


def _merged(match: _Match, new: Entry, *, from_page: bool) -> tuple[Entry, list[str]]:
    """The entry that results, and the fields in which the library's own value was kept.

    A page tells less than a .bib: it fills gaps, and corrects only what a page told before.
    """
    old = match.entry
    changes: dict[str, Field | None] = {}
    kept: list[str] = []
    told = from_page and match.stub and not match.edited
    if told and old.has("assumed") and not new.has("assumed"):
        changes["assumed"] = None  # what was assumed is now stated
    for candidate in new.fields:
        name = candidate.id
        if name in changes:
            continue
        if not old.has(name):
            changes[name] = candidate
        elif old.get(name) != candidate.value:
            if match.edited and not from_page:
                kept.append(name)
            elif not from_page or (
                told and (name != "author" or _longer(candidate.value, old.get("author")))
            ):
                changes[name] = candidate
    merged = old.with_fields(changes)
    if not from_page and not match.edited:
        # The file's key is what its author cites; the page's was our proposal
        merged = replace(merged, type=new.type, key=new.key)
    return merged, kept


def _longer(new: str, old: str) -> bool:
    """Whether a list of authors tells more: the complete list over the one cut short."""
    return fold(old).endswith("and others") and len(new) > len(old)


def _record(
    change: Change,
    result: ReadResult,
    origin: Origin,
    outcome: _Outcome,
) -> int:
    source_id = change.insert(
        "sources",
        ("name", "path", "format", "encoding", "digest", "size", "imported", "as_of"),
        [
            (
                origin.name,
                origin.path,
                result.format,
                result.encoding,
                origin.digest,
                origin.size,
                now(),
                _day(result),
            )
        ],
    )[0]
    change.insert(
        "blocks",
        ("source", "line", "kind", "text", "entry"),
        (
            (
                source_id,
                block.line,
                block.kind.value,
                block.text,
                None if block.entry is None else outcome.ids[block.entry],
            )
            for block in result.blocks
        ),
    )
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
            for problem in (*result.problems, *outcome.problems)
        ),
    )
    return source_id


def _person(connection: sqlite3.Connection, change: Change, page: ProfilePage) -> int:
    """The profile of a page's person, made where it is new."""
    known = profiles.find(connection, page.name)
    if known is not None:
        return known
    return profiles.add(connection, change, page.name, page.field)
