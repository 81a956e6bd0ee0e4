"""The BibTeX source of an entry."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from biblio.problem import Problem, Severity
from desktop.window.entry.source_editor import SourceEditor

SOURCE = "@article{li2022lamps,\n  title = {Lamps},\n  year  = 2022,\n}\n"
CHANGED = SOURCE.replace("Lamps}", "Small Lamps}")
BROKEN = SOURCE.replace("Lamps}", "Lamps")


@pytest.fixture
def source(qtbot: QtBot) -> SourceEditor:
    made = SourceEditor()
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.show_source(3, SOURCE)
    return made


@pytest.fixture
def saved(source: SourceEditor) -> list[tuple[int, str]]:
    """What was given out to be saved."""
    found: list[tuple[int, str]] = []
    source.source_edited.connect(lambda *edit: found.append(edit))
    return found


def buttons(source: SourceEditor) -> dict[str, QPushButton]:
    return {button.text(): button for button in source.findChildren(QPushButton)}


def message(source: SourceEditor) -> str:
    return source.findChildren(QLabel)[0].text()


def area(source: SourceEditor) -> QPlainTextEdit:
    return source.findChildren(QPlainTextEdit)[0]


def test_shows_the_text_with_nothing_to_apply(source: SourceEditor) -> None:
    assert source.text == SOURCE
    assert message(source) == ""
    assert not buttons(source)["Apply"].isEnabled()
    assert not buttons(source)["Revert"].isEnabled()


def test_applies_a_text_that_can_be_read(
    source: SourceEditor, saved: list[tuple[int, str]]
) -> None:
    source.set_text(CHANGED)
    assert source.check() is None
    buttons(source)["Apply"].click()
    assert saved == [(3, CHANGED)]
    source.show_source(3, CHANGED.rstrip("\n"))  # as the library keeps it
    assert source.text == CHANGED.rstrip("\n")
    assert not source.is_edited
    assert message(source) == ""


def test_control_enter_applies(
    qtbot: QtBot, source: SourceEditor, saved: list[tuple[int, str]]
) -> None:
    source.show()
    qtbot.waitExposed(source)
    source.set_text(CHANGED)
    area(source).setFocus()
    qtbot.keyClick(area(source), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert saved == [(3, CHANGED)]


@pytest.mark.parametrize(
    "text",
    [BROKEN, "", "only words", SOURCE + SOURCE.replace("lamps", "other"), "@article{", "\0"],
    ids=["brace", "empty", "no entry", "two entries", "cut", "null"],
)
def test_a_text_that_cannot_be_read_stays_and_says_why(
    source: SourceEditor, saved: list[tuple[int, str]], text: str
) -> None:
    source.set_text(text)
    assert source.check() is not None
    assert message(source).endswith(".")
    assert not buttons(source)["Apply"].isEnabled()
    source.apply()
    assert saved == []
    assert source.text == text


def test_marks_the_line_that_cannot_be_read(source: SourceEditor) -> None:
    source.set_text(BROKEN)
    fault = source.check()
    assert fault is not None
    marked = [selection.cursor.blockNumber() + 1 for selection in area(source).extraSelections()]
    assert marked == [fault.line] == [2]
    assert message(source) == "Line 2: The closing brace of the value is missing."


def test_is_checked_after_a_pause(qtbot: QtBot, source: SourceEditor) -> None:
    source.set_text(BROKEN)
    assert message(source) == ""
    qtbot.waitUntil(lambda: message(source) != "", timeout=3000)


def test_reverts(source: SourceEditor) -> None:
    source.set_text(BROKEN)
    source.check()
    buttons(source)["Revert"].click()
    assert source.text == SOURCE
    assert message(source) == ""
    assert area(source).extraSelections() == []


def test_what_is_typed_survives_a_refresh(source: SourceEditor) -> None:
    source.set_text(CHANGED)
    source.show_source(3, SOURCE.replace("2022", "2023"))
    assert source.text == CHANGED
    assert "changed elsewhere" in message(source)
    source.revert()
    assert source.text == SOURCE.replace("2022", "2023")


def test_a_foreign_change_is_shown_where_nothing_is_typed(source: SourceEditor) -> None:
    source.show_source(3, CHANGED)
    assert source.text == CHANGED
    assert not source.is_edited


def test_what_is_not_applied_waits_for_its_entry(source: SourceEditor) -> None:
    source.set_text(BROKEN)
    source.show_source(4, CHANGED)
    assert source.text == CHANGED
    assert source.has_drafts
    source.show_source(3, SOURCE)
    assert source.text == BROKEN
    source.revert()
    assert not source.has_drafts


def test_a_draft_says_when_its_entry_was_changed_meanwhile(source: SourceEditor) -> None:
    source.set_text(CHANGED)
    source.show_source(4, "@misc{x}")
    source.show_source(3, SOURCE.replace("2022", "2023"))
    assert source.text == CHANGED
    assert "changed elsewhere" in message(source)


def test_windows_line_ends_are_no_edit(source: SourceEditor) -> None:
    source.show_source(5, SOURCE.replace("\n", "\r\n"))
    assert not source.is_edited


def test_a_huge_text_is_shown_soon_and_not_edited(source: SourceEditor) -> None:
    start = time.perf_counter()
    source.show_source(6, "@misc{x, note = {" + "x" * 10_000_000 + "}}")
    source.grab()
    assert time.perf_counter() - start < 3
    assert area(source).isReadOnly()
    assert "too long" in message(source)
    source.show_source(3, SOURCE)
    assert not area(source).isReadOnly()


def test_asks_what_is_doubtful_and_says_it_of_that_text_only(
    qtbot: QtBot, source: SourceEditor
) -> None:
    with qtbot.waitSignal(source.doubts_asked, timeout=3000) as asked:
        source.set_text(CHANGED)
    assert asked.args == [3, CHANGED]
    taken = Problem("key-taken", Severity.ERROR, "Another entry has the key.", 1)
    twice = Problem("duplicate-field", Severity.WARNING, "The field occurs twice.", 3)
    source.show_doubts(3, SOURCE, (taken,))
    assert message(source) == "Not applied yet."
    source.show_doubts(3, CHANGED, (taken, twice))
    assert message(source) == "Line 1: Another entry has the key. Line 3: The field occurs twice."
    source.revert()
    assert message(source) == ""
