"""Which columns of the list are there and how wide: as the user left them, else as fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, Signal

from db.listed import Row
from desktop.window.settings import ColumnsState
from desktop.window.table.columns import INDEX, Column
from desktop.window.table.table_header import SortHeader

TITLE: Final = INDEX["title"]
_NARROWEST: Final = 40
_NARROWEST_TITLE: Final = 240
_TITLES_SHARE: Final = 0.45  # of the room that the title has at least, where the others can give it
_LEAST_OF_FIELD: Final = 120
_CHOSEN: Final = frozenset({"key", "type"})  # like fields, these are seen by choice
_GO_WHEN_EMPTY: Final = frozenset({"venue", "subject", "badges", "tags"})


class ColumnWidths(QObject):
    """Arranges the sections of a header; the title has what the others leave.

    Signals:
        changed: The user moved, sized, showed or hid a column.
    """

    changed = Signal()

    def __init__(
        self,
        header: SortHeader,
        room: Callable[[], int],
        width_of: Callable[[Column, Sequence[Row]], int],
        add_field: Callable[[str], int | None],
    ) -> None:
        """Arrange a header.

        Args:
            header: The header.
            room: Pixels that all columns have together.
            width_of: Pixels that a column needs for some rows; 0 where they have nothing in it.
            add_field: Makes the column of a field and gives its section; None for no field.
        """
        super().__init__(header)
        self._header = header
        self._room = room
        self._width_of = width_of
        self._add_field = add_field
        self._all = header.columns
        self._is_arranging = False
        self._sized: set[str] = set()  # columns whose width the user chose
        self._empty: set[int] = set()  # sections that are hidden since nothing is in them
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        header.columns_chosen.connect(self._on_chosen)

    def arrange(self, state: ColumnsState) -> None:
        """Arrange the columns as remembered, and the rest as usual."""
        with self._arranging():
            for name in (*state.order, *(key.column for key in state.sort)):
                self._add_field(name)
        self._sized = {name for name in state.widths if self._all.section(name) is not None}
        self._empty = set()
        order = [name for name in state.order if self._all.section(name) is not None]
        shown = set(order) or {column.name for column in self._all if column.shown}
        order += [column.name for column in self._all if column.name not in order]
        with self._arranging():
            for place, name in enumerate(order):
                section = self._all.section(name)
                assert section is not None, "only known columns are in the order"
                self._header.moveSection(self._header.visualIndex(section), place)
            for section, column in enumerate(self._all):
                self._header.setSectionHidden(section, column.name not in {*shown, "title"})
                width = state.widths.get(column.name, column.width)
                self._header.resizeSection(section, max(_NARROWEST, width))
        self._header.show_sort(state.sort)
        self.fit_title()

    def arrangement(self) -> ColumnsState:
        """How the columns are arranged now."""
        places = map(self._header.logicalIndex, range(len(self._all)))
        sections = [s for s in places if self._is_shown(s) or s in self._empty]
        sized = [s for s in sections if self._all[s].name in self._sized]
        return ColumnsState(
            tuple(self._all[s].name for s in sections),
            {self._all[s].name: self._header.sectionSize(s) for s in sized},
            self._header.sort_keys(),
        )

    def fit(self, rows: Sequence[Row]) -> None:
        """Make the columns that the user did not size as wide as these rows need.

        Some go while nothing is in them. Of too little room, each gives up the same share of
        what it has beyond its header.
        """
        least = {
            section: self._header.sectionSizeHint(section)
            for section, column in enumerate(self._all)
            if section != TITLE and column.name not in self._sized
        }
        needed = {section: self._width_of(self._all[section], rows) for section in least}
        for section, need in needed.items():
            if self._all[section].is_field or self._all[section].name in _CHOSEN:
                # Somebody wants to read it
                least[section] = max(least[section], min(need, _LEAST_OF_FIELD))
        wanted = {
            section: max(least[section], min(needed[section], 2 * self._all[section].width))
            for section in least
        }
        with self._arranging():
            self._hide_empty([section for section in least if rows and not needed[section]], least)
            spare = sum(wanted[s] - least[s] for s in filter(self._is_shown, wanted))
            missing = _TITLES_SHARE * self._room() - self._room_for_title(wanted)
            share = min(1.0, max(0.0, missing / spare)) if spare else 0.0
            for section, width in wanted.items():
                given_up = round(share * (width - least[section]))
                self._header.resizeSection(section, width - given_up)
        self.fit_title()

    def fit_title(self) -> None:
        """Give the title what the other columns leave."""
        with self._arranging():
            width = max(_NARROWEST_TITLE, self._room_for_title({}))
            self._header.resizeSection(TITLE, width)

    def _hide_empty(self, empty: Sequence[int], all_: Mapping[int, int]) -> None:
        for section in all_:
            may_go = self._all[section].name in _GO_WHEN_EMPTY
            if may_go and (self._is_shown(section) or section in self._empty):
                self._header.setSectionHidden(section, section in empty)
                (self._empty.add if section in empty else self._empty.discard)(section)

    def _room_for_title(self, widths: Mapping[int, int]) -> int:
        """What the other columns leave, where these sections have these widths."""
        return self._room() - sum(
            widths.get(section, self._header.sectionSize(section))
            for section in range(len(self._all))
            if section != TITLE and self._is_shown(section)
        )

    def _is_shown(self, section: int) -> bool:
        return not self._header.isSectionHidden(section)

    @contextmanager
    def _arranging(self) -> Iterator[None]:
        """What is done to the header meanwhile is not the user's doing."""
        before, self._is_arranging = self._is_arranging, True
        try:
            yield
        finally:
            self._is_arranging = before

    def _on_chosen(self) -> None:
        for section in filter(self._is_shown, tuple(self._empty)):  # wanted all the same
            self._empty.discard(section)
            self._sized.add(self._all[section].name)
        self.fit_title()
        self.changed.emit()

    def _on_moved(self, *_: int) -> None:
        if not self._is_arranging:
            self.changed.emit()

    def _on_resized(self, section: int, *_: int) -> None:
        if not self._is_arranging:
            self._sized.add(self._all[section].name)
            self.changed.emit()
