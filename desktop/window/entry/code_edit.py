"""A plain text editor in a fixed pitch, with numbered lines of which some can be marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from desktop.window import theme
from desktop.window.override import override


class CodeEdit(QPlainTextEdit):
    """A plain text editor in a fixed pitch with numbered lines.

    Signals:
        confirmed: Ctrl+Enter.
    """

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(max(8.0, self.font().pointSizeF() * 0.95))
        self.setFont(font)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(8)
        self._margin = _LineNumbers(self)
        self.blockCountChanged.connect(self._fit_margin)
        self.updateRequest.connect(self._on_update_request)
        self._fit_margin()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        is_enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        else:
            super().keyPressEvent(e)

    def mark_line(self, line: int | None, color: QColor) -> None:
        """Give a line, counted from 1, a ground; None takes the mark away."""
        block = self.document().findBlockByNumber(line - 1 if line is not None else -1)
        if not block.isValid():
            self.setExtraSelections([])
            return
        form = QTextCharFormat()
        form.setBackground(color)
        form.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003  # Qt's way
        cursor = self.textCursor()
        cursor.setPosition(block.position())
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = form
        self.setExtraSelections([selection])

    def margin_width(self) -> int:
        """The width of the numbers in pixels."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 16

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines that are seen."""
        painter = QPainter(self._margin)
        painter.setFont(self.font())
        painter.setPen(theme.colors(self).muted)
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(offset)
            if place.top() > event.rect().bottom():
                break
            painter.drawText(
                QRect(0, round(place.top()), self._margin.width() - 8, self.fontMetrics().height()),
                Qt.AlignmentFlag.AlignRight,
                str(block.blockNumber() + 1),
            )
            block = block.next()
        painter.end()

    def _fit_margin(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._margin.scroll(0, dy)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        area = self.contentsRect()
        self._margin.setGeometry(QRect(area.left(), area.top(), self.margin_width(), area.height()))


class _LineNumbers(QWidget):
    def __init__(self, editor: CodeEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(event)
