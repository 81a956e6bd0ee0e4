"""Where a field's text is typed: as high as the text is, or one line."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from desktop.window import theme
from desktop.window.edit_keys import EditKeys
from desktop.window.override import override

_MOST_LINES = 12


class GrowingEdit(QPlainTextEdit):
    """A text field as high as its text, up to some lines.

    Signals:
        left: The focus went elsewhere in the program.
        confirmed: Ctrl+Enter.
        cancelled: Escape, with something to take back.
    """

    left = Signal()
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hint = ""
        self.setObjectName("field")  # as which the theme knows it
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        EditKeys(self).watch(self)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def set_typed(self, text: str) -> None:
        """Show a text as one that was typed: Escape takes it back."""
        if self.toPlainText() != text:
            self.setPlainText(text)
        self.document().setModified(True)

    def set_hint(self, text: str) -> None:
        """Say something where there is no text, in one line."""
        self._hint = text
        self.setToolTip(theme.tooltip(text) if text else "")
        self._show_hint()

    def _show_hint(self) -> None:
        """Cut what is said where it is too long: Qt would let it wrap, half of it unseen."""
        room = self.viewport().width() - round(2 * self.document().documentMargin()) - 2
        elide = Qt.TextElideMode.ElideRight
        self.setPlaceholderText(self.fontMetrics().elidedText(self._hint, elide, max(room, 0)))

    def _fit(self) -> None:
        """Be as high as the lines are."""
        lines = round(self.document().documentLayout().documentSize().height())
        shown = min(max(1, lines), _MOST_LINES)
        around = 2 * (self.frameWidth() + self.document().documentMargin())
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        self.setFixedHeight(math.ceil(shown * line + around) + 2)  # a line cut by a pixel scrolls
        as_needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(as_needed if lines > _MOST_LINES else never)

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()
        self._show_hint()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        # A menu over the editor or another program in front is no leaving
        if e.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.left.emit()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        is_enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        elif e.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.cancelled.emit()
        else:
            super().keyPressEvent(e)


class LineEdit(QLineEdit):
    """One line, spoken to as a `GrowingEdit` is.

    Signals:
        left: It was changed, and the focus went elsewhere in the program or Enter was pressed.
        confirmed: Enter.
        cancelled: Escape.
    """

    left = Signal()
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        EditKeys(self).watch(self)
        self.returnPressed.connect(self.confirmed)
        self.editingFinished.connect(self.left)

    def toPlainText(self) -> str:
        """The text."""
        return self.text()

    def setPlainText(self, text: str) -> None:
        """Show a text."""
        self.setText(text)

    def set_typed(self, text: str) -> None:
        """Show a text as one that was typed."""
        if self.text() != text:
            self.setText(text)

    def set_hint(self, text: str) -> None:
        """Say something where there is no text."""
        self.setPlaceholderText(text)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(arg__1)
