"""Names as rows: what is not touched stays as written, and marks follow their names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.name_rows import NameRow, annotation_text, names_text, rows_of

LIST = "Li, Ada and\n   {Dell and Sons} and Wu, B. and others"
MARKS = '1=equal;3=equal, corresponding; 2:family="x"; 3=me;odd'


def test_reads_names_and_marks() -> None:
    assert rows_of(LIST, MARKS) == (
        (
            NameRow("Li, Ada", 0, equal=True),
            NameRow("{Dell and Sons}", 1),
            NameRow("Wu, B.", 2, equal=True, corresponding=True),
        ),
        True,
    )
    assert rows_of("") == ((), False)
    assert rows_of("others") == ((NameRow("others", 0),), False)


def test_moving_a_name_keeps_the_lines_and_takes_its_marks_along() -> None:
    a, b, c = rows_of(LIST, MARKS)[0]
    assert (
        names_text(LIST, (c, b, a), others=True)
        == "Wu, B. and\n   {Dell and Sons} and Li, Ada and others"
    )
    assert (
        annotation_text(MARKS, (c, b, a))
        == '1=equal, corresponding, me; 2:family="x"; 3=equal; odd'
    )


def test_adds_and_removes() -> None:
    a, _, c = rows_of(LIST, MARKS)[0]
    new = NameRow("Xu, C.", None, corresponding=True)
    assert names_text(LIST, (a, new, c), others=True) == (
        "Li, Ada and\n   Xu, C. and Wu, B. and others"
    )
    assert names_text(LIST, (a, c), others=False) == "Li, Ada and Wu, B."
    assert annotation_text(MARKS, (new, a)) == "1=corresponding; 2=equal; odd"
    assert names_text("Li, Ada", (a, new), others=False) == "Li, Ada and Xu, C."
    assert names_text("", (new, NameRow(" ")), others=False) == "Xu, C."
    assert names_text(LIST, (), others=True) == ""


@pytest.mark.parametrize("marks", [MARKS, "1=equal", "", "x", "0=equal", "9=me"])
def test_what_nobody_changes_stays(marks: str) -> None:
    rows, others = rows_of(LIST, marks)
    assert names_text(LIST, rows, others=others) == LIST
    again = annotation_text(marks, rows)
    assert rows_of(LIST, again)[0] == rows


def test_taking_the_last_mark_leaves_nothing() -> None:
    (row,) = rows_of("Li, Ada", "1=equal")[0]
    assert annotation_text("1=equal", [replace(row, equal=False)]) == ""


@given(st.lists(st.sampled_from(["Li, Ada", "{A and B}", "von X, Y", r"\'E. Z"]), max_size=5))
def test_reads_back_what_it_wrote(names: list[str]) -> None:
    rows = [NameRow(name, place) for place, name in enumerate(names)]
    assert list(rows_of(names_text("", rows, others=bool(names)))[0]) == rows
