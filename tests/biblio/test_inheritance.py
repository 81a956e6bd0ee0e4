"""What an entry takes over by crossref and xdata, and what stands in the way."""

from __future__ import annotations

import pytest

from biblio.entry import Entry, make_entry
from biblio.inheritance import completed, heritage, referred

BOOKS = {
    entry.key: entry
    for entry in (
        make_entry(
            "proceedings",
            "par",
            [("title", "T"), ("booktitle", "B"), ("year", "2005"), ("author", "No, One"),
             ("xdata", "house")],
        ),
        make_entry("mvbook", "many", [("title", "Works"), ("crossref", "many")]),
        make_entry("xdata", "house", [("publisher", "Pub"), ("xdata", "town")]),
        make_entry("xdata", "town", [("location", "Paris"), ("author", "Doe, J. and Roe, K.")]),
    )
}  # fmt: skip


def _find(key: str) -> Entry | None:
    return BOOKS.get(key.lower())


def _told(entry: Entry) -> dict[str, tuple[str, str]]:
    return {each.field.id: (each.field.value, each.key) for each in heritage(entry, _find).fields}


def test_a_child_takes_over_what_it_lacks_from_its_parent_and_that_ones_containers() -> None:
    child = make_entry("inproceedings", "c", [("title", "Child"), ("crossref", "Par")])
    assert _told(child) == {
        "booktitle": ("B", "par"),
        "year": ("2005", "par"),
        "publisher": ("Pub", "house"),
        "location": ("Paris", "town"),
    }


def test_a_title_becomes_that_of_the_whole() -> None:
    assert _told(make_entry("book", "v1", [("title", "One"), ("crossref", "many")])) == {
        "maintitle": ("Works", "many")
    }


def test_fields_may_refer_to_those_of_containers() -> None:
    entry = make_entry(
        "book",
        "b",
        [("author", "Prime, P. and xdata=town-author-2"), ("publisher", "xdata=house-publisher")],
    )
    assert _told(entry) == {
        "author": ("Prime, P. and Roe, K.", "town"),
        "publisher": ("Pub", "house"),
    }
    assert referred(entry) == ["town", "house"]
    assert completed(entry, _find).texts() == {
        "author": "Prime, P. and Roe, K.",
        "publisher": "Pub",
    }


@pytest.mark.parametrize(
    ("field", "missing", "loops"),
    [
        (("crossref", "gone"), ("gone",), ()),
        (("xdata", "house, gone"), ("gone",), ()),
        (("publisher", "xdata=house-nothing"), ("house-nothing",), ()),
        (("crossref", "me"), (), ("me",)),
        (("crossref", "many"), (), ("many",)),
    ],
)
def test_what_stands_in_the_way_is_told(
    field: tuple[str, str], missing: tuple[str, ...], loops: tuple[str, ...]
) -> None:
    found = heritage(make_entry("book", "me", [field]), _find)
    assert (found.missing, found.loops) == (missing, loops)


def test_an_entry_that_refers_to_none_stays() -> None:
    entry = make_entry("misc", "m", [("title", "x = y and xdata= z")])
    assert completed(entry, _find) is entry


def test_containers_that_double_at_each_step_end() -> None:
    boxes = {
        f"x{n}": make_entry("xdata", f"x{n}", [("xdata", f"x{n + 1},x{n + 1}")]) for n in range(40)
    }
    found = heritage(make_entry("book", "b", [("xdata", "x0")]), boxes.get)
    assert found.fields == ()
    assert found.missing == ("x40",)
