"""A line over a cell of the list, in which its field is typed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolTip, QWidget

from desktop.window import theme
from desktop.window.entry.field_checks import Remark
from desktop.window.override import override

#: Keys that keep what is typed, and which cell of the row comes next.
_DONE_BY: Final[dict[int, int]] = {
    Qt.Key.Key_Return: 0,
    Qt.Key.Key_Enter: 0,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}


class CellEditor(QLineEdit):
    """A line over a cell.

    Signals:
        kept(str): The text was changed and is to be saved.
        refused(str): The text was changed and cannot be saved, and the editor is closed.
        moved(int): Tab (1) or Shift+Tab (-1) was pressed; the text was kept.
        ended: The editor is gone.
    """

    kept = Signal(str)
    refused = Signal(str)
    moved = Signal(int)
    ended = Signal()

    def __init__(
        self,
        text: str,
        title: str,
        check: Callable[[str], Remark | None],
        words: Sequence[str],
        parent: QWidget,
    ) -> None:
        """Make the line.

        Args:
            text: What the field says.
            title: What the column is called.
            check: What looks wrong in a text.
            words: What is offered while it is typed.
            parent: What it lies on.
        """
        super().__init__(parent)
        self._look_at = check
        self._is_over = False
        self.setText(text.replace("\n", " "))
        self._before = self.text()
        self.setAccessibleName(title)
        if words:
            completer = QCompleter(list(words), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)
        self.textEdited.connect(self._check)

    @property
    def is_edited(self) -> bool:
        """Whether something else was typed."""
        return self.text() != self._before

    @property
    def _is_refused(self) -> bool:
        remark = self._remark()
        return remark is not None and remark.refused

    def _remark(self) -> Remark | None:
        return self._look_at(self.text()) if self.is_edited else None

    def finish(self, *, keep: bool) -> None:
        """Close the editor, giving out what was typed or, without `keep`, giving it up."""
        if self._is_over:
            return
        self._is_over = True
        QToolTip.hideText()
        if keep and self.is_edited:
            self._give_out(self.refused if self._is_refused else self.kept)
        self.hide()
        self._tell_ended()
        self.deleteLater()

    def _give_out(self, signal: SignalInstance) -> None:
        signal.emit(self.text())

    def _tell_ended(self) -> None:
        self.ended.emit()

    def _tell_moved(self, by: int) -> None:
        self.moved.emit(by)

    @Slot()
    def _check(self) -> None:
        remark = self._remark()
        self.setAccessibleDescription(remark.sentence if remark else "")
        if remark is None:
            QToolTip.hideText()
        else:
            below = self.mapToGlobal(QPoint(0, self.height()))
            QToolTip.showText(below, theme.tooltip(remark.sentence), self)

    @override
    def event(self, arg__1: QEvent) -> bool:
        if arg__1.type() == QEvent.Type.KeyPress and isinstance(arg__1, QKeyEvent):
            key = arg__1.key()
            if key == Qt.Key.Key_Escape:
                self.finish(keep=False)
                return True
            if key in _DONE_BY:
                if self._is_refused:  # it is to be mended; what is wrong is said again
                    self._check()
                    return True
                self.finish(keep=True)
                if _DONE_BY[key]:
                    self._tell_moved(_DONE_BY[key])
                return True
        if arg__1.type() == QEvent.Type.ShortcutOverride:
            arg__1.accept()  # while somebody types, no key is a command of the list
            return True
        return super().event(arg__1)

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        if arg__1.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self.finish(keep=True)
