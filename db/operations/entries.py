"""One entry: all that the library knows of it, and which one a citation key means."""

from __future__ import annotations

from biblio.typed import TYPE_CHECKING
from db import connection
from db.operations.base import Reader

if TYPE_CHECKING:
    from biblio.problem import Problem
    from db.rows import Stored


class EntryReader(Reader):
    """Reads entries one by one."""

    def entry(self, entry_id: int) -> Stored:
        """One entry with all that the library knows of it.

        Raises:
            NoSuchEntryError: There is none with this id.
        """
        from db.entries import stored

        with connection.translated(self.path):
            return stored(self._db, entry_id)

    def ids_of_key(self, key: str) -> list[int]:
        """Entries with this citation key, or, when there is none, that once had it."""
        from db.entries import ids_of_key

        with connection.translated(self.path):
            return ids_of_key(self._db, key)

    def source_doubts(self, entry_id: int, text: str) -> tuple[Problem, ...]:
        """What is doubtful in a BibTeX text for an entry; see `db.source_text.doubts`.

        Raises:
            NoSuchEntryError: There is none with this id.
        """
        from db.source_text import doubts

        with connection.translated(self.path):
            return doubts(self._db, entry_id, text)
