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
    assert dialog.letters.text() == "Letters of its own: å\u00a0ä\u00a0ö\u00a0after\u00a0z"
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
    assert "dz\u00a0dzs\u00a0after\u00a0d · " in dialog.letters.text()
    dialog.close()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", "Italian – italiano"),
        ("is", "Icelandic – íslenska"),
        ("en", "English"),
        ("fil", "Filipino"),
        ("de-phonebook", "German (ä as ae)"),
    ],
)
def test_a_language_is_called_by_its_own_name_too(
    qtbot: QtBot, listed: MainWindow, language: str, words: str
) -> None:
    dialog = asked(qtbot, listed)
    dialog.choose(language)
    assert dialog.languages.currentItem().text() == words
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
