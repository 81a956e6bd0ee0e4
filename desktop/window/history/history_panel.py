"""The history: every step of the library, what each changed, and a way back to any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import Step
from db.past.history_rows import StepChanges
from desktop.history_wording import step_state
from desktop.window import theme
from desktop.window.history.history_differences import Differences

_STEP = Qt.ItemDataRole.UserRole
_PAUSE = 150  # milliseconds without a keystroke before the list is asked for


class HistoryPanel(QDialog):
    """Lists the steps, newest first, and shows what the chosen one changed.

    Signals:
        move_asked(int, bool): The id of a step to go down or up to; whether down, undoing it.
        changes_asked: The id of a step whose changes are to be shown.
        filter_changed: Other steps are to be listed; see `words` and `actor`.
        more_asked: Older steps are to be listed too.
        forget_asked: The user wants to forget old steps.
    """

    move_asked = Signal(int, bool)
    changes_asked = Signal(int)
    filter_changed = Signal()
    more_asked = Signal()
    forget_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        self.resize(900, 560)
        self._steps: tuple[Step, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.filter_changed)
        self._make_filter()
        self._make_list()
        self.differences = Differences(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        theme.set_text_color(self._words, theme.colors(self).muted)
        self._make_buttons()
        self._lay_out()
        self._on_current()

    def _make_filter(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a step"))
        self.search.setAccessibleName(self.tr("Find a step"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._pause.start)
        self.by = QComboBox(self)
        self.by.setAccessibleName(self.tr("By whom"))
        self.by.addItem(self.tr("By anyone"), "")
        self.by.addItem(self.tr("By the window"), "window")
        self.by.addItem(self.tr("By the command line"), "command line")
        self.by.currentIndexChanged.connect(self.filter_changed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.setFocus)

    def _make_list(self) -> None:
        self.list = QTreeWidget(self)
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([self.tr("Step"), self.tr("When"), self.tr("By")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(self.tr("Steps"))
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(self._on_go)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        width = self.fontMetrics().horizontalAdvance
        header.resizeSection(1, width("2026-05-31 12:00") + 24)
        header.resizeSection(2, width("command line") + 24)

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole
        self._go = self._buttons.addButton(self.tr("Undo down to here"), role.ActionRole)
        self._more = self._buttons.addButton(self.tr("Show older steps"), role.ActionRole)
        self._more.clicked.connect(self.more_asked)
        self._more.hide()
        forget = self._buttons.addButton(self.tr("Forget old steps…"), role.ResetRole)
        forget.clicked.connect(self.forget_asked)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        for button in (self._go, self._more, forget, close):
            button.setAutoDefault(False)  # Enter in the search must do none of these
        self._go.clicked.connect(self._on_go)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.by)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        halves = QSplitter(self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self.differences)
        halves.setSizes([520, 380])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(halves, 1)
        layout.addWidget(self._words)
        layout.addWidget(self._buttons)

    @property
    def words(self) -> str:
        """The words that steps are looked for by."""
        return self.search.text()

    @property
    def actor(self) -> str:
        """Whose steps are listed; empty for everyone's."""
        return str(self.by.currentData())

    def show_steps(self, steps: Sequence[Step], *, has_more: bool = False) -> None:
        """List these steps, newest first; the chosen one stays chosen."""
        chosen = self._chosen()
        self._steps = tuple(steps)
        self._more.setVisible(has_more)
        blocked = self.list.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.list.clear()
        self.list.addTopLevelItems([self._item(step) for step in steps])
        rows = [row for row, step in enumerate(steps) if chosen and step.id == chosen.id]
        if rows or steps:
            self.choose(rows[0] if rows else 0)
        self.list.blockSignals(blocked)
        self._on_current()

    def _item(self, step: Step) -> QTreeWidgetItem:
        item = QTreeWidgetItem([step.name, local_time(step.made), step.actor])
        state = step_state(step.state)
        item.setToolTip(0, theme.tooltip(f"{step.name} ({state})" if state else step.name))
        item.setData(0, _STEP, step.id)
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
        if step.state != "done":
            colors = theme.colors(self)
            for column in range(3):
                item.setForeground(column, colors.muted)
            font = item.font(0)
            font.setItalic(step.state == "undone")
            font.setStrikeOut(step.state == "abandoned")
            item.setFont(0, font)
            item.setData(
                0, Qt.ItemDataRole.AccessibleTextRole, f"{step.name}, {state}"
            )  # what the look says
        return item

    def show_changes(self, step_id: int, changes: StepChanges) -> None:
        """Show what a step changed, if it is still the chosen one."""
        step = self._chosen()
        if step is not None and step.id == step_id:
            self.differences.show_changes(changes)

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
        state = step.state if step is not None else ""
        self._go.setEnabled(state in {"done", "undone"})
        self._go.setText(
            self.tr("Redo up to here") if state == "undone" else self.tr("Undo down to here")
        )
        self._words.setText(self._told(state))
        if step is None:
            self.differences.tell(
                self.tr("No step is called that.")
                if self.words or self.actor
                else self.tr("Nothing has been changed yet.")
            )
        else:
            self.changes_asked.emit(step.id)

    def _told(self, state: str) -> str:
        if state == "abandoned":
            return self.tr("This step was undone before something else was done; it is past.")
        if state == "final":
            return self.tr("This was done for good: neither it nor what was before can be undone.")
        if state == "undone":
            return self.tr("Redoing up to a step does it again together with all before it.")
        return self.tr("Undoing down to a step takes it back together with all later ones.")

    @Slot()
    def _on_go(self) -> None:
        step = self._chosen()
        if step is not None and step.state in {"done", "undone"}:
            self.move_asked.emit(step.id, step.state == "done")


def local_time(moment: str) -> str:
    """A moment in UTC as the user's clock shows it, to the minute."""
    return dt.datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
