"""The list on the screen: what is selected is an entry, not a row, and stays so."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from db.listed import Sort
from desktop.window.override import override
from desktop.window.settings import ColumnsState
from desktop.window.table.column_widths import TITLE, ColumnWidths
from desktop.window.table.delegate import Density, EntryDelegate
from desktop.window.table.table_header import SortHeader
from desktop.window.table.table_model import EntryTableModel

_Index = QModelIndex | QPersistentModelIndex
_BEGINS_SEARCH = "/"
_LOOKED_AT = 40  # rows from the top for which columns are made wide enough


class EntryTable(QTableView):
    """The table of entries.

    Signals:
        current_changed: The id of the entry that the cursor is on, or None.
        selection_changed: More or fewer entries are selected.
        sort_asked: A tuple of `db.Sort`.
        columns_changed: The user moved, sized, showed or hid a column.
        typed: A letter or sign that was typed into the list.
        search_asked: The sign was typed that begins a search.
        opened: The id of an entry that was double-clicked or on which Return was pressed.
        rows_painted: Rows were painted for the first time.
    """

    current_changed = Signal(object)
    selection_changed = Signal()
    sort_asked = Signal(object)
    columns_changed = Signal()
    opened = Signal(int)
    typed = Signal(str)
    search_asked = Signal()
    rows_painted = Signal()

    def __init__(self, model: EntryTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._current: int | None = None
        self._kept: tuple[set[int], int | None] | None = None
        self._anchor: tuple[int, int] | None = None
        self._was_painted = False
        self.painter_of_cells = EntryDelegate(self, model.columns)
        self._header = SortHeader(model.columns, self)
        self._columns = ColumnWidths(
            self._header,
            self._header.width,  # as wide as the rows
            self.painter_of_cells.width_of,
            model.add_field,
        )
        self._columns.changed.connect(self.columns_changed)
        self._set_up()
        # Ours before Qt's, which moves the cursor off the rows that go
        model.modelAboutToBeReset.connect(self._on_about_to_change)
        model.rowsAboutToBeRemoved.connect(self._on_about_to_change)
        for about_to in (
            model.rowsAboutToBeRemoved,
            model.rowsAboutToBeInserted,
            model.rowsAboutToBeMoved,
        ):
            about_to.connect(self._drop_anchor)
        self.setModel(model)
        self.setItemDelegate(self.painter_of_cells)
        self.arrange(ColumnsState())
        self.set_density(Density.TWO_LINES)
        model.modelReset.connect(self._on_changed)
        model.rowsRemoved.connect(self._on_removed)
        model.rowsInserted.connect(self._on_changed)
        model.columnsInserted.connect(self._on_column)
        for happened in (model.rowsRemoved, model.rowsInserted, model.rowsMoved):
            happened.connect(self._return_to_anchor)
        self.activated.connect(lambda index: self.opened.emit(model.id_at(index.row())))

    def _set_up(self) -> None:
        self.setHorizontalHeader(self._header)
        self._header.sort_asked.connect(self.sort_asked)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget(self))
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Entries"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # --- Selection by id -------------------------------------------------------------------

    def current_id(self) -> int | None:
        """The entry that the cursor is on."""
        return self._current

    def selected_ids(self) -> list[int]:
        """The selected entries in the order of the list."""
        ids, found = self._model.ids, array("q")
        for first, last in self._selected_spans():
            found.extend(ids[first : last + 1])
        return found.tolist()

    def selected_count(self) -> int:
        """How many entries are selected."""
        return sum(last - first + 1 for first, last in self._selected_spans())

    def select_ids(self, wanted: Iterable[int], current: int | None = None) -> None:
        """Select these entries, as far as the list shows them, and put the cursor on one."""
        rows = _rows_of(self._model.ids, set(wanted))
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        for first, end in _spans(rows):
            selection.select(self._model.index(first, 0), self._model.index(end, last))
        row = _row_of(self._model.ids, current) if current is not None else None
        if row is None and rows:
            row = rows[0]
        chooser = self.selectionModel()
        if row is not None:
            # Of hidden sections the cursor would be lost: the title is always shown
            chooser.setCurrentIndex(
                self._model.index(row, TITLE), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        chooser.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._tell_current()

    def entries(self) -> EntryTableModel:
        """The model, with the ids of all rows."""
        return self._model

    def go_to(self, row: int) -> None:
        """Select one row, and put the cursor on it in the column that it is in."""
        column = self.currentIndex().column()
        index = self._model.index(row, column if column >= 0 else TITLE)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def show_current(self) -> None:
        """Scroll to the entry that the cursor is on."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _selected_spans(self) -> list[tuple[int, int]]:
        """Runs of selected rows, as (first, last), from the top."""
        selection = self.selectionModel().selection()
        # One by one: the stubs do not know that a selection can be iterated
        ranges = (selection.at(place) for place in range(selection.count()))
        return sorted({(span.top(), span.bottom()) for span in ranges})

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._kept is None:
            self.selection_changed.emit()

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if self._kept is None:
            self._tell_current()

    def _tell_current(self) -> None:
        index = self.currentIndex()
        current = self._model.id_at(index.row()) if index.isValid() else None
        if current != self._current:
            self._current = current
            self.current_changed.emit(current)

    @Slot()
    def _on_about_to_change(self) -> None:
        if self._kept is None:
            self._kept = (set(self.selected_ids()), self._current)

    @Slot()
    def _on_changed(self) -> None:
        kept, self._kept = self._kept, None
        if kept is None:  # rows came, none went: Qt keeps the selection itself
            self._tell_current()
            return
        selected, current = kept
        self.select_ids(selected, current)
        self.selection_changed.emit()
        if _row_of(self._model.ids, current) is not None:
            self.show_current()

    @Slot(QModelIndex, int, int)
    def _on_removed(self, _parent: QModelIndex, first: int, _last: int) -> None:
        kept, self._kept = self._kept, None
        if kept is None:
            return
        selected, current = kept
        ids = self._model.ids
        if current is not None and ids and _row_of(ids, current) is None:
            current = ids[min(first, len(ids) - 1)]  # what has moved into its place
            if not _rows_of(ids, selected):
                selected = {current}
        self.select_ids(selected, current)
        self.selection_changed.emit()

    @Slot()
    def _on_column(self) -> None:
        """Selected rows are selected in a new column too."""
        self.select_ids(self.selected_ids(), self._current)

    @Slot()
    def _drop_anchor(self) -> None:
        """What is looked at stays where it is when rows above it come or go."""
        row = self.rowAt(0)
        top = self.verticalScrollBar().value()
        self._anchor = None
        if row > 0 and top:  # at the very beginning, what comes is to be seen
            self._anchor = (self._model.id_at(row), self.rowViewportPosition(row))

    @Slot()
    def _return_to_anchor(self) -> None:
        anchor, self._anchor = self._anchor, None
        row = _row_of(self._model.ids, anchor[0]) if anchor is not None else None
        if anchor is None or row is None:
            return
        self.executeDelayedItemsLayout()
        bar = self.verticalScrollBar()
        bar.setValue(row * self.verticalHeader().defaultSectionSize() - anchor[1])

    # --- Columns ---------------------------------------------------------------------------

    def arrange(self, state: ColumnsState) -> None:
        """Arrange the columns as remembered, and the rest as usual."""
        self._columns.arrange(state)

    def arrangement(self) -> ColumnsState:
        """How the columns are arranged now."""
        return self._columns.arrangement()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order and no others, as the user's choice."""
        state = self.arrangement()
        order = tuple(dict.fromkeys(["title", *names] if "title" not in names else names))
        self.arrange(ColumnsState(order, state.widths, state.sort))
        self._header.columns_chosen.emit()

    def fit_columns(self) -> None:
        """Make the columns that the user did not size as wide as what is seen in them."""
        places = range(min(_LOOKED_AT, self._model.rowCount()))
        self._columns.fit([row for row in map(self._model.row_at, places) if row is not None])

    def choose_columns(self) -> None:
        """Let the user choose the columns from a menu."""
        self._header.choose_columns(self._header.mapToGlobal(self._header.rect().bottomLeft()))

    def sort_header(self) -> SortHeader:
        """The header."""
        return self._header

    def choose_sort(self) -> None:
        """Let the user choose from a menu what to sort by."""
        self._header.choose_sort(self._header.mapToGlobal(self._header.rect().bottomLeft()))

    def show_sort(self, sort: tuple[Sort, ...]) -> None:
        """Show by what the list is sorted."""
        self._header.show_sort(sort)

    def sort_by(self, column: str, *, add: bool = False) -> None:
        """Ask for the sorting that a click on a column's header asks for."""
        self.sort_asked.emit(self._header.next_sort(column, add=add))

    def set_density(self, density: Density) -> None:
        """Make all rows this high."""
        has_rows = self._model.rowCount() > 0
        if has_rows:
            self._drop_anchor()
        self.painter_of_cells.density = density
        self.verticalHeader().setDefaultSectionSize(self.painter_of_cells.row_height())
        if has_rows:
            self.doItemsLayout()  # else the scroll bar is still for rows of the height before
            self._return_to_anchor()

    @override
    def keyboardSearch(self, search: str) -> None:
        # Qt would look at every row
        if search == _BEGINS_SEARCH:
            self.search_asked.emit()
        elif search.isprintable():
            self.typed.emit(search)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if not self._was_painted and self._model.rowCount():
            self._was_painted = True
            self.rows_painted.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit_title()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    @override
    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.painter_of_cells.hovered_row:
            self.painter_of_cells.hovered_row = row
            self.viewport().update()


def _row_of(ids: array[int], wanted: int | None) -> int | None:
    try:
        return None if wanted is None else ids.index(wanted)
    except ValueError:
        return None


def _rows_of(ids: array[int], wanted: set[int]) -> list[int]:
    """The rows of some ids, in order."""
    if len(wanted) <= 8:  # looking for one is quick, in C
        found = (_row_of(ids, each) for each in wanted)
        return sorted(row for row in found if row is not None)
    return list(compress(range(len(ids)), map(wanted.__contains__, ids)))


def _spans(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Runs of rows without a gap, as (first, last)."""
    if rows and rows[-1] - rows[0] == len(rows) - 1:  # all of a long list, say
        yield rows[0], rows[-1]
        return
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[start], rows[place - 1]
            start = place
