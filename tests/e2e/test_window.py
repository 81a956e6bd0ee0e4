"""The main job in the real window: import, look, search, edit, undo, export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import Library
from desktop.window import theme
from desktop.window.app import save_picture
from desktop.window.files.export_dialog import ExportDialog
from tests.desktop.window.kit import (
    BIB,
    PAGE,
    OpenWindow,
    make_library,
    settled,
    titles,
    window_opener,
)


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    opener, close_all = window_opener(qtbot, tmp_path / "window.ini")
    yield opener
    close_all()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_from_a_profile_page_to_a_bib(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    path = tmp_path / "mine.oeuvre"
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "old.bib").write_text(BIB, encoding="utf-8")
    window = open_window(path)
    window.activateWindow()

    # Import, and look at the person's list
    window.commands.imports.import_files([tmp_path / "page.txt", tmp_path / "old.bib"])
    settled(qtbot, window)
    window.actions_["go_profile"].trigger()
    settled(qtbot, window)
    assert window.list_pane.header.isVisible()
    assert len(titles(window)) == 5

    # Search by keyboard, and go on in the list
    window.list_pane.table.setFocus()
    press(Qt.Key.Key_F, control)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.list_pane.search.focusProxy())
    for letter in "quiet":
        press(getattr(Qt.Key, f"Key_{letter.upper()}"))
    qtbot.waitUntil(lambda: titles(window) == ["A Theory of Quiet Gradients"], timeout=5000)
    settled(qtbot, window)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.list_pane.table
    entry_id = window.list_pane.table.current_id()
    assert window.entry_pane.entry_id == entry_id

    # Edit, undo, redo
    assert entry_id is not None
    window.entry_pane.fields_edited.emit(entry_id, {"title": "A Theory of {L}oud Gradients"})
    settled(qtbot, window)
    assert titles(window) == []  # the query finds it no more
    window.list_pane.search.set_text("")
    settled(qtbot, window)
    assert "A Theory of Loud Gradients" in titles(window)
    window.list_pane.table.setFocus()
    press(Qt.Key.Key_Z, control)
    settled(qtbot, window)
    assert "A Theory of Quiet Gradients" in titles(window)
    press(Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    assert "A Theory of Loud Gradients" in titles(window)

    # Export what is listed
    press(Qt.Key.Key_E, control)
    settled(qtbot, window)
    (dialog,) = window.findChildren(ExportDialog)
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(tmp_path / "out.bib")
    text = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert text.count("\n@") + text.startswith("@") == 5
    assert "A Theory of {L}oud Gradients" in text
    assert "summary" not in text
    window.close()

    # One tidy file is left, with its history
    assert not list(tmp_path.glob("mine.oeuvre-*"))
    with Library.open(path, readonly=True) as library:
        assert [step.state for step in library.history()] == ["done", "done", "done"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_picture_shows_the_window_without_a_screen(
    qapp: QApplication, tmp_path: Path, *, dark: bool
) -> None:
    library = make_library(tmp_path / "list.oeuvre", ("page.txt", PAGE))
    save_picture(library, tmp_path / "window.png", size=(1000, 700), dark=dark)
    theme.apply(qapp, Qt.ColorScheme.Light)  # as the other tests have it
    image = QImage(str(tmp_path / "window.png"))
    assert (image.width(), image.height()) == (1000, 700)
    ground = image.pixelColor(20, 680).lightness()
    assert (ground < 80) == dark
    assert not list(tmp_path.glob("list.oeuvre-*"))
