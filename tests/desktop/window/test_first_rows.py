"""The window shows its first rows soon, and then makes all else without moving them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.window.later import Turns
from desktop.window.main_window import MainWindow
from desktop.window.settings import Settings
from tests.desktop.window.kit import BIB, make_library, settled

# Shows a window as the command line does, and tells what was loaded when its rows are there
PROGRAM = """
import json, os, sys
from pathlib import Path
import desktop.cli.run
from desktop.cli.output import Output
from desktop.starting import start_window
def tell():
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)
start_window(Path(sys.argv[1]), Output(), lambda window: window.rows_shown.connect(tell))
"""
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules that are loaded when the first rows are on the screen."""
    folder = tmp_path_factory.mktemp("first")
    library = make_library(folder / "list.oeuvre", ("old.bib", BIB))
    settings = {"XDG_CONFIG_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(library)],
        env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return frozenset(json.loads(done.stdout))


@pytest.mark.parametrize(
    "name",
    [
        "desktop.window.side.sidebar",
        "desktop.window.actions",
        "desktop.window.features",
        "desktop.window.entry.entry_pane",
        "desktop.window.commands",
        "desktop.window.crash_dialog",
        "desktop.cli.arguments",
        "desktop.cli.profile",
        "db.library",
        "db.reading",
        "concurrent.futures.thread",
        "PySide6.QtSvg",
    ],
)
def test_the_first_rows_do_not_wait_for(name: str, loaded: frozenset[str]) -> None:
    assert "desktop.window.main_window" in loaded
    assert name not in loaded


@pytest.fixture
def unshown(qtbot: QtBot, library: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window that is not shown yet."""
    del qtbot
    window = MainWindow(library, Settings(tmp_path / "window.ini"))
    window.resize(1200, 800)
    yield window
    window.close()
    window.deleteLater()


def places(window: MainWindow) -> list[tuple[object, object]]:
    """Where the parts are that are there with the first rows, and how large they are."""
    pane = window.list_pane
    parts: tuple[QWidget, ...] = (
        window.menuBar(),
        window.sidebar_place,
        pane.search,
        pane.table,
        pane.table.sort_header(),
        window.entry_place,
    )
    return [(part.mapTo(window, QPoint()).toTuple(), part.size().toTuple()) for part in parts]


def test_nothing_moves_after_the_first_rows(qtbot: QtBot, unshown: MainWindow) -> None:
    seen: list[object] = []
    unshown.rows_shown.connect(lambda: seen.append((unshown.rest.is_begun, places(unshown))))
    unshown.show()
    settled(qtbot, unshown)
    unshown.list_pane.header.hide()  # it comes with the numbers of the profile, over the list
    qtbot.waitUntil(lambda: seen == [(False, places(unshown))])


def test_all_can_be_made_at_once(qtbot: QtBot, unshown: MainWindow) -> None:
    unshown.complete()
    assert unshown.entry_pane.isHidden() is False
    assert unshown.actions_["undo"].isEnabled() is False
    unshown.show()
    settled(qtbot, unshown)


def test_a_key_that_is_pressed_at_once_is_heard(qtbot: QtBot, unshown: MainWindow) -> None:
    unshown.show()
    unshown.list_pane.table.setFocus()
    QTest.keyClick(unshown, Qt.Key.Key_F9)
    assert not unshown.sidebar_place.isVisible()
    settled(qtbot, unshown)


def test_a_window_can_be_closed_before_all_is_made(qtbot: QtBot, unshown: MainWindow) -> None:
    unshown.show()
    qtbot.waitUntil(lambda: unshown.rest.is_begun)
    unshown.close()
    qtbot.wait(50)
    assert not hasattr(unshown.entry_place, "pane")


def counted(done: list[int], until: int) -> Iterator[None]:
    """Work in so many pieces."""
    for piece in range(until):
        done.append(piece)
        yield


def test_a_turn_does_one_piece(qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    turns = Turns(owner, counted(done, 3))
    turns.begin()
    turns.begin()
    assert done == []
    qtbot.waitUntil(lambda: turns.is_done)
    assert done == [0, 1, 2]


def test_turns_can_be_finished_at_once_and_stopped() -> None:
    owner, done, left = QObject(), list[int](), list[int]()
    turns, others = Turns(owner, counted(done, 3)), Turns(owner, counted(left, 3))
    turns.finish()
    others.stop()
    others.finish()
    assert (done, turns.is_done) == ([0, 1, 2], True)
    assert left == []


def test_a_piece_that_asks_for_all_does_not_begin_anew() -> None:
    done: list[str] = []

    def work() -> Iterator[None]:
        turns.finish()
        done.append("first")
        yield
        done.append("second")

    owner = QObject()
    turns = Turns(owner, work())
    turns.finish()
    assert done == ["first", "second"]


def test_turns_end_with_their_owner(qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    turns = Turns(owner, counted(done, 3))
    turns.begin()
    owner.deleteLater()
    qtbot.wait(50)
    assert done in ([], [0])
    assert not turns.is_done
