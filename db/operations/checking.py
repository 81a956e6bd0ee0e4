"""Looking for what is wrong in entries, and mending it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Writer, amount
from db.operations.listing import ListReader

if TYPE_CHECKING:
    from db.checking import Found
    from db.rows import Notice


class CheckingReader(ListReader):
    """Looks at entries."""

    def check(
        self,
        ids: Sequence[int] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Found]:
        """What looks wrong in entries, in all of them for None; see `biblio.checks`.

        Args:
            ids: The entries.
            progress: Called with (done, all).
            cancelled: Asked from time to time.

        Raises:
            CancelledError: The user cancelled.
        """
        from db.checking import findings

        with connection.translated(self.path):
            chosen = self.find_ids() if ids is None else ids
            return list(findings(self._db, chosen, progress=progress, cancelled=cancelled))


class Checking(Writer, CheckingReader):
    """Mends entries."""

    def mend(self, chosen: Mapping[int, Collection[str]]) -> Notice:
        """Mend entries as one step.

        Args:
            chosen: By entry, the codes of `biblio.check_codes.MENDS` that are to be mended.
        """
        from db.checking import mend

        label: list[str] = []
        with self._step(lambda: label[0]) as change:
            met = mend(self._db, change, chosen)
            label.append(f"Mend {amount(len(change.entries))} ({', '.join(sorted(met))})")
        return self._notice(change)
