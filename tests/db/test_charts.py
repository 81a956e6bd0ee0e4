"""Charts and co-authors: what is counted, what is not known, and which query finds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import ImportReport, Library, View
from db.person.charts import CHARTS, Chart, ChartName, Series
from db.person.charts_coauthors import Circle, query_of
from db.person.profile_rows import Coauthor
from db.person.profiles import add
from db.sites.entering import NewCount, enter, report_years

BIB = """\
@article{a, title = {One}, author = {Ada Li}, journal = {Annals}, year = 2018, subject = {LG}}
@article{b, title = {Two}, author = {Ada Li and Bo Wu}, journal = {Annals}, year = 2018}
@misc{c, title = {Three}, author = {Bo Wu and Ada Li and Cy Otto}, year = 2020, subject = {LG}}
@inproceedings{d, title = {Four}, author = {Bo Wu and A. Li}, booktitle = {Proc.}, year = 2021}
@misc{e, title = {Five}, author = {Ada Li and Wu, B. and others}}
@misc{f, title = {Six}, author = {Di Po}, year = 1999}
"""


@pytest.fixture
def mine(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    """Five papers of Ada Li, and one of another person."""
    add_bib(BIB)
    with library._step("Make a profile") as change:
        add(library._db, change, "Ada Li", "LG")
    return library


def count(library: Library, *new: NewCount) -> None:
    with library._step("Count") as change:
        enter(library._db, change, new)


def test_papers_are_counted_by_year_and_type(mine: Library) -> None:
    assert mine.chart("papers") == Chart(
        "papers",
        labels=("2018", "2019", "2020", "2021", ""),
        queries=("year:2018", "year:2019", "year:2020", "year:2021", "no:year"),
        series=(
            Series("article", (2, 0, 0, 0, 0), "type:article"),
            Series("misc", (0, 0, 1, 0, 1), "type:misc"),
            Series("inproceedings", (0, 0, 0, 1, 0), "type:inproceedings"),
        ),
        total=5,
        missing=1,
    )


def test_rare_types_are_one_series(library: Library, add_bib: Callable[..., ImportReport]) -> None:
    kinds = ("article", "book", "misc", "online", "report", "thesis", "patent")
    add_bib(
        "\n".join(
            f"@{kind}{{{kind}{i}, title = {{T}}, year = 2000}}"
            for place, kind in enumerate(kinds)
            for i in range(len(kinds) - place)
        )
    )
    series = library.chart("papers").series
    assert [(each.name, each.values) for each in series] == [
        ("article", (7,)),
        ("book", (6,)),
        ("misc", (5,)),
        ("online", (4,)),
        ("report", (3,)),
        ("other", (3,)),
    ]
    assert len(library.find_ids(series[-1].query)) == 3


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "distribution"])
def test_each_number_is_what_its_query_finds(mine: Library, name: ChartName) -> None:
    chart = mine.chart(name)
    for place, query in enumerate(chart.queries):
        for series in chart.series:
            found = mine.find_ids(f"{query} {series.query}", (), View("profile"))
            assert len(found) == series.values[place], (query, series.query)


def test_places_are_counted_with_what_has_none(mine: Library) -> None:
    assert mine.chart("venues") == Chart(
        "venues",
        labels=("Annals", "Proc."),
        queries=("venue:=Annals", 'venue:="Proc."'),
        series=(Series("papers", (2, 1)),),
        total=5,
        missing=2,
    )
    fields = mine.chart("fields")
    assert (fields.labels, fields.missing) == (("LG",), 3)


def test_positions_are_one_for_each_paper(mine: Library) -> None:
    chart = mine.chart("positions")
    assert {each.name: each.values for each in chart.series} == {
        "sole": (1, 0, 0, 0, 0),
        "first": (1, 0, 0, 0, 1),
        "middle": (0, 0, 1, 0, 0),
        "last": (0, 0, 0, 1, 0),
    }
    assert (chart.total, chart.missing) == (5, 0)


def test_citations_by_year_come_from_the_newest_that_tell_them(mine: Library) -> None:
    count(
        mine,
        NewCount(1, "OpenAlex", "2025-01-01", 9, ((2023, 9),)),
        NewCount(1, "OpenAlex", "2026-01-01", 20, ((2023, 5), (2025, 7))),
        NewCount(2, "OpenAlex", "2026-01-02", 3, ((2025, 3),)),
        NewCount(3, "Scopus", "2026-02-01", 50),
    )
    assert mine.chart("citations") == Chart(
        "citations",
        labels=("2023", "2024", "2025"),
        queries=("", "", ""),
        series=(Series("citations", (5, 0, 10)), Series("cumulated", (13, 13, 23))),
        total=5,
        missing=3,
        sources=("OpenAlex",),
        as_of="2026-01-02",
        before=8,
    )


def test_citations_by_year_are_else_those_that_a_source_states(mine: Library) -> None:
    assert mine.chart("citations") == Chart("citations", total=5, missing=5)
    with mine._step("Report") as change:
        for day, value in (("2025-01-01", 4), ("2026-01-01", 6)):
            report_years(
                mine._db, change, 1, {2024: value, 2025: 1}, source="Google Scholar", as_of=day
            )
    chart = mine.chart("citations")
    assert [each.values for each in chart.series] == [(6, 1), (6, 7)]
    assert (chart.sources, chart.as_of) == (("Google Scholar",), "2026-01-01")


def test_what_the_years_of_a_source_leave_is_told(mine: Library) -> None:
    with mine._step("Report") as change:
        report_years(
            mine._db, change, 1, {2024: 6, 2025: 1}, source="Google Scholar", as_of="2026-01-01"
        )
    mine.report_metric(1, "citations", 20.0, source="Google Scholar", as_of="2026-01-01")
    chart = mine.chart("citations")
    assert (chart.before, chart.series[1].values) == (13, (19, 20))


def test_citations_by_year_are_those_of_whoever_tells_of_most_or_was_chosen(mine: Library) -> None:
    count(mine, NewCount(1, "OpenAlex", "2026-02-01", 20, ((2024, 5), (2025, 7))))
    assert mine.chart("citations").sources == ("OpenAlex",)
    with mine._step("Report") as change:
        report_years(
            mine._db, change, 1, {2024: 60, 2025: 1}, source="Google Scholar", as_of="2026-01-01"
        )
    assert mine.chart("citations").sources == ("Google Scholar",)
    mine.set_counting(1, "OpenAlex", "maximum")
    assert mine.chart("citations").sources == ("OpenAlex",)
    mine.set_counting(1, "Google Scholar", "maximum")
    assert mine.chart("citations").sources == ("Google Scholar",)
    mine.set_counting(1, "Scopus", "maximum")
    assert mine.chart("citations") == Chart("citations", total=5, missing=5)


def test_the_distribution_counts_works_and_says_h(mine: Library) -> None:
    count(
        mine,
        *(
            NewCount(entry_id, "Scopus", "2026-01-01", value)
            for entry_id, value in ((1, 9), (2, 3), (3, 2), (4, 5))
        ),
    )
    chart = mine.chart("distribution")
    assert (chart.labels, chart.series, chart.ids, chart.h) == (
        ("1", "2", "3", "4"),
        (Series("citations", (9, 5, 3, 2)),),
        (1, 4, 2, 3),
        3,
    )
    assert (chart.total, chart.missing) == (5, 1)
    mine.join_versions([1, 4])
    assert mine.chart("distribution").ids == (1, 2, 3)


def test_coauthors_are_people_not_spellings(mine: Library) -> None:
    found = mine.circle()
    assert found == Circle(
        people=(
            Coauthor("Bo Wu", ("Bo Wu", "B. Wu"), 4, 2018, 2021),
            Coauthor("Cy Otto", ("Cy Otto",), 1, 2020, 2020),
        ),
        links=((0, 1, 1),),
        drawn=2,
        papers=5,
        alone=1,
        incomplete=1,
    )
    assert mine.find_ids(query_of(found.people[0]), (), View("profile")).tolist() == [2, 3, 4, 5]


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_library_has_empty_charts(library: Library, name: ChartName) -> None:
    assert library.chart(name) == Chart(name)
    assert library.circle() == Circle()


def test_years_that_cannot_be_leave_no_gap_of_thousands(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{a, title = {A}, year = 1}\n@misc{b, title = {B}, year = 2020}")
    assert len(library.chart("papers").labels) <= 2


def test_positions_of_another_profile_promise_no_search_that_is_about_me(mine: Library) -> None:
    with mine._step("Another") as change:
        other = add(mine._db, change, "Bo Wu", "")
    assert {each.query for each in mine.chart("positions", other).series} == {""}
    assert "me:first -me:sole" in {each.query for each in mine.chart("positions").series}


def test_answers_are_kept_until_the_library_changes(mine: Library) -> None:
    names: list[ChartName] = [*CHARTS]
    before = [mine.chart(name) for name in names]
    people = mine.circle()
    assert all(mine.chart(name) is known for name, known in zip(names, before, strict=True))
    assert mine.circle() is people
    with Library.open(mine.path, readonly=True, create=False) as other:
        seen = other.chart("papers"), other.chart("positions"), other.circle()
        mine.trash([1])
        assert mine.chart("papers").total == before[0].total - 1
        assert mine.circle().papers == people.papers - 1
        assert other.chart("papers").total == seen[0].total - 1
        assert other.chart("positions").total == seen[1].total - 1
        assert other.circle().papers == seen[2].papers - 1


def test_a_name_that_is_twice_over_a_paper_counts_once_there(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{a, title = {One}, author = {Bo Wu and Ada Li and Bo Wu}, year = 2018}")
    with library._step("Make a profile") as change:
        add(library._db, change, "Ada Li", "LG")
    assert library.circle().people == (Coauthor("Bo Wu", ("Bo Wu",), 1, 2018, 2018),)
    assert [each.name for each in library.chart("positions").series] == ["middle"]
