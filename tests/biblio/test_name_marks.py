"""Marks follow their names through a change of the text of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import Field, make_entry
from biblio.name_marks import Followed, followed, followed_fields
from biblio.name_matching import matched
from biblio.name_rows import NameRow, annotation_text, single_rows

JAIN = "Vineet Jain and Siamak Ravanbakhsh"


@pytest.mark.parametrize(
    ("old", "new", "marks", "expected"),
    [
        (JAIN, f"Ada Lovelace and {JAIN}", "2=corresponding", "3=corresponding"),
        (JAIN, "Siamak Ravanbakhsh and Vineet Jain", "1=equal; 2=me", "1=me; 2=equal"),
        (JAIN, "Ravanbakhsh, Siamak and Jain, Vineet", "2=equal", "1=equal"),
        (JAIN, "S. Ravanbakhsh and V. Jain", "2=equal", "1=equal"),
        (JAIN, "X. Yi and Siamak Ravanbaksh and Vineet Jain", "2=equal", "2=equal"),
        (JAIN, "Vineet Jain and Siamak", "2=equal", "2=equal"),
        (JAIN, "Siamak Ravanbakhsh", '1=equal; 2:family="x"', '1:family="x"'),
        (JAIN, "Vineet Jain", "2=equal;odd", "odd"),
        (JAIN, "", "2=equal", ""),
        (JAIN, "Vineet  Jain\n and Siamak Ravanbakhsh", "2 = equal;", "2 = equal;"),
        (JAIN, f"{JAIN} and Xu, C.", "2 = equal;", "2 = equal;"),
        (JAIN, f"{JAIN} and Xu, C.", "3=equal", "3=equal"),
        (JAIN, f"X, A and {JAIN}", "=of the list; 1=equal", "2=equal; =of the list"),
        (r"M{\"u}ller, Ann and Li, Bo", "Li, Bo and Ann Müller", "1=equal", "2=equal"),
        (r"{Dell and Sons} and Li, Bo", "Li, Bo and {Dell and Sons}", "1=equal", "2=equal"),
        ("Li, Bo and Wu, A and Li, Bo", "Wu, A and Li, Bo", "1=x; 3=y", "2=y"),
        ("Wu, Bo and Li, A", "Wu, Bob and Li, A", "1=x", "1=x"),
        ("Wu, Bo and others", "Li, A and Wu, Bo and others", "1=x", "2=x"),
    ],
)
def test_marks_follow_their_names(old: str, new: str, marks: str, expected: str) -> None:
    assert followed(old, new, marks) == Followed(expected)


@pytest.mark.parametrize(
    ("old", "new", "marks", "expected"),
    [
        (JAIN, "Vineet Jain and Ada Lovelace", "2=equal", Followed("", ("Siamak Ravanbakhsh",))),
        ("Li, Bo and Wu, A", "Li, Cy and Wu, A", "1=x;2=y", Followed("2=y", ("Bo Li",))),
        ("王小明 and Li, A", "王小红们 and Li, A", "1=x", Followed("", ("王小明",))),
    ],
)
def test_who_cannot_be_told_loses_the_mark_and_is_named(
    old: str, new: str, marks: str, expected: Followed
) -> None:
    assert followed(old, new, marks) == expected


NAMES = ["Li, Ada", "{A and B}", "von X, Yan", r"\'E. Zola", "Wu, Bo", "King, Jr., Martin"]


@given(st.permutations(NAMES), st.lists(st.sampled_from(["Otto, Cy", "Sandberg, D."]), max_size=1))
def test_any_order_and_any_new_name_keeps_each_mark_with_its_name(
    order: list[str], more: list[str]
) -> None:
    new = [*more, *order]
    marks = "; ".join(f"{place}=m{place}" for place in range(1, 7))
    became = matched(NAMES, new)
    assert {NAMES[old]: new[place] for old, place in became.items()} == {n: n for n in NAMES}
    result = followed(" and ".join(NAMES), " and ".join(new), marks)
    assert result.lost == ()
    assert sorted(part.split("=")[1] for part in result.annotation.split("; ")) == [
        f"m{place}" for place in range(1, 7)
    ]


def test_long_lists_are_matched_in_no_time() -> None:
    old = [f"Name{place}, A" for place in range(3000)]
    new = [f"Other{place}, B" for place in range(3000)]
    assert matched(old, [*new, *old])[0] == 3000


def test_an_annotation_that_is_set_itself_stands() -> None:
    old = make_entry(
        "misc", "k", [("author", JAIN), ("author+an", "1=x"), ("author+an:place", "2=y")]
    )
    new = Field("author", f"Xu, C and {JAIN}")
    assert followed_fields(old, {"author": new, "author+an": Field("author+an", "1=z")}) == (
        {"author+an:place": Field("author+an:place", "3=y")},
        (),
    )
    assert followed_fields(old, {"author": None}) == (
        {"author+an": None, "author+an:place": None},
        (),
    )
    assert followed_fields(old, {"title": new}) == ({}, ())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("One, A and Two, B", "1=equal; 2=x; 4=corresponding"),
        ("Two, B and Wu, Bo", "1=equal; 3=x; 4=corresponding"),
        ("One, A and", "1=equal; 2=x; 3=corresponding"),
    ],
)
def test_several_names_typed_into_a_row_move_the_marks_below(typed: str, expected: str) -> None:
    value, marks = "Li, Ada and Wu, Bo and Xu, Cy", "1=equal; 2=x; 3=corresponding"
    rows = [
        NameRow("Li, Ada", 0, equal=True),
        NameRow(typed, 1),
        NameRow("Xu, Cy", 2, corresponding=True),
    ]
    single, others = single_rows(rows, value, others=False)
    assert not others
    assert annotation_text(marks, single) == expected


def test_others_typed_into_the_last_row_are_no_name() -> None:
    rows = [NameRow("Li, Ada", 0), NameRow("New, Person and others")]
    single, others = single_rows(rows, "Li, Ada", others=False)
    assert (single, others) == ([NameRow("Li, Ada", 0), NameRow("New, Person")], True)
