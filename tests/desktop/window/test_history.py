"""The history in the window: differences, filter, one entry's versions, and forgetting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from db import Library
from desktop.window.history.history_entry import EntryHistory
from desktop.window.history.history_forget import ForgetDialog
from desktop.window.history.history_panel import HistoryPanel
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import settled, titles


def history(qtbot: QtBot, window: MainWindow) -> HistoryPanel:
    window.actions_["history"].trigger()
    settled(qtbot, window)
    (panel,) = window.findChildren(HistoryPanel)
    return panel


def edit(qtbot: QtBot, window: MainWindow, **fields: str) -> int:
    entry_id = window.list_pane.model.id_at(0)
    assert entry_id is not None
    window.entry_pane.fields_edited.emit(entry_id, fields)
    settled(qtbot, window)
    return entry_id


def test_a_step_shows_what_it_changed_word_by_word(qtbot: QtBot, window: MainWindow) -> None:
    old = titles(window)[0]
    edit(qtbot, window, title=f"{old} Indeed")
    panel = history(qtbot, window)
    text = panel.differences.toPlainText()
    assert f"title  {old} Indeed" in text
    document = panel.differences.document()
    in_heading = document.find("Indeed", QTextCursor(document))
    assert not in_heading.charFormat().fontUnderline()
    assert document.find("Indeed", in_heading).charFormat().fontUnderline()
    panel.choose(1)
    settled(qtbot, window)
    assert "New: " in panel.differences.toPlainText()
    panel.close()


def test_steps_are_found_by_words_and_by_actor(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    edit(qtbot, window, note="Mine")
    with Library.open(library, actor="command line") as other:
        other.set_fields(1, {"note": "Theirs"})
    panel = history(qtbot, window)
    assert panel.list.topLevelItemCount() == 4
    QTest.keyClicks(panel.search, "edit note")
    qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 2)
    panel.by.setCurrentIndex(2)
    qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 1)
    QTest.keyClicks(panel.search, " nothing such")
    qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 0)
    assert panel.differences.toPlainText() == "No step is called that."
    panel.close()


def test_the_list_is_left_by_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    edit(qtbot, window, title="One")
    edit(qtbot, window, title="Two")
    panel = history(qtbot, window)
    assert panel.list.hasFocus() or QApplication.focusWidget() is None
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert titles(window)[0] not in {"One", "Two"}
    panel.close()


def test_a_field_of_an_entry_comes_back_from_its_history(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    old = titles(window)[0]
    window.list_pane.table.select_ids([window.list_pane.model.id_at(0) or 0])
    edit(qtbot, window, title="New", note="Kept")
    window.actions_["entry_history"].trigger()
    settled(qtbot, window)
    (panel,) = window.findChildren(EntryHistory)
    assert panel.list.topLevelItemCount() == 2
    assert not panel.whole.isEnabled()
    panel.choose(1)
    fields = [panel.fields.item(row).text() for row in range(panel.fields.count())]
    assert set(fields) == {"title", "note"}
    panel.fields.item(fields.index("title")).setCheckState(Qt.CheckState.Checked)
    assert panel.ticked() == ("title",)
    panel.some.click()
    settled(qtbot, window)
    assert titles(window)[0] == old
    assert panel.list.topLevelItemCount() == 3
    panel.choose(2)
    panel.whole.click()
    settled(qtbot, window)
    panel.close()
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    with Library.open(library, readonly=True) as stored:
        entry_id = window.list_pane.model.id_at(0)
        assert entry_id is not None
        assert stored.entry(entry_id).entry.get("note") == "Kept"


def test_old_steps_are_forgotten_after_two_questions(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    edit(qtbot, window, note="Mine")
    panel = history(qtbot, window)
    panel.forget_asked.emit()
    (dialog,) = panel.findChildren(ForgetDialog)
    settled(qtbot, window)
    assert dialog.told() == "No step is so old."
    assert not dialog.button.isEnabled()
    dialog.age.setCurrentIndex(4)
    dialog.day.setDate(dialog.day.date().addYears(5))
    settled(qtbot, window)
    assert dialog.told().startswith("3 steps, from ")
    dialog.button.click()
    box = next(each for each in panel.findChildren(QMessageBox) if each.isVisible())
    assert box.text() == "Forget 3 steps for good?"
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    with Library.open(library, readonly=True) as stored:
        assert len(stored.history()) == 3
    next(each for each in box.buttons() if each.text() == "Forget").click()
    settled(qtbot, window)
    with Library.open(library, readonly=True) as stored:
        assert [step.state for step in stored.history()] == ["final"]
    assert not window.actions_["undo"].isEnabled()
    panel.close()


def test_a_chosen_version_stays_chosen_when_others_make_a_new_one(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    window.list_pane.table.select_ids([window.list_pane.model.id_at(0) or 0])
    entry_id = edit(qtbot, window, note="First")
    edit(qtbot, window, note="Second")
    edit(qtbot, window, note="Third")
    window.actions_["entry_history"].trigger()
    settled(qtbot, window)
    (panel,) = window.findChildren(EntryHistory)
    panel.choose(2)
    panel.fields.item(0).setCheckState(Qt.CheckState.Checked)
    with Library.open(library, actor="command line") as other:
        other.set_fields(entry_id, {"note": "Theirs"})
    qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 5, timeout=8000)
    assert panel.ticked() == ("note",)
    panel.whole.click()
    settled(qtbot, window)
    panel.close()
    with Library.open(library, readonly=True) as stored:
        assert stored.entry(entry_id).entry.get("note") == "First"
