"""The dialog that chooses among all columns: the usual ones and every field of the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.listed import FIELD
from desktop.window.table.columns import COLUMNS, Columns
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import Library
    from desktop.window.session import Session
    from desktop.window.table.list_pane import ListPane

_NAME = Qt.ItemDataRole.UserRole
_SHOWN_BY_COLUMNS = frozenset({"title", "year", "rating", "readstatus"})


class ColumnDialog(QDialog):
    """A list of columns with checks; what is checked is shown in the order of the list."""

    def __init__(
        self,
        columns: Columns,
        shown: Sequence[str],
        fields: Sequence[tuple[str, int]],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            columns: The columns that the list knows.
            shown: Names of those that are shown, from the left.
            fields: (name, entries) of the fields in use.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns"))
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Find a column or field"))
        self.filter.setAccessibleName(self.tr("Find a column or field"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill(columns, shown, fields)
        hint = QLabel(
            self.tr("Drag to put columns in another order. Fields are named as in BibTeX."), self
        )
        hint.setWordWrap(True)
        hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults,
            self,
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        usual = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        usual.setText(self.tr("Usual columns"))
        usual.clicked.connect(self._choose_usual)
        layout = QVBoxLayout(self)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.filter.textChanged.connect(self._on_filter)
        self.resize(380, 520)

    def chosen(self) -> list[str]:
        """The names of the checked columns, from the left."""
        return [
            str(item.data(_NAME))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        ]

    def check(self, name: str, *, on: bool = True) -> None:
        """Check or uncheck a column."""
        for item in self._items():
            if item.data(_NAME) == name:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _fill(
        self, columns: Columns, shown: Sequence[str], fields: Sequence[tuple[str, int]]
    ) -> None:
        titles = {column.name: column.title for column in columns}
        counts = {FIELD + name: number for name, number in fields if name not in _SHOWN_BY_COLUMNS}
        rest = [name for name in (*titles, *counts) if name not in shown]
        for name in (*shown, *dict.fromkeys(rest)):
            words = titles.get(name, name.removeprefix(FIELD))
            if name in counts:
                told = self.tr("{0}  ({1} entries)")
                if counts[name] == 1:
                    told = self.tr("{0}  (1 entry)")
                words = told.format(words, f"{counts[name]:,}")
            item = QListWidgetItem(words, self.list)
            item.setData(_NAME, name)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if name != "title":  # a list needs something to be clicked
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled)
            is_on = name in shown or name == "title"
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.casefold() not in item.text().casefold())

    @Slot()
    def _choose_usual(self) -> None:
        usual = {column.name for column in COLUMNS if column.shown}
        for item in self._items():
            self.check(str(item.data(_NAME)), on=item.data(_NAME) in usual)


def choose_columns(pane: ListPane, session: Session) -> None:
    """Let the user choose the columns of a list."""

    def work(library: Library, _: Control) -> list[tuple[str, int]]:
        return library.field_names()

    def done(fields: list[tuple[str, int]]) -> None:
        table = pane.table
        shown = table.arrangement().order
        dialog = ColumnDialog(pane.model.columns, shown, fields, pane.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: table.show_columns(dialog.chosen()))
        dialog.open()

    session.ask("field names", work, done, pane.tell_error)
