"""Letters typed into the list go to the row that begins with them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db import Sort, View
from desktop.window.main_window import MainWindow
from desktop.window.table import type_ahead
from tests.desktop.window.kit import settled, titles


@pytest.fixture
def listed(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with the list sorted by title, and the focus in it."""
    window.go_to(View())
    settled(qtbot, window)
    window.list_pane.table.sort_asked.emit((Sort("title"),))
    settled(qtbot, window)
    window.activateWindow()
    window.list_pane.table.setFocus()
    assert titles(window) == [
        "Counting Diffuse Paths",
        "Knots in Narrow Channels",
        "Lamps",
        "Learning to Fold Maps",
        "Sheaves for Small Networks",
        "A Theory of Quiet Gradients",
    ]
    return window


def press(qtbot: QtBot, window: MainWindow, *keys: str | Qt.Key) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(window.list_pane.table, key)
        else:
            QTest.keyClick(window.list_pane.table, key)
        settled(qtbot, window)


def current(window: MainWindow) -> str:
    table = window.list_pane.table
    row = window.list_pane.model.row_at(table.currentIndex().row())
    assert row is not None
    assert table.selected_ids() == [row.id]
    return row.title


@pytest.mark.parametrize(
    ("keys", "title", "shown"),
    [
        (["l"], "Lamps", "Title: l"),
        (["l", "e"], "Learning to Fold Maps", "Title: le"),
        (["LEARNING", " ", "t"], "Learning to Fold Maps", "Title: LEARNING t"),
        (["l", "l"], "Learning to Fold Maps", "Title: l"),
        (["l", "l", "l"], "Lamps", "Title: l"),
        (["l", "l", "e"], "Learning to Fold Maps", "Title: lle"),
        (["l", "e", Qt.Key.Key_Backspace], "Lamps", "Title: l"),
        (["t"], "A Theory of Quiet Gradients", "Title: t"),
        (["k", "x"], "Knots in Narrow Channels", "Title: nothing begins with “kx”"),
        (["k", Qt.Key.Key_Backspace], "Knots in Narrow Channels", ""),
        (["k", Qt.Key.Key_Escape], "Knots in Narrow Channels", ""),
        (["k", Qt.Key.Key_Escape, "l", "e"], "Learning to Fold Maps", "Title: le"),
    ],
)
def test_goes_to_the_row(
    qtbot: QtBot, listed: MainWindow, keys: list[str | Qt.Key], title: str, shown: str
) -> None:
    press(qtbot, listed, *keys)
    assert current(listed) == title
    assert listed.list_pane.type_ahead.shown() == shown
    assert listed.list_pane.search.text() == ""


def test_after_a_while_a_letter_begins_anew(
    qtbot: QtBot, listed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_ahead, "_TOGETHER", 1)
    press(qtbot, listed, "l")
    ahead = listed.list_pane.type_ahead
    qtbot.waitUntil(lambda: not ahead.text())
    assert (current(listed), ahead.shown()) == ("Lamps", "")
    press(qtbot, listed, "l")  # the same letter goes on, all the same
    assert current(listed) == "Learning to Fold Maps"
    qtbot.waitUntil(lambda: not ahead.text())
    press(qtbot, listed, "k")
    assert current(listed) == "Knots in Narrow Channels"


def test_what_nothing_begins_with_can_be_read_while_a_letter_begins_anew(
    qtbot: QtBot, listed: MainWindow
) -> None:
    press(qtbot, listed, "k", "x")
    ahead = listed.list_pane.type_ahead
    missed = "Title: nothing begins with “kx”"
    qtbot.waitUntil(lambda: ahead.shown() == missed)
    qtbot.waitUntil(lambda: not ahead.text())
    assert ahead.shown() == missed
    press(qtbot, listed, "l")
    assert (current(listed), ahead.shown()) == ("Lamps", "Title: l")


def test_esc_puts_away_what_can_still_be_read(qtbot: QtBot, listed: MainWindow) -> None:
    press(qtbot, listed, "x")
    ahead = listed.list_pane.type_ahead
    qtbot.waitUntil(lambda: not ahead.text())
    assert ahead.shown() == "Title: nothing begins with “x”"
    press(qtbot, listed, Qt.Key.Key_Escape)
    assert ahead.shown() == ""


def test_goes_by_the_column_that_the_list_is_sorted_by(qtbot: QtBot, listed: MainWindow) -> None:
    listed.list_pane.table.sort_asked.emit((Sort("authors"), Sort("year")))
    settled(qtbot, listed)
    press(qtbot, listed, "o")
    assert current(listed) == "Knots in Narrow Channels"
    assert listed.list_pane.type_ahead.shown() == "Authors: o"
    listed.list_pane.table.sort_asked.emit((Sort("year", descending=True),))
    settled(qtbot, listed)
    press(qtbot, listed, "2", "0", "1")
    assert current(listed) == "Learning to Fold Maps"


def test_only_what_the_list_shows_is_gone_to(qtbot: QtBot, listed: MainWindow) -> None:
    listed.list_pane.search.set_text("lamps OR knots")
    settled(qtbot, listed)
    listed.list_pane.table.setFocus()
    press(qtbot, listed, "l", "e")
    assert listed.list_pane.type_ahead.shown() == "Title: nothing begins with “le”"
    assert current(listed) == "Lamps"


@pytest.mark.parametrize("key", ["/", "find"])
def test_a_search_begins_by_a_sign_or_a_command(qtbot: QtBot, listed: MainWindow, key: str) -> None:
    if key == "find":
        QTest.keyClick(listed.list_pane.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    else:
        QTest.keyClicks(listed.list_pane.table, key)
    box = listed.list_pane.search.findChildren(QLineEdit)[0]
    assert box.hasFocus()
    QTest.keyClicks(box, "knots")
    settled(qtbot, listed)
    assert titles(listed) == ["Knots in Narrow Channels"]


@pytest.mark.parametrize("key", [" ", "+", "-"])
def test_signs_with_a_sense_of_their_own_begin_nothing(
    qtbot: QtBot, listed: MainWindow, key: str
) -> None:
    table = listed.list_pane.table
    row = table.currentIndex().row()
    table.clearSelection()
    press(qtbot, listed, key)
    assert listed.list_pane.type_ahead.shown() == ""
    assert table.currentIndex().row() == row
    assert table.selected_count() == (key == " ")  # which selects, as ever


def test_commands_work_while_something_is_typed(qtbot: QtBot, listed: MainWindow) -> None:
    press(qtbot, listed, "l")
    QTest.keyClick(listed.list_pane.table, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, listed)
    row = listed.list_pane.model.row_at(listed.list_pane.table.currentIndex().row())
    assert row is not None
    assert (row.title, row.rating) == ("Lamps", 4)


def test_what_is_typed_ends_with_the_focus_and_with_the_list(
    qtbot: QtBot, listed: MainWindow
) -> None:
    press(qtbot, listed, "l")
    listed.list_pane.search.focus()
    assert listed.list_pane.type_ahead.shown() == ""
    listed.list_pane.table.setFocus()
    press(qtbot, listed, "l")
    listed.list_pane.table.sort_asked.emit((Sort("title", descending=True),))
    settled(qtbot, listed)
    assert listed.list_pane.type_ahead.text() == ""
