"""Dates are read from what bibliographies really contain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.dates import MONTH_MACROS, PartialDate, entry_date, parse_date, parse_month
from biblio.entry import Entry, Field, make_entry


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023", "2023"),
        ("2023-11", "2023-11"),
        ("2023-11-05", "2023-11-05"),
        ("2023-11-05T10:30:00Z", "2023-11-05"),
        ("20231105", "2023-11-05"),
        ("-0044-03-15", "-0044-03-15"),
        ("2019/2021", "2019"),
        ("2019-05/2020-03", "2019-05"),
        ("1998/", "1998"),
        ("1998/..", "1998"),
        ("../1990", "1990"),
        ("/1990", "1990"),
        ("1998~", "1998"),
        ("2001?", "2001"),
        ("2001%", "2001"),
        ("1998~/2000?", "1998"),
        ("199X", "1990"),
        ("19uu", "1900"),
        ("2004-06-XX", "2004-06"),
        ("2001-21", "2001"),
        ("2001-24", "2001"),
        ("2001-13", "2001"),
        ("2001-02-30", "2001-02"),
        ("2000-02-29", "2000-02-29"),
        ("1900-02-29", "1900-02"),
        ("2001/05", "2001-05"),
        ("2001/05/03", "2001-05-03"),
        ("2001.05.03", "2001-05-03"),
        ("2020-5-1", "2020-05-01"),
        ("{2001}", "2001"),
        ("c1999", "1999"),
        ("circa 1850s", "1850"),
        ("[1999]", "1999"),
        ("1999a", "1999"),
        ("1990--1995", "1990"),
        ("1990–1995", "1990"),
        ("3 May 2001", "2001-05-03"),
        ("May 3, 2001", "2001-05-03"),
        ("Spring 2001", "2001"),
        ("accepted 2024", "2024"),
        (r"{\noopsort{1973b}}1973", "1973"),
    ],
)
def test_reads_a_date(text: str, iso: str) -> None:
    date = parse_date(text)
    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize("text", ["", "in press", "n.d.", "99", "12345", "/", "..", "May", "٢٠٠١"])
def test_finds_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("fields", "iso"),
    [
        ([("year", "2001"), ("month", "jan")], "2001-01"),
        ([("year", "{2001}"), ("month", "{Sept.}"), ("day", "{3}")], "2001-09-03"),
        ([("year", "2001"), ("month", "2"), ("day", "29")], "2001-02"),
        ([("year", "2001"), ("day", "3")], "2001"),
        ([("Year", "2001"), ("Month", "10~jan")], "2001-01-10"),
        ([("year", "2001"), ("month", "January~5--7")], "2001-01-05"),
        ([("date", "2002-03"), ("year", "2001"), ("month", "jan")], "2002-03"),
        ([("date", "2001"), ("year", "2001"), ("month", "jan")], "2001-01"),
        ([("date", "2002"), ("year", "2001"), ("month", "jan")], "2002"),
        ([("date", "soon"), ("year", "2001")], "2001"),
        ([("date", "2002"), ("month", "mar")], "2002-03"),
        ([("date", "2001-21"), ("year", "2001")], "2001"),
    ],
)
def test_dates_an_entry(fields: list[tuple[str, str]], iso: str) -> None:
    date = entry_date(make_entry("article", "k", fields))
    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize(
    "fields", [[], [("year", "in press")], [("month", "jan")], [("urldate", "2020")]]
)
def test_an_entry_without_year_has_no_date(fields: list[tuple[str, str]]) -> None:
    assert entry_date(make_entry("article", "k", fields)) is None


@pytest.mark.parametrize(
    "field",
    [
        Field("month", "", 'jan # "~5"'),
        Field("month", "~5", 'jan # "~5"'),
        Field("month", "jan~5", 'jan # "~5"'),
        Field("month", "", '"5~" # jan'),
    ],
)
def test_reads_a_month_expression(field: Field) -> None:
    entry = Entry("article", "k", (Field("year", "2001"), field))
    assert entry_date(entry) == PartialDate(2001, 1, 5)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *((macro, number) for number, macro in enumerate(MONTH_MACROS, 1)),
        ("January", 1), ("{Jan.}", 1), ("SEPT", 9), ("1", 1), ("01", 1), ("12", 12),
        ("Jan/Feb", 1), ("March--April", 3), ("1--2", 1), ("März", 3), ("M{\\\"a}rz", 3),
        ("juillet", 7), ("août", 8), ("11 de março", 3), ("dic", 12), ("Mai", 5),
        ("13", None), ("0", None), ("Spring", None), ("ma", None), ("", None), ("5 6 7", None),
    ],
)  # fmt: skip
def test_reads_a_month(text: str, month: int | None) -> None:
    assert parse_month(text) == month


def test_unknown_parts_sort_first() -> None:
    dates = [PartialDate(2001, 2, 1), PartialDate(2001, 2), PartialDate(2001), PartialDate(-5, 12)]
    assert sorted(dates) == dates[::-1]


@given(st.text(), st.text(), st.text(), st.text())
def test_never_raises(date: str, year: str, month: str, day: str) -> None:
    fields = [("date", date), ("year", year), ("month", month), ("day", day)]
    entry_date(make_entry("a", "k", fields))


@given(st.dates())
def test_reads_every_day_of_the_calendar(day: object) -> None:
    date = parse_date(str(day))
    assert date is not None
    assert date.iso == str(day)


def test_a_command_that_prints_nothing_gives_no_year() -> None:
    assert entry_date(make_entry("book", "k", [("year", r"{\noop{1973a}1974}")])) == PartialDate(
        1974
    )
