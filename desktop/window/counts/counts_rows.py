"""Papers that a site lists and that are no entry's for certain: for each, what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import Row
from db.sites.site_values import Choice, OpenRow, RowChoice
from desktop.window import theme

_SHOWN: Final = 200  # rows with a box of their own; for the others the buttons decide
_PICK: Final = "pick"
_LONGEST: Final = 70
_SITE, _IS = 4, 5  # columns


class OpenRows(QWidget):
    """The papers, each with a box of what can be done with it.

    Signals:
        changed: What is to be done with some paper.
        pick_asked: The number and the title of a paper for which any entry is to be chosen.
    """

    changed = Signal()
    pick_asked = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[int, Choice] = {}
        self._rows: Sequence[OpenRow] = ()
        self._picked: dict[int, str] = {}  # names of entries that were chosen by searching
        self._boxes: dict[int, QComboBox] = {}
        self.list = self._make_list()
        self.more = QLabel(self)
        self.more.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_text_color(self.more, theme.colors(self).muted)
        self.make_all = QPushButton(self.tr("Make entries of all in no entry"), self)
        self.leave_all = QPushButton(self.tr("Leave all out"), self)
        self.later_all = QPushButton(self.tr("Decide all later"), self)
        self.make_all.clicked.connect(lambda: self._choose_all(RowChoice.CREATE))
        self.leave_all.clicked.connect(lambda: self._choose_all(RowChoice.LEAVE))
        self.later_all.clicked.connect(lambda: self._choose_all(None))
        below = QHBoxLayout()
        for button in (self.make_all, self.leave_all, self.later_all):
            button.setAutoDefault(False)
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setHeaderLabels(
            [
                self.tr("Paper"),
                self.tr("Authors"),
                self.tr("Year"),
                self.tr("Cited"),
                self.tr("Listed by"),
                self.tr("Is"),
            ]
        )
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(self.tr("Papers to decide on"))
        made.setStyleSheet("QTreeView::item { padding: 3px 4px; }")
        header = made.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 150), (2, 54), (3, 64), (_SITE, 120), (_IS, 290)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        return made

    def show_rows(self, rows: Sequence[OpenRow], entries: Mapping[int, Row]) -> None:
        """Show these papers; what was chosen for those that are still there stays.

        Args:
            rows: The papers; the first of their candidates come first in the box.
            entries: The entries among the candidates, by id.
        """
        self._rows = rows
        there = {row.number for row in rows}
        self._choices = {number: c for number, c in self._choices.items() if number in there}
        self.list.clear()
        self.list.setColumnHidden(_SITE, len({row.site for row in rows}) < 2)
        self._boxes.clear()
        for row in rows[:_SHOWN]:
            self._add(row, entries)
        left = len(rows) - _SHOWN
        self.more.setText(self.tr("… and {0} more").format(f"{left:,}") if left > 0 else "")
        self.make_all.setEnabled(any(not row.candidates for row in rows))

    def choices(self) -> dict[int, Choice]:
        """What was chosen, by the numbers of the papers; what is decided later is not in it."""
        return dict(self._choices)

    def choose(self, number: int, choice: Choice | None, name: str = "") -> None:
        """Choose for a paper; None decides later, and a name is that of an entry not offered."""
        if choice is None:
            self._choices.pop(number, None)
        else:
            self._choices[number] = choice
        if name and isinstance(choice, int):
            self._picked[choice] = name
        if number in self._boxes:
            self._show_choice(number)
        self.changed.emit()

    def _show_choice(self, number: int) -> None:
        box, choice = self._boxes[number], self._choices.get(number)
        place = box.findData(choice)
        with QSignalBlocker(box):
            if place < 0 and isinstance(choice, int):
                box.insertItem(1, self._picked.get(choice, ""), choice)
                place = 1
            box.setCurrentIndex(max(place, 0))

    def box(self, number: int) -> QComboBox:
        """The box of a paper."""
        return self._boxes[number]

    def _add(self, row: OpenRow, entries: Mapping[int, Row]) -> None:
        cited = self.tr("n/a") if row.count is None else f"{row.count:,}"
        names = ", ".join(row.authors)
        item = QTreeWidgetItem([row.title, names, str(row.year or ""), cited, row.site, ""])
        for column, text in ((0, row.title), (1, names), (_SITE, row.site)):
            item.setToolTip(column, theme.tooltip(text))
        for column in (2, 3):
            item.setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        self.list.addTopLevelItem(item)
        box = QComboBox(self.list)
        box.setAccessibleName(self.tr("What “{0}” is").format(row.title))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        likely = [entries[each] for each in row.candidates if each in entries]
        later = self.tr("Decide later")
        if likely:
            words = (
                self.tr("1 entry is like it")
                if len(likely) == 1
                else self.tr("{0} entries are like it")
            )
            later += f" ({words.format(len(likely))})"
        box.addItem(later, None)
        for entry in likely:
            box.addItem(entry_name(entry), entry.id)
        box.addItem(self.tr("Another entry…"), _PICK)
        if row.title:
            box.addItem(self.tr("A new entry"), RowChoice.CREATE)
        box.addItem(self.tr("Leave it out for good"), RowChoice.LEAVE)
        self._boxes[row.number] = box
        self._show_choice(row.number)
        box.currentIndexChanged.connect(lambda _, row=row: self._on_chosen(row))
        self.list.setItemWidget(item, _IS, box)

    def _on_chosen(self, row: OpenRow) -> None:
        chosen = self._boxes[row.number].currentData()
        if chosen == _PICK:
            self.choose(row.number, None)
            self.pick_asked.emit(row.number, row.title)
            return
        if chosen is None:
            self._choices.pop(row.number, None)
        else:  # Qt gives back a plain text for a value of an enumeration
            self._choices[row.number] = RowChoice(chosen) if isinstance(chosen, str) else chosen
        self.changed.emit()

    def _choose_all(self, choice: RowChoice | None) -> None:
        for row in self._rows:
            if choice is RowChoice.CREATE and (row.candidates or not row.title):
                continue
            if choice is None:
                self._choices.pop(row.number, None)
            else:
                self._choices[row.number] = choice
        for number in self._boxes:
            self._show_choice(number)
        self.changed.emit()


def entry_name(row: Row) -> str:
    """An entry as it is offered in a box: its key, year and title."""
    title = row.title if len(row.title) <= _LONGEST else f"{row.title[:_LONGEST]}…"
    return " · ".join(filter(None, (row.key, str(row.year or ""), title)))
