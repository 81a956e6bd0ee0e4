"""Editing in the list: in place, as written, and without getting in the way of opening."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from biblio.entry import Entry, make_entry
from db import Library, View
from db.errors import LibraryDamagedError
from desktop.window.entry.field_checks import KEY
from desktop.window.entry.field_editor import FieldEditor
from desktop.window.history.rescue_drafts import DraftKeeper, Drafts, drafts_folder
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


# --- What is typed is never lost --------------------------------------------------------------


def type_over(window: MainWindow, entry_id: int, column: str, text: str) -> QLineEdit:
    """Open the editor of a cell, and type."""
    put_cursor(window, entry_id, column)
    QTest.keyClick(window.list_pane.table, Qt.Key.Key_F2)
    found = editors(window).editor
    assert found is not None
    found.selectAll()
    QTest.keyClicks(found, text)
    return found


def field(window: MainWindow, name: str) -> FieldEditor:
    found = window.entry_pane.form.findChildren(FieldEditor)
    return next(each for each in found if each.name == name)


def let_go(window: MainWindow) -> None:
    """Give up what the form keeps, so that the window closes without a question."""
    for each in window.entry_pane.form.findChildren(FieldEditor):
        each.revert()
    assert not window.entry_pane.has_drafts


def test_a_conflict_asks_in_a_form_that_was_seen_before(
    window: MainWindow, qtbot: QtBot, knots: int
) -> None:
    window.entry_pane.show_tab("edit")
    settled(qtbot, window)
    editor = type_over(window, knots, "title", "typed in cell")
    with Library.open(window.session.path, actor="cli") as library:
        library.set_fields(knots, {"title": "CLI title", "year": "1900"})
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert entry(window, knots).get("title") == "CLI title"
    message = window.list_pane.message
    assert message.text() == (
        "“Title” was changed elsewhere meanwhile; choose in the form what counts."
        " What you typed is kept in the form."
    )
    message.buttons()[0].click()
    settled(qtbot, window)
    title = field(window, "title")
    assert title.text == "typed in cell"
    assert title.is_asking
    assert title.saved == "CLI title"
    assert title.isAncestorOf(window.focusWidget())
    let_go(window)


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        ("key", "a b", "A key cannot have a space; this is not saved."),
        ("title", "a{b", "The braces do not balance, so this cannot be saved yet."),
    ],
)
def test_what_cannot_be_saved_is_handed_to_the_form_when_the_cell_is_left(
    window: MainWindow, qtbot: QtBot, knots: int, column: str, typed: str, words: str
) -> None:
    editor = type_over(window, knots, column, typed)
    assert editor.accessibleDescription() == words
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        QTest.keyClick(editor, key)
        assert editors(window).editor is editor  # to be mended
    window.list_pane.search.focus()
    assert editors(window).editor is None
    assert window.list_pane.message.text() == f"{words} What you typed is kept in the form."
    settled(qtbot, window)
    window.list_pane.message.buttons()[0].click()
    settled(qtbot, window)
    assert [text for _, text in window.entry_pane.form.drafts().values()] == [typed]
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleDescription().endswith(words)
    let_go(window)


def test_a_key_that_is_taken_is_kept_in_the_form(
    window: MainWindow, qtbot: QtBot, knots: int
) -> None:
    editor = type_over(window, knots, "key", "li2022lamps")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.list_pane.message.text().startswith(
        "Another entry has the key “li2022lamps”; choose another one."
    )
    assert window.entry_pane.form.drafts() == {(knots, KEY): ("otto2018knots", "li2022lamps")}
    # F2 again leads to that text, and opens no second one
    QTest.keyClick(window.list_pane.table, Qt.Key.Key_F2)
    settled(qtbot, window)
    assert editors(window).editor is None
    focused = window.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "li2022lamps"
    let_go(window)


def test_a_cell_typed_over_after_the_file_is_gone_is_kept(
    window: MainWindow, qtbot: QtBot, knots: int
) -> None:
    editor = type_over(window, knots, "title", "Late")
    window.session.path.unlink()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert "was removed or replaced" in window.list_pane.message.text()
    assert window.entry_pane.form.drafts() == {
        (knots, "title"): ("Knots in Narrow Channels", "Late")
    }
    window.entry_pane.show_tab("edit")
    settled(qtbot, window)
    let_go(window)


def test_a_damaged_library_is_told_when_a_cell_is_to_be_edited(
    window: MainWindow, knots: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_: int) -> None:
        raise LibraryDamagedError(window.session.path)

    monkeypatch.setattr(window.session, "entry", damaged)
    put_cursor(window, knots, "title")
    QTest.keyClick(window.list_pane.table, Qt.Key.Key_F2)
    assert editors(window).editor is None
    assert "is damaged" in window.list_pane.message.text()


def test_what_is_typed_in_a_cell_is_kept_at_a_crash(window: MainWindow, knots: int) -> None:
    (keeper,) = window.findChildren(DraftKeeper)
    editor = type_over(window, knots, "title", "half a ti")
    keeper.save()
    (file,) = drafts_folder().glob("*.json")
    kept = Drafts.from_json(file.read_text(encoding="utf-8"))
    assert kept.form == {(knots, "title"): ("Knots in Narrow Channels", "half a ti")}
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    keeper.save()
    assert not file.exists()


def test_the_field_type_is_not_the_type_of_the_entry() -> None:
    made = make_entry("techreport", "k", [("type", "Memo"), ("key", "x")])
    assert field_of("field:type", made) == "type"
    assert field_of("type", made) != "type"
    assert field_of("field:key", made) == "key"
    assert field_of("key", made) != "key"


def test_marks_of_names_that_go_with_a_cell_are_told(
    window: MainWindow, qtbot: QtBot, knots: int
) -> None:
    with Library.open(window.session.path, actor="test") as library:
        library.set_fields(knots, {"author+an": "2=corresponding"})
    window.refresh(None)
    settled(qtbot, window)
    window.list_pane.table.showColumn(INDEX["authors"])
    editor = type_over(window, knots, "authors", "Li, Bo and Sandberg, Ada and Otto, Cyrus")
    assert editor.accessibleDescription() == ""
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert entry(window, knots).get("author+an") == "2=corresponding"
    assert entry(window, knots).get("author").startswith("Li, Bo")
    editor = type_over(window, knots, "authors", "Li, Bo and Wu, Cy")
    assert "marks of “Ada Sandberg”" in editor.accessibleDescription()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert "marks of “Ada Sandberg”" in window.list_pane.message.text()
