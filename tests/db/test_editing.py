"""Editing an entry: in the library, in the file it came from, and nowhere else."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import pytest

from biblio.formats.bibtex.layout import UnwritableNameError
from db import ImportReport, Library
from db.errors import (
    KeyTakenError,
    NoSuchEntryError,
    NotOneEntryError,
    UnknownSourceError,
)

BIB = """\
% my papers
@string{jms = "Journal of Made-up Studies"}

@article{one,
  title   = {Even {Graphs}},
  author  = "Bo Other and Ada Example",
  journal = jms # " (online)",
  month   = nov,
  year    = 2001
}

@book{two, title={Tables}, year={2002}}

@misc{three,
\ttitle = {Three},
}
"""

Add = Callable[..., ImportReport]


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def edited(library: Library, key: str, values: dict[str, str | None]) -> list[str]:
    (entry_id,) = library.ids_of_key(key)
    before = library.export_source("refs.bib").decode()
    library.set_fields(entry_id, values)
    return changed_lines(before, library.export_source("refs.bib").decode())


def test_an_edit_changes_only_the_lines_of_its_field(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    assert edited(library, "one", {"title": "Odd {Graphs}"}) == [
        "-  title   = {Even {Graphs}},",
        "+  title   = {Odd {Graphs}},",
    ]


def test_a_new_field_follows_the_entry_s_own_layout(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    assert edited(library, "three", {"note": "New"}) == ["+\tnote = {New},"]


def test_a_removed_field_leaves_no_hole(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    assert edited(library, "one", {"month": None}) == ["-  month   = nov,"]
    assert edited(library, "two", {"year": ""}) == [
        "-@book{two, title={Tables}, year={2002}}",
        "+@book{two, title={Tables}}",
    ]


def test_a_field_of_the_library_alone_stays_out_of_the_file(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    assert edited(library, "two", {"readstatus": "read"}) == []
    (entry_id,) = library.ids_of_key("two")
    assert library.entry(entry_id).entry.get("readstatus") == "read"


def test_an_edit_in_two_files_reaches_both(library: Library, add_bib: Add) -> None:
    add_bib("@misc{a, title = {One}}\n", "first.bib")
    add_bib("@misc{a, title = {One}}\n% other\n", "second.bib")
    library.set_fields(1, {"title": "Two"})
    assert library.count() == 1
    assert library.export_source("first.bib") == b"@misc{a, title = {Two}}\n"
    assert library.export_source("second.bib") == b"@misc{a, title = {Two}}\n% other\n"


def test_an_entry_in_the_trash_leaves_the_file_without_a_hole(
    library: Library, add_bib: Add
) -> None:
    add_bib(BIB)
    library.trash(library.ids_of_key("two"))
    text = library.export_source("refs.bib").decode()
    assert changed_lines(BIB, text) == ["-@book{two, title={Tables}, year={2002}}", "-"]
    library.undo()
    assert library.export_source("refs.bib").decode() == BIB


def test_a_changed_key_is_remembered(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    (entry_id,) = library.ids_of_key("one")
    library.set_key(entry_id, "uno")
    assert library.ids_of_key("one") == [entry_id]
    assert library.entry(entry_id).old_keys == ("one",)
    assert b"@article{uno,\n  title   = {Even" in library.export_source("refs.bib")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "There is no entry in this text.", id="nothing"),
        pytest.param(
            "@misc{a, title={A}} @misc{b, title={B}}",
            "There are 2 entries in this text, not one.",
            id="two entries",
        ),
        pytest.param(
            "@misc{a, title={A}}\nand more", "There is text outside the entry.", id="more text"
        ),
    ],
)
def test_a_source_text_must_be_one_entry(
    text: str, reason: str, library: Library, add_bib: Add
) -> None:
    add_bib(BIB)
    with pytest.raises(NotOneEntryError) as caught:
        library.set_source_text(1, text)
    assert caught.value.reason == reason
    assert len(library.history()) == 1


def test_a_broken_source_text_is_refused(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    with pytest.raises(NotOneEntryError):
        library.set_source_text(1, "@misc{a, title = {never closed")
    assert library.export_source("refs.bib").decode() == BIB


def test_macros_in_a_source_text_are_those_of_its_file(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    library.set_source_text(1, "@article{one, title = {New}, journal = jms}")
    assert library.entry(1).entry.get("journal") == "Journal of Made-up Studies"


def test_unbalanced_braces_are_refused_before_anything_changes(
    library: Library, add_bib: Add
) -> None:
    add_bib(BIB)
    with pytest.raises(ValueError, match="brace"):
        library.set_fields(1, {"title": "a { b"})
    assert library.entry(1).entry.get("title") == "Even {Graphs}"
    assert len(library.history()) == 1


def test_what_is_set_is_no_longer_assumed(library: Library) -> None:
    entry_id = library.new_entry("misc", {"year": "2020", "assumed": "date, subject"})
    library.set_fields(entry_id, {"year": "2021"})
    assert library.entry(entry_id).entry.get("assumed") == "subject"


def test_a_missing_entry_is_said_so(library: Library) -> None:
    with pytest.raises(NoSuchEntryError):
        library.set_fields(77, {"title": "x"})
    with pytest.raises(UnknownSourceError):
        library.export_source("nowhere.bib")


def test_a_source_text_cannot_take_the_key_of_another_entry(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{one, title = {A}}\n@misc{two, title = {B}}\n")
    with pytest.raises(KeyTakenError):
        library.set_source_text(1, "@misc{two, title = {A}}")
    assert library.entry(1).entry.key == "one"
    library.set_source_text(1, "@misc{three, title = {A}}")
    assert library.entry(1).entry.key == "three"


@pytest.mark.parametrize("key", ["a b", "x{", "c,d"])
def test_no_entry_gets_a_key_that_no_bib_could_hold(library: Library, key: str) -> None:
    entry_id = library.new_entry("misc", {"title": "T"})
    with pytest.raises(UnwritableNameError):
        library.set_key(entry_id, key)
    assert library.entry(entry_id).entry.key == ""


@pytest.mark.parametrize("name", ["comment", "String", "preamble", "2nd", "a,b", ""])
def test_no_entry_gets_a_type_that_would_make_it_no_entry(library: Library, name: str) -> None:
    entry_id = library.new_entry("misc", {"title": "T"})
    with pytest.raises(UnwritableNameError):
        library.set_type(entry_id, name)
    assert library.entry(entry_id).entry.type == "misc"


@pytest.mark.parametrize(
    "text",
    ["@misc{a b, title = {T}}", "@misc{k, bad name = {x}}", "@misc{k, 1st = {x}}"],
    ids=["key", "field", "digit"],
)
def test_the_source_takes_no_name_that_others_could_not_read(library: Library, text: str) -> None:
    entry_id = library.new_entry("misc", {"title": "T"})
    with pytest.raises((UnwritableNameError, NotOneEntryError)):
        library.set_source_text(entry_id, text)
    assert library.entry(entry_id).entry.get("title") == "T"
