"""Before an export replaces a file that others edited: what they edited, and a question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db import Library
from desktop.files import difference
from desktop.window import theme
from desktop.window.override import override

_SHOWN = 400  # lines of the difference


class EditedElsewhereError(Exception):
    """A file holds what others wrote since it was last exported; nothing was written.

    Attributes:
        path: The file.
        lines: How what would be written differs, as `desktop.files.difference` has it.
    """

    def __init__(self, path: Path, lines: list[str]) -> None:
        super().__init__(str(path))
        self.path = path
        self.lines = lines


def check_edits(library: Library, path: Path, data: bytes) -> None:
    """Make sure that an export overwrites nothing but what was exported before.

    Raises:
        EditedElsewhereError: Others edited the file since.
    """
    if not path.is_file():
        return
    there = path.read_bytes()
    if there != data and not library.may_overwrite(path, there):
        raise EditedElsewhereError(path, difference(there, data, _SHOWN))


class OverwriteDialog(QDialog):
    """Shows the difference; accepted when the file is to be overwritten all the same."""

    def __init__(self, error: EditedElsewhereError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = error.lines
        self.setWindowTitle(self.tr("The file was edited"))
        self.resize(760, 440)
        words = QLabel(
            self.tr(
                "“{0}” was edited since it was last exported. Exporting would lose these edits;"
                " import the file first to keep them. Lines with - are in the file, lines with +"
                " would be written."
            ).format(error.path.name),
            self,
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Difference"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.overwrite = buttons.addButton(
            self.tr("Overwrite"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.overwrite.setAutoDefault(False)
        self.overwrite.clicked.connect(self.accept)
        buttons.rejected.connect(self.reject)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self._write()
        cancel.setFocus()

    def _write(self) -> None:
        look = theme.colors(self)
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        for number, line in enumerate(self._lines):
            form = QTextCharFormat()
            color = {"-": look.error, "+": look.success, "@": look.muted}.get(line[:1], look.text)
            form.setForeground(color)
            cursor.insertText(f"{chr(10) * bool(number)}{line}", form)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._write()
