"""The ledger: citations of entries by source and day, and by year, of which none is overwritten.

A count belongs to an entry, a source (who counts: ``Google Scholar``) and a day. Which of several
sources a metric goes by is for whoever asks: give a source, or take the newest of all.

A source that says another number of the same day adds to what it said, be it a second file or the
user's hand: it takes the next turn, and of one day the last turn is the newest. What the user says
takes the turn after all of that day. Of two sources at the same turn the higher number counts.
"""

from __future__ import annotations

import itertools
import sqlite3
from dataclasses import dataclass

from db.rows import Count

LATER = "printf('%04d%015d', turn, value)"
"""SQL by whose value, as text, what counts of one day is told: the greatest."""

# The last of an entry's part of the index, which is in the order of `LATER` within a day
_NEWEST = """
(SELECT n.id FROM counts n WHERE n.entry = e.id{of_source}
 ORDER BY n.as_of DESC, n.turn DESC, n.value DESC LIMIT 1)
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


def newest_of(source: str | None) -> tuple[str, list[int | str]]:
    """The id of the newest count of an entry ``e`` as an expression, and its parameters."""
    if source is None:
        return _NEWEST.format(of_source=""), []
    return _NEWEST.format(of_source=" AND n.source = ?"), [source]


def sources(connection: sqlite3.Connection, profile_id: int | None = None) -> list[CountSource]:
    """Who counts entries outside the trash, of a person if one is given; the fullest first."""
    condition, parameters = looked_at(profile_id, None)
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
    condition, parameters = looked_at(profile_id, source)
    found: dict[int, dict[int, int]] = {}
    told: dict[int, tuple[str, str, int]] = {}
    for entry_id, who, as_of, turn, year, value in connection.execute(
        "SELECT entry, source, as_of, turn, year, value FROM yearly_counts"
        f" WHERE {condition} ORDER BY entry, as_of DESC, source, turn DESC, year",
        parameters,
    ):
        if told.setdefault(entry_id, (who, as_of, turn)) == (who, as_of, turn):
            found.setdefault(entry_id, {})[year] = value
    return found


def yearly_of(connection: sqlite3.Connection, entry_id: int) -> list[tuple[Count, dict[int, int]]]:
    """Citations of an entry by year, for each source as it told them last.

    Returns:
        The source, the day and the sum of the years, and year to citations.
    """
    told: dict[str, tuple[str, int, dict[int, int]]] = {}
    for source, as_of, turn, year, value in connection.execute(
        "SELECT source, as_of, turn, year, value FROM yearly_counts WHERE entry = ?"
        " ORDER BY as_of DESC, source, turn DESC, year",
        (entry_id,),
    ):
        *newest, by_year = told.setdefault(source, (as_of, turn, {}))
        if newest == [as_of, turn]:
            by_year[year] = value
    return [
        (Count(source, as_of, sum(by_year.values())), by_year)
        for source, (as_of, _, by_year) in told.items()
    ]


def looked_at(profile_id: int | None, source: str | None) -> tuple[str, list[int | str]]:
    """The condition on counts outside the trash, and its parameters; None for any."""
    condition = "entry IN (SELECT id FROM entries WHERE trashed = 0)"
    parameters: list[int | str] = []
    if profile_id is not None:
        condition += " AND entry IN (SELECT entry FROM mine WHERE profile = ?)"
        parameters.append(profile_id)
    if source is not None:
        condition += " AND source = ?"
        parameters.append(source)
    return condition, parameters
