"""Copies of entries, and entries that are mere identifiers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.identifiers import Identifier
from db import ImportReport, Library
from db.errors import NoSuchEntryError
from tests.db.conftest import Tables

BIB = """\
@article{li2001graphs,
  author = {Li, Ada},
  title = {Graphs},
  year = 2001,
  month = jan,
  doi = {10.1000/a\\_b},
  ids = {older},
}
@misc{x, title = {Trees}, eprint = {2101.00001v1}, archiveprefix = {arXiv}}
"""


@pytest.fixture
def filled(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    add_bib(BIB)
    return library


def test_a_copy_has_all_fields_and_a_key_of_its_own(
    filled: Library, tables: Callable[[], Tables]
) -> None:
    before = tables()
    made = filled.duplicate([1, 2, 1])
    copies = [filled.entry(each).entry for each in made]
    assert len({copy.key for copy in copies} | {"li2001graphs", "x"}) == 5
    assert copies[0].texts() == {
        name: text for name, text in filled.entry(1).entry.texts().items() if name != "ids"
    }
    assert copies[0].fields[3].expression == "jan"
    assert filled.undo_name() == "Duplicate 3 entries"
    assert filled.export_source("refs.bib").decode() == BIB
    filled.undo()
    assert tables() == before


def test_one_copy_is_named_after_its_entry(filled: Library) -> None:
    filled.duplicate([1])
    assert filled.undo_name() == "Duplicate li2001graphs"
    with pytest.raises(NoSuchEntryError):
        filled.duplicate([99])


def test_an_identifier_that_is_known_makes_no_entry(filled: Library) -> None:
    made, known = filled.add_identifiers(
        [
            Identifier("doi", "10.1000/A_B"),
            Identifier("arxiv", "2101.00001v3"),
            Identifier("doi", "10.1000/a_bc"),
        ]
    )
    assert known == (1, 2)
    assert [filled.entry(each).entry.texts() for each in made] == [{"doi": "10.1000/a_bc"}]
    assert filled.undo_name() == "New entry doi:10.1000/a_bc"
    assert filled.add_identifiers([Identifier("doi", "10.1000/a_b")]) == ((), (1,))
    assert filled.undo_name() == "New entry doi:10.1000/a_bc"
    filled.trash([1])
    assert filled.add_identifiers([Identifier("doi", "10.1000/a_b")])[1] == ()
