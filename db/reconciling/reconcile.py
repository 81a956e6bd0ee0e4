"""What sites list of a person against the library: one matrix of works and lists.

A list is the newest file of a site (its rows are kept, see `db.sites.site_rows`), a saved
profile page, or an imported .bib of which most is the person's. A work is in a list when one of
its versions is.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from biblio.formats.sites import identifiers
from biblio.latex import to_text
from biblio.reconcile import Cell, Finding, Paper, compare, doubtful
from db import entries
from db.person.first import FIRST
from db.publication.works import joined
from db.reconciling.reconcile_lists import Listed, Unmatched, lists_of


@dataclass(frozen=True, slots=True)
class SiteList:
    """A list that somebody has of a person's papers.

    Attributes:
        name: Whose list it is (``Google Scholar``), or the file's name.
        as_of: The day it is of, ISO 8601; empty where that is not known.
        listed: How many papers it lists.
        reported: How many it says there are; None where it does not say.
        has_counts: Whether it tells citations.
    """

    name: str
    as_of: str
    listed: int
    reported: int | None
    has_counts: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A work of the person.

    Attributes:
        entry_id: The entry that stands for it.
        cells: One for each list, in their order; None where it is missing there.
        findings: Everything that was found of it, in the order of `Finding`.
    """

    entry_id: int
    key: str
    title: str
    year: int | None
    cells: tuple[Cell | None, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A paper that a list has and the library does not, or not for certain.

    Attributes:
        place: Of the list.
        row_id: Of the row in `site_rows`.
        left: Whether the user wants no entry for it, or has put it into the trash.
        candidates: (entry, key) of what it may be, the likeliest first; none where it is new.
        reason: Why that is not certain; see `db.sites.site_doubts`.
    """

    place: int
    row_id: int
    title: str
    authors: tuple[str, ...]
    year: int | None
    count: int | None
    left: bool
    candidates: tuple[tuple[int, str], ...] = ()
    reason: str = ""

    @property
    def finding(self) -> Finding:
        """Whether it may be an entry, or is unknown."""
        return Finding.PERHAPS if self.candidates else Finding.UNKNOWN


@dataclass(frozen=True, slots=True)
class Reconciled:
    """All lists of a person against the library.

    Attributes:
        name: The person's.
        lists: The lists, those that list most first.
        rows: The person's works, the newest first.
        foreign: What is only in a list.
    """

    name: str = ""
    lists: tuple[SiteList, ...] = ()
    rows: tuple[Row, ...] = ()
    foreign: tuple[Foreign, ...] = field(default=())

    def missing_in(self, place: int) -> tuple[int, ...]:
        """The entries of the works that a list does not have, not even perhaps."""
        return tuple(row.entry_id for row in self.rows if row.cells[place] is None)


def reconcile(connection: sqlite3.Connection, profile_id: int | None) -> Reconciled:
    """Compare what sites list of a person with the library; of the first profile for None."""
    row = connection.execute(
        f"SELECT id, name FROM profiles WHERE id = coalesce(?, {FIRST})", (profile_id,)
    ).fetchone()
    if row is None:
        return Reconciled()
    works = _works(connection, row[0])
    lists = lists_of(connection, row[0], {e for members in works.values() for e in members})
    papers = _papers(connection, works)
    rows = []
    for work, members in works.items():
        cells = tuple(_cell(each, members, papers[work]) for each in lists)
        rows.append(_row(connection, members, papers[work], cells))
    rows.sort(key=lambda each: (-(each.year or 0), each.title.casefold(), each.entry_id))
    return Reconciled(
        row[1],
        tuple(
            SiteList(
                each.name,
                each.as_of,
                each.listed,
                each.reported,
                any(found.count is not None for found in each.entries.values()),
            )
            for each in lists
        ),
        tuple(rows),
        tuple(
            _foreign(connection, place, f) for place, each in enumerate(lists) for f in each.foreign
        ),
    )


def _works(connection: sqlite3.Connection, profile_id: int) -> dict[int, list[int]]:
    """The person's works, each with its entries, the leading one first."""
    mine = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM entries WHERE trashed = 0 AND id IN"
            " (SELECT entry FROM mine WHERE profile = ?) ORDER BY id",
            (profile_id,),
        )
    ]
    work_of: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for work, ids in joined(connection).items():
        members[work] = list(ids)
        work_of.update(dict.fromkeys(ids, work))
    found: dict[int, list[int]] = {}
    for entry_id in mine:
        work = work_of.get(entry_id, entry_id)
        found.setdefault(work, members.get(work, [entry_id]))
    return found


def _papers(connection: sqlite3.Connection, works: dict[int, list[int]]) -> dict[int, Paper]:
    every = [entry_id for members in works.values() for entry_id in members]
    found = entries.read_many(connection, every)
    years = dict(connection.execute("SELECT id, year FROM entries WHERE year IS NOT NULL"))
    papers = {}
    for work, members in works.items():
        known = [found[each] for each in members]
        papers[work] = Paper(
            tuple(to_text(entry.get("title")) for entry in known),
            frozenset(years[each] for each in members if each in years),
            frozenset(
                pair
                for entry in known
                for pair in identifiers.of_fields((f.id, f.value) for f in entry.fields)
            ),
        )
    return papers


def _cell(listed: Listed, members: list[int], paper: Paper) -> Cell | None:
    found = next((listed.entries[each] for each in members if each in listed.entries), None)
    if found is None:
        perhaps = next((listed.doubtful[each] for each in members if each in listed.doubtful), None)
        if perhaps is None or perhaps.row is None:
            return None
        return doubtful(paper, perhaps.row, perhaps.count)
    if found.row is None:
        return Cell(found.count)
    return compare(paper, found.row, found.count, listed.tells)


def _foreign(connection: sqlite3.Connection, place: int, found: Unmatched) -> Foreign:
    row, doubt = found.row, found.doubt
    candidates = tuple(
        (entry_id, _key(connection, entry_id))
        for entry_id in (() if doubt is None else doubt.candidates)
    )
    reason = "" if doubt is None else doubt.reason
    return Foreign(
        place,
        found.row_id,
        row.title or ", ".join(f"{kind}:{name}" for kind, name in row.ids),
        row.authors,
        row.year,
        found.count,
        found.left,
        candidates,
        reason,
    )


def _key(connection: sqlite3.Connection, entry_id: int) -> str:
    row = connection.execute("SELECT key FROM entries WHERE id = ?", (entry_id,)).fetchone()
    return str(row[0])


def _row(
    connection: sqlite3.Connection, members: list[int], paper: Paper, cells: tuple[Cell | None, ...]
) -> Row:
    found = {finding for cell in cells if cell is not None for finding in cell.findings}
    if None in cells:
        found.add(Finding.MISSING)
    sure = [cell for cell in cells if cell is not None and Finding.PERHAPS not in cell.findings]
    counts = {cell.count for cell in sure if cell.count is not None}
    if len(counts) > 1:
        found.add(Finding.COUNT)
    if not found and cells:
        found.add(Finding.AGREES)
    return Row(
        members[0],
        _key(connection, members[0]),
        " ".join(paper.titles[0].split()),
        max(paper.years, default=None),
        cells,
        tuple(each for each in Finding if each in found),
    )
