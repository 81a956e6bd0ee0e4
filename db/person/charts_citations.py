"""Citations by year: of the entries whose source tells them, or as a source states of the person.

The profile's own source is asked, where one was chosen. Else the side that tells of more citations
is shown: a few papers of one site say less than what another states of all.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Yearly:
    """What is known of citations by year.

    Attributes:
        by_year: Year to citations in it.
        papers: Papers that it is known of; None where a source states it of all together.
        sources: Who tells it, of the most papers first.
        as_of: The newest day of it.
        before: Citations of the same sources that are of no year.
    """

    by_year: dict[int, int]
    papers: int | None
    sources: tuple[str, ...]
    as_of: str
    before: int


def citations_by_year(
    connection: sqlite3.Connection, profile_id: int | None, condition: str, parameters: list[int]
) -> Yearly | None:
    """Citations by year; None where nobody tells them.

    Args:
        connection: The library's.
        profile_id: Whose; None for the whole library.
        condition: On ``entries e``.
        parameters: Of the condition.
    """
    chosen = _chosen(connection, profile_id)
    told = _of_entries(connection, condition, parameters, chosen)
    stated = _stated(connection, profile_id, chosen)
    if told is None or stated is None:
        return told or stated
    return max(told, stated, key=lambda each: sum(each.by_year.values()) + each.before)


def _chosen(connection: sqlite3.Connection, profile_id: int | None) -> str:
    row = connection.execute(
        "SELECT count_source FROM profiles WHERE id = ?", (profile_id,)
    ).fetchone()
    return "" if row is None else str(row[0])


# What sources told of the entries, and when: read off the index
_EVERY: Final = """
SELECT y.entry, y.source, y.as_of, y.turn FROM yearly_counts y
WHERE y.entry IN (SELECT e.id FROM entries e WHERE {condition}){of_source}
GROUP BY y.entry, y.source, y.as_of, y.turn
"""
# Of each entry what was told last, of one day by the first source
_LAST: Final = """
SELECT entry, source, as_of, turn FROM (
    SELECT v.*, row_number() OVER (
        PARTITION BY entry ORDER BY as_of DESC, source, turn DESC) AS place
    FROM ({every}) v)
WHERE place = 1
"""
# Who told it, of how many papers, and the citations in all that the same source told of that day
_TELLERS: Final = """
SELECT source, count(*), count(DISTINCT entry), max(as_of), coalesce(sum((
    SELECT c.value FROM counts c WHERE c.entry = t.entry AND c.as_of = t.as_of
    AND c.source = t.source ORDER BY c.turn DESC, c.value DESC LIMIT 1)), 0)
FROM ({told}) t GROUP BY source ORDER BY 2 DESC, 1
"""
_YEARS: Final = """
SELECT y.year, sum(y.value) FROM ({told}) t CROSS JOIN yearly_counts y ON y.entry = t.entry
    AND y.source = t.source AND y.as_of = t.as_of AND y.turn = t.turn GROUP BY y.year
"""
# Where each entry was told of once, there is nothing to choose
_ALL_YEARS: Final = """
SELECT y.year, sum(y.value) FROM yearly_counts y
WHERE y.entry IN (SELECT e.id FROM entries e WHERE {condition}){of_source} GROUP BY y.year
"""


def _of_entries(
    connection: sqlite3.Connection, condition: str, parameters: list[int], chosen: str
) -> Yearly | None:
    values = [*parameters, chosen] if chosen else parameters
    of_source = " AND y.source = ?" if chosen else ""
    every = _EVERY.format(condition=condition, of_source=of_source)
    years = _ALL_YEARS.format(condition=condition, of_source=of_source)
    tellers = connection.execute(_TELLERS.format(told=every), values).fetchall()
    if not tellers:
        return None
    _, times, papers, _, _ = tellers[0]
    if len(tellers) > 1 or times > papers:
        last = _LAST.format(every=every)
        tellers = connection.execute(_TELLERS.format(told=last), values).fetchall()
        years = _YEARS.format(told=last)
    by_year = dict(connection.execute(years, values).fetchall())
    sources, _, numbers, days, wholes = zip(*tellers, strict=True)
    return Yearly(
        by_year,
        sum(numbers),
        sources,
        max(days),
        max(0, sum(wholes) - sum(by_year.values())),
    )


def _stated(connection: sqlite3.Connection, profile_id: int | None, chosen: str) -> Yearly | None:
    """As the source states it that did so last."""
    row = connection.execute(
        "SELECT source, as_of FROM reported_years WHERE profile = ? AND ? IN ('', source)"
        " ORDER BY as_of DESC, source LIMIT 1",
        (profile_id, chosen),
    ).fetchone()
    if row is None:
        return None
    by_year = dict(
        connection.execute(
            "SELECT year, value FROM reported_years WHERE profile = ? AND source = ? AND as_of = ?"
            " ORDER BY id",
            (profile_id, *row),
        ).fetchall()
    )
    whole = connection.execute(
        "SELECT value FROM reported WHERE profile = ? AND metric = 'citations' AND source = ?"
        " AND as_of = ? ORDER BY id DESC LIMIT 1",
        (profile_id, *row),
    ).fetchone()
    before = 0 if whole is None else int(whole[0]) - sum(by_year.values())
    return Yearly(by_year, None, (row[0],), row[1], max(0, before))
