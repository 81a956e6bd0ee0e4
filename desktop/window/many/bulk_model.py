"""The changes that many entries would go through, as rows with ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt

from biblio.bulk import ENTRY_TYPE, Fault
from db import BulkChange
from desktop.window import theme
from desktop.window.differing import differing
from desktop.window.override import override
from desktop.window.titled_rows import Index, TitledRows, tick

Unit = int | tuple[int, str]  # what is ticked together


@dataclass(frozen=True, slots=True)
class Listing:
    """Changes, and what is counted of them; made off the main thread, as there may be many.

    Attributes:
        by_field: Whether each field is ticked for itself.
        possible: What can be ticked.
        entries: How many entries there are changes of.
        faults: How many changes cannot be made.
    """

    changes: list[BulkChange]
    by_field: bool
    possible: frozenset[Unit]
    entries: int
    faults: int


def listing_of(changes: list[BulkChange], *, by_field: bool) -> Listing:
    """Count changes."""
    possible = [each for each in changes if each.change.fault is None]
    units = frozenset(_unit(each, by_field=by_field) for each in possible)
    entries = len({each.entry_id for each in changes})
    return Listing(changes, by_field, units, entries, len(changes) - len(possible))


def _unit(change: BulkChange, *, by_field: bool) -> Unit:
    return (change.entry_id, change.change.field.lower()) if by_field else change.entry_id


class BulkModel(TitledRows):
    """Changes as rows: the entry with a tick, the field, before, after.

    What is done to one entry is ticked as one, unless its fields change each for itself.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = (self.tr("Entry"), self.tr("Field"), self.tr("Before"), self.tr("After"))
        self.listing = listing_of([], by_field=False)
        self._left_out: set[Unit] = set()

    @property
    def changes(self) -> list[BulkChange]:
        """What is listed."""
        return self.listing.changes

    def set_listing(self, listing: Listing) -> None:
        """Show other changes, all that can be made ticked."""
        self.beginResetModel()
        self.listing = listing
        self._left_out = set()
        self.endResetModel()

    def complete(self, listing: Listing) -> None:
        """Show further changes after those that are shown; what is not ticked stays so."""
        shown, total = len(self.changes), len(listing.changes)
        if total > shown:
            self.beginInsertRows(QModelIndex(), shown, total - 1)
        self.listing = listing
        if total > shown:
            self.endInsertRows()

    def wanted(self) -> list[BulkChange]:
        """The changes that are to be made."""
        left, by_field = self.listing.possible - self._left_out, self.listing.by_field
        return [
            each
            for each in self.changes
            if each.change.fault is None and _unit(each, by_field=by_field) in left
        ]

    def wanted_entries(self) -> int:
        """How many entries are to be changed."""
        if not self.listing.by_field:
            return len(self.listing.possible) - len(self._left_out)
        left = self.listing.possible - self._left_out
        return len({unit[0] for unit in left if isinstance(unit, tuple)})

    def tick(self, rows: Iterable[int] | None, *, on: bool) -> None:
        """Tick rows, or all for None, or take their ticks away."""
        if rows is None:
            self._left_out = set() if on else set(self.listing.possible)
        else:
            by_field = self.listing.by_field
            units = {_unit(self.changes[row], by_field=by_field) for row in rows}
            if on:
                self._left_out -= units
            else:
                self._left_out |= units & self.listing.possible
        if self.changes:
            self._tell()

    def is_ticked(self, row: int) -> bool:
        """Whether the change of a row is to be made."""
        change = self.changes[row]
        unit = _unit(change, by_field=self.listing.by_field)
        return change.change.fault is None and unit not in self._left_out

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.changes) - 1, 3))

    @override
    def row_total(self) -> int:
        return len(self.changes)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.changes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts(row)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                whole = (row.title, row.change.field, row.change.before, row.change.after)
                fault = self._fault(row.change.fault) if index.column() == 3 else ""
                return theme.tooltip(fault or whole[index.column()])
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0:
                return tick(on=self.is_ticked(index.row()))
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
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable
        if self.changes[index.row()].change.fault is not None:
            return flags
        flags |= Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags
