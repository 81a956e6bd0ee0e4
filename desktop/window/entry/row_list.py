"""A list whose rows are typed over, and dragged to another place."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QTreeWidget,
    QWidget,
)

from desktop.window.override import override


class RowList(QTreeWidget):
    """A list whose rows are dragged to another place, never into each other.

    Signals:
        moved: A row was dropped.
        editing_ended: The line in which a name was typed is gone.
    """

    moved = Signal()
    editing_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # marks have no text
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def is_editing(self) -> bool:
        """Whether a name is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def edited(self) -> tuple[int, QLineEdit] | None:
        """The row whose name is being typed, and the line in which it is."""
        if not self.is_editing:
            return None
        for row in range(self.topLevelItemCount()):
            # Not any line that is there: one that is closed goes a little later
            line = self.indexWidget(self.model().index(row, 0))
            if isinstance(line, QLineEdit):
                return row, line
        return None

    def finish_editing(self) -> None:
        """Take over the name that is being typed."""
        edited = self.edited()
        if edited is not None:
            self.commitData(edited[1])
            self.closeEditor(edited[1], QAbstractItemDelegate.EndEditHint.NoHint)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.editing_ended.emit()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        place = event.position().toPoint()
        over = self.itemAt(place)
        row = self.topLevelItemCount() if over is None else self.indexOfTopLevelItem(over)
        if over is not None and place.y() > self.visualItemRect(over).center().y():
            row += 1
        old = self.currentIndex().row()
        row -= row > old  # the row itself goes first
        event.setDropAction(Qt.DropAction.CopyAction)  # Qt would remove what was moved
        event.accept()
        if old < 0 or row == old:
            return
        with QSignalBlocker(self):
            item = self.takeTopLevelItem(old)
            assert item is not None
            self.insertTopLevelItem(row, item)
            self.setCurrentItem(item)
        self.moved.emit()
