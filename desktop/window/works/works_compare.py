"""Records of one paper side by side, field by field, with the text that is chosen of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from biblio.works_merging import ComparedField
from desktop.window import theme
from desktop.window.override import override
from desktop.window.works import works_words

_CHOSEN, _OTHER = "●  ", "○  "
_WIDEST = 2000  # characters of a text that are shown


class WorksCompare(QTableWidget):
    """One column for each record, the one that stays first.

    Signals:
        choices_changed: Another text was chosen.
        keep_asked: The place of the record that is to stay.
    """

    choices_changed = Signal()
    keep_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ComparedField, ...] = ()
        self._choices: dict[str, int] = {}
        self._can_choose = True
        self.setAccessibleName(self.tr("Fields side by side"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().sectionClicked.connect(self.keep_asked)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.cellClicked.connect(self.choose)

    def show_fields(
        self, titles: Sequence[str], rows: tuple[ComparedField, ...], *, can_choose: bool
    ) -> None:
        """Show the fields of records.

        Args:
            titles: Over the records.
            rows: The fields.
            can_choose: Whether the texts are to be chosen from.
        """
        self._rows, self._can_choose = rows, can_choose
        self._choices = {}
        self.clear()
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels([title.replace("&", "&&") for title in titles])
        self.setVerticalHeaderLabels([works_words.field(row.name) for row in rows])
        for number in range(len(rows)):
            self._fill(number)

    def choices(self) -> dict[str, int]:
        """The fields whose text was chosen by the user, with the record's place."""
        return dict(self._choices)

    @Slot(int, int)
    def choose(self, number: int, column: int) -> None:
        """Choose the text of a record for a field."""
        row = self._rows[number]
        if self._can_choose and row.texts[column]:
            self._choices[row.name] = column
            self._fill(number)
            self.choices_changed.emit()

    def _fill(self, number: int) -> None:
        row = self._rows[number]
        chosen = self._choices.get(row.name, row.chosen)
        # Lists go together unless one of them is chosen
        joined = row.name == "keywords" and row.differs and row.name not in self._choices
        look = theme.colors(self)
        for column, text in enumerate(row.texts):
            taken = bool(text) and (column == chosen or joined)
            mark = ""
            if self._can_choose and text:
                mark = _CHOSEN if taken else _OTHER
            item = QTableWidgetItem(mark + text[:_WIDEST])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            item.setToolTip(theme.tooltip(text[:_WIDEST]))
            state = self.tr("taken") if taken else self.tr("not taken")
            if self._can_choose and text:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {state}")
            font = QFont(self.font())
            font.setBold(row.differs and taken and self._can_choose)
            item.setFont(font)
            item.setForeground(QBrush(look.text if taken or row.differs else look.muted))
            if row.differs:
                item.setBackground(QBrush(look.warning_surface))
            self.setItem(number, column, item)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentRow() >= 0:
                self.choose(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)
