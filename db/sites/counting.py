"""The ledger: citations of entries by source and day, and by year, of which none is overwritten.

A count belongs to an entry, a source (who counts: ``Google Scholar``) and a day. Which of several
sources a metric goes by is for whoever asks: give a source, or take the newest of all.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.connection import chunks
from db.past.journal import Change
from db.rows import Count

_NEWEST = """
SELECT entry, source, as_of, value, max(as_of || printf('%015d', value)) FROM counts c
WHERE {condition} GROUP BY entry
"""


@dataclass(frozen=True, slots=True)
class CountSource:
    """Who counts citations of the entries that were asked for.

    Attributes:
        name: Who it is.
        newest: The newest day of its counts, ISO 8601.
        entries: How many of the entries it has a count of.
    """

    name: str
    newest: str
    entries: int


@dataclass(frozen=True, slots=True)
class NewCount:
    """A count for the ledger.

    Attributes:
        entry_id: Whose.
        source: Who counts.
        as_of: The day, ISO 8601.
        value: Citations in all; None where only those by year are told.
        by_year: (year, citations in it).
    """

    entry_id: int
    source: str
    as_of: str
    value: int | None
    by_year: tuple[tuple[int, int], ...] = ()


def newest_counts(
    connection: sqlite3.Connection, profile_id: int | None = None, source: str | None = None
) -> dict[int, Count]:
    """The newest count of each entry that has one; entries in the trash are left out.

    Args:
        connection: The library's.
        profile_id: Only entries of this person.
        source: Only counts by this source; None for the newest by any. Of two on one day the
            higher counts, as in the list.
    """
    return {
        entry_id: Count(who, day, value)
        for entry_id, who, day, value in newest_rows(connection, profile_id, source)
    }


def newest_rows(
    connection: sqlite3.Connection, profile_id: int | None = None, source: str | None = None
) -> Iterator[tuple[int, str, str, int]]:
    """The same as (entry, source, day, value), of very many entries."""
    condition, parameters = _looked_at(profile_id, source)
    for entry_id, who, day, value, _ in connection.execute(
        _NEWEST.format(condition=condition), parameters
    ):
        yield entry_id, who, day, value


def sources(connection: sqlite3.Connection, profile_id: int | None = None) -> list[CountSource]:
    """Who counts entries outside the trash, of a person if one is given; the fullest first."""
    condition, parameters = _looked_at(profile_id, None)
    rows = connection.execute(
        "SELECT source, max(as_of), count(DISTINCT entry) FROM counts"
        f" WHERE {condition} GROUP BY source ORDER BY 3 DESC, 2 DESC, 1",
        parameters,
    )
    return list(itertools.starmap(CountSource, rows))


def yearly(
    connection: sqlite3.Connection, profile_id: int | None = None, source: str | None = None
) -> dict[int, dict[int, int]]:
    """For each entry that has them its citations by year, as told last; by one source if given."""
    condition, parameters = _looked_at(profile_id, source)
    found: dict[int, dict[int, int]] = {}
    told: dict[int, tuple[str, str]] = {}
    for entry_id, who, as_of, year, value in connection.execute(
        "SELECT entry, source, as_of, year, value FROM yearly_counts"
        f" WHERE {condition} ORDER BY entry, as_of DESC, source, year",
        parameters,
    ):
        if told.setdefault(entry_id, (who, as_of)) == (who, as_of):
            found.setdefault(entry_id, {})[year] = value
    return found


def yearly_of(connection: sqlite3.Connection, entry_id: int) -> list[tuple[Count, dict[int, int]]]:
    """Citations of an entry by year, for each source as it told them last.

    Returns:
        The source, the day and the sum of the years, and year to citations.
    """
    told: dict[str, tuple[str, dict[int, int]]] = {}
    for source, as_of, year, value in connection.execute(
        "SELECT source, as_of, year, value FROM yearly_counts WHERE entry = ?"
        " ORDER BY as_of DESC, source, year",
        (entry_id,),
    ):
        day, by_year = told.setdefault(source, (as_of, {}))
        if day == as_of:
            by_year[year] = value
    return [
        (Count(source, as_of, sum(by_year.values())), by_year)
        for source, (as_of, by_year) in told.items()
    ]


def reported_years(
    connection: sqlite3.Connection, profile_id: int
) -> dict[tuple[str, str], dict[int, int]]:
    """Citations of a person by year as sources state them: by (source, day), the newest last."""
    found: dict[tuple[str, str], dict[int, int]] = {}
    for source, as_of, year, value in connection.execute(
        "SELECT source, as_of, year, value FROM reported_years WHERE profile = ?"
        " ORDER BY as_of, source, year",
        (profile_id,),
    ):
        found.setdefault((source, as_of), {})[year] = value
    return found


def enter(
    connection: sqlite3.Connection, change: Change, new: Sequence[NewCount]
) -> tuple[int, list[NewCount]]:
    """Put counts into the ledger.

    Returns:
        How many are new, and those of which the ledger has another value for the same source
        and day, which stays.
    """
    known = _known(connection, "counts", "value", new)
    years = _known(connection, "yearly_counts", "year", new)
    rows: list[tuple[int, str, str, int]] = []
    by_year: list[tuple[int, str, str, int, int]] = []
    differing: list[NewCount] = []
    for count in new:
        place = (count.entry_id, count.source, count.as_of)
        if count.value is not None and place not in known:
            rows.append((*place, count.value))
            known[place] = {count.value}
        elif count.value is not None and count.value not in known[place]:
            differing.append(count)
        there = years.setdefault(place, set())
        by_year += [(*place, year, n) for year, n in count.by_year if year not in there]
        there.update(year for year, _ in count.by_year)
    columns = ("entry", "source", "as_of")
    if rows:
        change.insert("counts", (*columns, "value"), rows)
    if by_year:
        change.insert("yearly_counts", (*columns, "year", "value"), by_year)
    change.entries.update(count[0] for count in rows)
    change.entries.update(count[0] for count in by_year)
    return len(rows), differing


def correct(connection: sqlite3.Connection, change: Change, entry_id: int, count: Count) -> None:
    """Put a count in by hand; of the same source and day it takes the place of the one there."""
    row = connection.execute(
        "SELECT id, value FROM counts WHERE entry = ? AND source = ? AND as_of = ? ORDER BY id",
        (entry_id, count.source, count.as_of),
    ).fetchone()
    if row is None:
        enter(connection, change, [NewCount(entry_id, count.source, count.as_of, count.value)])
    elif row[1] != count.value:
        change.update("counts", row[0], {"value": count.value})
        change.entries.add(entry_id)


def remove(connection: sqlite3.Connection, change: Change, entry_id: int, count: Count) -> None:
    """Take a count out, with what it says by year."""
    where = "entry = ? AND source = ? AND as_of = ?"
    for table in ("counts", "yearly_counts"):
        rows = connection.execute(
            f"SELECT id FROM {table} WHERE {where}", (entry_id, count.source, count.as_of)
        ).fetchall()
        if rows:
            change.delete(table, [row[0] for row in rows])
            change.entries.add(entry_id)


def report_years(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    by_year: Mapping[int, int],
    *,
    source: str,
    as_of: str,
) -> None:
    """Note citations of a person by year, as a source states them; known ones are left."""
    known = reported_years(connection, profile_id).get((source, as_of), {})
    change.insert(
        "reported_years",
        ("profile", "source", "as_of", "year", "value"),
        [
            (profile_id, source, as_of, year, value)
            for year, value in sorted(by_year.items())
            if year not in known
        ],
    )


def _looked_at(profile_id: int | None, source: str | None) -> tuple[str, list[int | str]]:
    """The condition on counts, and its parameters."""
    condition = "entry IN (SELECT id FROM entries WHERE trashed = 0)"
    parameters: list[int | str] = []
    if profile_id is not None:
        condition += " AND entry IN (SELECT entry FROM mine WHERE profile = ?)"
        parameters.append(profile_id)
    if source is not None:
        condition += " AND source = ?"
        parameters.append(source)
    return condition, parameters


def _known(
    connection: sqlite3.Connection, table: str, column: str, new: Iterable[NewCount]
) -> dict[tuple[int, str, str], set[int]]:
    """What the ledger has of these entries: by entry, source and day."""
    found: dict[tuple[int, str, str], set[int]] = {}
    for chunk in chunks(sorted({count.entry_id for count in new})):
        marks = ", ".join("?" * len(chunk))
        for entry_id, source, as_of, value in connection.execute(
            f"SELECT entry, source, as_of, {column} FROM {table} WHERE entry IN ({marks})", chunk
        ):
            found.setdefault((entry_id, source, as_of), set()).add(value)
    return found
