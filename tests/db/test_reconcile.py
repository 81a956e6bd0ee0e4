"""What sites list of a person against the library: what is missing, only there, or differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from biblio.formats.sites.rows import SiteRow
from biblio.reconcile import Cell, Finding, Paper, compare, core
from db import ImportReport, Library
from db.person.profiles import add
from db.reconciling.reconcile import Foreign, Reconciled, Row, SiteList
from db.reconciling.reconcile_since import Since
from db.reconciling.reconcile_todo import Task, Todo, todo
from db.sites.entering import NewCount, enter
from tests.db.conftest import PAGE, Tables

BIB = """\
@article{a, title = {Folding Wide Maps}, author = {Ada Example}, year = 2019, doi = {10.1000/a}}
@article{b, title = {Lamps}, author = {Ada Example and Bo Other}, year = 2020}
@article{c, title = {Knots in Channels}, author = {Ada Example}, year = 2021, doi = {10.1000/c}}
@misc{c0, title = {Knots in Channels}, author = {Ada Example}, year = 2020, eprint = {2001.00001}}
"""
HEADER = "Title,Authors,Year,DOI,Cited by\n"
DAY, LATER = dt.date(2026, 6, 1), dt.date(2026, 7, 1)


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
        Todo(Task.CHECK_YEAR, 1, 1, (1,)),
        Todo(Task.ADD_IDS, 1, 1, (1,)),
    ]


def test_what_may_be_an_entry_is_neither_missing_there_nor_only_there(mine: Library) -> None:
    bring(
        mine,
        "Lamps,Ada Example,2025,,5\n"  # five years later
        "Knots in Channels,Ada Example,2021,10.1000/c,9\n"
        "Knots in channels,Ada Example,2020,,2\n",  # the same once more
    )
    found = mine.reconciled()
    assert found.foreign == (
        Foreign(
            1, 1, "Lamps", ("Ada Example",), 2025, 5, left=False, candidates=((2, "b"),),
            reason="other-year",
        ),
    )  # fmt: skip
    rows = {row.key: row for row in found.rows}
    assert rows["b"].cells[1] == Cell(5, (Finding.PERHAPS,), year=2025)
    assert rows["b"].findings == (Finding.PERHAPS,)
    assert found.missing_in(1) == (1,)
    assert [each for each in todo(found) if each.task is Task.PERHAPS] == [Todo(Task.PERHAPS, 1, 1)]
    assert Task.DECIDE not in {each.task for each in todo(found)}
    mine.decide_rows({1: 2})
    found = mine.reconciled()
    assert found.foreign == ()
    assert {row.key: row.cells[1] for row in found.rows}["b"] == Cell(5, (Finding.YEAR,), year=2025)


@pytest.mark.parametrize(
    ("later", "row", "candidates", "reason"),
    [
        ("@misc{d, title={Late Things}, author={Ada Example}, year=2023}",
         "Late Things,Ada Example,2023,,1", ((5, "d"),), "found"),
        (("@misc{d, title={Late Things}, author={Ada Example}, year=2023}"
          "@misc{e, title={Late things}, author={Ada Example}, year=2023}"),
         "Late Things,Ada Example,2023,,1", ((5, "d"), (6, "e")), "ambiguous"),
        ("", "Wide Maps Folding,Ada Example,2019,,1", ((1, "a"),), "like"),
        ("", "Quite Different Things,Ada Example,2019,,1", (), ""),
    ],
    ids=["came-later", "several-came", "words-alike", "none"],
)  # fmt: skip
def test_a_paper_is_looked_for_as_the_library_is_now(
    mine: Library,
    add_bib: Callable[..., ImportReport],
    later: str,
    row: str,
    candidates: tuple[tuple[int, str], ...],
    reason: str,
) -> None:
    bring(mine, f"{row}\nKnots in Channels,Ada Example,2021,10.1000/c,9\n")
    add_bib(later, name="later.bib")
    foreign = mine.reconciled().foreign
    assert [(each.candidates, each.reason) for each in foreign] == [(candidates, reason)]


def test_a_second_listing_of_an_entry_is_told(mine: Library) -> None:
    bring(
        mine,
        "Lamps,Ada Example,2020,,5\nLamps,Ada Example,2020,10.1000/x,1\n",
    )
    (foreign,) = mine.reconciled().foreign
    assert (foreign.candidates, foreign.reason) == (((2, "b"),), "taken")
    assert {row.key: row.cells[1] for row in mine.reconciled().rows}["b"] == Cell(
        5, (Finding.ID_THERE,) if foreign.row_id == 1 else ()
    )


def test_a_paper_that_lies_in_the_trash_is_no_question(mine: Library) -> None:
    bring(mine, "Lamps,Ada Example,2020,,5\nKnots in Channels,Ada Example,2021,10.1000/c,9\n")
    mine.trash([2])
    found = mine.reconciled()
    assert [(each.title, each.left) for each in found.foreign] == [("Lamps", True)]
    assert not {each.task for each in todo(found)} & {Task.DECIDE, Task.PERHAPS}


def test_lists_with_other_counts_are_one_thing_to_do(mine: Library) -> None:
    bring(mine, "Lamps,Ada Example,2020,,5\n")
    bring(mine, "Lamps,Ada Example,2020,,7\n", name="other.csv")
    assert todo(mine.reconciled())[-1] == Todo(Task.COUNTS, None, 1, (2,))


@pytest.mark.parametrize(
    ("site", "task"),
    [
        ("ORCID", Task.ADD_THERE),
        ("Google Scholar", Task.ADD_THERE),
        ("Scopus", Task.REPORT_THERE),
        ("DBLP", Task.REPORT_THERE),
        ("refs.bib", None),
    ],
)
def test_papers_are_added_only_where_they_can_be(site: str, task: Task | None) -> None:
    found = Reconciled(
        "Ada Example",
        (SiteList(site, "2026-06-01", 3, None, has_counts=False),),
        (Row(4, "a", "Folding", 2019, (None,), (Finding.MISSING,)),),
    )
    assert todo(found) == ([] if task is None else [Todo(task, 0, 1, (4,))])


def listed(library: Library, name: str) -> tuple[str, int, dict[str, int | None]]:
    """The day of a list, how many papers it has, and its counts of entries by their keys."""
    found = library.reconciled()
    place = [each.name for each in found.lists].index(name)
    counts = {row.key: cell.count for row in found.rows if (cell := row.cells[place]) is not None}
    return found.lists[place].as_of, found.lists[place].listed, counts


def test_files_of_a_site_add_up_and_the_newest_of_each_paper_counts(mine: Library) -> None:
    bring(mine, "Lamps,Ada Example,2020,,1\nFolding wide maps,Ada Example,2019,10.1000/a,1\n")
    bring(mine, "Lamps,Ada Example,2020,,2\nNew Things,Ada Example,2022,,1\n", day=LATER)
    assert listed(mine, "list.csv") == ("2026-07-01", 3, {"b": 2, "a": 1})
    bring(mine, "New Things,Ada Example,2022,,4\n", day=dt.date(2026, 8, 1))
    assert listed(mine, "list.csv") == ("2026-08-01", 3, {"b": 2, "a": 1})
    assert [(each.title, each.count) for each in mine.reconciled().foreign] == [("New Things", 4)]


def test_of_two_files_of_one_day_the_one_imported_last_counts(mine: Library) -> None:
    bring(mine, "Lamps,Ada Example,2020,,3\nFolding wide maps,Ada Example,2019,10.1000/a,1\n")
    bring(mine, "Lamps,Ada Example,2020,,2\n")
    assert listed(mine, "list.csv") == ("2026-06-01", 2, {"b": 2, "a": 1})


def test_an_older_file_that_is_imported_later_does_not_count_before_a_newer(mine: Library) -> None:
    bring(mine, "Lamps,Ada Example,2020,,3\n")
    bring(
        mine,
        "Lamps,Ada Example,2020,,2\nFolding wide maps,Ada Example,2019,10.1000/a,1\n",
        day=dt.date(2026, 5, 1),
    )
    assert listed(mine, "list.csv") == ("2026-06-01", 2, {"b": 3, "a": 1})


SCHOLAR = """\
<div id="gsc_prf_in">Ada Example</div>
<table>{}</table>
"""
PAPER_OF_SCHOLAR = """\
<tr class="gsc_a_tr"><td><a class="gsc_a_at" href="?citation_for_view=U:{0}">{0}</a>
<div class="gs_gray">A Example</div><div class="gs_gray">J</div></td>
<td><a class="gsc_a_ac" href="">{1}</a></td><td><span class="gsc_a_h">{2}</span></td></tr>
"""


def test_a_saved_profile_is_whole_and_replaces_what_was_before(mine: Library) -> None:
    def save(day: dt.date, *papers: tuple[str, int, int]) -> None:
        page = SCHOLAR.format("".join(PAPER_OF_SCHOLAR.format(*each) for each in papers))
        mine.import_bytes(page.encode(), name="scholar.html", file_date=day)

    save(DAY, ("Lamps", 3, 2020), ("Folding Wide Maps", 1, 2019))
    save(LATER, ("Lamps", 4, 2020))
    assert listed(mine, "Google Scholar") == ("2026-07-01", 1, {"b": 4})
    # Its CSV holds what was ticked, and no counts
    text = "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n"
    text += '"Example, Ada; ",Knots in Channels,,,,,2021,\n'
    mine.import_bytes(text.encode(), name="citations.csv", file_date=dt.date(2026, 8, 1))
    assert listed(mine, "Google Scholar") == ("2026-08-01", 2, {"b": 4, "c": None})


def test_a_record_without_authors_is_its_owners(mine: Library) -> None:
    mine.import_bytes(
        b"""<r:record xmlns:r="http://www.orcid.org/ns/record"
        xmlns:w="http://www.orcid.org/ns/work" xmlns:c="http://www.orcid.org/ns/common"
        xmlns:p="http://www.orcid.org/ns/personal-details"
        xmlns:a="http://www.orcid.org/ns/activities">
        <p:name><p:given-names>Ada</p:given-names><p:family-name>Example</p:family-name></p:name>
        <a:works><a:group><w:work-summary put-code="5"><w:title><c:title>Lamps</c:title></w:title>
        <c:publication-date><c:year>2021</c:year></c:publication-date></w:work-summary></a:group>
        </a:works></r:record>""",
        name="orcid.xml",
        file_date=DAY,
    )
    assert listed(mine, "ORCID") == ("2026-06-01", 1, {"b": None})


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


def test_the_numbers_of_a_source_are_held_against_its_own_list(mine: Library) -> None:
    page = SCHOLAR.format(PAPER_OF_SCHOLAR.format("Lamps", 3, 2020))
    page += '<td class="gsc_rsb_std">9</td>' * 6
    mine.import_bytes(page.encode(), name="scholar.html", file_date=DAY)
    mine.report_metric(1, "papers", 60.0, source="Google Scholar", as_of="2026-06-01")
    mine.report_metric(1, "papers", 4.0, source="Scopus", as_of="2026-06-01")
    profile = mine.profile()
    assert profile is not None
    (papers,) = (metric for metric in profile.metrics if metric.metric == "papers")
    assert "Google Scholar: The source reports 60 but lists only 1;" in papers.note
    assert "Scopus: The source reports" not in papers.note
