"""Any sequence of operations, taken back, leaves every table as it was; done again, the same."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db import Library
from db.operations.base import Reader
from db.rows import Count
from db.schema import JOURNALED
from tests.db.conftest import PAGE, Tables
from tests.db.operations import OPERATIONS, OTHERS, writing_methods

# The journal, numbers that are worked out anew, what SQLite keeps for itself, and the inner tables
# of the index, whose order of work differs while what they find must not
_OWN = {"changes", "images", "state", "novelty"}
SEED = (
    '@string{s = "Journal"}\n@string{unused = "Nothing"}\n'
    "@article{seed, title = {Sets & Sheaves}, author = {Ada Example},"
    " journal = s, month = {March}, year = 1999}\n"
)
TABLE = "Title,Authors,Year,Cited by\nUnheard of,A B,2001,1\nAnything,C D,2002,2\n"


def fill(library: Library) -> None:
    """Put in something of everything that operations work on."""
    library.import_bytes(SEED.encode(), name="seed.bib")
    library.import_bytes(PAGE.encode(), name="page.txt", as_of=dt.date(2026, 5, 1))
    library.set_fields(1, {"title": "Else & More"})
    library.add_tag("zero", entry_ids=[1])
    library.add_collection("null", entry_ids=[1])
    library.add_collection("nought")
    library.save_search("nil", "x")
    library.new_entry("misc", {"title": "Two"})
    library.add_metric(1, "Talks")
    library.enter_count(1, Count("Scholar", "2026-05-01", 3))
    library.join_versions([1, 2])
    library.import_bytes(TABLE.encode(), name="counts.csv", file_date=dt.date(2026, 5, 2))
    file = library.path.with_name("file.pdf")
    file.write_bytes(b"%PDF-1.4")
    library.attach(1, [file], copy=False)


def everything(library: Library) -> Tables:
    """All rows of all tables, and each word of the search index with its place."""
    database = library._db
    found: Tables = {}
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if table in _OWN or table.startswith(("sqlite_", "search_index", "_sqlite")):
            continue
        found[table] = database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    database.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words"
        " USING fts5vocab(main, search_index, instance)"
    )
    found["words"] = database.execute("SELECT * FROM temp.words ORDER BY 1, 2, 3, 4").fetchall()
    found["sizes"] = database.execute("SELECT * FROM search_index_docsize ORDER BY id").fetchall()
    return found


def attempt(library: Library, name: str, seed: int) -> None:
    """Do an operation; what it refuses (a key that is taken, a tag that is gone) is no step."""
    with contextlib.suppress(ValueError, KeyError):
        OPERATIONS[name](library, Random(seed))


def test_every_operation_that_writes_is_tried() -> None:
    assert writing_methods() == OPERATIONS.keys() | OTHERS, (
        "add a new operation of db.Library to tests/db/operations.py"
    )


def test_every_table_is_journaled_or_known_not_to_be(library: Library) -> None:
    tables = everything(library).keys() - {"words", "sizes"}
    assert tables == set(JOURNALED)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_makes_a_step_on_a_library_that_has_something(name: str) -> None:
    """Or else the sequences below would try nothing."""
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "x.oeuvre") as library:
        fill(library)
        if name == "restore_entries":
            library.trash([1])
        before, steps = everything(library), len(library.history())
        made = 0
        for seed in range(60):
            attempt(library, name, seed)
            made = len(library.history()) - steps
            if made == 4:
                break
        assert made
        after = everything(library)
        library.undo(made)
        assert everything(library) == before
        library.redo(made)
        assert everything(library) == after
        assert library.verify() == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(OPERATIONS)), st.integers(0, 1000)),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 12),
)
@example([(name, seed) for seed in range(2) for name in sorted(OPERATIONS)], 7)
def test_any_sequence_is_taken_back_and_done_again(
    operations: list[tuple[str, int]], again: int
) -> None:
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "x.oeuvre") as library:
        fill(library)
        states, steps = [everything(library)], len(library.history(10_000))
        for name, seed in operations:
            attempt(library, name, seed)
            now = len(library.history(10_000))
            if now > steps:
                assert now == steps + 1, f"{name} made more than one step"
                steps = now
                states.append(everything(library))
            else:
                assert everything(library) == states[-1], f"{name} changed something without a step"
        for state in reversed(states[:-1]):
            library.undo()
            assert everything(library) == state
        assert library.undo_name() is not None  # the seed
        for state in states[1:]:
            library.redo()
            assert everything(library) == state
        back = min(again, len(states) - 1)
        library.undo(back)
        assert everything(library) == states[len(states) - 1 - back]
        assert library.verify() == []


def test_reading_the_past_changes_nothing(library: Library) -> None:
    library.import_bytes(SEED.encode(), name="seed.bib")
    for number, name in enumerate(sorted(OPERATIONS)):
        attempt(library, name, number)
    before = everything(library)
    database = sqlite3.connect(library.path)
    journal = [database.execute(f"SELECT * FROM {t}").fetchall() for t in ("changes", "images")]
    for step in library.history(1000):
        library.step_changes(step.id)
    library.versions(1)
    assert everything(library) == before
    assert journal == [
        database.execute(f"SELECT * FROM {t}").fetchall() for t in ("changes", "images")
    ]
    database.close()
    assert isinstance(library, Reader)
