"""Collections, tags and saved searches in the window, each operation once and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from db import Library, View
from desktop.window import mime
from desktop.window.look import DARK, LIGHT, Colors
from desktop.window.main_window import MainWindow
from desktop.window.side.assign_dialog import AssignDialog
from desktop.window.side.name_dialog import NameDialog
from desktop.window.swatches import SWATCHES
from tests.desktop.window.kit import OpenWindow, settled, titles
from tests.desktop.window.test_theme import contrast


def dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChildren(kind)[-1]


def name(window: MainWindow, text: str, *, color: str = "", query: str | None = None) -> None:
    """Fill in the dialog that asks for a name, and accept it."""
    asking = dialog(window, NameDialog)
    assert isinstance(asking, NameDialog)
    asking.name.setText(text)
    if asking.swatches is not None:
        asking.swatches.choose(color)
    if query is not None and asking.query is not None:
        asking.query.setText(query)
    asking.accept_named()


@pytest.fixture
def thesis(window: MainWindow, qtbot: QtBot) -> View:
    """A collection of the first two entries of the list, and a tag on the first."""
    window.go_to(View())
    settled(qtbot, window)
    ids = list(window.list_pane.model.ids[:2])

    def fill(library: Library) -> int:
        library.add_tag("to read", colour="#d0473e", entry_ids=ids[:1])
        return library.add_collection("Thesis", entry_ids=ids)

    made: list[int] = []
    window.session.write(lambda lib, _: fill(lib), lambda _: None, made.append)
    settled(qtbot, window)
    return View("collection", made[0])


def test_a_new_collection_is_made_shown_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["new_collection"].trigger()
    name(window, " Thesis ", color="#3f7fd1")
    settled(qtbot, window)
    assert window.list_pane.view().kind == "collection"
    assert window.list_pane.empty.title() == "Nothing is in this collection yet"
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert [(c.name, c.colour) for c in library.collections()] == [("Thesis", "#3f7fd1")]
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert "Thesis" not in window.sidebar.labels()
    assert window.list_pane.view() == View()


def test_dragged_entries_are_put_where_they_are_dropped(
    window: MainWindow, qtbot: QtBot, thesis: View
) -> None:
    data = window.list_pane.model.mimeData([window.list_pane.model.index(4, 0)])
    assert data is not None
    ids = mime.ids_of(data, mime.ENTRIES)
    assert ids == [window.list_pane.model.id_at(4)]
    window.sidebar.entries_dropped.emit(thesis, ids)
    settled(qtbot, window)
    assert window.list_pane.message.text() == "1 entry added to “Thesis”."
    window.go_to(thesis)
    settled(qtbot, window)
    assert len(titles(window)) == 3
    window.list_pane.message.buttons()[0].click()  # undo
    settled(qtbot, window)
    assert len(titles(window)) == 2


def test_the_selection_is_removed_from_the_collection_that_is_shown(
    window: MainWindow, qtbot: QtBot, thesis: View
) -> None:
    window.list_pane.table.selectRow(0)
    assert not window.actions_["remove_from_collection"].isEnabled()
    window.go_to(thesis)
    settled(qtbot, window)
    window.list_pane.table.selectRow(0)
    gone, left = titles(window)
    assert window.actions_["remove_from_collection"].isEnabled()
    window.actions_["remove_from_collection"].trigger()
    settled(qtbot, window)
    assert titles(window) == [left]
    window.go_to(View())
    settled(qtbot, window)
    assert gone in titles(window)


def test_a_collection_is_renamed_coloured_and_deleted(
    window: MainWindow, qtbot: QtBot, thesis: View
) -> None:
    window.sidebar.edit_asked.emit(thesis)
    name(window, "Book", color="#3c9150")
    settled(qtbot, window)
    assert "Book" in window.sidebar.labels()
    window.sidebar.delete_asked.emit(thesis)
    settled(qtbot, window)
    assert "Book" not in window.sidebar.labels()
    assert "its entries stay" in window.list_pane.message.text()


def test_a_collection_is_moved_into_another(window: MainWindow, qtbot: QtBot, thesis: View) -> None:
    window.sidebar.add_asked.emit("collection", None, ())
    name(window, "Outer")
    settled(qtbot, window)
    outer = window.sidebar.view()
    window.sidebar.collection_moved.emit(thesis.id, outer.id, None)
    settled(qtbot, window)
    item = window.sidebar.item_of(thesis)
    assert item is not None
    assert item.parent() is window.sidebar.item_of(outer)
    assert len(titles(window)) == 2  # those of the inner one
    window.actions_["deep_collections"].trigger()
    settled(qtbot, window)
    assert (window.list_pane.view(), titles(window)) == (
        View("collection", outer.id, deep=False),
        [],
    )


def assigning(window: MainWindow, qtbot: QtBot) -> AssignDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(AssignDialog)))
    found = dialog(window, AssignDialog)
    assert isinstance(found, AssignDialog)
    return found


@pytest.mark.usefixtures("thesis")
def test_tags_are_ticked_for_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    window.list_pane.table.selectRow(0)
    window.list_pane.table.selectAll()
    window.actions_["tag_entries"].trigger()
    ticks = assigning(window, qtbot)
    assert ticks.names() == ["to read"]
    assert ticks.list.item(0).checkState() is Qt.CheckState.PartiallyChecked
    QTest.keyClicks(ticks.edit, "done")
    QTest.keyClick(ticks.edit, Qt.Key.Key_Return)
    assert ticks.names() == ["to read", "done"]
    QTest.keyClick(ticks.edit, Qt.Key.Key_Return)
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert [(tag.name, tag.entries) for tag in library.tags()] == [("done", 6), ("to read", 1)]
        assert library.undo_name() == "Tag 6 entries “done”"


@pytest.mark.usefixtures("thesis")
def test_typing_finds_the_tag_to_take_away(window: MainWindow, qtbot: QtBot) -> None:
    window.list_pane.table.selectRow(0)
    window.actions_["tag_entries"].trigger()
    ticks = assigning(window, qtbot)
    QTest.keyClicks(ticks.edit, "READ")
    QTest.keyClick(ticks.edit, Qt.Key.Key_Return)
    assert ticks.list.item(0).checkState() is Qt.CheckState.Unchecked
    QTest.keyClick(ticks.edit, Qt.Key.Key_Return)
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert [(tag.name, tag.entries) for tag in library.tags()] == [("to read", 0)]


@pytest.mark.usefixtures("thesis")
def test_collections_are_ticked_for_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    window.list_pane.table.selectAll()
    window.actions_["collect_entries"].trigger()
    ticks = assigning(window, qtbot)
    ticks.tick("Thesis")
    ticks.enter()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert library.collections()[0].total == 6


def test_a_search_is_saved_used_and_put_back_into_the_box(window: MainWindow, qtbot: QtBot) -> None:
    search = window.list_pane.search
    search.set_text("author:otto year:>=2019")
    settled(qtbot, window)
    expected = titles(window)
    window.actions_["save_search"].trigger()
    name(window, "Otto's new ones")
    settled(qtbot, window)
    assert window.list_pane.message.text() == (
        'Saved: search:"Otto\'s new ones" finds it in any search.'
    )
    search.set_text('search:"otto\'s new ones"')
    settled(qtbot, window)
    assert titles(window) == expected
    assert "year at least 2019" in search.meaning()
    search.set_text("")
    window.go_to(View("search", 1))
    settled(qtbot, window)
    assert titles(window) == expected
    window.sidebar.query_asked.emit(View("search", 1))
    assert search.text() == "author:otto year:>=2019"


@pytest.mark.usefixtures("thesis")
def test_a_name_that_is_taken_is_told(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["new_tag"].trigger()
    name(window, "other")
    settled(qtbot, window)
    window.sidebar.edit_asked.emit(View("tag", 2))
    name(window, "TO READ")
    asking = dialog(window, NameDialog)
    assert isinstance(asking, NameDialog)
    assert not asking.can_be_accepted()
    assert asking.objection.text() == ("There is a tag “to read” already; choose another name.")
    asking.reject()


@pytest.mark.usefixtures("thesis")
def test_two_collections_at_one_place_have_different_names(window: MainWindow) -> None:
    window.actions_["new_collection"].trigger()
    name(window, "thesis")
    asking = dialog(window, NameDialog)
    assert isinstance(asking, NameDialog)
    assert asking.objection.text().startswith("There is a collection “Thesis” here already")
    asking.name.setText("Thesis 2")
    assert asking.can_be_accepted()
    asking.reject()


def test_a_search_takes_the_place_of_another_only_when_that_is_said(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["save_search"].trigger()
    name(window, "Mine", query="me:first")
    settled(qtbot, window)
    window.actions_["save_search"].trigger()
    asking = dialog(window, NameDialog)
    assert isinstance(asking, NameDialog)
    assert asking.query is not None
    asking.name.setText("mine")
    asking.query.setText("me:last")
    buttons = [button.text() for button in asking.findChildren(QPushButton)]
    assert "Replace it" in buttons
    asking.query.setText("search:mine has:code")
    assert not asking.can_be_accepted()
    assert "would use itself" in asking.objection.text()
    asking.reject()


def test_what_was_seen_while_typing_is_saved(window: MainWindow, qtbot: QtBot) -> None:
    box = window.list_pane.search.focusProxy()
    assert box is not None
    QTest.keyClicks(box, "grad")
    settled(qtbot, window)
    seen = titles(window)
    window.actions_["save_search"].trigger()
    name(window, 'my "x"')
    settled(qtbot, window)
    assert 'search:"my x" finds it' in window.list_pane.message.text()
    window.list_pane.search.set_text('search:"my x"')
    settled(qtbot, window)
    assert titles(window) == seen != []


def test_a_search_needs_a_name_and_a_query(window: MainWindow) -> None:
    window.actions_["save_search"].trigger()
    asking = dialog(window, NameDialog)
    assert isinstance(asking, NameDialog)
    states = []
    for text, query in (("", "x"), ("a", " "), ("a", "x")):
        asking.name.setText(text)
        assert asking.query is not None
        asking.query.setText(query)
        states.append(asking.can_be_accepted())
    assert states == [False, False, True]
    asking.reject()


def test_the_depth_is_remembered(
    window: MainWindow, open_window: OpenWindow, library: Path
) -> None:
    window.actions_["deep_collections"].trigger()
    window.close()
    assert not open_window(library).actions_["deep_collections"].isChecked()


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_seen_on_light_and_dark(look: Colors) -> None:
    for color, _ in SWATCHES[1:]:
        for ground in (look.window, look.surface):
            assert contrast(QColor(color), ground) >= 3
