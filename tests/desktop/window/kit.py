"""Libraries and windows for the tests of the window; the person and the papers are invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from db import Library
from desktop.window.main_window import MainWindow
from desktop.window.settings import Settings

PAGE = """\
Ada Sandberg

LG
h-index12
4papers
310citations
Novelty40%
AI Score50

4 Papers

LGNov 6, 2023Code
Sheaves for Small Networks

Ada Sandberg, Ilse Månsson · mila

A short invented summary with $x^2$.

MLMar 2, 2021
A Theory of Quiet Gradients

Ilse Månsson, Bo Li, Cyrus Otto et al.

Another short invented summary.

AIJan 15, 2024
Counting Diffuse Paths

Ada Sandberg

A third summary.

LGJul 9, 2019
Learning to Fold Maps

Bo Li, Ada Sandberg, Cyrus Otto

A fourth summary.
"""

BIB = """\
@article{otto2018knots,
  author = {Otto, Cyrus and Sandberg, Ada},
  title = {Knots in Narrow Channels},
  journal = {Annals of Invented Physics},
  year = 2018,
}

@inproceedings{li2022lamps,
  author = {Li, Bo},
  title = {Lamps},
  booktitle = {Proceedings of Nothing},
  year = 2022,
}
"""


def make_library(path: Path, *texts: tuple[str, str]) -> Path:
    """A library at `path` with these (name, text) imported."""
    with Library.open(path, actor="test") as library:
        for name, text in texts:
            library.import_bytes(text.encode(), name=name, file_date=dt.date(2026, 5, 31))
    return path


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything that the window asked for is shown."""
    calm = 0

    def is_calm() -> bool:
        nonlocal calm
        calm = calm + 1 if window.is_settled() else 0
        return calm >= 3

    qtbot.waitUntil(is_calm, timeout=20_000)


def titles(window: MainWindow) -> list[str]:
    """What the list shows, from the top."""
    model = window.list_pane.model
    rows = (model.row_at(row) for row in range(model.rowCount()))
    return [row.title if row is not None else "" for row in rows]


def labels(window: MainWindow) -> list[str]:
    """The buttons beside what the window says."""
    return [button.text() for button in window.list_pane.message.buttons()]


OpenWindow = Callable[[Path], MainWindow]


def window_opener(qtbot: QtBot, settings: Path) -> tuple[OpenWindow, Callable[[], None]]:
    """A function that opens windows, and one that closes them all."""
    opened: list[MainWindow] = []

    def open_window(path: Path) -> MainWindow:
        window = MainWindow(path, Settings(settings))
        opened.append(window)
        window.resize(1200, 800)
        window.show()
        settled(qtbot, window)
        return window

    def close_all() -> None:
        for window in opened:
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return open_window, close_all
