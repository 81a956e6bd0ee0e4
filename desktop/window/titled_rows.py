"""What tables of rows under fixed titles have in common as Qt asks for it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.window.override import override

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class TitledRows(QAbstractTableModel):
    """Rows under titles; what a row is and says is the business of each kind.

    A kind sets `_titles` when it is made, and says how many rows it has.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()

    def row_total(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.row_total()

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section]


def tick(*, on: bool) -> Qt.CheckState:
    """The state of a tick."""
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
