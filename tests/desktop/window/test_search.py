"""The search box: while typing, late answers, what it says, and what to try."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import OpenWindow, settled, titles


def type_into(window: MainWindow, text: str) -> None:
    box = window.list_pane.search.focusProxy()
    assert box is not None
    QTest.keyClicks(box, text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gradients", ["A Theory of Quiet Gradients"]),
        ("grad", ["A Theory of Quiet Gradients"]),
        ("mansson", ["Sheaves for Small Networks", "A Theory of Quiet Gradients"]),
        ("author:otto year:<=2020", ["Learning to Fold Maps", "Knots in Narrow Channels"]),
        ("has:code", ["Sheaves for Small Networks"]),
    ],
)
def test_finds_while_typing(qtbot: QtBot, window: MainWindow, query: str, found: list[str]) -> None:
    type_into(window, query)
    qtbot.waitUntil(lambda: titles(window) == found, timeout=5000)
    settled(qtbot, window)
    assert window.list_pane.search.count_text() == f"{len(found)} of 5 papers"
    assert window.list_pane.search.meaning().startswith("Finds: ")


def test_nothing_found_says_what_to_try(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.search.set_text("lamps")
    settled(qtbot, window)
    empty = window.list_pane.empty
    assert empty.isVisible()
    assert empty.title() == "Nothing matches"
    assert [button.text() for button in empty.buttons()] == [
        "Search all entries",
        "Clear the search",
    ]
    empty.buttons()[0].click()
    settled(qtbot, window)
    assert titles(window) == ["Lamps"]


def test_a_search_in_an_empty_library_says_that_it_is_empty(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "empty.oeuvre")
    window.list_pane.search.set_text("lamps")
    settled(qtbot, window)
    assert window.list_pane.empty.title() == "The library is empty; there is nothing to find yet"


def test_escape_clears_and_then_leaves_the_box(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.actions_["find"].trigger()
    type_into(window, "knots")
    settled(qtbot, window)
    box = window.list_pane.search.focusProxy()
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert window.list_pane.search.text() == ""
    assert len(titles(window)) == 5
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.list_pane.table)


def test_what_is_typed_last_counts(qtbot: QtBot, window: MainWindow) -> None:
    for text in ("sheaves", "knots", "maps", "paths"):
        window.list_pane.search.set_text(text)
    settled(qtbot, window)
    assert titles(window) == ["Counting Diffuse Paths"]


def test_the_selection_survives_a_search(qtbot: QtBot, window: MainWindow) -> None:
    entry_id = window.list_pane.model.id_at(3)
    window.list_pane.table.select_ids([entry_id], entry_id)
    window.list_pane.search.set_text("fold")
    settled(qtbot, window)
    assert window.list_pane.table.selected_ids() == [entry_id]
    window.list_pane.search.set_text("")
    settled(qtbot, window)
    assert window.list_pane.table.selected_ids() == [entry_id]


def test_what_was_chosen_is_chosen_again_once_a_search_that_hid_it_is_over(
    qtbot: QtBot, window: MainWindow
) -> None:
    pane = window.list_pane
    entry_id = pane.model.id_at(3)  # Learning to Fold Maps
    pane.table.select_ids([entry_id], entry_id)
    for query in ("knots", "lamps", ""):
        pane.search.set_text(query)
        settled(qtbot, window)
    assert pane.table.selected_ids() == [entry_id]


def test_what_is_chosen_in_a_search_stays_chosen(qtbot: QtBot, window: MainWindow) -> None:
    pane = window.list_pane
    hidden = pane.model.id_at(3)
    pane.table.select_ids([hidden], hidden)
    pane.search.set_text("mansson")
    settled(qtbot, window)
    other = next(each for each in pane.model.ids if each != pane.table.current_id())
    pane.table.select_ids([other], other)
    pane.search.set_text("")
    settled(qtbot, window)
    assert pane.table.selected_ids() == [other]


def test_says_that_there_is_no_such_field(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.search.set_text("autor:otto")
    settled(qtbot, window)
    meaning = window.list_pane.search.meaning()
    assert meaning.startswith("There is no field “autor”; did you mean author:? Finds: ")


def test_a_request_of_the_preview_searches(qtbot: QtBot, window: MainWindow) -> None:
    window.entry_pane.search_requested.emit("author:otto")
    settled(qtbot, window)
    assert len(titles(window)) == 3


def test_what_hides_an_entry_gives_way_when_it_is_to_be_shown(
    qtbot: QtBot, window: MainWindow
) -> None:
    entry_id = window.list_pane.model.id_at(2)
    window.list_pane.search.set_text("knots")
    settled(qtbot, window)
    window.list_pane.show_entry(entry_id)
    settled(qtbot, window)
    assert window.list_pane.search.text() == ""
    assert window.list_pane.table.current_id() == entry_id


def test_the_entry_beside_the_list_is_selected_when_the_window_opens(window: MainWindow) -> None:
    table = window.list_pane.table
    assert table.selected_ids() == [table.current_id()]
