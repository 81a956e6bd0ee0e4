"""Columns of any field, tags, files and the person's place: read for rows, and sorted by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Library, Sort, View

BIB = r"""
@article{a, author={Otto, Cyrus and Sandberg, Ada}, title={A}, volume=9, doi={10.1/b}, note={Zeta}}
@article{b, author={Sandberg, Ada}, title={B}, VOLUME={10}, note={{\'E}clair}, file={x.pdf}}
@article{c, author={Sandberg, Ada and Li, Bo}, title={C}, volume={9A}, note={apple}}
@article{d, author={Li, Bo}, title={D}, note={ }, note={second}}
@article{e, author={Li, Bo and Sandberg, Ada and Otto, C.}, title={E}, volume={}, volume={100}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "columns.oeuvre") as made:
        made.import_bytes(BIB.encode(), name="columns.bib")
        yield made


def order(library: Library, *sort: Sort) -> str:
    return "".join(row.key for row in library.rows(library.find_ids("", sort)))


@pytest.mark.parametrize(
    ("column", "descending", "expected"),
    [
        pytest.param("field:volume", False, "acbed", id="numbers as numbers"),
        pytest.param("field:volume", True, "ebcad", id="descending, missing last"),
        pytest.param("field:note", False, "cbdae", id="texts as read"),
        pytest.param("field:DOI", False, "abcde", id="any case of the name"),
        pytest.param("field:it's", False, "abcde", id="a name with a quote"),
        pytest.param("files", True, "bacde", id="files"),
    ],
)
def test_sorts_by_any_field(library: Library, column: str, descending: bool, expected: str) -> None:
    assert order(library, Sort(column, descending)) == expected


def test_a_field_beside_another_column(library: Library) -> None:
    with_note = order(library, Sort("field:file"), Sort("title", descending=True))
    assert with_note == "bedca"
    assert order(library, Sort("type"), Sort("field:volume", descending=True)) == "ebcad"


def test_the_few_that_a_search_finds_are_in_the_same_order(library: Library) -> None:
    found = library.find_ids("author:sandberg", [Sort("field:volume")])
    assert "".join(row.key for row in library.rows(found)) == "acbe"
    assert list(library.first_ids([Sort("field:volume")], limit=2)) == list(found[:2])


def test_rows_have_what_is_asked_for_and_no_more(library: Library) -> None:
    ids = library.find_ids("", [Sort("title")])
    first, second = library.rows(ids[:2], ["field:note", "field:volume", "files"])
    assert dict(first.fields) == {"volume": "9", "note": "Zeta"}
    assert dict(second.fields) == {"volume": "10", "note": "Éclair"}
    assert (first.files, second.files, second.field("doi")) == (0, 1, "")
    assert library.rows(ids[:1])[0].fields == ()


def test_tags_come_with_their_colours(library: Library) -> None:
    ids = library.find_ids("", [Sort("title")])
    library.add_tag("Zoo", colour="#d0473e", entry_ids=[ids[2], ids[3]])
    library.add_tag("art", entry_ids=[ids[3]])
    rows = library.rows(ids, ["tags"])
    assert [row.tags for row in rows[2:4]] == [
        (("Zoo", "#d0473e"),),
        (("art", ""), ("Zoo", "#d0473e")),
    ]
    assert order(library, Sort("tags")) == "dcabe"
    assert order(library, Sort("tags", descending=True)) == "cdabe"


def test_the_persons_place_among_the_authors(library: Library) -> None:
    ids = library.find_ids("", [Sort("title")])
    assert [row.position for row in library.rows(ids, ["position"])] == [""] * 5
    library.claim(library.add_profile("Ada Sandberg"), ids)
    places = [row.position for row in library.rows(ids, ["position"])]
    assert places == ["last", "sole", "first", "", "middle"]
    assert order(library, Sort("position")) == "bcaed"


def test_names_of_fields_in_use_the_frequent_ones_first(library: Library) -> None:
    names = library.field_names()
    assert names == [
        ("author", 5), ("note", 5), ("title", 5), ("volume", 5), ("doi", 1), ("file", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("every", "expected"),
    [pytest.param(False, "abcd", id="any"), pytest.param(True, "b", id="all")],
)
def test_several_views_together(library: Library, every: bool, expected: str) -> None:
    ids = library.find_ids("", [Sort("title")])
    tag = library.add_tag("x", entry_ids=ids[:2])
    collection = library.add_collection("y")
    library.add_to_collection(collection, ids[1:4])
    view = View("collection", collection, also=(("tag", tag),), every=every)
    found = library.find_ids("", [Sort("title")], view)
    assert "".join(row.key for row in library.rows(found)) == expected
    assert library.count(view) == len(expected)
    assert len(library.find_ids("title:b", [Sort("title")], view)) == 1
