"""Writing entries into imported files that do not have them yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db import entries
from db.operations.base import Writer, amount

if TYPE_CHECKING:
    from db.rows import Notice


class Filing(Writer):
    """Adds entries to imported files."""

    def add_to_source(self, entry_ids: Sequence[int], source_id: int) -> Notice:
        """Write entries into an imported .bib, in its style; those that are in it stay as they are.

        Raises:
            NoSuchViewError: There is no such .bib.
            NoSuchEntryError: There is no entry with one of the ids.
            KeyTakenError: Another entry in the file has the key of one of them.
        """
        from db.citing.filing import file_entries

        made: list[int] = []

        def name() -> str:
            row = self._db.execute("SELECT name FROM sources WHERE id = ?", (source_id,)).fetchone()
            one = entries.read(self._db, made[0]).key if len(made) == 1 else ""
            return f"Add {one or amount(len(made))} to {row[0]}"

        with self._step(name) as change:
            made += file_entries(self._db, change, entry_ids, source_id)
            if not made:
                change.entries.clear()
        return self._notice(change)
