"""Every operation can be taken back and done again, to the same tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from db import ImportReport, Library
from db.errors import NoSuchEntryError
from db.rows import Count
from db.sites.site_values import Wishes
from tests.db.conftest import PAGE, Tables

BIB = """\
@string{jms = "Journal of Made-up Studies"}
@article{one, title = {Even {Graphs}}, author = {Bo Other and Ada Example},
  journal = jms, year = 2001}

@book{two,
  title = {Tables},
  author = {Cy Third},
  year = {2002},
}
"""

COUNTS = """\
Title,Authors,Year,Cited by,2024,2025
Even Graphs,B Other,2001,5,2,3
Unheard of,C Third,2003,1,0,1
"""

Operation = Callable[[Library], object]

OPERATIONS: dict[str, Operation] = {
    "import a .bib": lambda lib: lib.import_bytes(BIB.encode(), name="refs.bib"),
    "import a page": lambda lib: lib.import_bytes(
        PAGE.replace("{title}", "Making Crystals").encode(),
        name="page.txt",
        as_of=dt.date(2026, 5, 31),
    ),
    "set a field": lambda lib: lib.set_fields(1, {"title": "Something {Else}"}),
    "add a field": lambda lib: lib.set_fields(1, {"note": "New"}),
    "remove a field": lambda lib: lib.set_fields(1, {"author": None}),
    "change the type": lambda lib: lib.set_type(1, "misc"),
    "change the key": lambda lib: lib.set_key(1, "renamed"),
    "rewrite the source": lambda lib: lib.set_source_text(1, "@misc{x, title = {Other}}"),
    "trash": lambda lib: lib.trash([1]),
    "note a count": lambda lib: lib.enter_count(1, Count("Scopus", "2026-05-31", 7)),
    "import counts": lambda lib: lib.import_bytes(
        COUNTS.encode(), name="counts.csv", as_of=dt.date(2026, 6, 1), wishes=Wishes(create=True)
    ),
    "new entry": lambda lib: lib.new_entry("article", {"title": "Fresh"}),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_taken_back_and_done_again(
    name: str,
    library: Library,
    add_bib: Callable[..., ImportReport],
    tables: Callable[[], Tables],
) -> None:
    add_bib("@article{zero, title = {Sets}, author = {Ada Example}, year = 1999}\n", "zero.bib")
    before = tables()
    OPERATIONS[name](library)
    after = tables()
    assert after != before

    library.undo()
    assert tables() == before
    library.redo()
    assert tables() == after
    assert library.verify() == []


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "own.oeuvre"
    with Library.open(path) as library:
        entry_id = library.new_entry("misc", {"title": "Old"})
        library.set_fields(entry_id, {"title": "New"})
    with Library.open(path) as library:
        assert library.undo_name() == "Edit title of “Old”"
        library.undo()
        assert library.entry(entry_id).entry.get("title") == "Old"
    with Library.open(path) as library:
        assert library.redo_name() == "Edit title of “Old”"
        library.redo()
        assert library.entry(entry_id).entry.get("title") == "New"


def test_a_new_step_after_undo_abandons_what_could_be_redone(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "Old"})
    library.set_fields(entry_id, {"title": "New"})
    library.undo()
    library.set_fields(entry_id, {"title": "Newer"})
    assert library.redo_name() is None
    assert [step.state for step in library.history()] == ["done", "abandoned", "done"]
    library.undo(2)
    assert library.count() == 0


def test_a_step_that_changes_nothing_leaves_no_step(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "Old"})
    assert library.set_fields(entry_id, {"title": "Old"}).step is None
    assert len(library.history()) == 1


def test_the_journal_says_who_did_it(tmp_path: Path) -> None:
    path = tmp_path / "own.oeuvre"
    with Library.open(path, actor="window") as library:
        library.new_entry("misc")
    with Library.open(path, actor="command line") as library:
        library.new_entry("book")
        assert [step.actor for step in library.history()] == ["command line", "window"]


def test_an_import_does_not_double_the_file(library: Library) -> None:
    abstract = "word " * 300
    text = "".join(
        f"@misc{{k{n}, title = {{Paper {n}}}, abstract = {{{abstract}}}}}\n" for n in range(300)
    )
    library.import_bytes(text.encode(), name="big.bib")
    images = library._db.execute("SELECT count(*), sum(length(image)) FROM images").fetchone()
    assert images[0] < 20
    assert images[1] is None


def test_emptying_the_trash_is_for_good_and_says_so(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "Gone"})
    library.trash([entry_id])
    assert library.empty_trash() == 1
    assert library.undo() == []
    assert [step.name for step in library.history()] == ["Empty the trash (1 for good)"]
    assert library.find_ids("gone").tolist() == []
    assert library.verify() == []


def test_emptying_the_trash_leaves_what_was_done_to_others(
    library: Library, tables: Callable[[], Tables]
) -> None:
    library.import_bytes(BIB.encode(), name="refs.bib")
    library.set_fields(2, {"note": "First"})
    library.set_fields(1, {"note": "Of one alone"})
    for each in (1, 2):
        library.add_tag(f"Tag {each}", entry_ids=[each])
    library.trash([1])
    whole = tables()
    library.undo()
    library.redo()
    assert tables() == whole
    library.empty_trash()
    kept = [step.name for step in library.history()]
    assert "Of one alone" not in " ".join(
        row[0] or "" for row in library._db.execute("SELECT image FROM images")
    )
    assert len(kept) == 5  # the import, the note and the tag of the other, a tag of none, and this
    after = tables()
    while library.undo():
        assert library.verify() == []
    assert library.find_ids().tolist() == []
    while library.redo():
        assert library.verify() == []
    assert tables() == after
    assert library.entry(2).entry.get("note") == "First"
    with pytest.raises(NoSuchEntryError):
        library.entry(1)
