"""Undo in the window: names in the menu, across a restart, and the history."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.window.history.history_panel import HistoryPanel
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import OpenWindow, settled, titles


def plain(window: MainWindow, command: str) -> str:
    return window.actions_[command].text().replace("&", "")


def test_the_menu_names_the_step_that_undo_takes_back(qtbot: QtBot, window: MainWindow) -> None:
    assert plain(window, "undo").startswith("Undo: Import 2 entries from old.bib")
    assert not window.actions_["redo"].isEnabled()
    window.list_pane.table.select_ids([window.list_pane.model.id_at(0)])
    window.actions_["trash"].trigger()
    settled(qtbot, window)
    assert plain(window, "undo") == "Undo: Move 1 entry to the trash"


def test_what_is_deleted_goes_to_the_trash_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    before = titles(window)
    model = window.list_pane.model
    window.list_pane.table.select_ids([model.id_at(1), model.id_at(2)])
    window.actions_["trash"].trigger()
    settled(qtbot, window)
    assert titles(window) == [before[0], *before[3:]]
    assert window.list_pane.message.text() == "2 entries moved to the trash."
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert titles(window) == before
    window.actions_["redo"].trigger()
    settled(qtbot, window)
    assert titles(window) == [before[0], *before[3:]]


def test_entries_are_restored_from_the_trash(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.table.selectAll()
    window.actions_["trash"].trigger()
    settled(qtbot, window)
    window.actions_["go_trash"].trigger()
    settled(qtbot, window)
    assert len(titles(window)) == 5
    assert not window.actions_["trash"].isEnabled()
    window.list_pane.table.selectAll()
    window.actions_["restore"].trigger()
    settled(qtbot, window)
    assert titles(window) == []
    window.actions_["go_profile"].trigger()
    settled(qtbot, window)
    assert len(titles(window)) == 5


def test_undo_reaches_back_across_a_restart(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    window = open_window(library)
    window.list_pane.table.select_ids([window.list_pane.model.id_at(0)])
    window.actions_["trash"].trigger()
    settled(qtbot, window)
    window.close()
    again = open_window(library)
    assert len(titles(again)) == 4
    QTest.keyClick(again.list_pane.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, again)
    assert len(titles(again)) == 5


def test_the_history_leads_back_to_any_step(qtbot: QtBot, window: MainWindow) -> None:
    model = window.list_pane.model
    for title in ("One", "Two", "Three"):
        window.entry_pane.fields_edited.emit(model.id_at(0), {"title": title})
        settled(qtbot, window)
    window.actions_["history"].trigger()
    settled(qtbot, window)
    (panel,) = window.findChildren(HistoryPanel)
    assert panel.list.topLevelItemCount() == 5
    panel.choose(1)
    panel.go()
    settled(qtbot, window)
    assert titles(window)[0] == "One"
    assert window.list_pane.message.text().endswith("and 1 more")
    panel.choose(0)
    panel.go()
    settled(qtbot, window)
    assert titles(window)[0] == "Three"
    panel.close()


def test_a_new_entry_is_shown_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["go_all"].trigger()
    settled(qtbot, window)
    window.actions_["new_entry"].trigger()
    settled(qtbot, window)
    assert window.list_pane.model.rowCount() == 7
    current = window.list_pane.table.currentIndex().row()
    assert titles(window)[current] == "New entry"


def test_closing_at_once_after_an_edit_loses_nothing(
    open_window: OpenWindow, library: Path
) -> None:
    window = open_window(library)
    window.entry_pane.fields_edited.emit(window.list_pane.model.id_at(0), {"title": "Last Words"})
    window.close()
    assert titles(open_window(library))[0] == "Last Words"
