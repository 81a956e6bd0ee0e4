"""The ledger of counts, and the papers of sites that are no entry's for certain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from biblio.sentences import counted
from db import connection
from db.operations.base import Reader, Writer

if TYPE_CHECKING:
    from db.rows import Count, Notice
    from db.sites.counting import CountSource
    from db.sites.site_values import Choice, OpenRow


class CountingReader(Reader):
    """Reads the ledger."""

    def count_sources(self, profile_id: int | None = None) -> list[CountSource]:
        """Who counts entries, of a person if one is given; the fullest first."""
        from db.sites.counting import sources

        with connection.translated(self.path):
            return sources(self._db, profile_id)

    def yearly_counts(self, entry_id: int) -> list[tuple[Count, dict[int, int]]]:
        """The citations of an entry by year, as each source told them last."""
        from db.sites.counting import yearly_of

        with connection.translated(self.path):
            return yearly_of(self._db, entry_id)

    def open_rows(self, limit: int = 1000) -> list[OpenRow]:
        """Papers that sites list and nobody decided on, with entries that they may be."""
        from db.sites.site_deciding import undecided

        with connection.translated(self.path):
            return undecided(self._db, limit)

    def likely_entries(self, title: str, limit: int = 5) -> list[int]:
        """Entries whose titles have most of a title's words, the nearest first."""
        from db.sites.site_matching import suggestions

        with connection.translated(self.path):
            return suggestions(self._db, title, limit)


class Counting(Writer):
    """Writes the ledger; each operation is one step."""

    def enter_count(self, entry_id: int, count: Count) -> Notice:
        """Put a count in by hand, beside all that the day has; it is the newest of it then.

        Raises:
            NoSuchEntryError: There is no entry with this id.
        """
        from db import entries
        from db.sites import entering

        named = entries.read(self._db, entry_id).key or f"entry {entry_id}"
        with self._step(
            f"Note {count.value:,} citations of {named} by {count.source}, {count.as_of}"
        ) as change:
            entering.enter_by_hand(self._db, change, entry_id, count)
        return self._notice(change)

    def remove_count(self, entry_id: int, count: Count) -> Notice:
        """Take a number out of the ledger; others of its source and day stay.

        Raises:
            NoSuchEntryError: There is no entry with this id.
        """
        from db import entries
        from db.sites import entering

        named = entries.read(self._db, entry_id).key or f"entry {entry_id}"
        with self._step(f"Remove the count of {named} by {count.source}, {count.as_of}") as change:
            entering.remove(self._db, change, entry_id, count)
        return self._notice(change)

    def decide_rows(self, choices: Mapping[int, Choice]) -> Notice:
        """Say which entries papers of sites are, by the numbers that `open_rows` gives them."""
        from db.sites.site_deciding import decide

        with self._step(f"Assign {counted(len(choices), 'paper')} of sites") as change:
            decide(self._db, change, choices)
        return self._notice(change)
