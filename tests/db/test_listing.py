"""The list's order: what comes first, what has nothing comes last, and an index has it."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from biblio.query import parse
from db import ImportReport, Library, LibraryReader, Row, Sort, View
from db.errors import LibraryLockedError
from db.finding import listing
from db.finding.ordering import SORT_COLUMNS, statements

BIB = """
@article{Zeta, title={The {\\O}rsted Map}, author={Otto, Cyrus}, journal={Annals}, year=2020}
@misc{alpha, title={Quiet Gradients}, author={Li, Bo and Otto, Cyrus}, date={2021-03}}
@book{beta, author={Kaba, Ada}, publisher={Zed}, year=2021}
@misc{, title={A Quiet Map}, primaryclass={cs.LG}, badge={Code}}
@misc{gamma, title={Gradients}, note={a map}, year=2020, subject={ML}}
"""


@pytest.fixture
def five(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    """Five entries, numbered from 1; the last two counts are of the first and the third."""
    add_bib(BIB)
    with sqlite3.connect(library.path) as other:
        other.executemany(
            "INSERT INTO counts (entry, source, as_of, value) VALUES (?, 's', ?, ?)",
            [(1, "2025-01-01", 99), (1, "2026-01-01", 3), (3, "2026-01-01", 12)],
        )
        other.execute("DELETE FROM problems")
        other.execute(
            "INSERT INTO problems (entry, code, severity, message) VALUES (4, 'c', 'error', 'm')"
        )
    other.close()
    return library


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("title", [5, 1, 2, 4, 3]),
        ("-title", [4, 2, 1, 5, 3]),
        ("authors", [3, 2, 1, 4, 5]),
        ("-authors", [1, 2, 3, 4, 5]),
        ("year", [1, 5, 2, 3, 4]),
        ("-year", [2, 3, 1, 5, 4]),
        ("date", [1, 5, 3, 2, 4]),
        ("-date", [2, 3, 1, 5, 4]),
        ("venue", [1, 3, 2, 4, 5]),
        ("-venue", [3, 1, 2, 4, 5]),
        ("subject", [5, 4, 1, 2, 3]),
        ("-subject", [4, 5, 1, 2, 3]),
        ("badges", [4, 1, 2, 3, 5]),
        ("citations", [1, 3, 2, 4, 5]),
        ("-citations", [3, 1, 2, 4, 5]),
        ("problems", [1, 2, 3, 5, 4]),
        ("-problems", [4, 1, 2, 3, 5]),
        ("type", [1, 3, 2, 4, 5]),
        ("-id", [5, 4, 3, 2, 1]),
        ("year,title", [5, 1, 2, 3, 4]),
        ("-year,title", [2, 3, 5, 1, 4]),
        ("-year,-date", [2, 3, 1, 5, 4]),
        ("year,-date", [1, 5, 2, 3, 4]),
        ("venue,-title", [1, 3, 4, 2, 5]),
        ("type,citations", [1, 3, 2, 4, 5]),
    ],
)
def test_sorts(five: Library, sort: str, expected: list[int]) -> None:
    assert list(five.find_ids("", keys(sort))) == expected


def keys(sort: str) -> list[Sort]:
    return [
        Sort(name.removeprefix("-"), descending=name.startswith("-"))
        for name in sort.split(",")
        if name
    ]


@pytest.fixture
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Already 20 entries are many."""
    monkeypatch.setattr(listing, "_FEW", 20)
    monkeypatch.setattr(listing, "_SOME", 20)
    monkeypatch.setattr(listing, "_PIECE", 37)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """400 entries, some in the trash."""
    chance = random.Random(1)
    words = ["map", "quiet", "lattice", "gradient", "of", "deep"]
    blocks = [
        f"@{chance.choice(['article', 'misc'])}{{k{number}, "
        f"title={{{' '.join(chance.choices(words, k=chance.randrange(4)))}}}, "
        f"note={{{chance.choice(words)}}}, "
        f"{chance.choice(['year=2020', 'date={2020-05}', 'year=2021', 'pages=1'])}}}"
        for number in range(400)
    ]
    with Library.open(tmp_path_factory.mktemp("many") / "many.oeuvre") as library:
        library.import_bytes("\n".join(blocks).encode(), name="many.bib")
        library.trash(range(1, 401, 9))
        yield library


