"""What entries of the library take over: shown, exported, and reported where it is missing."""

from __future__ import annotations

from collections.abc import Callable

from db import Library
from db.citing.exporting import ExportOptions
from db.rows import ImportReport

Add = Callable[..., ImportReport]

BIB = """@inproceedings{child, title = {Child}, crossref = {Par}}
@proceedings{par, title = {Proceedings}, year = 2005}
@xdata{pub, publisher = {Pub}}
@book{b, title = {Book}, xdata = {pub}}
"""


def _inherited(library: Library, key: str) -> dict[str, tuple[str, str]]:
    stored = library.entry(library.ids_of_key(key)[0])
    return {each.field.id: (each.field.value, each.key) for each in stored.inherited}


def test_an_entry_tells_what_it_takes_over_and_from_whom(library: Library, add_bib: Add) -> None:
    assert add_bib(BIB).problems == ()
    assert _inherited(library, "child") == {
        "booktitle": ("Proceedings", "par"),
        "year": ("2005", "par"),
    }
    assert _inherited(library, "b") == {"publisher": ("Pub", "pub")}
    library.set_fields(library.ids_of_key("par")[0], {"year": "2006"})
    assert _inherited(library, "child")["year"] == ("2006", "par")


def test_a_part_brings_its_parent_whatever_the_case_of_its_key(
    library: Library, add_bib: Add
) -> None:
    add_bib(BIB)
    result = library.export(library.ids_of_key("child"), ExportOptions("bibtex"))
    assert "@proceedings{par," in result.text
    assert result.problems == ()


def test_containers_are_no_documents_elsewhere(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    text = library.export(library.find_ids(), ExportOptions("ris")).text
    assert (text.count("TY  - "), text.count("PB  - Pub")) == (3, 1)


def test_parents_are_missed_until_the_library_has_them(library: Library, add_bib: Add) -> None:
    first = add_bib("@book{a, title = {A}, crossref = {Par}}")
    assert [problem.code for problem in first.problems] == ["missing-parent"]
    assert "missing-parent" in {found.finding.problem.code for found in library.check()}
    add_bib("@book{par, title = {P}}", "p.bib")
    assert "missing-parent" not in {found.finding.problem.code for found in library.check()}
    second = add_bib("@book{c, title = {C}, crossref = {par}}", "c.bib")
    assert second.problems == ()
