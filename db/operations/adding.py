"""Adding entries that are not read from a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db import entries
from db.operations.base import Writer, amount

if TYPE_CHECKING:
    from biblio.identifiers import Identifier


class Adding(Writer):
    """Adds copies of entries, and entries for mere identifiers."""

    def duplicate(self, entry_ids: Sequence[int]) -> tuple[int, ...]:
        """Add a copy of each entry, with a key of its own; returns the ids of the copies.

        Raises:
            NoSuchEntryError: There is none with one of these ids.
        """
        from db import adding

        name = amount(len(entry_ids))
        if len(entry_ids) == 1:
            name = entries.read(self._db, entry_ids[0]).key or "1 entry"
        with self._step(f"Duplicate {name}") as change:
            return adding.duplicate(self._db, change, entry_ids)

    def add_identifiers(
        self, identifiers: Sequence[Identifier]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Add an entry for each identifier that no entry has yet.

        Returns:
            The ids of new entries, and of those that have one of the identifiers already.
        """
        from db import adding

        holders = {each: adding.holder(self._db, each) for each in identifiers}
        new = [each for each, holder in holders.items() if holder is None]
        known = tuple(dict.fromkeys(each for each in holders.values() if each is not None))
        name = f"New entry {new[0].text}" if len(new) == 1 else f"New {amount(len(new))}"
        with self._step(name) as change:
            made = adding.add_stubs(self._db, change, new) if new else ()
        return made, known
