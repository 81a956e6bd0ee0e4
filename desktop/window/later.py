"""Loading what the first rows need not wait for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QTimer

_MODULES = (
    "entry.typeset",
    "entry.preview",
    "entry.field_editor",
    "entry.entry_form",
    "entry.source_editor",
    "entry.entry_pane",
    "commands",
)


def load_in_pieces(done: Callable[[], None]) -> None:
    """Load modules one by one between events, so that a key pressed meanwhile need not wait."""
    later = iter(_MODULES)

    def load() -> None:
        name = next(later, None)
        if name is None:
            done()
        else:
            import_module(f"desktop.window.{name}")
            QTimer.singleShot(0, load)

    QTimer.singleShot(0, load)
