"""Many entries are changed at once: shown before, one step, and only those lines of the files."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import pytest

from biblio.bulk import (
    ENTRY_TYPE,
    Clear,
    FieldChange,
    Occupied,
    Operation,
    Replace,
    SetText,
    Swap,
    Transfer,
)
from biblio.entry import make_entry
from biblio.formats.bibtex import reader as bibtex
from db import BulkChange, ImportReport, Library
from db.errors import CancelledError
from db.rows import BulkOutcome
from tests.db.conftest import Tables

B = "@article{b, journal = {J.  {T}ests}, title = {J. Tests}, keywords={x; nets;y}}"
BIB = """\
@string{jt = "J. Tests"}
@article{a,
  author  = {Li, A. and
             Wu, Bo},
  title   = {Graphs},
  journal = jt,
  year    = 2001,
}

@article{b, journal = {J.  {T}ests}, title = {J. Tests}, keywords={x; nets;y}}
% a comment
@BOOK(c, author = {Li, Ada and others}, title = {Trees} ,
         publisher = {J. Tests} # " 2", note = "N")
"""


@pytest.fixture
def filled(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    add_bib(BIB)
    return library


def difference(library: Library) -> list[str]:
    """The lines that an export differs in."""
    now = library.export_source("refs.bib").decode()
    lines = difflib.ndiff(BIB.splitlines(), now.splitlines())
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        (
            [SetText("journal", "New")],
            [
                "-   journal = jt,",
                "+   journal = {New},",
                "- @article{b, journal = {J.  {T}ests}, title = {J. Tests}, keywords={x; nets;y}}",
                "+ @article{b, journal = {New}, title = {J. Tests}, keywords={x; nets;y}}",
                '-          publisher = {J. Tests} # " 2", note = "N")',
                '+          publisher = {J. Tests} # " 2", note = "N",',
                "+          journal = {New})",
            ],
        ),
        (
            [Transfer("journal", "venue")],
            [
                "-   journal = jt,",
                "+   venue   = jt,",
                "- @article{b, journal = {J.  {T}ests}, title = {J. Tests}, keywords={x; nets;y}}",
                "+ @article{b, venue = {J.  {T}ests}, title = {J. Tests}, keywords={x; nets;y}}",
            ],
        ),
        ([Clear("year")], ["-   year    = 2001,"]),
        (
            [Swap("publisher", "note")],
            [
                '-          publisher = {J. Tests} # " 2", note = "N")',
                '+          publisher = {N}, note = {J. Tests} # " 2")',
            ],
        ),
        (
            [Replace("Graph", "Tree", ("title",))],
            ["-   title   = {Graphs},", "+   title   = {Trees},"],
        ),
        (
            [SetText(ENTRY_TYPE, "online"), SetText("year", "2002", Occupied.KEEP)],
            [
                "- @article{a,",
                "+ @online{a,",
                "- @article{b, journal = {J.  {T}ests}, title = {J. Tests}, keywords={x; nets;y}}",
                f"+ @online{{b, {B[12:-1]}, year={{2002}}}}",
                "- @BOOK(c, author = {Li, Ada and others}, title = {Trees} ,",
                "+ @ONLINE(c, author = {Li, Ada and others}, title = {Trees} ,",
                '-          publisher = {J. Tests} # " 2", note = "N")',
                '+          publisher = {J. Tests} # " 2", note = "N",',
                "+          year = {2002})",
            ],
        ),
    ],
    ids=["set", "rename", "clear", "swap", "replace", "type"],
)
def test_changes_those_lines_of_the_file_and_goes_back(
    filled: Library,
    tables: Callable[[], Tables],
    operations: list[Operation],
    expected: list[str],
) -> None:
    before = tables()
    filled.bulk_edit([1, 2, 3], operations)
    assert difference(filled) == expected
    after = tables()
    filled.undo()
    assert tables() == before
    filled.redo()
    assert tables() == after


def test_the_file_reads_as_the_library_says(filled: Library) -> None:
    filled.bulk_edit([1, 2, 3], [Transfer("journal", "note", occupied=Occupied.APPEND)])
    filled.bulk_edit([1, 2, 3], [Swap("title", "publisher")])
    read = bibtex.read(filled.export_source("refs.bib"))
    assert list(read.entries) == [filled.entry(each).entry for each in (1, 2, 3)]


def test_shows_every_change_and_makes_the_accepted_ones(filled: Library) -> None:
    operations = [Replace("J. Tests", "Annals", match_case=True)]
    changes = filled.bulk_changes([1, 2, 3], operations)
    assert changes == [
        BulkChange(1, "a", "Graphs", FieldChange("journal", "J. Tests", "Annals")),
        BulkChange(2, "b", "J. Tests", FieldChange("title", "J. Tests", "Annals")),
        BulkChange(3, "c", "Trees", FieldChange("publisher", "J. Tests 2", "Annals 2")),
    ]
    assert difference(filled) == []
    notice = filled.bulk_edit([1, 2, 3], operations, changes[:1])
    assert notice.entry_ids == (1,)
    assert filled.undo_name() == "Replace “J. Tests” by “Annals” in 1 entry"
    assert difference(filled) == ["-   journal = jt,", "+   journal = {Annals},"]


def test_what_was_changed_since_it_was_shown_is_left(filled: Library) -> None:
    operations = [Replace("Graph", "Tree")]
    shown = filled.bulk_changes([1], operations)
    filled.set_fields(1, {"title": "Graphs and Graphs"})
    assert filled.bulk_edit([1], operations, shown).step is None
    assert filled.entry(1).entry.get("title") == "Graphs and Graphs"


def test_half_of_a_move_is_never_made(filled: Library) -> None:
    operations = [Transfer("journal", "venue")]
    away, there = filled.bulk_changes([1], operations)
    assert filled.bulk_edit([1], operations, [away]).step is None
    assert filled.bulk_edit([1], operations, [away, there]).entry_ids == (1,)


def test_of_two_fields_of_one_name_the_first_is_changed_and_both_are_removed(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{a, note = {x}, title = {x}, note = {xy}}")
    shown = library.bulk_changes([1], [Replace("x", "z")])
    told = [(each.change.field, each.change.before, each.change.after) for each in shown]
    assert told == [("note", "x", "z"), ("title", "x", "z")]
    library.bulk_edit([1], [Replace("x", "z")], shown)
    assert library.export_source("refs.bib") == b"@misc{a, note = {z}, title = {z}, note = {xy}}"
    shown = library.bulk_changes([1], [Clear("note")])
    told = [(each.change.field, each.change.before, each.change.after) for each in shown]
    assert told == [("note", "z", ""), ("note", "xy", "")]
    library.bulk_edit([1], [Clear("note")], shown)
    assert library.export_source("refs.bib") == b"@misc{a, title = {z}}"


def test_what_is_found_is_changed_as_it_is_then(filled: Library) -> None:
    outcome = filled.bulk_edit_found("title:graphs OR title:trees", [Replace("Graphs", "Sets")])
    assert outcome == BulkOutcome(
        "Replace “Graphs” by “Sets” in 1 entry",
        2,
        (BulkChange(1, "a", "Graphs", FieldChange("title", "Graphs", "Sets")),),
    )
    assert filled.undo_name() == outcome.step
    assert filled.bulk_edit_found("", [Clear("doi")]) == BulkOutcome("", 3, ())


def test_what_braces_forbid_is_left_out(filled: Library) -> None:
    notice = filled.bulk_edit([1, 2, 3], [Replace("}", "", ("journal", "title"))])
    assert notice.step is None
    notice = filled.bulk_edit([1, 2, 3], [Replace("[{}]|raph", "", is_regex=True)])
    assert notice.entry_ids == (1, 2)


def test_a_private_field_stays_out_of_the_file(filled: Library) -> None:
    filled.bulk_edit([1, 2], [SetText("rating", "5")])
    assert difference(filled) == []
    filled.bulk_edit([1], [Transfer("rating", "note")])
    assert difference(filled) == ["+   note    = 5,"]
    filled.bulk_edit([1], [Transfer("note", "rating")])
    assert difference(filled) == []
    assert filled.entry(1).entry.get("rating") == "5"


def test_the_first_changes_are_told_before_all_are_known(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("".join(f"@misc{{x{i}, title = {{X {i}}}}}\n" for i in range(450)))
    done: list[int] = []
    early: list[tuple[int, list[BulkChange]]] = []
    changes = library.bulk_changes(
        library.find_ids(),
        [SetText("note", "x")],
        first=lambda some: early.append((done[-1], some)),
        progress=lambda so_far, _: done.append(so_far),
    )
    assert len(changes) == 450
    assert early == [(0, changes[:100])]


def test_more_entries_than_are_edited_together(
    library: Library, add_bib: Callable[..., ImportReport], tables: Callable[[], Tables]
) -> None:
    add_bib("".join(f"@misc{{x{i}, title = {{X}}, year = {{{i}}}}}\n" for i in range(1200)))
    ids = library.find_ids().tolist()
    before = tables()
    operations: list[Operation] = [SetText("title", "Y"), Transfer("year", "note")]
    assert library.bulk_edit(ids[::-1], operations).entry_ids == tuple(ids)
    assert library.find_ids("title:y").tolist() == ids
    assert library.entry(ids[-1]).entry == make_entry(
        "misc", "x1199", [("title", "Y"), ("note", "1199")]
    )
    after = tables()
    assert library.verify() == []
    library.undo()
    assert tables() == before
    library.redo()
    assert tables() == after


def test_what_a_field_became_keeps_the_rows_of_all_others(library: Library) -> None:
    entry_id = library.new_entry("misc", {"a": "1", "b": "2", "c": "3", "d": "4"})
    ids = [row[0] for row in library._db.execute("SELECT id FROM fields ORDER BY position")]
    library.set_fields(entry_id, {"b": None, "e": "5"})
    rows = library._db.execute("SELECT id, name FROM fields ORDER BY position").fetchall()
    assert rows[:3] == [(ids[0], "a"), (ids[2], "c"), (ids[3], "d")]
    assert [name for _, name in rows] == ["a", "c", "d", "e"]


def test_cancelling_after_thousands_of_changes_leaves_all_as_it_was(
    library: Library, add_bib: Callable[..., ImportReport], tables: Callable[[], Tables]
) -> None:
    add_bib("".join(f"@misc{{x{i}, title = {{X {i}}}}}\n" for i in range(1500)))
    before = tables()
    steps = library.history()
    done: list[int] = []
    with pytest.raises(CancelledError):
        library.bulk_edit(
            library.find_ids(),
            [SetText("title", "Y")],
            progress=lambda so_far, _: done.append(so_far),
            cancelled=lambda: done[-1] >= 1200,
        )
    assert tables() == before
    assert library.history() == steps
    assert library.verify() == []
    assert library.bulk_edit([1], [SetText("title", "Y")]).entry_ids == (1,)


def test_cancelling_leaves_all_as_it_was(filled: Library, tables: Callable[[], Tables]) -> None:
    before = tables()
    seen: list[int] = []
    with pytest.raises(CancelledError):
        filled.bulk_edit(
            [1, 2, 3],
            [SetText("note", "x")],
            progress=lambda done, _: seen.append(done),
            cancelled=lambda: bool(seen),
        )
    assert tables() == before
