"""The list as Qt wants it: the ids in order, and a bounded cache of rows fetched in pages.

Nothing is ever read for more than the rows that are looked at. Sorting and searching make a new
list of ids elsewhere; this model is only handed them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from db.listed import FIELD, Row
from desktop.window.override import override
from desktop.window.table.columns import NO_DATA, Column, Columns, Look, field_column, subject_tip
from desktop.window.table.id_steps import Step, steps_between
from desktop.window.theme import tooltip

PAGE = 64  # rows of one query
CACHED = 4096  # rows kept
_RETRY = 120  # milliseconds until rows are asked for again that the library could not give

RowRole = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EntryTableModel(QAbstractTableModel):
    """Entries as rows, one column for each of its `Columns`."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], list[Row]],
        mime_data: Callable[[list[int]], QMimeData] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make an empty model.

        Args:
            fetch: Gives the rows of some ids at once; leaves out what it cannot give now,
                whose cells stay blank.
            mime_data: What dragging these entries out carries.
            parent: The owner.
        """
        super().__init__(parent)
        self._fetch = fetch
        self._mime_data = mime_data
        self._ids: array[int] = array("q")
        self.columns = Columns()
        self._rows: dict[int, Row] = {}  # in the order they were fetched
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY)
        self._retry.timeout.connect(self._tell_all_changed)

    @property
    def ids(self) -> array[int]:
        """All ids in order; not to be changed."""
        return self._ids

    def add_field(self, name: str) -> int | None:
        """The section of the column of a field, ``field:doi``, made where there is none yet.

        None for what is no field's name.
        """
        if not name.startswith(FIELD) or not name.removeprefix(FIELD).strip():
            return None
        column = field_column(name)
        place = self.columns.section(column.name)
        if place is None:
            place = len(self.columns)
            self.beginInsertColumns(_NOWHERE, place, place)
            self.columns.add(column)
            self.endInsertColumns()
        return place

    def id_at(self, row: int) -> int:
        """The entry of a row."""
        return self._ids[row]

    def row_at(self, row: int) -> Row | None:
        """What a row shows; None while the library cannot be asked."""
        entry_id = self._ids[row]
        found = self._rows.get(entry_id)
        if found is None:
            self._fetch_page(row)
            found = self._rows.get(entry_id)
        return found

    def cached_ids(self) -> list[int]:
        """The entries whose rows are kept, in the order they were fetched."""
        return list(self._rows)

    def set_ids(self, ids: array[int]) -> None:
        """Show these entries in this order.

        Where one row moved or few came and went, views are told just that, so that the rest
        stays where it is.
        """
        steps = steps_between(self._ids, ids)
        if steps is None:
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()
            return
        for step in steps:
            self._take(step)
        self._ids = ids

    def _take(self, step: Step) -> None:
        old, first, after = self._ids, step.first, step.first + step.count
        if step.to is not None:
            place = step.to if step.to < first else step.to + 1  # Qt counts the row itself
            self.beginMoveRows(_NOWHERE, first, first, _NOWHERE, place)
            rest = old[:first] + old[after:]
            self._ids = rest[: step.to] + old[first:after] + rest[step.to :]
            self.endMoveRows()
        elif step.come:
            self.beginInsertRows(_NOWHERE, first, after - 1)
            self._ids = old[:first] + step.come + old[first:]
            self.endInsertRows()
        else:
            self.beginRemoveRows(_NOWHERE, first, after - 1)
            self._ids = old[:first] + old[after:]
            self.endRemoveRows()

    def forget(self, entry_ids: Iterable[int] | None = None) -> None:
        """Fetch these rows anew when they are next looked at; all of them for None."""
        if entry_ids is None:
            self._rows.clear()
        else:
            for entry_id in entry_ids:
                self._rows.pop(entry_id, None)
        self._tell_all_changed()  # views look only at the rows that they show

    def _tell_all_changed(self) -> None:
        if self._ids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1)
            )

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _SERVED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN_RIGHT if column.look is Look.NUMBER else _ALIGN_LEFT
        row = self.row_at(index.row())
        if role == RowRole:
            return row
        if row is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._tip(column, row)) or None
        text = column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if text in {"", NO_DATA}:
                text = self.tr("not known")
            return f"{column.title}: {text}"
        return text

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN_RIGHT if self.columns[section].look is Look.NUMBER else _ALIGN_LEFT
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    @override
    def mimeTypes(self) -> list[str]:
        return ["text/plain"]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        if self._mime_data is None:
            return super().mimeData(indexes)
        return self._mime_data([self._ids[row] for row in rows])

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def _fetch_page(self, row: int) -> None:
        first = row - row % PAGE
        missing = [i for i in self._ids[first : first + PAGE] if i not in self._rows]
        given = self._fetch(missing)
        for found in given:
            self._rows[found.id] = found
        if missing and not given:
            self._retry.start()
        while len(self._rows) > CACHED:
            del self._rows[next(iter(self._rows))]

    def _tip(self, column: Column, row: Row) -> str:
        match column.name:
            case "title" | "venue" | "key":
                return column.text(row)
            case "authors":
                return _shortened(row.authors)
            case "subject":
                return subject_tip(row)
            case "citations" if row.citations is None:
                return self.tr("No source gave a number of citations")
            case _:
                return column.text(row) if column.is_field or column.look is Look.TAGS else ""


_SERVED = {
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.TextAlignmentRole,
        RowRole,
    )
}
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


def _shortened(authors: str) -> str:
    """Authors for a tool tip, which a list of 3,000 would fill the screen with."""
    names = authors.split("; ")
    if len(names) > 40:
        names = [*names[:40], f"… +{len(names) - 40:,}"]
    return ", ".join(names)
