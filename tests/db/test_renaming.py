"""A value is renamed everywhere: shown before, one step, and only those lines of the files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.renaming import renamed_part, renamed_person
from db import ImportReport, Library, ValueChange
from db.errors import CancelledError

BIB = """\
@string{jt = "J. Tests"}
@article{a,
  author  = {Li, A. and
             Wu, Bo},
  title = {Graphs},   journal = jt, year = 2001 }

@article{b, author = "Ada Li", journal = {J.  {T}ests}, title = {J. Tests}, keywords={x; nets;y}}
% a comment
@book{c, author = {Li, Ada and others}, title = {Trees}, publisher = {J. Tests}, series={J. Tests}}
"""


@pytest.fixture
def filled(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    add_bib(BIB)
    return library


def test_shows_every_change_and_makes_them_as_one_step(filled: Library) -> None:
    changes = filled.renaming("venue", ["J. Tests"], "Journal of Tests")
    assert changes == [
        ValueChange(1, "a", "Graphs", "journal", "J. Tests", "Journal of Tests"),
        ValueChange(2, "b", "J. Tests", "journal", "J.  {T}ests", "Journal of Tests"),
        ValueChange(3, "c", "Trees", "publisher", "J. Tests", "Journal of Tests"),
    ]
    assert filled.export_source("refs.bib").decode() == BIB
    notice = filled.rename_value("venue", ["J. Tests"], "Journal of Tests", [1, 2])
    assert notice.entry_ids == (1, 2)
    assert filled.undo_name() == "Rename venue “J. Tests” to “Journal of Tests” in 2 entries"
    assert filled.export_source("refs.bib").decode() == BIB.replace(
        "journal = jt", "journal = {Journal of Tests}"
    ).replace("{J.  {T}ests}", "{Journal of Tests}")
    filled.undo()
    assert filled.export_source("refs.bib").decode() == BIB


def test_a_person_is_renamed_among_the_others(filled: Library) -> None:
    filled.rename_value("author", ["Ada Li", "A. Li"], "Li, Ada Maria")
    assert filled.export_source("refs.bib").decode() == BIB.replace(
        "{Li, A. and", "{Li, Ada Maria and"
    ).replace('"Ada Li"', '"Li, Ada Maria"').replace("{Li, Ada and", "{Li, Ada Maria and")
    assert filled.facet("author").values[0].text == "Ada Maria Li"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("keywords", "nets", "networks", [("keywords", "x; nets;y", "x; networks;y")]),
        ("keywords", "nets", "", [("keywords", "x; nets;y", "x;y")]),
        ("type", "book", "misc", [("type", "book", "misc")]),
        ("type", "book", "book", []),
        ("venue", "Trees", "x", []),
    ],
)
def test_plans(
    filled: Library, name: str, old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [(c.field, c.before, c.after) for c in filled.renaming(name, [old], new)]
    assert found == expected
    filled.rename_value(name, [old], new)
    assert filled.renaming(name, [old], new) == []


def test_a_renaming_that_is_cancelled_changes_nothing(filled: Library) -> None:
    steps = len(filled.history())
    with pytest.raises(CancelledError):
        filled.rename_value("venue", ["J. Tests"], "X", cancelled=lambda: True)
    assert (len(filled.history()), filled.entry(1).entry.get("journal")) == (steps, "J. Tests")


def test_a_renaming_that_finds_nothing_is_no_step(filled: Library) -> None:
    steps = len(filled.history())
    assert filled.rename_value("venue", ["Nowhere"], "X").step is None
    assert len(filled.history()) == steps


@pytest.mark.parametrize(
    ("value", "new", "expected"),
    [
        ("a, b,c", "d", "a, d,c"),
        ("b", "d", "d"),
        ("a; B ; c", "d", "a; d ; c"),
        ("b, d", "d", "d"),
        ("d, b", "d", "d"),
        ("a, a, x", "d", "a, a, x"),
        ("a, {b}", "d", "a, d"),
        ("b, b", "", ""),
        ("a, bb", "d", "a, bb"),
    ],
)
def test_a_part_of_a_list_is_renamed(value: str, new: str, expected: str) -> None:
    assert renamed_part(value, {"b"}, new) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ada Li", "Wu, B"),
        ("Li, Ada", "Wu, B"),
        ("X Y  and\n Li,  {A}da and others", "X Y  and\n Wu, B and others"),
        ("{Ada and Li} and Z", "{Ada and Li} and Z"),
        ("Ada Lind and Ada  Li", "Ada Lind and Wu, B"),
        ("", ""),
    ],
)
def test_a_person_in_a_list_is_renamed(value: str, expected: str) -> None:
    assert renamed_person(value, ["Ada Li"], "Wu, B") == expected
