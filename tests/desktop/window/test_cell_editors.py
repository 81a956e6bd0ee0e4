"""Editing in the list: in place, as written, and without getting in the way of opening."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from biblio.entry import Entry, make_entry
from db import Library, View
from desktop.window.entry.field_editor import FieldEditor
from desktop.window.main_window import MainWindow
from desktop.window.table.cell_editors import CellEditors
from desktop.window.table.cell_fields import field_of
from desktop.window.table.columns import INDEX, read_text
from tests.desktop.window.kit import settled


@pytest.fixture
def knots(window: MainWindow, qtbot: QtBot) -> int:
    """The entry of the .bib with the cursor on it."""
    window.go_to(View())
    settled(qtbot, window)
    ids = window.list_pane.model.ids
    wanted = next(i for i in ids if window.session.rows([i])[0].key == "otto2018knots")
    window.list_pane.show_entry(wanted)
    settled(qtbot, window)
    window.activateWindow()
    window.list_pane.table.setFocus()
    qtbot.waitUntil(window.list_pane.table.hasFocus)
    return wanted


def put_cursor(window: MainWindow, entry_id: int, column: str) -> None:
    pane = window.list_pane
    place = pane.model.index(pane.model.ids.index(entry_id), INDEX[column])
    pane.table.setCurrentIndex(place)


def editors(window: MainWindow) -> CellEditors:
    found = window.features.feature("table.cell_editors", "CellEditors")
    assert isinstance(found, CellEditors)
    return found


def entry(window: MainWindow, entry_id: int) -> Entry:
    with Library.open(window.session.path, readonly=True, create=False) as library:
        return library.entry(entry_id).entry


def edit(window: MainWindow, entry_id: int, column: str, text: str, key: Qt.Key) -> None:
    put_cursor(window, entry_id, column)
    QTest.keyClick(window.list_pane.table, Qt.Key.Key_F2)
    editor = editors(window).editor
    assert editor is not None
    editor.setText(text)
    QTest.keyClick(editor, key)


@pytest.mark.parametrize(
    ("column", "field", "text"),
    [
        ("title", "title", "Knots in {Wide} Channels"),
        ("venue", "journal", "Annals"),
        ("year", "year", "2019"),
    ],
)
def test_f2_edits_the_cell_as_one_step_and_only_its_line(
    window: MainWindow, qtbot: QtBot, knots: int, column: str, field: str, text: str
) -> None:
    edit(window, knots, column, text, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert entry(window, knots).get(field) == text
    assert window.actions_["undo"].text() == f"&Undo: Edit {field} of otto2018knots"
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert entry(window, knots).get("title") == "Knots in Narrow Channels"


def test_type_and_key_are_edited_too(window: MainWindow, qtbot: QtBot, knots: int) -> None:
    window.list_pane.table.showColumn(INDEX["type"])
    edit(window, knots, "type", "Misc", Qt.Key.Key_Return)
    edit(window, knots, "key", "knots", Qt.Key.Key_Return)
    settled(qtbot, window)
    assert (entry(window, knots).type, entry(window, knots).key) == ("misc", "knots")


def test_escape_gives_up_and_braces_must_pair(window: MainWindow, qtbot: QtBot, knots: int) -> None:
    edit(window, knots, "title", "Other", Qt.Key.Key_Escape)
    edit(window, knots, "title", "a{b", Qt.Key.Key_Return)
    editor = editors(window).editor
    assert editor is not None  # still there to be mended
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert entry(window, knots).get("title") == "Knots in Narrow Channels"
    assert window.list_pane.table.hasFocus()


def test_tab_keeps_and_goes_on_in_the_row(window: MainWindow, qtbot: QtBot, knots: int) -> None:
    edit(window, knots, "title", "Knots", Qt.Key.Key_Tab)
    settled(qtbot, window)
    assert entry(window, knots).get("title") == "Knots"
    editor = editors(window).editor
    assert editor is not None
    assert editor.text() == "2018"


def test_a_change_from_elsewhere_is_not_replaced(
    window: MainWindow, qtbot: QtBot, knots: int
) -> None:
    put_cursor(window, knots, "title")
    window.actions_["edit_cell"].trigger()
    editor = editors(window).editor
    assert editor is not None
    with Library.open(window.session.path) as library:
        library.set_fields(knots, {"title": "Theirs"})
    editor.setText("Mine")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert entry(window, knots).get("title") == "Theirs"
    assert window.entry_pane.has_drafts  # what was typed is kept in the form, to choose from
    window.entry_pane.show_tab("edit")
    for field in window.entry_pane.form.findChildren(FieldEditor):
        field.revert()


def test_what_is_typed_is_kept_when_the_window_is_closed(window: MainWindow, knots: int) -> None:
    put_cursor(window, knots, "title")
    window.actions_["edit_cell"].trigger()
    editor = editors(window).editor
    assert editor is not None
    editor.setText("Late")
    window.close()
    assert entry(window, knots).get("title") == "Late"


def test_a_double_click_opens_the_entry(window: MainWindow, qtbot: QtBot, knots: int) -> None:
    table = window.list_pane.table
    put_cursor(window, knots, "title")
    place = table.visualRect(table.currentIndex()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    with qtbot.waitSignal(table.opened):
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert editors(window).editor is None


def test_stars_and_read_states_are_given_to_the_selection(
    window: MainWindow, qtbot: QtBot, knots: int
) -> None:
    window.list_pane.table.selectAll()
    window.actions_["rate_4"].trigger()
    settled(qtbot, window)
    window.actions_["mark_read"].trigger()
    settled(qtbot, window)
    rows = window.session.rows(list(window.list_pane.model.ids))
    assert {(row.rating, row.read, read_text(row)) for row in rows} == {(4, "read", "Read")}
    assert window.actions_["undo"].text() == "&Undo: Set readstatus to “read” in 6 entries"
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert b"rating" not in library.export_source("old.bib")
    window.actions_["rate_0"].trigger()
    settled(qtbot, window)
    assert window.session.rows([knots])[0].rating == 0


@pytest.mark.parametrize(
    ("column", "fields", "expected"),
    [
        ("year", {"date": "2020"}, "date"),
        ("year", {"year": "2020", "date": "2020"}, "year"),
        ("venue", {"booktitle": "X"}, "booktitle"),
        ("venue", {}, "journal"),
        ("authors", {"editor": "X"}, "editor"),
        ("citations", {}, ""),
        ("field:doi", {}, "doi"),
    ],
)
def test_a_cell_is_of_the_field_that_it_shows(
    column: str, fields: dict[str, str], expected: str
) -> None:
    assert field_of(column, make_entry("article", "k", fields.items())) == expected
