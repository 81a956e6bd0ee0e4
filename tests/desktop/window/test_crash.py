"""A fault of the program: one dialog with the text to send."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.window.crash import CrashHandler, details


@pytest.fixture
def handler(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashHandler]:
    del qapp
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    made = CrashHandler()
    made.install()
    yield made
    if made.dialog is not None:
        made.dialog.close()
    made.remove()


def fail(words: str) -> None:
    try:
        int(words)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)


def test_a_fault_shows_its_text_and_copies_it(handler: CrashHandler) -> None:
    fail("by nothing")
    assert handler.dialog is not None
    assert handler.dialog.isVisible()
    text = handler.dialog.details.toPlainText()
    assert "ValueError: invalid literal" in text
    assert "PySide6" in text
    handler.dialog.copy()
    assert QGuiApplication.clipboard().text() == text


def test_a_fault_that_repeats_shows_one_dialog(handler: CrashHandler) -> None:
    fail("first")
    shown = handler.dialog
    fail("second")
    assert handler.dialog is shown
    assert shown is not None
    shown.close()
    fail("third")
    assert handler.dialog is not None
    assert handler.dialog is not shown


def test_a_keyboard_interrupt_is_no_fault(handler: CrashHandler) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert handler.dialog is None


def test_the_text_says_where_it_happened() -> None:
    with pytest.raises(ValueError, match="x") as caught:
        int("x")
    assert "test_crash.py" in details(caught.type, caught.value, caught.tb)


def test_what_is_typed_is_kept_at_every_fault(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    kept: list[str] = []

    def keep() -> None:
        kept.append("kept")
        if len(kept) == 2:
            fail("while keeping")  # must not go round in a circle

    made = CrashHandler(keep)
    made.install()
    fail("one")
    fail("two")
    assert kept == ["kept", "kept"]
    assert made.dialog is not None
    made.dialog.close()
    made.remove()
