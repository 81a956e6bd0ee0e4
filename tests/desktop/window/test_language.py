"""Choosing by which language's alphabet the list is sorted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from db import Library, Sort, View
from desktop.window.main_window import MainWindow
from desktop.window.table.language_dialog import LanguageDialog
from tests.desktop.window.kit import OpenWindow, make_library, settled, titles

BIB = "@misc{a, title={Zeta}}\n@misc{b, title={Åland}}\n@misc{c, title={Alpha}}\n"


@pytest.fixture
def listed(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    window = open_window(make_library(tmp_path / "order.oeuvre", ("refs.bib", BIB)))
    window.go_to(View())
    window.list_pane.table.sort_asked.emit((Sort("title"),))
    settled(qtbot, window)
    assert titles(window) == ["Åland", "Alpha", "Zeta"]
    return window


def asked(qtbot: QtBot, window: MainWindow) -> LanguageDialog:
    window.actions_["language"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(LanguageDialog)))
    return window.findChildren(LanguageDialog)[0]


def accept(dialog: LanguageDialog) -> None:
    box = dialog.findChildren(QDialogButtonBox)[0]
    next(b for b in box.buttons() if b.text() == "Sort").click()


def test_sorts_by_the_alphabet_that_is_chosen(qtbot: QtBot, listed: MainWindow) -> None:
    dialog = asked(qtbot, listed)
    assert dialog.language() == ""
    dialog.choose("sv")
    assert dialog.letters.text() == "Letters of its own: z\u00a0å\u00a0ä\u00a0ö"
    accept(dialog)
    settled(qtbot, listed)
    assert titles(listed) == ["Alpha", "Zeta", "Åland"]
    assert listed.list_pane.message.text() == "The list is sorted as in Swedish now."
    listed.list_pane.message.buttons()[0].click()
    settled(qtbot, listed)
    assert titles(listed) == ["Åland", "Alpha", "Zeta"]


def test_the_same_language_changes_nothing(qtbot: QtBot, listed: MainWindow) -> None:
    dialog = asked(qtbot, listed)
    with qtbot.assertNotEmitted(dialog.chosen):
        accept(dialog)


def test_each_language_says_which_letters_are_its_own(qtbot: QtBot, listed: MainWindow) -> None:
    dialog = asked(qtbot, listed)
    dialog.choose("en")
    assert dialog.letters.text() == "No letters of its own: accents decide nothing."
    dialog.choose("hu")
    assert dialog.languages.currentItem().text() == "Hungarian – magyar"
    assert "d\u00a0dz\u00a0dzs · " in dialog.letters.text()
    dialog.close()


def test_a_new_library_is_sorted_as_the_system_is(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_COLLATE", "sv_SE.UTF-8")
    window = open_window(tmp_path / "new.oeuvre")
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert library.language() == "sv"
        assert library.history() == []
