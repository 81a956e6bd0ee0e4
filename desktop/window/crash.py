"""What happens when the program is at fault: a dialog with the text to send, and no lost data."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__


class CrashDialog(QDialog):
    """Says that the program failed, and what to send."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Oeuvre has a fault"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 420)
        words = QLabel(
            self.tr(
                "Something went wrong that should not have. The library is as it was after the "
                "last step, and what you are typing is kept; you can go on working. Please send "
                "this text to the maintainers:"
            ),
            self,
        )
        words.setWordWrap(True)
        self.details = QPlainTextEdit(text, self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy the text"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.details)
        layout.addWidget(buttons)

    def copy(self) -> None:
        """Put the text into the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())


class CrashHandler:
    """Takes the place of `sys.excepthook` while the window is open."""

    def __init__(self, save: Callable[[], None] = lambda: None) -> None:
        """Make the handler.

        Args:
            save: Keeps what is being typed; called at each fault, before anything is shown.
        """
        self.dialog: CrashDialog | None = None
        self._save = save
        self._is_saving = False
        self._previous = sys.excepthook

    def install(self) -> None:
        """Be told of every exception that nobody caught."""
        sys.excepthook = self.on_exception

    def remove(self) -> None:
        """Let Python report exceptions as before."""
        sys.excepthook = self._previous

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show one dialog at a time; a fault that repeats must not bury the screen."""
        self._previous(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            return
        self._keep_texts()
        if self.dialog is not None:
            return
        self.dialog = CrashDialog(details(kind, error, trace))
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()

    def _keep_texts(self) -> None:
        """A fault of the saving itself is told by the same way, but not tried again."""
        if self._is_saving:
            return
        self._is_saving = True
        try:
            self._save()
        finally:
            self._is_saving = False

    def _on_closed(self) -> None:
        self.dialog = None


def details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The text to send: versions, then where it happened. Nothing of the library."""
    return (
        f"Oeuvre {__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__},"
        f" Qt {qVersion()}, {platform.system()} {platform.release()}\n\n"
        + "".join(traceback.format_exception(kind, error, trace))
    )
