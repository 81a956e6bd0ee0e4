"""Type-ahead: which row of a list begins as typed."""

from __future__ import annotations

from array import array
from collections.abc import Callable

import pytest

from biblio.folding import fold
from db import ImportReport, Library, Sort, View
from db.finding.type_ahead import conditions
from db.rows import Count

BIB = r"""
@article{a2019, author={Otto, Cyrus}, title={The Sea}, journal={Zoo}, year=2019, note={Blue},
  primaryclass={cs.LG}, editor={Hay, Max}}
@article{B2021, author={Sandberg, Ada}, title={Seals}, journal={{\"O}kologie}, year=2021}
@book{c, author={Sandberg, Bo and Otto, Cyrus}, title={sand}, year=1921, volume=12, rating=4}
@article{d, author={van der Berg, Jan}, title={A Zebra}, journal={Annals}, volume=9}
@misc{e, title={{\"O}land}, note={{\'E}clair}, year=2020, author={{\"O}berg, Eva}}
@misc{f}
"""


@pytest.fixture
def listed(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    add_bib(BIB)
    library.enter_count(1, Count("Own", "2026-01-01", 19))
    library.enter_count(2, Count("Own", "2026-01-01", 190))
    library.enter_count(3, Count("Own", "2026-01-01", 2))
    library.add_tag("Önskad", entry_ids=[4])
    return library


def found(library: Library, column: str, typed: str, start: int = 0) -> str:
    """The key of the row that is found in a list that is sorted by a column."""
    sort = [Sort(column.removeprefix("-"), descending=column.startswith("-"))]
    ids = library.find_ids("", sort)
    row = library.row_that_begins(ids, sort, typed, start)
    return "" if row is None else library.rows([ids[row]])[0].key


@pytest.mark.parametrize(
    ("column", "typed", "key"),
    [
        ("title", "s", "c"),
        ("title", "SE", "a2019"),
        ("title", "seal", "B2021"),
        ("title", "the s", "a2019"),
        ("title", "a z", "d"),
        ("title", "ö", "e"),
        ("title", "oland", "e"),
        ("title", "sex", ""),
        ("-title", "s", "B2021"),
        ("title", " ", ""),
        ("authors", "sandberg b", "c"),
        ("authors", "Sandberg, B", "c"),
        ("authors", "berg", "d"),
        ("authors", "öb", "e"),
        ("venue", "oko", "B2021"),
        ("year", "2", "a2019"),
        ("-year", "20", "B2021"),
        ("year", "202", "e"),
        ("year", "0", ""),
        ("year", "x", ""),
        ("-citations", "19", "B2021"),
        ("citations", "19", "a2019"),
        ("rating", "4", "c"),
        ("key", "b2", "B2021"),
        ("type", "BO", "c"),
        ("subject", "lg", "a2019"),
        ("subject", "cs", "a2019"),
        ("tags", "ons", "d"),
        ("date", "202", "e"),
        ("field:note", "ecl", "e"),
        ("field:NOTE", "b", "a2019"),
        ("field:editor", "hay m", "a2019"),
        ("field:volume", "1", "c"),
        ("added", "20", "a2019"),
        ("id", "sea", "a2019"),
        ("position", "first", ""),
        ("files", "1", ""),
        ("problems", "7", ""),
    ],
)
def test_finds_the_row_that_begins_so(listed: Library, column: str, typed: str, key: str) -> None:
    assert found(listed, column, typed) == key


def test_goes_on_from_a_row_and_then_from_the_top(listed: Library) -> None:
    ids = listed.find_ids("", [Sort("title")])
    rows = [listed.row_that_begins(ids, [Sort("title")], "s", start) for start in range(7)]
    assert rows == [1, 1, 2, 3, 1, 1, 1]


def test_only_the_rows_of_the_list_count(listed: Library) -> None:
    sort = [Sort("title")]
    some = listed.find_ids("sandberg", sort)
    assert [listed.row_that_begins(some, sort, typed) for typed in ("s", "se", "z")] == [0, 1, None]
    assert listed.row_that_begins(array("q"), sort, "s") is None
    listed.trash([2])
    trash = listed.find_ids("", sort, View("trash"))
    assert listed.row_that_begins(trash, sort, "se") == 0


def test_a_list_that_is_in_no_order_of_texts_is_searched_by_titles(listed: Library) -> None:
    ids = listed.find_ids("sandberg", [Sort("relevance")])
    assert ids[listed.row_that_begins(ids, [Sort("relevance")], "sea") or 0] == 2
    assert ids[listed.row_that_begins(ids, [], "san") or 0] == 3


def test_letters_that_the_alphabet_tells_apart_are_told_apart(listed: Library) -> None:
    listed.set_language("sv", "Swedish")
    listed.new_entry("misc", {"title": "Ozon"})
    assert [found(listed, "title", typed) for typed in ("o", "ö", "öl", "ol")] == [
        "",
        "e",
        "e",
        "e",
    ]
    assert found(listed, "authors", "oberg") == "e"


@pytest.mark.parametrize("language", ["", "sv", "da"])
@pytest.mark.parametrize("descending", [False, True])
def test_says_what_looking_at_all_rows_says(
    listed: Library, language: str, descending: bool
) -> None:
    listed.set_language(language, "any")
    sort = [Sort("title", descending)]
    ids = listed.find_ids("", sort)
    titles = [fold(row.title) for row in listed.rows(ids)]
    for typed in ("s", "se", "sea", "seal", "sand", "x"):
        wanted = [t.removeprefix("the ").startswith(typed) for t in titles]
        row = wanted.index(True) if any(wanted) else None
        assert listed.row_that_begins(ids, sort, typed) == row


@pytest.mark.parametrize("column", ["title", "authors", "venue", "year", "key", "type"])
def test_asks_an_index_and_not_all_entries(listed: Library, column: str) -> None:
    for condition, values in conditions(column, "19", None):
        plan = listed._db.execute(
            f"EXPLAIN QUERY PLAN SELECT e.id FROM entries e WHERE {condition}", values
        ).fetchall()
        assert all("SCAN" not in row[3] for row in plan)
