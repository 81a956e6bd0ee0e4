"""Entering counts of citations into the ledger, and taking them out; see `db.sites.counting`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.connection import chunks
from db.past.journal import Change
from db.rows import Count


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


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of counts that were to go to the ledger.

    Attributes:
        new: How many it did not have.
        differing: Those of them beside which it has another number by the same source for the
            same day, and had it first.
    """

    new: int = 0
    differing: tuple[NewCount, ...] = ()


def enter(connection: sqlite3.Connection, change: Change, new: Sequence[NewCount]) -> Entered:
    """Put counts into the ledger; what it has already, said by the same source, is not new."""
    known = _known(connection, new)
    years = _known_years(connection, new)
    rows: list[tuple[int, str, str, int, int]] = []
    by_year: list[tuple[int, str, str, int, int, int]] = []
    differing: list[NewCount] = []
    for count in new:
        place = (count.entry_id, count.source, count.as_of)
        there = known.setdefault(place, {})
        if count.value is not None and count.value not in there:
            if there:
                differing.append(count)
            turn = _next(there.values())
            rows.append((*place, count.value, turn))
            there[count.value] = turn
        told = years.setdefault(place, {})
        if count.by_year and not any(set(count.by_year) <= each for each in told.values()):
            turn = _next(told)
            by_year += [(*place, year, number, turn) for year, number in count.by_year]
            told[turn] = set(count.by_year)
    columns = ("entry", "source", "as_of")
    if rows:
        change.insert("counts", (*columns, "value", "turn"), rows)
    if by_year:
        change.insert("yearly_counts", (*columns, "year", "value", "turn"), by_year)
    change.entries.update(count[0] for count in rows)
    change.entries.update(count[0] for count in by_year)
    return Entered(len(rows), tuple(differing))


def enter_by_hand(
    connection: sqlite3.Connection, change: Change, entry_id: int, count: Count
) -> None:
    """Put in what the user says, which is the newest of that day from now on, by whomever."""
    newest = connection.execute(
        "SELECT source, value, turn FROM counts WHERE entry = ? AND as_of = ?"
        " ORDER BY turn DESC, value DESC LIMIT 1",
        (entry_id, count.as_of),
    ).fetchone()
    if newest is not None and newest[:2] == (count.source, count.value):
        return
    turn = 0 if newest is None else newest[2] + 1
    row = (entry_id, count.source, count.as_of, count.value, turn)
    change.insert("counts", ("entry", "source", "as_of", "value", "turn"), [row])
    change.entries.add(entry_id)


def copy(connection: sqlite3.Connection, change: Change, giver: int, taker: int) -> None:
    """Give an entry the counts of another, each at its turn; what it has already is left."""
    for table, columns, same in (
        ("counts", ("source", "as_of", "value", "turn"), "k.value = t.value"),
        (
            "yearly_counts",
            ("source", "as_of", "year", "value", "turn"),
            "k.turn = t.turn AND k.year = t.year",
        ),
    ):
        rows = connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} t WHERE entry = ? AND NOT EXISTS"
            f" (SELECT 1 FROM {table} k WHERE k.entry = ? AND k.source = t.source"
            f" AND k.as_of = t.as_of AND {same}) ORDER BY id",
            (giver, taker),
        ).fetchall()
        change.insert(table, ("entry", *columns), [(taker, *row) for row in rows])


def remove(connection: sqlite3.Connection, change: Change, entry_id: int, count: Count) -> None:
    """Take a number out, and with the last one of its source and day what they say by year."""
    place = (entry_id, count.source, count.as_of)
    there = _rows_of(connection, "counts", place)
    gone = [row for row, value in there.items() if value == count.value]
    change.delete("counts", gone)
    if len(gone) == len(there):
        years = _rows_of(connection, "yearly_counts", place)
        change.delete("yearly_counts", list(years))
        gone += years
    if gone:
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
    """Note citations of a person by year, as a source states them; known ones are left.

    Of two numbers for one year and day the later is the newest.
    """
    known = set(
        connection.execute(
            "SELECT year, value FROM reported_years WHERE profile = ? AND source = ? AND as_of = ?",
            (profile_id, source, as_of),
        )
    )
    change.insert(
        "reported_years",
        ("profile", "source", "as_of", "year", "value"),
        [
            (profile_id, source, as_of, year, value)
            for year, value in sorted(by_year.items())
            if (year, value) not in known
        ],
    )


def _next(turns: Iterable[int]) -> int:
    return max(turns, default=-1) + 1


_Place = tuple[int, str, str]  # an entry, a source and a day


def _known(connection: sqlite3.Connection, new: Iterable[NewCount]) -> dict[_Place, dict[int, int]]:
    """For what is to be entered, the values that the ledger has there, with their turns."""
    found: dict[_Place, dict[int, int]] = {}
    for entry_id, source, as_of, value, turn in _rows(connection, "counts", "value, turn", new):
        there = found.setdefault((entry_id, source, as_of), {})
        there[value] = max(turn, there.get(value, 0))
    return found


def _known_years(
    connection: sqlite3.Connection, new: Iterable[NewCount]
) -> dict[_Place, dict[int, set[tuple[int, int]]]]:
    """The same by year: for each turn the (year, value) that were told at it."""
    found: dict[_Place, dict[int, set[tuple[int, int]]]] = {}
    told = [count for count in new if count.by_year]
    for *place, year, value, turn in _rows(connection, "yearly_counts", "year, value, turn", told):
        entry_id, source, as_of = place
        there = found.setdefault((entry_id, source, as_of), {})
        there.setdefault(turn, set()).add((year, value))
    return found


def _rows(
    connection: sqlite3.Connection, table: str, columns: str, new: Iterable[NewCount]
) -> Iterator[tuple[Any, ...]]:
    """The rows of a table that are of these entries: entry, source, day, and the columns."""
    for chunk in chunks(sorted({count.entry_id for count in new})):
        marks = ", ".join("?" * len(chunk))
        yield from connection.execute(
            f"SELECT entry, source, as_of, {columns} FROM {table} WHERE entry IN ({marks})"
            " ORDER BY id",
            chunk,
        )


def _rows_of(connection: sqlite3.Connection, table: str, place: _Place) -> dict[int, int]:
    """The rows of one entry, source and day, and their values."""
    return dict(
        connection.execute(
            f"SELECT id, value FROM {table} WHERE entry = ? AND source = ? AND as_of = ?", place
        ).fetchall()
    )
