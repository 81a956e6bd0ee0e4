"""The history: every step of the library, and a way back to any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import Step
from desktop.window import theme

_STEP = Qt.ItemDataRole.UserRole


class HistoryPanel(QDialog):
    """Lists the steps, newest first.

    Signals:
        undo_asked: How many steps to take back.
        redo_asked: How many steps to do again.
    """

    undo_asked = Signal(int)
    redo_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        self.resize(620, 480)
        self._steps: tuple[Step, ...] = ()
        self.list = QTreeWidget(self)
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([self.tr("Step"), self.tr("When"), self.tr("By")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(self.tr("Steps"))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, 140)
        header.resizeSection(2, 120)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._go = buttons.addButton(
            self.tr("Undo down to here"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._go.clicked.connect(self._on_go)
        buttons.rejected.connect(self.reject)
        self.list.currentItemChanged.connect(self._on_current)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._words)
        layout.addWidget(buttons)
        self._on_current()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """List these steps, newest first."""
        self._steps = tuple(steps)
        self.list.clear()
        colors = theme.colors(self)
        for step in steps:
            item = QTreeWidgetItem([step.name, local_time(step.made), step.actor])
            item.setToolTip(0, theme.tooltip(step.name))
            item.setData(0, _STEP, step.id)
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
            if step.state != "done":
                for column in range(3):
                    item.setForeground(column, colors.muted)
                font = item.font(0)
                font.setItalic(step.state == "undone")
                font.setStrikeOut(step.state == "abandoned")
                item.setFont(0, font)
            self.list.addTopLevelItem(item)
        self._on_current()

    def choose(self, row: int) -> None:
        """Put the cursor on a step."""
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

    def go(self) -> None:
        """Do what the button offers."""
        self._on_go()

    def _chosen(self) -> Step | None:
        item = self.list.currentItem()
        row = -1 if item is None else self.list.indexOfTopLevelItem(item)
        return self._steps[row] if 0 <= row < len(self._steps) else None

    @Slot()
    def _on_current(self) -> None:
        step = self._chosen()
        self._go.setEnabled(step is not None and step.state != "abandoned")
        undone = step is not None and step.state == "undone"
        self._go.setText(self.tr("Redo up to here") if undone else self.tr("Undo down to here"))
        if step is not None and step.state == "abandoned":
            self._words.setText(
                self.tr("This step was undone before something else was done; it is past.")
            )
        else:
            self._words.setText(
                self.tr("Undoing down to a step takes it back together with all later ones.")
            )

    @Slot()
    def _on_go(self) -> None:
        step = self._chosen()
        if step is None or step.state == "abandoned":
            return
        row = self._steps.index(step)
        if step.state == "done":
            self.undo_asked.emit(sum(each.state == "done" for each in self._steps[: row + 1]))
        else:
            self.redo_asked.emit(sum(each.state == "undone" for each in self._steps[row:]))


def local_time(moment: str) -> str:
    """A moment in UTC as the user's clock shows it, to the minute."""
    return dt.datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
