"""The language by whose alphabet the list is sorted: asking for it, and choosing another one."""

from __future__ import annotations

from collections.abc import Callable

from biblio.typed import TYPE_CHECKING
from db import connection
from db.operations.base import Reader, Writer

if TYPE_CHECKING:
    from db.rows import Notice


class OrderingReader(Reader):
    """Tells by which alphabet the list is sorted."""

    def language(self) -> str:
        """The language, as `biblio.alphabets` calls it; empty where none was chosen."""
        from db.finding.languages import language

        with connection.translated(self.path):
            return language(self._db)


class Ordering(Writer):
    """Chooses the alphabet."""

    def set_language(
        self,
        language: str,
        name: str,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Notice:
        """Sort by the alphabet of a language from now on, as one step.

        Args:
            language: One that `biblio.alphabets` knows; empty for letters without accents.
            name: What people call it; the step is named by it.
            progress: Called with how many entries are done, and how many there are.
            cancelled: Asked from time to time; True leaves the library as it was.

        Raises:
            ValueError: There is no such language.
            CancelledError: The user cancelled.
        """
        from biblio.alphabets import known_language
        from db.finding.languages import set_language

        if language != known_language(language):
            raise ValueError(language)
        with self._step(f"Sort by the alphabet of {name}") as change:
            set_language(self._db, change, language, progress=progress, cancelled=cancelled)
        return self._notice(change)

    def begin_language(self, language: str) -> None:
        """Take a language for a library in which nothing was ever done; leave any other alone.

        That is no step: it is what the library was made with.
        """
        from db.finding.languages import begin_language

        if language and not self.readonly:
            with connection.translated(self.path):
                begin_language(self._db, language)
