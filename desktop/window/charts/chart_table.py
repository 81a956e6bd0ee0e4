"""The numbers behind a chart as a table: for the keyboard, screen readers, and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.window.override import override

Cell = str | int | None
_Index = QModelIndex | QPersistentModelIndex
_MEASURED = 40  # rows by which the width of a column is chosen


class ChartTableModel(QAbstractTableModel):
    """Rows of a label and numbers; None shows as n/a."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._rows: list[tuple[int, tuple[Cell, ...]]] = []  # with the place in the chart
        self._named: Callable[[int], str] | None = None

    def set_table(
        self,
        titles: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        named: Callable[[int], str] | None = None,
    ) -> None:
        """Show a table.

        Args:
            titles: Of the columns.
            rows: The cells.
            named: Gives the text of one more column, of a row's place, when it is seen.
        """
        self.beginResetModel()
        self._titles = tuple(titles)
        self._rows = list(enumerate(rows))
        self._named = named
        self.endResetModel()

    def titles(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return self._titles

    def table(self) -> list[tuple[Cell, ...]]:
        """The cells, in the order that is shown; without the further column."""
        return [row for _, row in self._rows]

    def place(self, row: int) -> int:
        """The place in the chart of a row."""
        return self._rows[row][0]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._titles)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place, row = self._rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column >= len(row):
                return self._named(place) if self._named else ""
            cell = row[column]
            return "n/a" if cell is None else cell if isinstance(cell, str) else f"{cell:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_text = column == 0 or column >= len(row)
            side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        down = order is Qt.SortOrder.DescendingOrder
        if column < 0 or (self._rows and column >= len(self._rows[0][1])):
            self._rows.sort(key=lambda each: each[0])  # the chart's own order
        else:
            known = [each for each in self._rows if each[1][column] is not None]
            rest = [each for each in self._rows if each[1][column] is None]
            known.sort(key=lambda each: _sortable(each[1][column]), reverse=down)
            self._rows = known + rest  # whoever has none comes last in either direction
        self.layoutChanged.emit()


def _sortable(cell: Cell) -> tuple[int, int, str]:
    if isinstance(cell, int):
        return (0, cell, "")
    text = cell or ""
    return (0, int(text), "") if text.isdecimal() else (1, 0, text.casefold())


class ChartTable(QTableView):
    """The table of a chart; a row is chosen by Enter or a double click.

    Signals:
        row_chosen: The place in the chart of a row.
    """

    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ChartTableModel(self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.clicked.connect(lambda index: self.row_chosen.emit(self.rows.place(index.row())))

    def show_table(
        self,
        titles: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        named: Callable[[int], str] | None = None,
    ) -> None:
        """Show a table; see `ChartTableModel.set_table`."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.set_table(titles, rows, named)
        self.resizeColumnsToContents()
        header = self.horizontalHeader()
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(modes.Interactive)
        if named is None and len(titles) > 1:
            header.setSectionResizeMode(0, modes.Stretch)
        header.setStretchLastSection(named is not None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_chosen.emit(self.rows.place(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)
