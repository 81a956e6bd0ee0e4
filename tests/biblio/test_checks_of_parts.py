"""Dates that biblatex cannot read, and lists of names with slips."""

from __future__ import annotations

import pytest

from biblio.checks_dates import wrong_dates
from biblio.checks_names import wrong_names


@pytest.mark.parametrize("text", ["2010-13", "2010-02-30", "2000-1-5", "unspecified", "/", "1/2/3"])
def test_what_is_no_date_is_told(text: str) -> None:
    assert [name for name, _ in wrong_dates({"date": text})] == ["date"]


@pytest.mark.parametrize(
    "text",
    [
        "2010", "2010-12", "2012-02-29", "1999-01/2000-02", "2004-06/..", "/1999", "19XX",
        "2001-21", "1997~", "1998?", "-0044-03-15", "2001-05-13T10:00:00Z", "2000%", "Y170000",
        "2004-XX-XX", "0000-02-29", "",
    ],
)  # fmt: skip
def test_dates_of_biblatex_are_not(text: str) -> None:
    assert list(wrong_dates({"date": text})) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Smith, A. and", ["name-missing"]),
        ("and Smith, A.", ["name-missing"]),
        ("A and and B", ["name-missing"]),
        ("Smith, A., Roe, B., Doe, C.", ["name-commas"]),
        ("{and}", []),
        ("King, Jr, Martin and {Foo, Bar, Inc., Ltd., Co.}", []),
        ("Band, A. and others", []),
        ("family=Gogh, given=Vincent, prefix=van, useprefix=true", []),
    ],
)
def test_slips_in_lists_of_names(text: str, codes: list[str]) -> None:
    assert [code for code, _, _ in wrong_names({"author": text})] == codes
