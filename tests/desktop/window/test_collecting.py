"""Garbage is not collected in other threads while a window is open."""

from __future__ import annotations

import gc
import threading

from pytestqt.qtbot import QtBot

from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import settled


def test_no_other_thread_collects_while_the_window_is_open(
    qtbot: QtBot, window: MainWindow
) -> None:
    threads: set[str] = set()

    def note(_phase: str, _info: dict[str, int]) -> None:
        threads.add(threading.current_thread().name)

    settled(qtbot, window)
    assert not gc.isenabled()
    gc.callbacks.append(note)
    try:
        done = window.session.count(
            "test", lambda *_: len([[] for _ in range(50_000)]), print, print
        )
        settled(qtbot, window)
    finally:
        gc.callbacks.remove(note)
    assert done is not None
    assert threads <= {"MainThread"}


def test_python_collects_again_when_the_window_is_closed(window: MainWindow) -> None:
    window.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
