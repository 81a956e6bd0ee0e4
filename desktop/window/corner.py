"""The buttons beside the menus."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.window.actions import Actions
from desktop.window.menus import BUTTON

_BUTTONS = ("undo", "redo", "import_files", "export", "show_entry")


def button_corner(actions: Actions, parent: QWidget) -> QWidget:
    """A row of small buttons for the commands that are used most."""
    corner = QWidget(parent)
    buttons = QHBoxLayout(corner)
    buttons.setContentsMargins(0, 0, 8, 0)
    buttons.setSpacing(2)
    for name in _BUTTONS:
        button = QToolButton(corner)
        button.setDefaultAction(actions[name])
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(BUTTON)  # its icon comes later, and until then its words are wide
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons.addWidget(button)
    return corner
