"""The matrix of works and lists, as a table that can be narrowed to what was found."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from biblio.reconcile import Cell, Finding
from db.reconciling.reconcile import Foreign, Reconciled, Row
from desktop.reconcile_words import cell_text, doubt_text
from desktop.window.look import Colors
from desktop.window.override import override

_Index = QModelIndex | QPersistentModelIndex
_OWN = 2  # columns before the lists: title and year
_SERIOUS = frozenset({Finding.PERHAPS, Finding.YEAR, Finding.TITLE, Finding.ID_THERE})


class ReconcileModel(QAbstractTableModel):
    """Works, and after them what is only in a list."""

    def __init__(self, look: Colors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._found = Reconciled()
        self._rows: list[Row | Foreign] = []

    def show_found(self, found: Reconciled, finding: Finding | None, place: int | None) -> None:
        """Show the works of which something was found.

        Args:
            found: Everything.
            finding: What must have been found; None for all works.
            place: In which list; None for any.
        """
        self.beginResetModel()
        self._found = found
        foreign = [f for f in found.foreign if place is None or f.place == place]
        if finding is not None:
            foreign = [f for f in foreign if f.finding is finding and not f.left]
        works = [row for row in found.rows if _fits(row, finding, place)]
        self._rows = _with_perhaps(works, foreign)
        self.endResetModel()

    def set_look(self, look: Colors) -> None:
        """Use other colours."""
        self._look = look

    def row(self, number: int) -> Row | Foreign:
        """What a row shows."""
        return self._rows[number]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else _OWN + len(self._found.lists)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < _OWN:
            return (self.tr("Title"), self.tr("Year"))[section]
        return self._found.lists[section - _OWN].name

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(row, column)
            if role == Qt.ItemDataRole.ToolTipRole:
                from desktop.window.theme import tooltip

                return tooltip(self._told(row, column) or text)
            return text
        if role == Qt.ItemDataRole.ForegroundRole and column >= _OWN:
            return QBrush(self._colour(row, column - _OWN))
        return None

    def _text(self, row: Row | Foreign, column: int) -> str:
        if column == 0:
            return row.title
        if column == 1:
            return "" if row.year is None else str(row.year)
        if isinstance(row, Foreign):
            if row.place != column - _OWN:
                return ""
            there = self.tr("perhaps it") if row.candidates else self.tr("only there")
            return there if row.count is None else f"{there}, {row.count:,}"
        return cell_text(row.cells[column - _OWN])

    def _told(self, row: Row | Foreign, column: int) -> str:
        """What a cell says at length; empty where its text says it all."""
        if isinstance(row, Foreign):
            return ", ".join(row.authors) if column == 0 else _doubt(row, column)
        cell = row.cells[column - _OWN] if column >= _OWN else None
        if cell is None:
            return self.tr("Not in this list") if column >= _OWN else ""
        return _at_length(cell)

    def _colour(self, row: Row | Foreign, place: int) -> object:
        if isinstance(row, Foreign):
            return self._look.warning
        cell = row.cells[place]
        if cell is None:
            return self._look.error
        return self._look.warning if set(cell.findings) & _SERIOUS else self._look.text


def _with_perhaps(works: list[Row], foreign: list[Foreign]) -> list[Row | Foreign]:
    """The works, under each what may be it, and at the end what is no work."""
    under: dict[int, list[Foreign]] = {}
    for each in foreign:
        if each.candidates:
            under.setdefault(each.candidates[0][0], []).append(each)
    rows: list[Row | Foreign] = []
    for row in works:
        rows.append(row)
        rows += under.pop(row.entry_id, ())
    rows += [each for several in under.values() for each in several]
    return rows + [each for each in foreign if not each.candidates]


def _doubt(paper: Foreign, column: int) -> str:
    return doubt_text(paper) if paper.candidates and column == paper.place + _OWN else ""


def _at_length(cell: Cell) -> str:
    parts = [] if not cell.title else [f"“{cell.title}”"]
    parts += [] if cell.year is None else [str(cell.year)]
    parts += [f"{kind.upper()} {text}" for kind, text in (*cell.there, *cell.here)]
    return ", ".join(parts)


def _fits(row: Row, finding: Finding | None, place: int | None) -> bool:
    if finding is Finding.UNKNOWN:
        return False
    if finding is None:
        return place is None or row.cells[place] is not None
    if finding is Finding.PERHAPS:
        cells = row.cells if place is None else (row.cells[place],)
        return any(cell is not None and finding in cell.findings for cell in cells)
    if place is None or finding in (Finding.COUNT, Finding.AGREES):
        return finding in row.findings
    cell = row.cells[place]
    if finding is Finding.MISSING:
        return cell is None
    return cell is not None and finding in cell.findings
