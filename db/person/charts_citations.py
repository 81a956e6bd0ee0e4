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


# Of each entry the source that told its years last: read off the index, then the few are summed
_NEWEST: Final = """
WITH latest AS (
    SELECT y.entry, y.source, max(y.as_of) AS as_of FROM yearly_counts y{of_source}
    GROUP BY y.entry, y.source),
told AS MATERIALIZED (
    SELECT entry, source, as_of, (SELECT max(turn) FROM yearly_counts y WHERE y.entry = o.entry
        AND y.source = o.source AND y.as_of = o.as_of) AS turn FROM (
        SELECT l.*, row_number() OVER (PARTITION BY entry ORDER BY as_of DESC, source) AS place
        FROM latest l) o
    WHERE place = 1 AND entry IN (SELECT e.id FROM entries e WHERE {condition}))
SELECT y.year, sum(y.value) FROM told t CROSS JOIN yearly_counts y ON y.entry = t.entry
    AND y.source = t.source AND y.as_of = t.as_of AND y.turn = t.turn GROUP BY y.year
"""
# Where each entry was told of once, there is nothing to choose
_ALL: Final = """
SELECT y.year, sum(y.value) FROM yearly_counts y
WHERE y.entry IN (SELECT e.id FROM entries e WHERE {condition}){of_source} GROUP BY y.year
"""
_GROUPS: Final = """
SELECT y.entry, y.source, y.as_of FROM yearly_counts y
WHERE y.entry IN (SELECT e.id FROM entries e WHERE {condition}){of_source}
GROUP BY y.entry, y.source, y.as_of, y.turn
"""


def _of_entries(
    connection: sqlite3.Connection, condition: str, parameters: list[int], chosen: str
) -> Yearly | None:
    values = [*parameters, chosen] if chosen else parameters
    of_source = " AND y.source = ?" if chosen else ""
    newest: dict[int, tuple[str, str]] = {}
    groups = 0
    for entry_id, source, as_of in connection.execute(
        _GROUPS.format(condition=condition, of_source=of_source), values
    ):
        groups += 1
        known = newest.get(entry_id)
        # Of one entry they come by source and day: of one day the first source stays
        if known is None or as_of > known[1]:
            newest[entry_id] = (source, as_of)
    if not newest:
        return None
    if groups == len(newest):
        rows = connection.execute(_ALL.format(condition=condition, of_source=of_source), values)
    else:
        where = " WHERE y.source = ?" if chosen else ""
        rows = connection.execute(
            _NEWEST.format(condition=condition, of_source=where),
            [chosen, *parameters] if chosen else parameters,
        )
    by_year = dict(rows.fetchall())
    sources: dict[str, int] = {}
    for source, _ in newest.values():
        sources[source] = sources.get(source, 0) + 1
    whole = _whole(connection, condition, parameters, newest)
    return Yearly(
        by_year,
        len(newest),
        tuple(sorted(sources, key=lambda source: (-sources[source], source))),
        max(as_of for _, as_of in newest.values()),
        max(0, whole - sum(by_year.values())),
    )


def _whole(
    connection: sqlite3.Connection,
    condition: str,
    parameters: list[int],
    newest: dict[int, tuple[str, str]],
) -> int:
    """The citations in all that the same sources told of the same days."""
    rows = connection.execute(
        "SELECT entry, source, as_of, value FROM counts"
        f" WHERE entry IN (SELECT e.id FROM entries e WHERE {condition})"
        " ORDER BY entry, as_of, turn, value",
        parameters,
    )
    # Of one day the last is the newest
    found = {
        entry_id: value
        for entry_id, source, as_of, value in rows
        if newest.get(entry_id) == (source, as_of)
    }
    return sum(found.values())


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
