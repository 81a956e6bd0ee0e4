"""Tables for spreadsheets: nothing in them is computed, and nothing is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.spreadsheet import harmless, to_csv, to_tabs


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"],
    ids=["equals", "plus", "minus", "at", "tab", "return", "blank-before", "wide"],
)
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_numbers_stay_numbers_and_none_is_empty() -> None:
    assert to_csv(("Year", "n"), [("2020", 3), ("-", None), ("a,b", -1)]) == (
        'Year,n\n2020,3\n\'-,\n"a,b",-1\n'
    )
    assert to_tabs(("A", "B"), [("x", 1)]) == "A\tB\nx\t1\n"


@given(st.lists(st.text(st.characters(exclude_characters="\r\0"), min_size=1), min_size=1))
def test_cells_are_read_as_they_were_written(cells: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(cells, []), newline="")))
    assert rows == [[harmless(cell) for cell in cells]]
