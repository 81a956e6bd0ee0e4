"""What the operations on many entries make of one."""

from __future__ import annotations

import pytest

from biblio.bulk import (
    ENTRY_TYPE,
    Clear,
    Fault,
    FieldChange,
    Occupied,
    Operation,
    Replace,
    SetText,
    Swap,
    Transfer,
)
from biblio.bulk_edits import editor
from biblio.bulk_words import step_name
from biblio.entry import Entry, Field, make_entry

ENTRY = Entry(
    "article",
    "a",
    (
        Field("Title", "Graphs"),
        Field("journal", "J. Tests", "jt"),
        Field("keywords", "x; nets"),
        Field("author", "Li, A. and others"),
        Field("note", ""),
    ),
)
SEEN = FieldChange


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (SetText("title", "Trees"), [SEEN("Title", "Graphs", "Trees")]),
        (SetText("title", "Graphs"), []),
        (SetText("title", "  "), [SEEN("Title", "Graphs", "")]),
        (SetText("title", "Trees", Occupied.KEEP), []),
        (SetText("doi", "10.1/x", Occupied.KEEP), [SEEN("doi", "", "10.1/x")]),
        (
            SetText("keywords", "new", Occupied.APPEND),
            [SEEN("keywords", "x; nets", "x; nets; new")],
        ),
        (SetText("keywords", "nets", Occupied.APPEND), []),
        (
            SetText("title", "II", Occupied.APPEND, ": "),
            [SEEN("Title", "Graphs", "Graphs: II")],
        ),
        (
            SetText("author", "Wu, Bo", Occupied.APPEND),
            [SEEN("author", "Li, A. and others", "Li, A. and Wu, Bo and others")],
        ),
        (SetText("title", "a{b"), [SEEN("Title", "Graphs", "a{b", Fault.UNBALANCED)]),
        (SetText(ENTRY_TYPE, "Misc"), [SEEN(ENTRY_TYPE, "article", "misc")]),
        (SetText(ENTRY_TYPE, "a b"), [SEEN(ENTRY_TYPE, "article", "a b", Fault.NAME)]),
        (Clear("TITLE"), [SEEN("Title", "Graphs", "")]),
        (Clear("note"), []),
        (Transfer("title", "booktitle", keep=True), [SEEN("booktitle", "", "Graphs")]),
        (
            Transfer("title", "booktitle"),
            [SEEN("Title", "Graphs", ""), SEEN("booktitle", "", "Graphs")],
        ),
        (Transfer("title", "journal"), []),
        (
            Transfer("title", "journal", occupied=Occupied.REPLACE),
            [SEEN("Title", "Graphs", ""), SEEN("journal", "J. Tests", "Graphs")],
        ),
        (
            Transfer("title", "journal", keep=True, occupied=Occupied.APPEND),
            [SEEN("journal", "J. Tests", "J. Tests Graphs")],
        ),
        (Transfer("title", "Title"), []),
        (
            Swap("title", "journal"),
            [SEEN("Title", "Graphs", "J. Tests"), SEEN("journal", "J. Tests", "Graphs")],
        ),
        (Swap("title", "doi"), [SEEN("Title", "Graphs", ""), SEEN("doi", "", "Graphs")]),
        (
            Replace("s", "S", match_case=True),
            [
                SEEN("Title", "Graphs", "GraphS"),
                SEEN("journal", "J. Tests", "J. TeStS"),
                SEEN("keywords", "x; nets", "x; netS"),
                SEEN("author", "Li, A. and others", "Li, A. and otherS"),
            ],
        ),
        (Replace("s$", "", ("title",), is_regex=True), [SEEN("Title", "Graphs", "Graph")]),
        (Replace("art", "bart", (ENTRY_TYPE,)), [SEEN(ENTRY_TYPE, "article", "barticle")]),
    ],
)
def test_says_what_changes(operation: Operation, expected: list[FieldChange]) -> None:
    assert list(editor([operation])(ENTRY).changes) == expected


def test_a_macro_goes_where_its_field_goes() -> None:
    moved = editor([Swap("title", "journal")])(ENTRY)
    assert moved.fields["title"] == Field("title", "J. Tests", "jt")
    assert editor([Transfer("journal", "journaltitle")])(ENTRY).renamed == {
        "journal": "journaltitle"
    }


OTHER_GONE = SEEN("Note", "ab", "")


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (Replace("a", "c"), [SEEN("note", "a", "c"), SEEN("title", "a", "c")]),
        (SetText("note", "x"), [SEEN("note", "a", "x")]),
        (SetText("note", "x", Occupied.APPEND), [SEEN("note", "a", "a x")]),
        (Clear("note"), [SEEN("note", "a", ""), OTHER_GONE]),
        (
            Transfer("note", "title", occupied=Occupied.REPLACE),
            [SEEN("note", "a", ""), OTHER_GONE],  # the title is so already
        ),
        (
            Swap("note", "year"),
            [SEEN("note", "a", ""), SEEN("year", "", "a"), OTHER_GONE],
        ),
    ],
    ids=["replace", "set", "append", "clear", "move", "swap"],
)
def test_of_two_fields_of_one_name_the_first_is_changed_and_both_are_removed(
    operation: Operation, expected: list[FieldChange]
) -> None:
    twice = make_entry("misc", "k", [("note", "a"), ("title", "a"), ("Note", "ab")])
    edited = editor([operation])(twice)
    assert list(edited.changes) == expected
    after = twice.with_fields(edited.fields)
    assert [each.value for each in after.fields].count("ab") == (OTHER_GONE not in expected)


def test_a_field_that_is_renamed_or_only_read_leaves_another_of_its_name() -> None:
    twice = make_entry("misc", "k", [("note", "a"), ("Note", "ab")])
    renamed = editor([Transfer("note", "annote")])(twice)
    assert list(renamed.changes) == [SEEN("note", "a", ""), SEEN("annote", "", "a")]
    assert [each.value for each in twice.with_names(renamed.renamed).fields] == ["a", "ab"]
    copied = editor([Transfer("note", "annote", keep=True)])(twice)
    assert list(copied.changes) == [SEEN("annote", "", "a")]


def test_what_takes_too_long_is_told_and_left() -> None:
    entry = make_entry("misc", "k", [("title", "a" * 3_000), ("note", "aac")])
    edited = editor([Replace("(?:a|aa)+c", "x", is_regex=True)])(entry)
    assert edited.changes == (
        FieldChange("title", "a" * 3_000, "a" * 3_000, Fault.TOO_LONG),
        FieldChange("note", "aac", "x"),
    )
    assert edited.fields == {"note": Field("note", "x")}


@pytest.mark.parametrize(
    ("operations", "name"),
    [
        ([SetText("note", "x")], "Set note to “x” in 2 entries"),
        ([SetText(ENTRY_TYPE, "misc")], "Set the type to “misc” in 2 entries"),
        (
            [SetText("note", "y" * 50, Occupied.APPEND)],
            f"Append “{'y' * 39}…” to note in 2 entries",
        ),
        ([Clear("note")], "Clear note in 2 entries"),
        ([Transfer("a", "b", keep=True)], "Copy a to b in 2 entries"),
        ([Transfer("a", "b")], "Move a to b in 2 entries"),
        ([Swap("a", "b")], "Swap a and b in 2 entries"),
        ([Replace("x\n ", "y")], "Replace “x” by “y” in 2 entries"),
        ([SetText("note", "x"), Clear("doi")], "Edit note, doi in 2 entries"),
    ],
)
def test_names_the_step(operations: list[Operation], name: str) -> None:
    assert step_name(operations, "2 entries") == name
