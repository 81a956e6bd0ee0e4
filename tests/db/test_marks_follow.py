"""Marks of names follow their names, whichever way the names are changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.bulk import Replace
from db import ImportReport, Library

BIB = """\
@misc{jain2023learning,
  title = {Learning},
  author = {Vineet Jain and Siamak Ravanbakhsh},
  author+an = {2=corresponding},
}
"""
NEW = "Ada Lovelace and Vineet Jain and Siamak Ravanbakhsh"


@pytest.fixture
def marked(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    add_bib(BIB)
    return library


def by_field(library: Library) -> None:
    library.set_fields(1, {"author": NEW})


def by_source(library: Library) -> None:
    library.set_source_text(1, library.bibtex(1).replace("{Vineet", "{Ada Lovelace and Vineet"))


def by_replacing(library: Library) -> None:
    library.bulk_edit([1], [Replace("Vineet", "Ada Lovelace and Vineet", ("author",))])


@pytest.mark.parametrize("change", [by_field, by_source, by_replacing])
def test_marks_follow_their_names(marked: Library, change: Callable[[Library], None]) -> None:
    before = marked.bibtex(1)
    change(marked)
    entry = marked.entry(1).entry
    assert (entry.get("author"), entry.get("author+an")) == (NEW, "3=corresponding")
    assert "author+an = {3=corresponding}" in marked.bibtex(1)
    assert b"author+an = {3=corresponding}" in marked.export_source("refs.bib")
    marked.undo()
    assert marked.bibtex(1) == before


def test_marks_that_are_given_with_the_names_stand(marked: Library) -> None:
    marked.set_fields(1, {"author": NEW, "author+an": "1=equal"})
    assert marked.entry(1).entry.get("author+an") == "1=equal"
    marked.set_source_text(1, marked.bibtex(1).replace(NEW, "X, Y").replace("1=e", "2=e"))
    assert marked.entry(1).entry.get("author+an") == "2=equal"


def test_a_version_comes_back_with_the_marks_it_had(marked: Library) -> None:
    marked.set_fields(1, {"author": NEW})
    first = marked.history(2)[-1].id
    marked.restore_version(1, first)
    assert marked.entry(1).entry.get("author+an") == "2=corresponding"
