"""New entries in the window: of a type, of an identifier, from the clipboard, copies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from biblio.entry import Entry, make_entry
from biblio.entry_types import ENTRY_TYPES
from db import Library, View
from desktop.window.entry.new_entry_dialog import NewEntryDialog
from desktop.window.files.filing import FilingDialog
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import settled, titles


@pytest.fixture(autouse=True)
def clipboard(window: MainWindow) -> Iterator[None]:
    """Nothing in the clipboard, before and after."""
    assert window.isVisible()
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def newest(window: MainWindow) -> Entry:
    with Library.open(window.session.path, readonly=True, create=False) as library:
        return library.entry(max(library.find_ids())).entry


def asked(window: MainWindow) -> NewEntryDialog:
    window.actions_["new_typed"].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChildren(NewEntryDialog)[-1]


def test_makes_an_entry_of_the_type_that_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    dialog = asked(window)
    assert dialog.types() == list(ENTRY_TYPES)
    QTest.keyClicks(dialog.edit, "doctor")
    assert dialog.types() == ["phdthesis"]
    assert "school" in dialog.told.text()
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert newest(window).type == "phdthesis"
    assert window.actions_["undo"].text() == "&Undo: New phdthesis"
    again = asked(window)
    QTest.keyClick(again.edit, Qt.Key.Key_Down)
    assert "Master" in again.list.currentItem().text()  # it began with the type used last
    again.reject()


def test_what_is_no_type_and_no_identifier_makes_nothing(window: MainWindow) -> None:
    dialog = asked(window)
    QTest.keyClicks(dialog.edit, "zzz")
    assert not dialog.button.isEnabled()
    dialog.accept_chosen()
    assert dialog.isVisible()
    dialog.reject()


def test_offers_the_identifier_in_the_clipboard(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("https://doi.org/10.1000/xyz")
    dialog = asked(window)
    assert "doi:10.1000/xyz" in dialog.told.text()
    dialog.accept_chosen()
    settled(qtbot, window)
    assert newest(window) == make_entry("misc", "", [("doi", "10.1000/xyz")])
    current = window.list_pane.table.current_id()
    asked(window).accept_chosen()  # a second time it is only shown
    settled(qtbot, window)
    assert window.list_pane.table.current_id() == current
    assert window.actions_["undo"].text() == "&Undo: New entry doi:10.1000/xyz"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arXiv:2101.00001", ("eprint", "2101.00001")),
        ("@misc{new, title = {Pasted}}", ("title", "Pasted")),
        ("TY  - JOUR\nTI  - Pasted\nER  - \n", ("title", "Pasted")),
        (
            '[{"id": "x", "type": "book", "title": "Pasted", "author": [{"family": "Li"}]}]',
            ("title", "Pasted"),
        ),
    ],
    ids=["arXiv", "BibTeX", "RIS", "CSL-JSON"],
)
def test_pastes_what_can_be_an_entry(
    window: MainWindow, qtbot: QtBot, text: str, expected: tuple[str, str]
) -> None:
    QGuiApplication.clipboard().setText(text)
    window.actions_["paste"].trigger()
    settled(qtbot, window)
    assert newest(window).get(expected[0]) == expected[1]


def test_duplicates_with_a_key_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    window.list_pane.table.selectRow(0)
    old = window.list_pane.model.id_at(0)
    window.actions_["duplicate"].trigger()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        first, copy = library.entry(old).entry, newest(window)
    assert copy.fields == first.fields
    assert copy.key not in {"", first.key}
    assert window.list_pane.table.selected_ids() == [window.list_pane.table.current_id()]
    assert window.list_pane.table.current_id() != old
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert window.session.entry(max(window.list_pane.model.ids)) is not None
    assert len(window.list_pane.model.ids) == 6


def test_an_empty_clipboard_is_said(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.actions_["paste"].trigger()
    settled(qtbot, window)
    assert "holds no text" in window.list_pane.message.text()


def test_says_how_many_were_there_already(window: MainWindow, qtbot: QtBot) -> None:
    adding = window.features.feature("entry.adding", "NewEntries")
    for text, said in (
        ("10.1000/a", "An entry was made. Fill in what else you know."),
        (
            "10.1000/a 10.1000/b",
            "An entry was made. Fill in what else you know. 1 is in the library already.",
        ),
        (
            "10.1000/a 10.1000/b 10.1000/c 10.1000/d",
            "2 entries were made. 2 are in the library already.",
        ),
    ):
        adding.take_text(text)
        settled(qtbot, window)
        assert window.list_pane.message.text() == said


FILE = "@misc{fa,\n\ttitle = {First},\n\tyear = {2001},\n}\n"


def with_file(qtbot: QtBot, window: MainWindow) -> int:
    with Library.open(window.session.path) as library:
        source_id = library.import_bytes(FILE.encode(), name="mine.bib").source_id
    window.refresh(None)
    settled(qtbot, window)
    assert source_id is not None
    return source_id


def written(window: MainWindow, name: str) -> str:
    with Library.open(window.session.path, readonly=True, create=False) as library:
        return library.export_source(name).decode()


def test_a_new_entry_goes_into_the_file_that_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    view = View("source", with_file(qtbot, window))
    window.go_to(view)
    settled(qtbot, window)
    window.actions_["new_entry"].trigger()
    settled(qtbot, window)
    assert written(window, "mine.bib") == FILE + "\n@article{,\n\ttitle = {New entry},\n}\n"
    assert window.list_pane.view() == view
    assert titles(window) == ["First", "New entry"]


def test_the_selection_is_added_to_an_imported_file(window: MainWindow, qtbot: QtBot) -> None:
    with_file(qtbot, window)
    window.actions_["new_entry"].trigger()
    settled(qtbot, window)
    window.actions_["file_entries"].trigger()
    dialog = window.findChildren(FilingDialog)[-1]
    assert dialog.list.item(0).text() == "mine.bib"
    dialog.list.itemActivated.emit(dialog.list.item(0))
    settled(qtbot, window)
    assert written(window, "mine.bib") == FILE + "\n@article{,\n\ttitle = {New entry},\n}\n"
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert written(window, "mine.bib") == FILE
