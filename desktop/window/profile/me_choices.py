"""A table in which each row has a choice of its own, made with the mouse or the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.window import theme
from desktop.window.override import override

_KEY = Qt.ItemDataRole.UserRole
_WAS = Qt.ItemDataRole.UserRole + 1
_CHOICE_WIDTH = 170
_MOST = 500  # rows; a table widget holds each as objects


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: its name here to its words."""

    words: Mapping[str, str]


class ChoiceTable(QWidget):
    """Rows of texts, the last column a choice.

    Signals:
        row_activated: The key of a row on which Enter was pressed.
    """

    row_activated = Signal(object)

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        choices: Choices,
        parent: QWidget,
        *,
        right: Sequence[int] = (),
    ) -> None:
        """Make an empty table.

        Args:
            name: For screen readers.
            titles: Of the columns before the choice.
            choices: What can be chosen.
            parent: The dialog.
            right: Columns of numbers.
        """
        super().__init__(parent)
        self._choices = choices
        self._right = frozenset(right)
        self.table = _Table(0, len(titles) + 1, self)
        self.table.setAccessibleName(name)
        self.table.setHorizontalHeaderLabels([*titles, self.tr("Decision")])
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(len(titles), QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(len(titles), _CHOICE_WIDTH)
        self.table.chosen.connect(self._on_key)
        self.table.entered_row.connect(self._on_entered)
        self._new: QLineEdit | None = None
        self._new_choice = ""
        self._why_not: Callable[[str], str] | None = None
        self.told = QLabel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.table, 1)

    def add(
        self, key: object, texts: Sequence[str], choice: str, *, was: str | None = None
    ) -> None:
        """Add a row.

        Args:
            key: By which `changed` tells of it.
            texts: One for each column.
            choice: What is chosen.
            was: What was chosen before; the same where None.
        """
        place = self.table.rowCount()
        if place >= _MOST:
            return
        self.table.insertRow(place)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(text if column == 0 else "")
            if column in self._right:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(place, column, item)
        first = self._first(place)
        first.setData(_KEY, key)
        first.setData(_WAS, choice if was is None else was)
        box = QComboBox()
        box.setAccessibleName(texts[0])
        for name, words in self._choices.words.items():
            box.addItem(words, name)
        box.setCurrentIndex(max(0, box.findData(choice)))
        self.table.setCellWidget(place, len(texts), box)
        self.table.setRowHeight(place, box.sizeHint().height() + 4)

    def allow_new(
        self, hint: str, choice: str, why_not: Callable[[str], str] | None = None
    ) -> None:
        """Let the user add rows by a text, with this choice made.

        Args:
            hint: What can be typed.
            choice: The choice.
            why_not: Why a text cannot be a row, as a sentence; empty where it can. None takes
                any text.
        """
        self._new, self._new_choice, self._why_not = QLineEdit(), choice, why_not
        self._new.setPlaceholderText(hint)
        self._new.setAccessibleName(hint)
        add = QPushButton(self.tr("Add"))
        add.setAutoDefault(False)
        add.clicked.connect(self.add_typed)
        self._new.returnPressed.connect(self.add_typed)
        row = QHBoxLayout()
        row.addWidget(self._new, 1)
        row.addWidget(add)
        self._column.addLayout(row)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_text_color(self.told, theme.colors(self).error)
        self.told.hide()
        self._column.addWidget(self.told)
        self._new.textChanged.connect(self.told.hide)

    def add_typed(self) -> None:
        """Add the row that is typed."""
        text = " ".join(self._new.text().split()) if self._new is not None else ""
        if self._new is None or not text:
            return
        if self._why_not is not None and (reason := self._why_not(text)):
            self.told.setText(reason)
            self.told.show()
            return
        blanks = [""] * (self.table.columnCount() - 2)
        self.add(text, (text, *blanks), self._new_choice, was="")
        self._new.clear()
        self.table.scrollToBottom()

    def keys(self) -> list[object]:
        """The keys of the rows, in order."""
        return [self._first(row).data(_KEY) for row in range(self.table.rowCount())]

    def choice(self, row: int) -> str:
        """What is chosen in a row."""
        return str(self._box(row).currentData())

    def choose(self, row: int, choice: str) -> None:
        """Choose in a row."""
        box = self._box(row)
        box.setCurrentIndex(box.findData(choice))

    def changed(self) -> dict[object, str]:
        """The keys of rows with another choice than before, and the choice."""
        found: dict[object, str] = {}
        for row in range(self.table.rowCount()):
            item = self._first(row)
            if self.choice(row) != item.data(_WAS):
                found[item.data(_KEY)] = self.choice(row)
        return found

    def _first(self, row: int) -> QTableWidgetItem:
        """The first cell of a row, which holds its key."""
        item = self.table.item(row, 0)
        assert item is not None
        return item

    def _box(self, row: int) -> QComboBox:
        box = self.table.cellWidget(row, self.table.columnCount() - 1)
        assert isinstance(box, QComboBox)
        return box

    def _on_key(self, row: int) -> None:
        """The next choice of a row."""
        box = self._box(row)
        box.setCurrentIndex((box.currentIndex() + 1) % box.count())

    def _on_entered(self, row: int) -> None:
        self.row_activated.emit(self._first(row).data(_KEY))


class _Table(QTableWidget):
    """Space goes to the next choice, Enter asks for the row."""

    chosen = Signal(int)
    entered_row = Signal(int)

    def __init__(self, rows: int, columns: int, parent: QWidget) -> None:
        super().__init__(rows, columns, parent)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self.entered_row.emit(index.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if row >= 0 and event.key() == Qt.Key.Key_Space:
            self.chosen.emit(row)
        elif row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(row)
        else:
            super().keyPressEvent(event)
