"""Fixtures for the tests of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import BIB, PAGE, OpenWindow, make_library, window_opener


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens a window on a library and waits until it is there; all are closed at the end."""
    opener, close_all = window_opener(qtbot, tmp_path / "window.ini")
    yield opener
    close_all()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of four papers of a profile page and two of a .bib."""
    return make_library(tmp_path / "list.oeuvre", ("page.txt", PAGE), ("old.bib", BIB))


@pytest.fixture
def window(open_window: OpenWindow, library: Path) -> MainWindow:
    """The window on that library."""
    return open_window(library)
