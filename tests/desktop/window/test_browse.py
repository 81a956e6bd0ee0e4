"""The browse panel: values are counted, included and excluded by a click, and renamed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from biblio.query.terms import Choice
from db import Library
from desktop.window.main_window import MainWindow
from desktop.window.side.browse_panel import BrowsePanel
from desktop.window.side.browse_tree import CHOICE, VALUE
from desktop.window.side.rename_dialog import RenameDialog
from tests.desktop.window.kit import OpenWindow, make_library, settled, titles

BIB = """\
@article{a, title = {Knots}, author = {Otto, Cyrus and Sandberg, Ada}, year = 2018,
  journal = {Annals of Invented {P}hysics}, keywords = {maps, nets}}
@article{b, title = {Lamps}, author = {A. Sandberg}, year = 2020,
  journal = {Annals of Invented Physics}}
@book{c, title = {Sheaves}, author = {Li, Bo}, year = 2020, publisher = {Nowhere Press}}
"""


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    opened = open_window(make_library(tmp_path / "browse.oeuvre", ("b.bib", BIB)))
    opened.actions_["browse"].trigger()
    settled(qtbot, opened)
    return opened


def value(panel: BrowsePanel, facet: str, text: str) -> QTreeWidgetItem:
    section = panel.tree.section(facet)
    items = [section.child(row) for row in range(section.childCount())]
    return next(item for item in items if item is not None and item.text(0) == text)


def opened(window: MainWindow, qtbot: QtBot, facet: str) -> list[str]:
    window.views.browse.tree.section(facet).setExpanded(True)
    settled(qtbot, window)
    return window.views.browse.labels(facet)


def test_counts_the_values_of_the_list(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    assert panel.labels("author") == ["Ada Sandberg 2", "Bo Li 1", "Cyrus Otto 1"]
    assert panel.labels("year") == ["2020 2", "2018 1"]
    assert opened(window, qtbot, "venue") == ["Annals of Invented Physics 2", "Nowhere Press 1"]
    assert opened(window, qtbot, "tag") == ["No values"]
    window.list_pane.search.set_text("kno")
    settled(qtbot, window)
    assert panel.labels("author") == ["No values"]
    window.list_pane.search.set_text("knots")
    settled(qtbot, window)
    assert panel.labels("author") == ["Cyrus Otto 1", "Ada Sandberg 1"]


def test_a_click_includes_then_excludes_then_lets_go(window: MainWindow, qtbot: QtBot) -> None:
    tree, search = window.views.browse.tree, window.list_pane.search
    seen = []
    for _ in range(3):
        row = tree.visualItemRect(value(window.views.browse, "year", "2020"))
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
        settled(qtbot, window)
        seen.append((search.text(), sorted(titles(window)), search.meaning()))
    assert seen == [
        ("year:2020", ["Lamps", "Sheaves"], "Finds: year 2020"),
        ("-year:2020", ["Knots"], "Finds: not year 2020"),
        ("", ["Knots", "Lamps", "Sheaves"], ""),
    ]


def test_spellings_of_a_person_are_one_value(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    panel.tree.activate(value(panel, "author", "Ada Sandberg"))
    settled(qtbot, window)
    assert sorted(titles(window)) == ["Knots", "Lamps"]
    assert value(panel, "author", "Ada Sandberg").data(0, CHOICE) is Choice.INCLUDED
    panel.tree.activate(value(panel, "author", "Cyrus Otto"), Choice.EXCLUDED)
    settled(qtbot, window)
    assert titles(window) == ["Lamps"]
    window.list_pane.search.set_text("")  # removed where it is written
    settled(qtbot, window)
    assert value(panel, "author", "Ada Sandberg").data(0, CHOICE) is Choice.OFF


def test_what_is_excluded_stays_in_sight_to_be_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    window.list_pane.search.set_text("-year:1999 -year:2018")
    settled(qtbot, window)
    assert panel.labels("year") == ["1999 0", "2018 0", "2020 2"]
    panel.tree.activate(value(panel, "year", "1999"), Choice.EXCLUDED)
    settled(qtbot, window)
    assert window.list_pane.search.text() == "-year:2018"


def test_what_is_excluded_is_written_as_before(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    panel.tree.activate(value(panel, "author", "Ada Sandberg"), Choice.EXCLUDED)
    settled(qtbot, window)
    assert panel.labels("author") == ["Ada Sandberg 0", "Bo Li 1"]
    panel.tree.activate(value(panel, "author", "Ada Sandberg"), Choice.EXCLUDED)
    settled(qtbot, window)
    assert window.list_pane.search.text() == ""


def test_a_choice_goes_with_what_is_being_typed(window: MainWindow, qtbot: QtBot) -> None:
    box = window.list_pane.search.focusProxy()
    assert box is not None
    QTest.keyClicks(box, "kno")
    settled(qtbot, window)
    panel = window.views.browse
    panel.tree.activate(value(panel, "author", "Cyrus Otto"))
    settled(qtbot, window)
    assert titles(window) == ["Knots"]
    assert window.list_pane.search.text().startswith("kno* ")


def test_the_keyboard_does_it_all(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    tree = panel.tree
    tree.setFocus()
    tree.setCurrentItem(value(panel, "year", "2018"))
    QTest.keyClick(tree, Qt.Key.Key_Minus)
    settled(qtbot, window)
    assert window.list_pane.search.text() == "-year:2018"
    current = tree.currentItem()
    assert current is not None
    assert current.text(0) == "2018"
    QTest.keyClick(tree, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.list_pane.search.text() == ""
    tree.setCurrentItem(tree.section("author"))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert not tree.section("author").isExpanded()


def test_says_aloud_what_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    panel.tree.activate(value(panel, "year", "2018"))
    settled(qtbot, window)
    spoken = value(panel, "year", "2018").data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2018, 1 entry, included"


def test_says_that_values_are_being_counted(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    panel.tree.section("venue").setExpanded(True)
    assert panel.labels("venue") == ["Counting…"]
    assert opened(window, qtbot, "venue") == ["Annals of Invented Physics 2", "Nowhere Press 1"]


def test_values_are_found_by_typing(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.views.browse
    panel.filter.setText("sand")
    settled(qtbot, window)
    assert panel.labels("author") == ["Ada Sandberg 2"]
    assert panel.labels("year") == ["No values"]


def test_more_values_are_shown_when_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    authors = " and ".join(f"Person{n}, A" for n in range(30))
    window.session.write(lambda lib, _: lib.new_entry("misc", {"author": authors}), lambda _: None)
    settled(qtbot, window)
    panel = window.views.browse
    assert len(panel.labels("author")) == 11
    assert panel.labels("author")[-1] == "23 more…"
    section = panel.tree.section("author")
    last = section.child(10)
    assert last is not None
    panel.tree.activate(last)
    settled(qtbot, window)
    assert len(panel.labels("author")) == 33


def test_a_closed_panel_asks_nothing_and_is_remembered(
    window: MainWindow, qtbot: QtBot, open_window: OpenWindow
) -> None:
    panel = window.views.browse
    panel.closed.emit()
    assert not panel.isVisible()
    window.list_pane.search.set_text("year:2018")
    settled(qtbot, window)
    assert panel.labels("year") == ["2020 2", "2018 1"]
    window.actions_["browse"].trigger()
    settled(qtbot, window)
    assert panel.labels("year") == ["2020 2", "2018 1"]  # what could be included beside it
    assert value(panel, "year", "2018").data(0, CHOICE) is Choice.INCLUDED
    window.close()
    again = open_window(window.session.path)
    settled(qtbot, again)
    assert again.views.browse.labels("year") == ["2020 2", "2018 1"]


def renaming(window: MainWindow, qtbot: QtBot, facet: str, text: str) -> RenameDialog:
    panel = window.views.browse
    opened(window, qtbot, facet)
    item = value(panel, facet, text)
    panel.tree.setCurrentItem(item)
    QTest.keyClick(panel.tree, Qt.Key.Key_F2)
    settled(qtbot, window)
    return window.findChildren(RenameDialog)[-1]


def test_a_venue_is_renamed_after_a_look_at_every_change(window: MainWindow, qtbot: QtBot) -> None:
    dialog = renaming(window, qtbot, "venue", "Annals of Invented Physics")
    assert dialog.edit.text() == r"Annals of Invented {P}hysics"
    dialog.edit.setText("Annals")
    qtbot.waitUntil(dialog.button.isEnabled)
    shown = [(c.key, c.field, c.before, c.after) for c in dialog.changes()]
    assert shown == [
        ("a", "journal", "Annals of Invented {P}hysics", "Annals"),
        ("b", "journal", "Annals of Invented Physics", "Annals"),
    ]
    assert dialog.button.text() == "Change 2 entries"
    dialog.model.setData(
        dialog.model.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert dialog.button.text() == "Change 1 entry"
    dialog.button.click()
    settled(qtbot, window)
    assert window.list_pane.message.text() == "1 entry changed."
    assert window.views.browse.labels("venue") == [
        "Annals 1",
        "Annals of Invented Physics 1",
        "Nowhere Press 1",
    ]
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert library.export_source("b.bib").decode() == BIB.replace(
            "{Annals of Invented Physics}", "{Annals}"
        )
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert library.export_source("b.bib").decode() == BIB


@pytest.mark.parametrize(
    ("facet", "old", "new", "told"),
    [
        ("venue", "Nowhere Press", "Press in {Nowhere", "A brace has no partner"),
        ("type", "book", "a book", "A type is one word"),
        ("type", "book", "comment", "A type is one word"),
    ],
)
def test_what_cannot_be_written_is_refused_where_it_is_typed(
    window: MainWindow, qtbot: QtBot, facet: str, old: str, new: str, told: str
) -> None:
    dialog = renaming(window, qtbot, facet, old)
    dialog.edit.setText(new)
    qtbot.waitUntil(lambda: dialog.told.text().startswith(told))
    assert not dialog.button.isEnabled()
    dialog.edit.setText("Press")
    qtbot.waitUntil(dialog.button.isEnabled)


def test_a_long_list_of_authors_is_shown_where_it_changes(window: MainWindow, qtbot: QtBot) -> None:
    dialog = renaming(window, qtbot, "author", "Ada Sandberg")
    dialog.edit.setText("Sandberg, Ada M.")
    qtbot.waitUntil(dialog.button.isEnabled)
    cells = [[dialog.model.index(row, column).data() for column in (2, 3)] for row in range(2)]
    assert cells == [
        ["…Cyrus and Sandberg, Ada", "…Cyrus and Sandberg, Ada M."],
        ["A. Sandberg", "Sandberg, Ada M."],
    ]
    dialog.reject()


def test_years_and_having_none_cannot_be_renamed(window: MainWindow) -> None:
    panel = window.views.browse
    panel.tree.setCurrentItem(value(panel, "year", "2018"))
    QTest.keyClick(panel.tree, Qt.Key.Key_F2)
    assert window.findChildren(RenameDialog) == []
    assert value(panel, "year", "2018").data(0, VALUE).count == 1


def test_a_click_beside_the_values_does_nothing(window: MainWindow) -> None:
    tree = window.views.browse.tree
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, tree.viewport().height() - 2)
    )
    assert window.list_pane.search.text() == ""
