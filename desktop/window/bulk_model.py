"""The changes that many entries would go through, as rows with ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from biblio.bulk import ENTRY_TYPE, Fault
from db import BulkChange
from desktop.window import theme
from desktop.window.differing import differing
from desktop.window.override import override

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Unit = int | tuple[int, str]  # what is ticked together


class BulkModel(QAbstractTableModel):
    """Changes as rows: the entry with a tick, the field, before, after.

    What is done to one entry is ticked as one, unless its fields change each for itself.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changes: list[BulkChange] = []
        self._by_field = False
        self._left_out: set[_Unit] = set()
        self._possible: set[_Unit] = set()
        self.entries = 0  # how many entries there are changes of
        self.faults = 0  # how many changes cannot be made

    def set_changes(self, changes: list[BulkChange], *, by_field: bool) -> None:
        """Show these changes, all that can be made ticked.

        Args:
            changes: The changes.
            by_field: Whether each field is ticked for itself.
        """
        self.beginResetModel()
        self.changes = changes
        self._by_field = by_field
        self._left_out = set()
        possible = [each for each in changes if each.change.fault is None]
        self._possible = {self._unit(each) for each in possible}
        self.entries = len({each.entry_id for each in changes})
        self.faults = len(changes) - len(possible)
        self.endResetModel()

    def wanted(self) -> list[BulkChange]:
        """The changes that are to be made."""
        return [
            each
            for each in self.changes
            if each.change.fault is None and self._unit(each) not in self._left_out
        ]

    def wanted_entries(self) -> int:
        """How many entries are to be changed."""
        left = self._possible - self._left_out
        return len({unit[0] if isinstance(unit, tuple) else unit for unit in left})

    def tick(self, rows: Iterable[int] | None, *, on: bool) -> None:
        """Tick rows, or all for None, or take their ticks away."""
        chosen = self.changes if rows is None else [self.changes[row] for row in rows]
        units = {self._unit(each) for each in chosen}
        if on:
            self._left_out -= units
        else:
            self._left_out |= units
        if self.changes:
            self._tell()

    def is_ticked(self, row: int) -> bool:
        """Whether the change of a row is to be made."""
        change = self.changes[row]
        return change.change.fault is None and self._unit(change) not in self._left_out

    def _unit(self, change: BulkChange) -> _Unit:
        return (change.entry_id, change.change.field) if self._by_field else change.entry_id

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.changes) - 1, 3))

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.changes)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 4

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Entry"), self.tr("Field"), self.tr("Before"), self.tr("After"))[section]

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.changes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts(row)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                whole = (row.title, row.change.field, row.change.before, row.change.after)
                fault = self._fault(row.change.fault) if index.column() == 3 else ""
                return theme.tooltip(fault or whole[index.column()])
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0:
                return (
                    Qt.CheckState.Checked
                    if self.is_ticked(index.row())
                    else Qt.CheckState.Unchecked
                )
        return None

    def _texts(self, row: BulkChange) -> Sequence[str]:
        before, after = differing(row.change.before, row.change.after)
        field = self.tr("type") if row.change.field == ENTRY_TYPE else row.change.field
        if row.change.fault is not None:
            after = self._fault(row.change.fault)
        elif not row.change.after:
            after = self.tr("(removed)")
        return (row.key or row.title or f"#{row.entry_id}", field, before, after)

    def _fault(self, fault: Fault | None) -> str:
        match fault:
            case Fault.UNBALANCED:
                return self.tr("Cannot be: its braces would not pair.")
            case Fault.NAME:
                return self.tr("Cannot be: that is no name of a type.")
            case Fault.TOO_LONG:
                return self.tr("Cannot be: it takes too long, or would be too long.")
        return ""

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable
        if self.changes[index.row()].change.fault is not None:
            return flags
        flags |= Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags
