"""What looks wrong as rows of a table: the entry, what, what it is, and what it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from biblio.problem import Severity
from desktop.window import theme
from desktop.window.override import override
from desktop.window.titled_rows import Index, TitledRows, tick

if TYPE_CHECKING:
    from db.checking import Found

_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


class CheckModel(TitledRows):
    """Findings, of which those that can be mended have a tick."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._titles = (self.tr("Entry"), self.tr("What"), self.tr("Field"), self.tr("Becomes"))
        self._found: list[Found] = []
        self._left_out: set[tuple[int, str, str | None]] = set()

    def show(self, found: list[Found]) -> None:
        """Show these; what was left out stays so."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def entry_at(self, row: int) -> int:
        """The entry that a row is about."""
        return self._found[row].entry_id

    def ticked(self) -> dict[int, set[str]]:
        """The codes that are to be mended, by entry."""
        chosen: dict[int, set[str]] = {}
        for each in self._found:
            if self._is_ticked(each):
                chosen.setdefault(each.entry_id, set()).add(each.finding.problem.code)
        return chosen

    def ticked_number(self) -> int:
        """How many rows are to be mended."""
        return sum(map(self._is_ticked, self._found))

    def _is_ticked(self, found: Found) -> bool:
        return found.finding.mended is not None and _name(found) not in self._left_out

    @override
    def row_total(self) -> int:
        return len(self._found)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self._found[index.row()]
        problem = found.finding.problem
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            texts = (found.name, problem.message, problem.field or "", self._becomes(found))
            text = texts[index.column()]
            return theme.tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            return theme.icon(_ICONS[problem.severity])
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            if found.finding.mended is None:
                return None
            return tick(on=self._is_ticked(found))
        return None

    def _becomes(self, found: Found) -> str:
        texts: Sequence[str | None] = tuple((found.finding.mended or {}).values())
        return "; ".join(self.tr("(removed)") if text is None else text for text in texts)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        name = _name(self._found[index.row()])
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(name)
        else:
            self._left_out.add(name)
        self.dataChanged.emit(index, index)
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can = index.column() == 0 and self._found[index.row()].finding.mended is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can else flags


def code_in_words(code: str) -> str:
    """``page-hyphen`` as “page hyphen”."""
    return code.replace("-", " ")


def _name(found: Found) -> tuple[int, str, str | None]:
    return found.entry_id, found.finding.problem.code, found.finding.problem.field
