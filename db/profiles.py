"""Profiles: the person whose list it is, which entries are theirs, and their numbers."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Sequence

from biblio import metrics
from biblio.entry import Entry
from biblio.folding import fold
from biblio.formats.result import ProfilePage, ReportedMetric
from biblio.names import Name, parse_names, same_person
from biblio.problem import Severity
from db.connection import chunks
from db.entries import read_many
from db.journal import Change
from db.rows import Metric, ProfileSummary

LISTED, AUTHOR = "listed", "author"  # why an entry is someone's: a source says so, or its names do
_FIRST_METRICS = ("papers", "citations", "h_index", "g_index", "i10_index", "novelty", "ai_score")


def names(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """All profiles as (id, name), in the order they were made."""
    return list(connection.execute("SELECT id, name FROM profiles ORDER BY id"))


def find(connection: sqlite3.Connection, name: str) -> int | None:
    """The profile of the person with this name, or None."""
    person = _person(name)
    for profile_id, known in names(connection):
        if fold(known) == fold(name):
            return profile_id
        other = _person(known)
        if person and other and same_person(person, other):
            return profile_id
    return None


def add(connection: sqlite3.Connection, change: Change, name: str, field: str) -> int:
    """Make a profile and find which entries of the library are that person's."""
    profile_id = change.insert("profiles", ("name", "field"), [(name, field)])[0]
    ids = [row[0] for row in connection.execute("SELECT id FROM entries ORDER BY id")]
    for chunk in chunks(ids):
        attribute(connection, change, read_many(connection, chunk).items())
    return profile_id


def attribute(
    connection: sqlite3.Connection, change: Change, entries: Iterable[tuple[int, Entry]]
) -> None:
    """Note for entries that were added or edited whose they are, by their author names.

    What a source listed as a person's stays theirs, whatever the names say: a list of authors
    may be incomplete.
    """
    people = [(profile_id, _person(name)) for profile_id, name in names(connection)]
    known = [(profile_id, person, fold(person.family)) for profile_id, person in people if person]
    if not known:
        return
    for entry_id, entry in entries:
        field = entry.get("author")
        folded = fold(field) if field.isascii() else None
        for profile_id, person, family in known:
            # Most entries are other people's: ask the parser only where the family name occurs
            likely = folded is None or "\\" in field or family in folded
            mine = likely and any(same_person(person, name) for name in parse_names(field).people)
            _set_author(connection, change, profile_id, entry_id, mine=mine)


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


def summary(connection: sqlite3.Connection, profile_id: int | None) -> ProfileSummary | None:
    """A profile with its numbers; the first one for None; None when there is none."""
    row = connection.execute(
        "SELECT id, name, field FROM profiles WHERE id = coalesce(?, (SELECT min(id) FROM"
        " profiles))",
        (profile_id,),
    ).fetchone()
    if row is None:
        return None
    profile_id = int(row[0])
    computed, papers = _computed(connection, profile_id)
    return ProfileSummary(
        id=profile_id,
        name=row[1],
        field=row[2],
        papers=papers,
        works=papers,
        metrics=_metrics(connection, profile_id, computed, papers),
    )


def _person(name: str) -> Name | None:
    people = parse_names(name).people
    return people[0] if people else None


def _set_author(
    connection: sqlite3.Connection, change: Change, profile_id: int, entry_id: int, *, mine: bool
) -> None:
    rows = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM authorships WHERE profile = ? AND entry = ? AND reason = ?",
            (profile_id, entry_id, AUTHOR),
        )
    ]
    if mine and not rows:
        change.insert(
            "authorships", ("profile", "entry", "reason"), [(profile_id, entry_id, AUTHOR)]
        )
    elif rows and not mine:
        change.delete("authorships", rows)


def _computed(
    connection: sqlite3.Connection, profile_id: int
) -> tuple[dict[str, tuple[float | None, int]], int]:
    """For each metric what the library's data give and how many entries lack data; the papers."""
    counts = [
        row[0]
        for row in connection.execute(
            "SELECT (SELECT value FROM counts c WHERE c.entry = e.id"
            "        ORDER BY c.as_of DESC, c.value DESC LIMIT 1)"
            " FROM entries e WHERE e.trashed = 0"
            " AND e.id IN (SELECT entry FROM authorships WHERE profile = ?)",
            (profile_id,),
        )
    ]
    papers = len(counts)
    known = [value for value in counts if value is not None]
    missing = papers - len(known)
    return {
        "papers": (float(papers), 0),
        "citations": (float(sum(known)) if known else None, missing),
        "h_index": (_number(metrics.h_index(known)), missing),
        "g_index": (_number(metrics.g_index(known)), missing),
        "i10_index": (_number(metrics.i10_index(known)), missing),
    }, papers


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _metrics(
    connection: sqlite3.Connection,
    profile_id: int,
    computed: dict[str, tuple[float | None, int]],
    papers: int,
) -> tuple[Metric, ...]:
    series: dict[str, list[tuple[float, str, str]]] = {
        metric: [row[1:] for row in rows]
        for metric, rows in itertools.groupby(
            connection.execute(
                "SELECT metric, value, source, as_of FROM reported WHERE profile = ?"
                " ORDER BY metric, as_of, id",
                (profile_id,),
            ),
            key=lambda row: str(row[0]),
        )
    }
    newest_papers = series["papers"][-1][0] if "papers" in series else None
    found = []
    for metric in dict.fromkeys((*_FIRST_METRICS, *series)):
        reported = series.get(metric, [])
        value, missing = computed.get(metric, (None, 0))
        if not reported and metric not in computed:
            continue
        number, source, as_of = reported[-1] if reported else (None, "", "")
        note = _note(metric, value, number, papers, newest_papers, missing)
        found.append(
            Metric(
                metric=metric,
                computed=value,
                reported=number,
                source=source,
                as_of=as_of,
                without_data=missing,
                note=note,
                severity=Severity.WARNING if note else None,
                history=tuple((day, known) for known, _, day in reported),
            )
        )
    return tuple(found)


def _note(
    metric: str,
    computed: float | None,
    reported: float | None,
    papers: int,
    reported_papers: float | None,
    missing: int,
) -> str:
    """One sentence where the reported number cannot be, or differs from ours."""
    if reported is None:
        return ""
    if metric == "h_index":
        # An h-index of h needs h papers with h citations each (Hirsch 2005)
        bound = papers if reported_papers is None else max(papers, int(reported_papers))
        if reported > bound:
            return (
                f"Reported is {reported:g}, but an h-index cannot be above the number of papers,"
                f" {bound}."
            )
    if computed is None or computed == reported:
        return ""
    if metric == "papers":
        difference = int(reported - computed)
        if difference > 0:
            return f"The source reports {reported:g}, the library holds {computed:g}."
        return f"The library holds {computed:g}, the source reports {reported:g}."
    without = f"; {missing} entries have no count" if missing else ""
    return f"Computed from the library {computed:g}, reported {reported:g}{without}."
