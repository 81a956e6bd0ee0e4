"""A newer state of a file that was edited in the library: both sides' changes end up in both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import ImportReport, Library
from tests.db.conftest import Tables

AddBib = Callable[..., ImportReport]

FIRST = """\
@article{kaba2022,
  author = {Kaba, Oumar},
  title = {Equivariant networks},
  journal = {NeurIPS},
  year = 2022
}
"""
LATER = FIRST + "\n@article{zaheer2017,\n  title = {Deep sets},\n  year = 2017\n}\n"


def test_a_newer_state_of_the_file_is_written_back_with_the_users_edit(
    library: Library, add_bib: AddBib
) -> None:
    add_bib(FIRST)
    library.set_fields(1, {"year": "2023"})
    report = add_bib(LATER)
    assert [problem.code for problem in report.problems] == ["kept-edit"]
    wanted = LATER.replace("2022\n", "2023\n")
    assert library.export_source("refs.bib").decode() == wanted
    assert library.bibtex(1) == wanted[: wanted.index("\n\n@")]
    library.set_fields(1, {"journal": "ICML"})
    assert library.export_source("refs.bib").decode() == wanted.replace("NeurIPS", "ICML")


def test_another_file_with_the_entry_gets_the_edit_too(library: Library, add_bib: AddBib) -> None:
    add_bib(FIRST)
    library.set_fields(1, {"year": "2023"})
    add_bib(LATER, "other.bib")
    assert library.export_source("other.bib").decode() == LATER.replace("2022\n", "2023\n")


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        pytest.param(
            {"volume": "3"}, LATER.replace("2022\n", "2022,\n  volume = 3\n"), id="an added field"
        ),
        pytest.param(
            {"journal": None}, LATER.replace("  journal = {NeurIPS},\n", ""), id="a removed field"
        ),
        pytest.param({"rating": "5"}, LATER, id="what only the library knows"),
    ],
)
def test_other_edits_survive_a_newer_state(
    edit: dict[str, str | None], after: str, library: Library, add_bib: AddBib
) -> None:
    add_bib(FIRST)
    library.set_fields(1, edit)
    add_bib(LATER)
    assert library.export_source("refs.bib").decode() == after
    assert {name: library.entry(1).entry.get(name) or None for name in edit} == edit
    again = LATER + "% more\n"
    add_bib(again)
    assert library.export_source("refs.bib").decode() == after + "% more\n"


def test_what_others_changed_meanwhile_is_taken_beside_the_users_edit(
    library: Library, add_bib: AddBib
) -> None:
    add_bib(FIRST)
    library.set_fields(1, {"year": "2023"})
    theirs = FIRST.replace("NeurIPS", "Proc. NeurIPS")
    add_bib(theirs)
    assert library.export_source("refs.bib").decode() == theirs.replace("2022\n", "2023\n")
    entry = library.entry(1).entry
    assert (entry.get("journal"), entry.get("year")) == ("Proc. NeurIPS", "2023")


def test_an_edit_stays_though_another_file_says_the_same(library: Library, add_bib: AddBib) -> None:
    add_bib(FIRST)
    library.set_fields(1, {"year": "2023"})
    add_bib(FIRST.replace("2022\n", "2023\n"), "b.bib")
    for name in ("refs.bib", "c.bib"):
        add_bib(LATER, name)
        assert library.entry(1).entry.get("year") == "2023"
        assert library.export_source(name).decode() == LATER.replace("2022\n", "2023\n")


def test_what_was_written_to_the_file_is_the_files(library: Library, add_bib: AddBib) -> None:
    add_bib(FIRST)
    library.set_fields(1, {"year": "2023"})
    add_bib(library.export_source("refs.bib").decode())
    theirs = FIRST.replace("2022\n", "2024\n")
    add_bib(theirs)
    assert library.entry(1).entry.get("year") == "2024"
    assert library.export_source("refs.bib").decode() == theirs


def test_a_new_key_and_type_stay_in_a_newer_state(library: Library, add_bib: AddBib) -> None:
    add_bib(FIRST)
    library.set_key(1, "kaba")
    library.set_type(1, "inproceedings")
    add_bib(LATER)
    assert library.export_source("refs.bib").decode() == LATER.replace(
        "@article{kaba2022", "@inproceedings{kaba"
    )


def test_a_newer_state_without_edits_stays_byte_for_byte(library: Library, add_bib: AddBib) -> None:
    add_bib(FIRST)
    add_bib(LATER.replace("year = 2022", "YEAR  =  {2024}"))
    assert library.export_source("refs.bib").decode() == LATER.replace(
        "year = 2022", "YEAR  =  {2024}"
    )
    assert library.entry(1).entry.get("year") == "2024"


def test_an_import_that_keeps_edits_is_taken_back_and_done_again_whole(
    library: Library, add_bib: AddBib, tables: Callable[[], Tables]
) -> None:
    add_bib(FIRST)
    library.set_fields(1, {"year": "2023"})
    before = tables()
    add_bib(LATER)
    after = tables()
    library.undo()
    assert tables() == before
    library.redo()
    assert tables() == after


SETS = "@article{z, author = {Zaheer, M.}, title = {Deep sets}, year = 2017}\n"


@pytest.mark.parametrize(
    ("later", "entries"),
    [
        pytest.param(
            SETS.replace("Deep sets", "Deep Sets: permutation invariance"), 1, id="another title"
        ),
        pytest.param(
            SETS.replace("Deep sets", "Other").replace("2017", "2018"), 1, id="and another year"
        ),
        pytest.param("@book{z, author = {Doe, J.}, title = {On it}, year = 1999}", 2, id="all"),
        pytest.param(
            SETS.replace("Deep sets", "New one") + SETS, 2, id="another entry has the title"
        ),
    ],
)
def test_the_key_tells_an_entry_in_a_newer_state_of_its_file(
    later: str, entries: int, library: Library, add_bib: AddBib
) -> None:
    add_bib(SETS)
    add_bib(later)
    assert library.count() == entries
    assert library.export_source("refs.bib").decode() == later


def test_a_key_of_another_file_alone_tells_nothing(library: Library, add_bib: AddBib) -> None:
    add_bib(SETS)
    add_bib(SETS.replace("Deep sets", "Deep Sets: permutation invariance"), "other.bib")
    assert library.count() == 2
