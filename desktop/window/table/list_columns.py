"""The columns of the list in each kind of view: as they were left, with what rows need for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Slot

from db.finding.ordering import SORT_COLUMNS
from db.listed import FIELD, Row, Sort, ViewKind
from desktop.window.session import Session
from desktop.window.settings import ColumnsState, Settings
from desktop.window.table.table_model import EntryTableModel
from desktop.window.table.table_view import EntryTable

_BY_DATE = (Sort("year", descending=True), Sort("date", descending=True))
USUAL_SORT = {
    "recent": (Sort("added", descending=True),),
    "trash": (Sort("changed", descending=True),),
    "source": (),
}


class ListColumns(QObject):
    """Arranges the columns of the list, remembers that, and reads rows with what they show."""

    def __init__(self, session: Session, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._kind: ViewKind | None = None
        self._further: frozenset[str] = frozenset()
        self._table: EntryTable | None = None
        self._model: EntryTableModel | None = None

    def keep(self, table: EntryTable, model: EntryTableModel) -> None:
        """Keep this table, whose model reads its rows with `rows`."""
        self._table, self._model = table, model
        table.columns_changed.connect(self._on_changed)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """Rows with what the shown columns need."""
        return self._session.rows(ids, self._further)

    def show_view(self, kind: ViewKind) -> None:
        """Arrange the columns as they were left in this kind of view."""
        assert self._table is not None
        if kind != self._kind:
            self._kind = kind
            state = _known(self._settings.columns(kind))
            self._table.arrange(state)
            if not state.sort:
                self._table.show_sort(USUAL_SORT.get(kind, _BY_DATE))
            self._read_with(self._table.arrangement().order)

    @Slot()
    def remember(self) -> None:
        """Keep how the columns are arranged."""
        if self._table is not None and self._kind is not None:
            self._settings.remember_columns(self._kind, self._table.arrangement())

    def _read_with(self, names: Iterable[str]) -> bool:
        """Have rows read with what columns show; whether those that are there lack something."""
        assert self._model is not None
        before, self._further = self._further, frozenset(names)
        if lacks := not self._further <= before:
            self._model.forget()
        return lacks

    @Slot()
    def _on_changed(self) -> None:
        assert self._table is not None
        if self._read_with(self._table.arrangement().order):
            self._table.fit_columns()
        self.remember()


def _known(state: ColumnsState) -> ColumnsState:
    """An arrangement without what no list can be sorted by, which an edited file may have."""
    sort = (key for key in state.sort if key.column in SORT_COLUMNS or key.column.startswith(FIELD))
    return ColumnsState(state.order, state.widths, tuple(sort))
