"""Reading a library: what needs no right to write.

What is asked for often and early (the list) is loaded at once, the rest where it is used: a
search on the command line must not pay for the parsers that an import needs.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from db import connection, journal, listing
from db.rows import Row, Sort, Step, View

if TYPE_CHECKING:
    from biblio.problem import Problem
    from biblio.query import Query
    from db.exporting import ExportOptions, ExportResult
    from db.rows import ProblemRow, ProfileSummary, Source, Stored

_EVERYTHING = View()


class LibraryReader:
    """An open library file, to be read by one thread.

    Attributes:
        path: The file.
        readonly: Whether operations that write are refused.
    """

    def __init__(
        self, path: Path, database: sqlite3.Connection, *, readonly: bool, actor: str
    ) -> None:
        self.path = path
        self.readonly = readonly
        self._db = database
        self._actor = actor

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        readonly: bool = False,
        actor: str = "program",
    ) -> Self:
        """Open the library at `path`, making it where missing unless told not to.

        Args:
            path: The file; its folder is made too.
            create: Whether a missing file is made.
            readonly: Whether to open without the right to write.
            actor: Who acts through this object; the journal says so at each step.

        Raises:
            LibraryError: One of its kinds in `db.errors`; nothing was changed.
        """
        database = connection.connect(path, create=create, readonly=readonly)
        return cls(path, database, readonly=readonly, actor=actor)

    def close(self) -> None:
        """Close the file; the last one to do so leaves one tidy file."""
        connection.disconnect(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def interrupt(self) -> None:
        """Stop a query that another thread runs on this object; it raises there."""
        self._db.interrupt()

    def find_ids(
        self, query: str | Query = "", sort: Sequence[Sort] = (), view: View = _EVERYTHING
    ) -> array[int]:
        """Ids of the entries that a view shows and a query finds, in order.

        Args:
            query: A text in the search language, or what `biblio.query.parse` made of one
                (with ``typing=True`` while its last word is not finished).
            sort: The order; where it leaves ties, that of the ids.
            view: Which entries are looked at.
        """
        with connection.translated(self.path):
            return listing.find_ids(self._db, query, sort, view)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The list's rows of these entries, in the order asked; missing ids are left out."""
        with connection.translated(self.path):
            return listing.rows(self._db, ids)

    def count(self, view: View = _EVERYTHING) -> int:
        """How many entries a view shows."""
        with connection.translated(self.path):
            return listing.count(self._db, view)

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

    def profiles(self) -> list[tuple[int, str]]:
        """All profiles as (id, name)."""
        from db.profiles import names

        return names(self._db)

    def profile(self, profile_id: int | None = None) -> ProfileSummary | None:
        """A profile with its numbers; the first one for None; None when there is none."""
        from db.profiles import summary

        with connection.translated(self.path):
            return summary(self._db, profile_id)

    def problems(self, limit: int = 1000) -> list[ProblemRow]:
        """What is wrong or doubtful, worst first; assumptions last."""
        from db.problems import worst

        return worst(self._db, limit)

    def sources(self) -> list[Source]:
        """The imported files, newest first."""
        from db.sources import all_sources

        return all_sources(self._db)

    def bibtex(self, entry_id: int) -> str:
        """An entry as BibTeX: its own text where it came from a .bib, else written."""
        from db.exporting import text_of

        return text_of(self._db, entry_id)

    def data_version(self) -> int:
        """A number that changes when another connection has changed the library."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def verify(self) -> list[Problem]:
        """All that is wrong with the file; empty when it is sound."""
        from db.verify import verify

        with connection.translated(self.path):
            return verify(self._db)

    def undo_name(self) -> str | None:
        """The name of the step that undo would take back, or None."""
        step = journal.latest(self._db)
        return step.name if step else None

    def redo_name(self) -> str | None:
        """The name of the step that redo would do again, or None."""
        step = journal.next_redo(self._db)
        return step.name if step else None

    def history(self, limit: int = 200) -> list[Step]:
        """The newest steps, newest first."""
        return journal.history(self._db, limit)

    def export(self, ids: Sequence[int] | None, options: ExportOptions) -> ExportResult:
        """Entries as BibTeX in the form that `options` ask for; all of them for None."""
        from db.exporting import export

        with connection.translated(self.path):
            chosen = self.find_ids() if ids is None else ids
            return export(self._db, list(chosen), options)

    def export_source(self, name: str) -> bytes:
        """The bytes of an imported .bib as it is now.

        Raises:
            UnknownSourceError: No imported .bib has this name or path.
        """
        from db.sources import write_back

        with connection.translated(self.path):
            return write_back(self._db, name)

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the library to `target`.

        Raises:
            LibraryError: The target cannot be written.
        """
        from db.backup import copy_to

        copy_to(self._db, target)
