"""Files of sites: which entries their papers are, what is asked, and nothing is made unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from biblio.formats.detect import UnknownFormat
from biblio.formats.sites.rows import SiteRow, Told
from biblio.formats.sites.shapes import Columns
from db import ImportReport, Library
from db.rows import Count
from db.sites.counting import yearly
from db.sites.site_rows import pack, unpack
from db.sites.site_values import Choice, OpenRow, RowChoice, Wishes
from tests.db.conftest import Tables

FOLDER = Path(__file__).parents[1] / "data" / "sites"
DAY = dt.date(2026, 6, 1)
BIB = """\
@inproceedings{zaheer2017, title = {Deep {S}ets}, author = {Zaheer, Manzil and Ravanbakhsh, Siamak},
  year = 2017, eprint = {1703.06114}, archiveprefix = {arXiv}}
@article{kaba2023, title = {Equivariance with Learned Canonicalization Functions},
  author = {Kaba, S{\\'e}kou-Oumar and Ravanbakhsh, Siamak}, year = 2022}
@article{nmr2015, title = {Another title}, author = {Liu, P.}, year = 2015,
  doi = {https://doi.org/10.1371/JOURNAL.pone.0124219}}
@book{sets1990, title = {Deep sets}, author = {Other, Ann}, year = 1990}
"""
HEADER = "Title,Authors,Year,DOI,Cited by\n"


@pytest.fixture
def papers(library: Library) -> dict[str, int]:
    """Four entries, by their keys."""
    library.import_bytes(BIB.encode(), name="own.bib", file_date=DAY)
    return {
        key: library.ids_of_key(key)[0] for key in ("zaheer2017", "kaba2023", "nmr2015", "sets1990")
    }


def bring(
    library: Library, name: str, *, as_of: dt.date | None = None, wishes: Wishes | None = None
) -> ImportReport:
    data = (FOLDER / name).read_bytes()
    return library.import_bytes(data, name=name, file_date=DAY, as_of=as_of, wishes=wishes)


def table(library: Library, rows: str, *, day: dt.date = DAY, **more: object) -> ImportReport:
    wishes = more.get("wishes")
    assert wishes is None or isinstance(wishes, Wishes)
    return library.import_bytes(
        (HEADER + rows).encode(), name="list.csv", file_date=day, wishes=wishes
    )


def asked(report: ImportReport) -> list[tuple[int, str, str, tuple[int, ...]]]:
    assert report.table is not None
    return [(row.line, row.title, row.reason, row.candidates) for row in report.table.open]


def counts(library: Library, entry_id: int) -> list[tuple[str, str, int]]:
    return [(each.source, each.as_of, each.value) for each in library.entry(entry_id).counts]


def test_counts_come_into_the_ledger_and_papers_that_are_unknown_are_asked_about(
    library: Library, papers: dict[str, int]
) -> None:
    report = bring(library, "scholar.html")
    assert (report.read, report.added, report.merged, report.unchanged, report.counts) == (
        3, 0, 2, 1, 2,
    )  # fmt: skip
    assert asked(report) == [(17, "A paper that nobody cites & bold", "unknown", ())]
    assert [(p.code, p.line) for p in report.problems] == [("row-to-assign", 17)]
    assert library.count() == 4
    assert counts(library, papers["zaheer2017"]) == [("Google Scholar", "2026-06-01", 3210)]
    assert counts(library, papers["kaba2023"]) == [("Google Scholar", "2026-06-01", 81)]
    assert library.undo_name() == "Import 2 counts by Google Scholar from scholar.html"


def test_the_step_is_taken_back_and_done_again(
    library: Library, papers: dict[str, int], tables: Callable[[], Tables]
) -> None:
    before = tables()
    bring(library, "scholar.html", wishes=Wishes(create=True))
    after = tables()
    assert library.count() == 5
    library.undo()
    assert tables() == before
    library.redo()
    assert tables() == after
    assert library.verify() == []
    assert papers


@pytest.mark.parametrize(
    ("row", "key"),
    [
        pytest.param("x,y,1999,10.1371/journal.pone.0124219,5", "nmr2015", id="by DOI"),
        pytest.param("x,y,1999,10.48550/arXiv.1703.06114,5", "zaheer2017", id="by arXiv's DOI"),
        pytest.param('"Deep sets","M Zaheer, B Li",2017,,5', "zaheer2017", id="by title"),
        pytest.param('"DEEP  SETS.","Zaheer, M",2018,,5', "zaheer2017", id="a year later"),
        pytest.param('"Deep Sets","Ann Other",,,5', "sets1990", id="by surname"),
        pytest.param(
            '"Equivariance with Learned Canonicalization Functions",,,,5',
            "kaba2023",
            id="long title",
        ),
        pytest.param('"Another title",,2015,,5', "nmr2015", id="no authors, same year"),
        pytest.param('"Another title",P Liu,,,5', "nmr2015", id="no year, a surname"),
    ],
)
def test_a_paper_is_found(library: Library, papers: dict[str, int], row: str, key: str) -> None:
    report = table(library, row + "\n")
    assert asked(report) == []
    assert counts(library, papers[key]) == [("list.csv", "2026-06-01", 5)]


@pytest.mark.parametrize(
    ("row", "reason", "keys"),
    [
        pytest.param("Deep sets,,,,5", "ambiguous", ["zaheer2017", "sets1990"], id="title alone"),
        pytest.param("Another title,,,,5", "untold", ["nmr2015"], id="short title alone"),
        pytest.param("Another title,,2016,,5", "untold", ["nmr2015"], id="next year, no authors"),
        pytest.param(
            '"Deep sets","B Li",2017,,5', "other-authors", ["zaheer2017", "sets1990"], id="author"
        ),
        pytest.param(
            '"Deep sets","M Zaheer",2021,,5', "other-year", ["zaheer2017", "sets1990"], id="year"
        ),
        pytest.param('"Another title","B Li",2021,,5', "unlike", ["nmr2015"], id="both"),
        pytest.param("Deeper sets,M Zaheer,2017,,5", "unknown", [], id="another title"),
        pytest.param("x,M Zaheer,2017,10.1/unknown,5", "unknown", [], id="another DOI"),
    ],
)
def test_a_paper_that_is_not_certain_is_asked_about(
    library: Library, papers: dict[str, int], row: str, reason: str, keys: list[str]
) -> None:
    report = table(library, row + "\n")
    assert [(each[2], each[3]) for each in asked(report)] == [
        (reason, tuple(papers[key] for key in keys))
    ]
    assert library._db.execute("SELECT entry FROM counts").fetchall() == []


def test_titles_alone_will_do_in_a_file_of_which_most_are_entries(
    library: Library, papers: dict[str, int]
) -> None:
    report = library.import_bytes(
        b"Title,Cites\nAnother title,5\nDeep sets,7\nAnother paper,3\n",
        name="mine.csv",
        file_date=DAY,
    )
    assert counts(library, papers["nmr2015"]) == [("mine.csv", "2026-06-01", 5)]
    assert [(each[1], each[2]) for each in asked(report)] == [
        ("Deep sets", "ambiguous"),
        ("Another paper", "unknown"),
    ]


def test_a_file_of_others_is_not_matched_by_short_titles(
    library: Library, papers: dict[str, int]
) -> None:
    report = library.import_bytes(
        b"Title,Cites\nAnother title,5\nLamps,7\nKnots,3\n", name="theirs.csv", file_date=DAY
    )
    assert counts(library, papers["nmr2015"]) == []
    assert [each[2] for each in asked(report)] == ["untold", "unknown", "unknown"]


def test_of_two_papers_with_one_title_the_one_of_the_same_year_is_meant(library: Library) -> None:
    library.import_bytes(
        b"@misc{a, title={Same title}, author={Li, Bo}, year=2019}\n"
        b"@article{b, title={Same title}, author={Li, Bo}, year=2020}",
        name="x.bib",
    )
    assert asked(table(library, "Same title,Bo Li,2020,,5\n")) == []
    assert counts(library, library.ids_of_key("b")[0]) == [("list.csv", "2026-06-01", 5)]
    report = table(library, "Same title,Bo Li,,,6\n")
    assert [each[2] for each in asked(report)] == ["ambiguous"]


def test_of_the_versions_of_one_work_the_first_takes_the_count(library: Library) -> None:
    library.import_bytes(
        b"@misc{a, title={Same title}, author={Li, Bo}, year=2019}\n"
        b"@article{b, title={Same title}, author={Li, Bo}, year=2020}",
        name="x.bib",
    )
    ids = [library.ids_of_key(key)[0] for key in "ab"]
    library.join_versions(ids)
    first = library.versions_of_work(ids[0])[0]
    assert asked(table(library, "Same title,Bo Li,,,6\n")) == []
    assert counts(library, first.id) == [("list.csv", "2026-06-01", 6)]


def test_a_paper_stays_with_the_entry_that_it_was(library: Library) -> None:
    library.import_bytes(b"@misc{a, title={Same title}, author={Li, Bo}, year=2019}", name="x.bib")
    table(library, "Same title,Bo Li,2020,,5\n")
    library.import_bytes(
        b"@article{b, title={Same title}, author={Li, Bo}, year=2020}", name="y.bib"
    )
    table(library, "Same title,Bo Li,2020,,6\n", day=dt.date(2026, 7, 1))
    assert len(counts(library, library.ids_of_key("a")[0])) == 2


def test_what_is_wrong_in_a_file_is_kept_with_its_line(library: Library) -> None:
    report = table(library, "Good,A B,2001,,many\n,C,2002,,1\n")
    found = [(row.source, row.problem.code, row.problem.line) for row in library.problems()]
    assert found == [("list.csv", "bad-count", 2), ("list.csv", "row-without-title", 3)]
    assert [problem.code for problem in report.problems] == [
        "bad-count",
        "row-without-title",
        "row-to-assign",
    ]


def test_an_entry_answers_to_one_row_of_a_file(library: Library, papers: dict[str, int]) -> None:
    row = '"Deep sets","M Zaheer",2017,,'
    report = table(library, f"{row}5\n{row}7\n")
    assert asked(report) == [(3, "Deep sets", "taken", (papers["zaheer2017"],))]
    assert counts(library, papers["zaheer2017"]) == [("list.csv", "2026-06-01", 5)]


def test_the_same_file_again_adds_nothing(
    library: Library, papers: dict[str, int], tables: Callable[[], Tables]
) -> None:
    bring(library, "scholar.html")
    before = tables()
    steps = len(library.history())
    data = (FOLDER / "scholar.html").read_bytes()
    again = library.import_bytes(data, name="copy.html", file_date=dt.date(2026, 9, 1))
    assert (again.counts, again.source_id) == (0, None)
    assert asked(again) == [(17, "A paper that nobody cites & bold", "unknown", ())]
    assert tables() == before
    assert len(library.history()) == steps
    assert papers


def test_a_later_file_adds_counts_and_the_newest_is_shown(
    library: Library, papers: dict[str, int]
) -> None:
    bring(library, "scholar.html")
    bring(library, "scholar.html", as_of=dt.date(2026, 7, 1))
    entry = papers["zaheer2017"]
    assert [each[1] for each in counts(library, entry)] == ["2026-07-01", "2026-06-01"]
    assert library.rows([entry])[0].citations == 3210


def test_another_number_for_a_day_is_kept_beside_the_first_and_is_the_newest(
    library: Library, papers: dict[str, int]
) -> None:
    row = '"Deep sets","M Zaheer",2017,,'
    table(library, f"{row}5\n")
    report = table(library, f"{row}6\n")
    assert [problem.code for problem in report.problems] == ["count-differs"]
    assert report.counts == 1
    assert counts(library, papers["zaheer2017"]) == [
        ("list.csv", "2026-06-01", 6),
        ("list.csv", "2026-06-01", 5),
    ]
    assert table(library, f"{row}5\n").counts == 0


def test_another_page_of_one_day_tells_the_newest_numbers_of_the_person(
    library: Library, papers: dict[str, int]
) -> None:
    page = (FOLDER / "scholar.html").read_text(encoding="utf-8")
    bring(library, "scholar.html")
    later = page.replace(">5,042<", ">5,050<")
    assert later != page
    for _ in range(2):
        library.import_bytes(later.encode(), name="later.html", file_date=DAY)
    said = library._db.execute("SELECT value FROM reported WHERE metric = 'citations' ORDER BY id")
    assert said.fetchall() == [(5042.0,), (5050.0,)]
    profile = library.profile(1)
    assert profile is not None
    assert next(m.reported for m in profile.metrics if m.metric == "citations") == 5050.0
    assert papers


def test_the_day_of_the_file_counts_before_the_one_that_is_given(
    library: Library, papers: dict[str, int]
) -> None:
    report = bring(library, "publish-or-perish.csv", as_of=dt.date(2026, 7, 1))
    assert report.table is not None
    assert report.table.as_of == "2026-05-30"
    assert counts(library, papers["zaheer2017"]) == [("Google Scholar", "2026-05-30", 3210)]


def test_what_a_site_says_of_the_person_and_whose_its_papers_are(
    library: Library, papers: dict[str, int]
) -> None:
    bring(library, "scholar.html")
    assert library.profiles() == [(1, "Siamak Ravanbakhsh")]
    rows = library._db.execute("SELECT metric, value, source, as_of FROM reported ORDER BY id")
    assert rows.fetchall()[::2] == [
        ("citations", 5042.0, "Google Scholar", "2026-06-01"),
        ("h_index", 26.0, "Google Scholar", "2026-06-01"),
        ("i10_index", 37.0, "Google Scholar", "2026-06-01"),
    ]
    years = library._db.execute(
        "SELECT source, as_of, year, value FROM reported_years WHERE profile = 1 ORDER BY year"
    )
    assert years.fetchall() == [
        ("Google Scholar", "2026-06-01", 2023, 812),
        ("Google Scholar", "2026-06-01", 2024, 0),
        ("Google Scholar", "2026-06-01", 2025, 1003),
    ]
    listed = library._db.execute("SELECT entry FROM authorships WHERE reason = 'listed'")
    assert {row[0] for row in listed} == {papers["zaheer2017"], papers["kaba2023"]}


def test_numbers_of_a_page_without_a_name_are_those_of_the_only_profile(
    library: Library, papers: dict[str, int]
) -> None:
    page = (FOLDER / "scholar.html").read_text(encoding="utf-8").replace("gsc_prf_in", "x")
    library.import_bytes(page.encode(), name="x", file_date=DAY)
    assert library.profiles() == []
    bring(library, "scholar.html")
    library.import_bytes(page.encode(), name="x", as_of=dt.date(2026, 7, 1))
    assert len(library.profiles()) == 1
    days = library._db.execute("SELECT DISTINCT as_of FROM reported ORDER BY as_of").fetchall()
    assert days == [("2026-06-01",), ("2026-07-01",)]
    assert papers


def test_a_paper_without_a_title_is_asked_about_by_its_identifiers(library: Library) -> None:
    report = library.import_bytes(b"DOI,Cited by\n10.1234/a,3\n", name="x.csv", file_date=DAY)
    assert [each[1] for each in asked(report)] == ["doi:10.1234/a"]


def test_citations_by_year_are_kept(library: Library, papers: dict[str, int]) -> None:
    bring(library, "openalex-works.json")
    entry = papers["zaheer2017"]
    assert yearly(library._db) == {entry: {2024: 280, 2025: 310}}
    assert library.yearly_counts(entry) == [
        (Count("OpenAlex", "2026-06-01", 590), {2024: 280, 2025: 310})
    ]


def test_entries_are_made_of_unknown_papers_where_that_is_wished(
    library: Library, papers: dict[str, int]
) -> None:
    report = bring(library, "scholar.html", wishes=Wishes(create=True))
    assert (report.added, asked(report)) == (1, [])
    made = next(iter(set(report.entry_ids) - set(papers.values())))
    entry = library.entry(made)
    assert entry.entry.key == "ravanbakhshpaper"
    assert entry.entry.get("author") == "Ravanbakhsh, S"
    assert counts(library, made) == [("Google Scholar", "2026-06-01", 0)]
    assert entry.sources == ("scholar.html",)
    again = bring(library, "scholar.html", as_of=dt.date(2026, 8, 1), wishes=Wishes(create=True))
    assert (again.added, again.counts) == (0, 3)


def test_papers_that_may_be_entries_are_not_made_unasked(
    library: Library, papers: dict[str, int]
) -> None:
    report = table(library, "Deep sets,,,,5\n", wishes=Wishes(create=True))
    assert (report.added, len(asked(report))) == (0, 1)
    assert papers


def test_what_the_user_decides_is_remembered_for_the_sites_next_file(
    library: Library, papers: dict[str, int]
) -> None:
    rows = "Unheard of,A B,2001,,1\nNot mine,C D,2002,,2\nNew,E F,2003,,3\n"
    choices: dict[int, Choice] = {0: papers["nmr2015"], 1: RowChoice.LEAVE, 2: RowChoice.CREATE}
    report = table(library, rows, wishes=Wishes(choices))
    assert (report.added, asked(report)) == (1, [])
    later = table(library, rows.replace(",3\n", ",4\n"), day=dt.date(2026, 7, 1))
    assert asked(later) == []
    assert later.table is not None
    assert (later.table.left, later.table.matched, later.added) == (1, 2, 0)
    assert counts(library, papers["nmr2015"])[0] == ("list.csv", "2026-07-01", 1)


def test_a_paper_that_was_matched_is_known_when_its_entry_was_edited(
    library: Library, papers: dict[str, int]
) -> None:
    bring(library, "scholar.html")
    library.set_fields(papers["zaheer2017"], {"title": "Sets, deep", "author": "Somebody"})
    library._db.execute("DELETE FROM old_titles")
    bring(library, "scholar.html", as_of=dt.date(2026, 8, 1))
    assert len(counts(library, papers["zaheer2017"])) == 2


def test_a_decision_for_an_entry_in_the_trash_is_void(
    library: Library, papers: dict[str, int]
) -> None:
    row = "Unheard of,A B,2001,,1\n"
    table(library, row, wishes=Wishes({0: papers["nmr2015"]}))
    library.trash([papers["nmr2015"]])
    assert len(asked(table(library, row, day=dt.date(2026, 7, 1)))) == 1


def test_open_papers_are_decided_on_later_as_one_step(
    library: Library, papers: dict[str, int], tables: Callable[[], Tables]
) -> None:
    table(library, "Unheard of,A B,2001,,1\nDeep sets,,,,2\nAnything,C D,2003,,3\n")
    found = library.open_rows()
    assert [(row.title, row.candidates) for row in found] == [
        ("Unheard of", ()),
        ("Deep sets", (papers["zaheer2017"], papers["sets1990"])),
        ("Anything", ()),
    ]
    before = tables()
    one, two, three = (row.number for row in found)
    notice = library.decide_rows(
        {one: RowChoice.CREATE, two: papers["sets1990"], three: RowChoice.LEAVE}
    )
    assert library.open_rows() == []
    assert counts(library, papers["sets1990"]) == [("list.csv", "2026-06-01", 2)]
    assert papers["sets1990"] in notice.entry_ids
    assert library.undo_name() == "Assign 3 papers of sites"
    library.undo()
    assert tables() == before
    assert library.open_rows() == found


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(
    library: Library, papers: dict[str, int], tables: Callable[[], Tables]
) -> None:
    before = tables()
    data = (FOLDER / "scholar.html").read_bytes()
    tried = library.import_bytes(data, name="scholar.html", file_date=DAY, dry_run=True)
    asked_first = library.import_bytes(data, name="scholar.html", file_date=DAY, ask_tables=True)
    assert tables() == before
    assert tried == asked_first
    assert tried.table is not None
    assert (tried.table.site, tried.table.matched, tried.table.new_counts) == (
        "Google Scholar",
        2,
        2,
    )
    assert tried.table.columns[3] == ("count", "Cited by")
    assert papers


def test_the_columns_that_the_user_named_are_remembered(
    library: Library, papers: dict[str, int]
) -> None:
    with pytest.raises(UnknownFormat):
        bring(library, "own.csv")
    data = (FOLDER / "own.csv").read_bytes()
    columns = Columns("My list", (("title", "Paper"), ("authors", "Who"), ("count", "Hits")))
    library.import_bytes(data, name="own.csv", file_date=DAY, columns=columns, dry_run=True)
    with pytest.raises(UnknownFormat):
        bring(library, "own.csv")
    library.import_bytes(data, name="own.csv", file_date=DAY, columns=columns)
    later = library.import_bytes(
        data.replace(b"3.210", b"3.300"), name="own2.csv", file_date=dt.date(2026, 7, 1)
    )
    assert later.counts == 1
    assert counts(library, papers["zaheer2017"])[0] == ("My list", "2026-07-01", 3300)


def test_a_row_is_kept_whole() -> None:
    row = SiteRow(
        7,
        "A “title”",
        ("Ø, B", "C"),
        others=True,
        year=2020,
        ids=(("doi", "10.1/a"),),
        venue="J",
        told=(Told("X", 3, dt.date(2020, 1, 2), ((2019, 1), (2020, 2))), Told("Y", None)),
        kind="article",
        details=(("volume", "3"),),
    )
    assert unpack(pack(row)) == row
    assert unpack(pack(SiteRow(1, ""))) == SiteRow(1, "")


def test_an_open_row_says_what_the_site_says(library: Library) -> None:
    report = table(library, 'Deep sets,"M Zaheer; S Li",2017,,"1,234"\n')
    assert report.table is not None
    assert report.table.open == (
        OpenRow(0, 2, "list.csv", "Deep sets", ("M Zaheer", "S Li"), 2017, "", 1234, (), "unknown"),
    )
