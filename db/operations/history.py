"""The journal as the user knows it: the steps, undo and redo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Reader, Writer

if TYPE_CHECKING:
    from biblio.entry import Entry
    from db.rows import Step


class HistoryReader(Reader):
    """Reads what was done."""

    def undo_name(self) -> str | None:
        """The name of the step that undo would take back, or None."""
        from db import journal

        step = journal.latest(self._db)
        return step.name if step else None

    def redo_name(self) -> str | None:
        """The name of the step that redo would do again, or None."""
        from db import journal

        step = journal.next_redo(self._db)
        return step.name if step else None

    def history(self, limit: int = 200) -> list[Step]:
        """The newest steps, newest first."""
        from db import journal

        return journal.history(self._db, limit)


class History(Writer):
    """Takes steps back and does them again."""

    def undo(self, n: int = 1) -> list[Step]:
        """Take back the last `n` steps; returns those that were, in that order."""
        from db import journal

        return self._move(n, journal.latest, "undone")

    def redo(self, n: int = 1) -> list[Step]:
        """Do again the last `n` steps taken back; returns those that were, in that order."""
        from db import journal

        return self._move(n, journal.next_redo, "done")

    def _move(
        self, n: int, pick: Callable[[sqlite3.Connection], Step | None], state: str
    ) -> list[Step]:
        from db import entries, journal

        moved: list[Step] = []
        with connection.translated(self.path), journal.transaction(self._db):
            while len(moved) < n and (step := pick(self._db)) is not None:
                before = self._touched(step.id)
                entries.unindex(self._db, before.items())
                journal.swap(self._db, step.id, state)
                entries.index(self._db, self._touched(step.id).items())
                moved.append(step)
        return moved

    def _touched(self, step_id: int) -> dict[int, Entry]:
        from db import entries, journal

        ids = journal.touched_entries(self._db, step_id, journal.INDEXED_TABLES)
        return entries.read_many(self._db, sorted(ids))
