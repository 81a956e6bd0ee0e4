"""Keys that an editor would swallow without use go to the commands of the window instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.window.override import override

_EXPORT = QKeySequence("Ctrl+E")  # Qt takes it for “to the end of the line” on some systems


class EditKeys(QObject):
    """Watches editors; each is watched with `watch`."""

    def watch(self, *edits: QLineEdit | QPlainTextEdit) -> None:
        """Leave to the commands what these have no use for."""
        for edit in edits:
            edit.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit | QPlainTextEdit)
            and is_for_commands(watched, event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def is_for_commands(edit: QLineEdit | QPlainTextEdit, event: QKeyEvent) -> bool:
    """Whether a key is a command of the window: the editor has nothing to undo, say."""
    if isinstance(edit, QLineEdit):
        can_undo, can_redo = edit.isUndoAvailable(), edit.isRedoAvailable()
    else:
        document = edit.document()
        can_undo, can_redo = document.isUndoAvailable(), document.isRedoAvailable()
    return (
        (event.matches(QKeySequence.StandardKey.Undo) and not can_undo)
        or (event.matches(QKeySequence.StandardKey.Redo) and not can_redo)
        or QKeySequence(event.keyCombination()) == _EXPORT
    )
