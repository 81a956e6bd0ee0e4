"""Mending what looks wrong, in the library and in the files it came from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import Library
from db.errors import CancelledError
from db.rows import ImportReport

Add = Callable[..., ImportReport]

BIB = """\
@misc{a, title = {R & D.}, month = {March}}
@misc{b, title = {Sound}}
@misc{c, title = {Rock & Roll}}
"""


def test_mending_is_one_step_that_undo_takes_back(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    notice = library.mend({key: {"unescaped-sign", "month-text"} for key in library.find_ids()})
    assert [library.entry(each).entry.key for each in notice.entry_ids] == ["a", "c"]
    assert library.undo_name() == "Mend 2 entries (month-text, unescaped-sign)"
    text = library.export_source("refs.bib").decode()
    assert text == BIB.replace(" & ", r" \& ").replace("{March}", "mar")
    library.undo()
    assert library.export_source("refs.bib").decode() == BIB


def test_mending_where_there_is_nothing_is_no_step(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    before = library.undo_name()
    assert library.mend({key: {"doi-address"} for key in library.find_ids()}).step is None
    assert library.undo_name() == before


def test_texts_of_a_page_are_plain(library: Library) -> None:
    library.new_entry("misc", {"title": "R & D"})
    assert library.check() == []


def test_looking_can_be_cancelled(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    with pytest.raises(CancelledError):
        library.check(cancelled=lambda: True)
