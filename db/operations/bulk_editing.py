"""Changing fields of many entries at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Reader, Writer, amount

if TYPE_CHECKING:
    from biblio.bulk import Operation
    from db.rows import BulkChange, BulkOutcome, Notice


class BulkEditingReader(Reader):
    """Works out what would change."""

    def bulk_changes(
        self,
        entry_ids: Sequence[int],
        operations: Sequence[Operation],
        *,
        first: Callable[[list[BulkChange]], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[BulkChange]:
        """Every change that `bulk_edit` would make, in the order of the entries.

        Args:
            entry_ids: The entries.
            operations: What is to be done, each to fields of its own.
            first: Called once with the first changes, long before all are known; not where
                they are few.
            progress: Called with (done, all).
            cancelled: Asked from time to time.

        Raises:
            PatternError: What is to be replaced is no pattern.
            CancelledError: The user cancelled.
        """
        from db import bulk_editing

        with connection.translated(self.path):
            return bulk_editing.planned(
                self._db,
                entry_ids,
                operations,
                first=first,
                progress=progress,
                cancelled=cancelled,
            )


class BulkEditing(Writer):
    """Changes fields of many entries, as one step."""

    def bulk_edit(
        self,
        entry_ids: Sequence[int],
        operations: Sequence[Operation],
        accepted: Iterable[BulkChange] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Notice:
        """Change fields of entries as one step.

        Args:
            entry_ids: The entries.
            operations: What is to be done, each to fields of its own.
            accepted: Which of the changes of `bulk_changes`; None for all. What another
                program has changed since is left as it is.
            progress: Called with (done, all).
            cancelled: Asked from time to time; True leaves the library as it was.

        Raises:
            PatternError: What is to be replaced is no pattern.
            CancelledError: The user cancelled.
        """
        from biblio.bulk_words import step_name
        from db import bulk_editing

        number = 0

        def label() -> str:
            return step_name(operations, amount(number))

        with self._step(label) as change:
            number = bulk_editing.make(
                self._db,
                change,
                entry_ids,
                operations,
                accepted,
                progress=progress,
                cancelled=cancelled,
            )
        return self._notice(change)

    def bulk_edit_found(
        self,
        query: str,
        operations: Sequence[Operation],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> BulkOutcome:
        """Change fields of the entries that a query finds, as they are then, as one step.

        Nobody looked at the changes before, so what other programs change until this has its
        turn is no reason to leave an entry out.

        Args:
            query: Which entries.
            operations: What is to be done, each to fields of its own.
            progress: Called with (done, all).

        Raises:
            PatternError: What is to be replaced is no pattern.
        """
        from biblio.bulk_words import step_name
        from db import bulk_editing
        from db.finding.listing import Finder
        from db.listed import View
        from db.rows import BulkOutcome

        number = 0
        told: list[BulkChange] = []

        def label() -> str:
            return step_name(operations, amount(number))

        with self._step(label) as change:
            ids = Finder(self._db).find_ids(query, (), View())
            number = bulk_editing.make(
                self._db, change, ids, operations, None, told=told, progress=progress
            )
        return BulkOutcome(label() if change.touched else "", len(ids), tuple(told))
