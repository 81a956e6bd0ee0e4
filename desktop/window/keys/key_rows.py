"""Rows of texts as a table: what dialogs list before something happens, some of it to be ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.window import theme
from desktop.window.override import override
from desktop.window.titled_rows import Index, TitledRows, tick


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row.

    Attributes:
        texts: What its columns show.
        key: What it is about, for whoever asks which rows are ticked.
        tip: The whole of what is shown, on a longer look; empty for none.
        is_doubtful: Whether it is to be looked at.
    """

    texts: tuple[str, ...]
    key: object = None
    tip: str = ""
    is_doubtful: bool = False


class RowsModel(TitledRows):
    """Rows of texts; the first column may have ticks, others may be edited."""

    def __init__(
        self,
        titles: Sequence[str],
        parent: QObject,
        *,
        ticks: bool = False,
        edit: Callable[[TextRow, int, str], bool] | None = None,
        editable: Sequence[int] = (),
    ) -> None:
        """Make an empty model.

        Args:
            titles: Of the columns.
            parent: Its owner.
            ticks: Whether rows can be left out.
            edit: Called with a row, a column and its new text; whether that is taken.
            editable: The columns that can be edited.
        """
        super().__init__(parent)
        self._titles = tuple(titles)
        self._ticks = ticks
        self._edit = edit
        self._editable = frozenset(editable)
        self._left_out: set[object] = set()
        self.rows: list[TextRow] = []

    def set_rows(self, rows: Sequence[TextRow]) -> None:
        """Show these; what was left out stays so."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def replace_row(self, number: int, row: TextRow) -> None:
        """Show another row in place of one."""
        self.rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._titles) - 1))

    def ticked(self) -> list[TextRow]:
        """The rows that are not left out."""
        return [row for row in self.rows if row.key not in self._left_out]

    @override
    def row_total(self) -> int:
        return len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return theme.tooltip(row.tip or row.texts[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and row.is_doubtful:
            return self._warning()
        if role == Qt.ItemDataRole.CheckStateRole and self._ticks and index.column() == 0:
            return tick(on=row.key not in self._left_out)
        return None

    def _warning(self) -> QColor:
        owner = self.parent()
        assert isinstance(owner, QWidget)
        return theme.colors(owner).warning

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            if Qt.CheckState(value) == Qt.CheckState.Checked:
                self._left_out.discard(row.key)
            else:
                self._left_out.add(row.key)
            self.dataChanged.emit(index, index)
            return True
        if role != Qt.ItemDataRole.EditRole or self._edit is None:
            return False
        text = str(value)
        return text != row.texts[index.column()] and self._edit(row, index.column(), text)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._ticks and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in self._editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


def rows_table(model: RowsModel, name: str, widths: Sequence[int], parent: QWidget) -> QTableView:
    """A table for such rows; the last column takes what is left.

    Args:
        model: The rows.
        name: What a screen reader calls it.
        widths: Of all columns but the last, in pixels.
        parent: Its owner.
    """
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, width in enumerate(widths):
        header.resizeSection(column, width)
    header.setStretchLastSection(True)
    return table