@pytest.mark.usefixtures("low_limits")
@pytest.mark.parametrize("query", ["", "map", "map -quiet", "title:deep OR year:2021", "nothing"])
@pytest.mark.parametrize("sort", ["", "title", "-title", "-year,-date", "type,title", "-key"])
@pytest.mark.parametrize("kind", ["all", "trash", "recent"])
def test_many_entries_are_in_the_order_that_few_are(
    many: Library, query: str, sort: str, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list(many.find_ids(query, keys(sort), View(kind)))
    assert found == list(many.find_ids(query, keys(sort), View(kind)))
    monkeypatch.setattr(listing, "_SOME", 1000)
    assert found == list(many.find_ids(query, keys(sort), View(kind))), "by their places"
    monkeypatch.setattr(listing, "_FEW", 1000)
    with LibraryReader.open(many.path, readonly=True) as fresh:  # that knows no order yet
        one_by_one = fresh.find_ids(query or "-zebra", keys(sort), View(kind))
    assert found == list(one_by_one)
    assert bool(found) == (query != "nothing")


def test_the_order_is_the_one_of_the_rows(many: Library) -> None:
    def by(rows: Sequence[Row]) -> list[tuple[bool, int, str, int]]:
        return [(r.year is None, -(r.year or 0), r.title, r.id) for r in rows]

    rows = many.rows(many.find_ids("", keys("-year,title")))
    blank_last = [(a, b, t or "\uffff", i) for a, b, t, i in by(rows)]
    assert blank_last == sorted(blank_last)


@pytest.mark.usefixtures("low_limits")
def test_a_change_by_anyone_makes_a_new_order(many: Library) -> None:
    before = list(many.find_ids("", keys("title")))
    many.trash([before[0]])
    assert list(many.find_ids("", keys("title"))) == before[1:]
    with Library.open(many.path) as other:
        other.restore_entries([before[0]])
    assert list(many.find_ids("", keys("title"))) == before
    with_map = set(many.find_ids("map"))
    assert list(many.find_ids("map", keys("title"))) == [i for i in before if i in with_map]
    many.undo(2)
    assert list(many.find_ids("", keys("title"))) == before


@pytest.mark.parametrize(
    ("query", "sort", "expected"),
    [
        pytest.param("map", "relevance", [4, 1, 5], id="title before note"),
        pytest.param("map", "-relevance", [5, 1, 4], id="worst first"),
        pytest.param("map -ørsted", "relevance", [4, 5], id="excluded"),
        pytest.param("map year:2020", "relevance", [1, 5], id="with a condition"),
        pytest.param("gradients OR year:2020", "relevance,-title", [2, 1, 5], id="beside one"),
        pytest.param("year:2020", "relevance,-title", [1, 5], id="no words"),
        pytest.param("", "relevance,title", [5, 1, 2, 4, 3], id="no query"),
    ],
)
def test_ranks_when_asked(five: Library, query: str, sort: str, expected: list[int]) -> None:
    assert list(five.find_ids(query, keys(sort))) == expected


def test_a_column_that_does_not_exist_is_a_fault(five: Library) -> None:
    with pytest.raises(KeyError):
        five.find_ids("", [Sort("colour")])


# Fields of the user's own, of which few entries have any
_NOT_INDEXED = {"id", "rating", "read", "tags", "files", "position"}


@pytest.mark.parametrize("column", [name for name in SORT_COLUMNS if name not in _NOT_INDEXED])
@pytest.mark.parametrize("descending", [False, True])
def test_one_column_is_sorted_by_an_index_alone(
    five: Library, column: str, descending: bool
) -> None:
    with sqlite3.connect(five.path) as connection:
        for statement in statements([Sort(column, descending)], "e.trashed = 0"):
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
            searched = [step for step in plan if step.startswith(("SEARCH", "SCAN"))]
            assert searched
            assert all("USING COVERING INDEX" in step for step in searched)
            if column not in {"citations", "problems"}:
                assert "USE TEMP B-TREE FOR ORDER BY" not in plan
    connection.close()


def test_queries_of_words_alone_are_one_question_to_the_index() -> None:
    from db.finding.search import compile_query

    condition, parameters = compile_query(parse('(deep OR title:map) -"a b" quiet*'))
    assert condition == "(e.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?))"
    unwanted = '("a b" OR authors : "b a")'  # which may be a name
    assert parameters == [f'((("deep") OR (title : "map")) AND ("quiet"*)) NOT ({unwanted})']


@pytest.mark.parametrize("sort", ["", "title", "-venue", "-year,-date", "type,title"])
@pytest.mark.parametrize("kind", ["all", "trash", "recent"])
def test_the_first_ids_are_those_of_the_whole_order(many: Library, sort: str, kind: Any) -> None:
    whole = many.find_ids("", keys(sort), View(kind))
    assert many.first_ids(keys(sort), View(kind), limit=30) == whole[:30]


def test_who_has_no_patience_does_not_wait_for_a_lock(tmp_path: Path) -> None:
    path = tmp_path / "closed.oeuvre"  # so not in WAL mode, in which who reads need not wait
    Library.open(path).close()
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(LibraryLockedError):
            LibraryReader.open(path, create=False, readonly=True, patience=0.02)
        assert time.monotonic() - began < 5
    other.close()
