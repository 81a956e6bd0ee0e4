"""What the user chose in the list, while a search hides it.

A list whose chosen entry is not found shows another one, so that the pane beside it is not empty.
That is no choice: once the entry is found again it is chosen again, unless the user has chosen
something else meanwhile.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from desktop.window.table.table_view import EntryTable

_MOST = 1000  # chosen entries that are remembered; of more, the one with the cursor


class LastChoice(QObject):
    """Remembers what is selected in a table from one answer to the next."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._table = table
        self._chosen: tuple[Sequence[int], int | None] = ((), None)
        self._shown: Sequence[int] = ()  # what the list itself selected instead
        self._is_hidden = False
        self._has_begun = False
        table.clicked.connect(self.forget)  # also where that changes no selection

    def before(self) -> None:
        """Look at what is selected, before other entries are shown."""
        selected = self._selected()
        if not self._is_hidden or selected != self._shown:
            self._chosen = selected, self._table.current_id()
            self._is_hidden = False

    @Slot()
    def forget(self) -> None:
        """What is selected now is so on the user's wish."""
        self._is_hidden = False

    def after(self, ids: array[int]) -> None:
        """Select what was chosen where it is back, else something; `ids` are shown now."""
        chosen, current = self._chosen
        if self._is_hidden and current is not None and current in ids:
            self._table.select_ids(chosen, current)
            self._table.show_current()
            self._is_hidden = False
            return
        # The cursor alone is no choice: Qt gives it to the first row with the keyboard's input
        if ids and (self._table.current_id() is None or not self._has_begun):
            self._has_begun = True
            if not self._table.selected_count():
                self._table.select_ids([ids[0]], ids[0])
                self._table.scrollToTop()
        if current is not None and self._table.current_id() != current:
            self._is_hidden = True
            self._shown = self._selected()

    def _selected(self) -> Sequence[int]:
        table = self._table
        if table.selected_count() <= _MOST:
            return table.selected_ids()
        current = table.current_id()
        return [] if current is None else [current]
