"""What sites list of a person against the library: what is missing, only there, or differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from biblio.formats.sites.rows import SiteRow
from biblio.reconcile import Cell, Finding, Paper, compare, core
from db import ImportReport, Library
from db.person.profiles import add
from db.reconciling.reconcile import Foreign, Reconciled, SiteList
from db.reconciling.reconcile_since import Since
from db.reconciling.reconcile_todo import Task, Todo, todo
from db.sites.counting import NewCount, enter
from tests.db.conftest import PAGE, Tables

BIB = """\
@article{a, title = {Folding Wide Maps}, author = {Ada Example}, year = 2019, doi = {10.1000/a}}
@article{b, title = {Lamps}, author = {Ada Example and Bo Other}, year = 2020}
@article{c, title = {Knots in Channels}, author = {Ada Example}, year = 2021, doi = {10.1000/c}}
@misc{c0, title = {Knots in Channels}, author = {Ada Example}, year = 2020, eprint = {2001.00001}}
"""
HEADER = "Title,Authors,Year,DOI,Cited by\n"
DAY = dt.date(2026, 6, 1)


@pytest.fixture
def mine(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    """Four entries of Ada Example."""
    add_bib(BIB)
    with library._step("Make a profile") as change:
        add(library._db, change, "Ada Example", "LG")
    return library


def bring(library: Library, rows: str, name: str = "list.csv", day: dt.date = DAY) -> None:
    library.import_bytes((HEADER + rows).encode(), name=name, file_date=day)


PAPER = Paper(("Knots in Channels",), frozenset({2020, 2021}), frozenset({("doi", "10.1000/c")}))


@pytest.mark.parametrize(
    ("row", "tells", "expected"),
    [
        (SiteRow(1, "Knots in channels", year=2020, ids=(("doi", "10.1000/c"),)), {"doi"}, Cell(7)),
        (
            SiteRow(1, "Knots in channels", year=2022, ids=(("doi", "10.1000/c"),)),
            {"doi"},
            Cell(7, (Finding.YEAR,), year=2022),
        ),
        (
            SiteRow(1, "Knots", year=2020),
            set(),
            Cell(7, (Finding.TITLE,), title="Knots"),
        ),
        (
            SiteRow(1, "Knots in Channels", ids=(("arxiv", "2001.00001"), ("eid", "x"))),
            {"arxiv", "eid"},
            Cell(7, (Finding.ID_THERE,), there=(("arxiv", "2001.00001"),)),
        ),
        (
            SiteRow(1, "Knots in Channels"),
            {"doi"},
            Cell(7, (Finding.ID_HERE,), here=(("doi", "10.1000/c"),)),
        ),
    ],
    ids=["agrees", "year", "title", "only-there", "only-here"],
)
def test_a_paper_and_a_row_differ_in(row: SiteRow, tells: set[str], expected: Cell) -> None:
    assert compare(PAPER, row, 7, frozenset(tells)) == expected


def test_works_are_matched_against_lists(mine: Library) -> None:
    mine.join_versions([3, 4])
    bring(
        mine,
        "Folding wide maps,Ada Example,2018,,5\n"
        "Knots in Channels,Ada Example,2021,10.1000/c,9\n"
        "Unheard Things,Ada Example,2022,10.1000/u,1\n",
    )
    found = mine.reconciled()
    assert found.lists == (
        SiteList("refs.bib", found.lists[0].as_of, 4, None, has_counts=False),
        SiteList("list.csv", "2026-06-01", 3, None, has_counts=True),
    )
    assert [(row.key, row.findings, row.cells[1]) for row in found.rows] == [
        ("c", (Finding.AGREES,), Cell(9)),
        ("b", (Finding.MISSING,), None),
        (
            "a",
            (Finding.YEAR, Finding.ID_HERE),
            Cell(5, (Finding.YEAR, Finding.ID_HERE), year=2018, here=(("doi", "10.1000/a"),)),
        ),
    ]
    assert found.foreign == (
        Foreign(1, 3, "Unheard Things", ("Ada Example",), 2022, 1, left=False),
    )
    assert found.missing_in(1) == (2,)
    assert todo(found) == [
        Todo(Task.DECIDE, 1, 1),
        Todo(Task.ADD_THERE, 1, 1, (2,)),
        Todo(Task.CHECK_YEAR, 1, 1, (1,)),
        Todo(Task.ADD_IDS, 1, 1, (1,)),
    ]


def test_the_newest_file_of_a_site_counts(mine: Library) -> None:
    bring(mine, "Lamps,Ada Example,2020,,1\nFolding wide maps,Ada Example,2019,10.1000/a,1\n")
    bring(mine, "Lamps,Ada Example,2020,,2\n", day=dt.date(2026, 7, 1))
    listed = {each.name: each for each in mine.reconciled().lists}["list.csv"]
    assert (listed.as_of, listed.listed) == ("2026-07-01", 1)


def test_a_page_that_says_more_papers_than_it_lists_is_told(library: Library) -> None:
    page = PAGE.format(title="Molecules")
    library.import_bytes(page.encode(), name="profile.txt", file_date=DAY)
    found = library.reconciled()
    assert found.lists == (SiteList("profile.txt", "2026-06-01", 3, 4, has_counts=False),)
    assert todo(found) == [Todo(Task.FEWER, 0, 1)]


def test_a_list_of_others_is_none_of_the_persons(mine: Library) -> None:
    mine.import_bytes(
        b"@misc{x, title={X}, author={Di Po}}\n@misc{y, title={Y}, author={Di Po}}",
        name="others.bib",
    )
    assert [each.name for each in mine.reconciled().lists] == ["refs.bib"]


def test_a_bib_of_dblp_is_called_so(mine: Library) -> None:
    mine.import_bytes(
        b"@article{DBLP:1, title={New Things}, author={Ada Example}, year=2024,"
        b" bibsource={dblp computer science bibliography, https://dblp.org}}",
        name="person.bib",
    )
    assert [each.name for each in mine.reconciled().lists] == ["refs.bib", "DBLP"]


def test_identifiers_are_taken_over_as_one_step(
    mine: Library, tables: Callable[[], Tables]
) -> None:
    before = tables()
    mine.adopt_identifiers(
        {2: (("doi", "10.1000/b"), ("arxiv", "2002.1")), 1: (("doi", "10.1000/z"),)}
    )
    assert mine.entry(2).entry.get("doi") == "10.1000/b"
    assert mine.entry(2).entry.get("eprint") == "2002.1"
    assert mine.entry(1).entry.get("doi") == "10.1000/a"
    assert mine.undo_name() == "Take over identifiers of 1 entry"
    mine.undo()
    assert tables() == before


def test_what_came_since_the_last_import(mine: Library) -> None:
    with mine._step("Count") as change:
        enter(
            mine._db,
            change,
            [
                NewCount(1, "Scholar", "2026-01-01", 5),
                NewCount(2, "Scholar", "2026-01-01", 1),
                NewCount(1, "Scholar", "2026-06-01", 9),
                NewCount(2, "Scholar", "2026-06-01", 3),
                NewCount(3, "Scholar", "2026-06-01", 4),
                NewCount(3, "Scopus", "2026-06-01", 4),
            ],
        )
    assert mine.since_last_import(1) == [
        Since("Scholar", "2026-01-01", "2026-06-01", 6, (3,), 4, (2, 3), (), 1, 3)
    ]


def test_the_h_core_is_of_the_most_cited() -> None:
    assert core({1: 5, 2: 1, 3: 3}) == frozenset({1, 3})
    assert core({}) == core({1: 0}) == frozenset()


def test_a_library_without_a_person_has_nothing_to_reconcile(library: Library) -> None:
    assert library.reconciled() == Reconciled()
