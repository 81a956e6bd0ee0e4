"""Checking entries in the window: what is listed, what is mended, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from desktop.window.main_window import MainWindow
from desktop.window.many.check_dialog import CheckDialog
from tests.desktop.window.kit import OpenWindow, make_library, settled

BIB = """\
@misc{a, title = {R & D}, month = {March}, doi = {https://doi.org/10.1000/x}}
@book{b, title = {Sound}}
"""
Open = Callable[[], CheckDialog]


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    return open_window(make_library(tmp_path / "doubtful.oeuvre", ("refs.bib", BIB)))


@pytest.fixture
def check(qtbot: QtBot, window: MainWindow) -> Iterator[Open]:
    def opened() -> CheckDialog:
        window.actions_["check_entries"].trigger()
        settled(qtbot, window)
        return window.findChildren(CheckDialog)[-1]

    yield opened
    for dialog in window.findChildren(CheckDialog):
        dialog.close()


def rows(dialog: CheckDialog) -> list[tuple[str, str]]:
    model = dialog.model
    return [
        (str(model.data(model.index(row, 2))), str(model.data(model.index(row, 3))))
        for row in range(model.rowCount())
    ]


def test_lists_what_it_is_and_what_it_becomes(check: Open) -> None:
    assert rows(check()) == [
        ("doi", "10.1000/x"),
        ("title", r"R \& D"),
        ("month", "mar"),
        ("author", ""),
        ("publisher", ""),
        ("year", ""),
    ]


def test_mends_what_is_ticked_as_one_step(qtbot: QtBot, window: MainWindow, check: Open) -> None:
    dialog = check()
    model = dialog.model
    assert dialog.button.text() == "Mend 3"
    state = Qt.CheckState.Unchecked
    assert model.setData(model.index(1, 0), state, Qt.ItemDataRole.CheckStateRole)
    assert dialog.button.text() == "Mend 2"
    with qtbot.waitSignal(dialog.mended) as told:
        dialog.button.click()
    settled(qtbot, window)
    assert told.args == ["1 entry mended."]
    assert [field for field, _ in rows(dialog)] == ["title", "author", "publisher", "year"]
    assert not dialog.button.isEnabled()
    window.commands.undo()
    settled(qtbot, window)
    dialog.look()
    settled(qtbot, window)
    assert len(rows(dialog)) == 6


def test_shows_one_kind_alone(check: Open) -> None:
    dialog = check()
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("required-field"))
    assert [field for field, _ in rows(dialog)] == ["author", "publisher", "year"]
    assert not dialog.button.isEnabled()


def test_what_only_the_user_can_mend_has_no_tick(check: Open) -> None:
    model = check().model
    flags = model.flags(model.index(4, 0))
    assert not flags & Qt.ItemFlag.ItemIsUserCheckable
    assert model.data(model.index(4, 0), Qt.ItemDataRole.CheckStateRole) is None


def test_an_answer_for_a_dialog_that_is_gone_is_dropped(
    qtbot: QtBot, window: MainWindow, check: Open
) -> None:
    dialog = check()
    dialog.look()
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settled(qtbot, window)  # the answer would raise in the event loop
    assert window.findChildren(CheckDialog) == []
