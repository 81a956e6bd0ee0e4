"""The ranked list behind an h-index as a table: what is in it can be unticked, and ranks follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from biblio.metrics.explain import NextStep, Rank, next_step, ranking
from db.listed import Row
from desktop.window.override import override

TICK, RANK, CITATIONS, TITLE, YEAR = range(5)
_PAGE = 64  # rows fetched at once
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RankedModel(QAbstractTableModel):
    """Works by their citations, most first.

    Signals:
        ranks_changed: Others are ticked now.
    """

    ranks_changed = Signal()

    def __init__(
        self, fetch: Callable[[Sequence[int]], list[Row]], parent: QObject | None = None
    ) -> None:
        """Make an empty model; `fetch` gives the rows of ids at once."""
        super().__init__(parent)
        self._fetch = fetch
        self._works: list[tuple[int, int]] = []  # (entry, citations)
        self._without: set[int] = set()
        self._ranked: dict[int, Rank] = {}
        self._rows: dict[int, Row] = {}

    def set_works(self, ranked: Sequence[Rank]) -> None:
        """Show these; what was unticked stays so."""
        self.beginResetModel()
        self._works = [(each.work, each.count) for each in ranked]
        self._rank()
        self.endResetModel()
        self.ranks_changed.emit()

    def ranked(self) -> list[Rank]:
        """The works that are ticked, in order."""
        return list(self._ranked.values())

    def h(self) -> int:
        """The h-index of these."""
        return sum(each.core for each in self._ranked.values())

    def step(self) -> NextStep:
        """What the next h-index of these needs."""
        return next_step(self.ranked())

    def unticked(self) -> int:
        """How many of the works that are shown are not ticked."""
        return len(self._works) - len(self._ranked)

    def entry(self, row: int) -> int:
        """The entry of a row."""
        return self._works[row][0]

    def rank_of(self, row: int) -> Rank | None:
        """The rank of a row; None where it is not ticked."""
        return self._ranked.get(self._works[row][0])

    def title(self, entry_id: int) -> str:
        """The title of an entry, for a sentence."""
        found = self._row_of(entry_id)
        return found.title if found is not None and found.title else self.tr("Untitled")

    def tick_all(self) -> None:
        """Tick all works again."""
        self._without.clear()
        self._changed()

    def toggle(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        self._without ^= {self._works[row][0]}
        self._changed()

    def _changed(self) -> None:
        self._rank()
        last = self.index(max(0, len(self._works) - 1), YEAR)
        self.dataChanged.emit(self.index(0, TICK), last)
        self.ranks_changed.emit()

    def _rank(self) -> None:
        kept = ((work, count) for work, count in self._works if work not in self._without)
        self._ranked = {each.work: each for each in ranking(kept)}

    def _row_of(self, entry_id: int) -> Row | None:
        if entry_id not in self._rows:
            for row in self._fetch([entry_id]):
                self._rows[row.id] = row
        return self._rows.get(entry_id)

    def _row(self, place: int) -> Row | None:
        entry_id = self._works[place][0]
        if entry_id not in self._rows:
            start = place - place % _PAGE
            ids = [work for work, _ in self._works[start : start + _PAGE]]
            for row in self._fetch([each for each in ids if each not in self._rows]):
                self._rows[row.id] = row
        return self._rows.get(entry_id)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._works)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 5

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (RANK, CITATIONS) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("", self.tr("Rank"), self.tr("Citations"), self.tr("Title"), self.tr("Year"))[
            section
        ]

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else usual

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place, column = index.row(), index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            ticked = self._works[place][0] not in self._without
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (RANK, CITATIONS):
            return _RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(place, column)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._text(place, column)

    def _text(self, place: int, column: int) -> str | None:
        rank = self.rank_of(place)
        if column == RANK:
            return "" if rank is None else str(rank.rank)
        if column == CITATIONS:
            return f"{self._works[place][1]:,}"
        row = self._row(place)
        if row is None or column == TICK:
            return None
        if column == TITLE:
            return row.title or self.tr("Untitled")
        return "" if row.year is None else str(row.year)

    def _said(self, place: int, column: int) -> str | None:
        """For screen readers: the tick says which work it is of and whether it makes the h."""
        if column != TICK:
            return self._text(place, column)
        rank = self.rank_of(place)
        title = self._text(place, TITLE) or ""
        if rank is None:
            return self.tr("{0}, left out").format(title)
        return (self.tr("{0}, makes the h-index") if rank.core else "{0}").format(title)

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        self.toggle(index.row())
        return True
