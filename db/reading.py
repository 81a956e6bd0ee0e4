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

from db import connection, listing
from db.listed import Row, Sort, View

if TYPE_CHECKING:
    from biblio.problem import Problem
    from biblio.query import Query
    from db.exporting import ExportOptions, ExportResult
    from db.rows import (
        Collection,
        FacetCounts,
        ProblemRow,
        ProfileSummary,
        SavedSearch,
        Source,
        Step,
        Stored,
        Tag,
        ValueChange,
    )

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
        self._finder = listing.Finder(database)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        readonly: bool = False,
        actor: str = "program",
        patience: float = connection.BUSY_TIMEOUT,
    ) -> Self:
        """Open the library at `path`, making it where missing unless told not to.

        Args:
            path: The file; its folder is made too.
            create: Whether a missing file is made.
            readonly: Whether to open without the right to write.
            actor: Who acts through this object; the journal says so at each step.
            patience: Seconds to wait while another program has the file for itself.

        Raises:
            LibraryError: One of its kinds in `db.errors`; nothing was changed.
        """
        database = connection.connect(path, create=create, readonly=readonly, patience=patience)
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
        """Ids of the entries that a view shows and a query finds, in order; not to be changed.

        Args:
            query: A text in the search language, or what `biblio.query.parse` made of one
                (with ``typing=True`` while its last word is not finished).
            sort: The order; where it leaves ties, that of the ids. By ``relevance``, the best
                come first, as far as they were found by words.
            view: Which entries are looked at.
        """
        with connection.translated(self.path):
            return self._finder.find_ids(query, sort, view)

    def first_ids(
        self, sort: Sequence[Sort], view: View = _EVERYTHING, *, limit: int
    ) -> array[int]:
        """The first ids of a view in order, which is much quicker than all of them."""
        with connection.translated(self.path):
            return self._finder.first_ids(sort, view, limit)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The list's rows of these entries, in the order asked; missing ids are left out."""
        with connection.translated(self.path):
            return listing.rows(self._db, ids)

    def suggest(self, name: str, typed: str, *, limit: int = 12) -> list[str]:
        """Values that a field can be asked for and that begin as typed, the frequent ones first.

        Args:
            name: A field's name as in a query.
            typed: The beginning of the value, or of a word in it.
            limit: How many at most.
        """
        from db.suggesting import suggestions

        with connection.translated(self.path):
            return suggestions(self._db, name, typed, limit)

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
        with connection.translated(self.path):
            return self._db.execute("SELECT id, name FROM profiles ORDER BY id").fetchall()

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

    def collections(self) -> list[Collection]:
        """All collections, each followed by those within it, with their numbers of entries."""
        from db.collections import every

        with connection.translated(self.path):
            return every(self._db)

    def collections_of(self, entry_ids: Sequence[int]) -> dict[int, int]:
        """For each collection that holds some of these entries itself, how many of them."""
        from db.collections import MEMBERSHIPS

        with connection.translated(self.path):
            return MEMBERSHIPS.owners(self._db, entry_ids)

    def tags(self) -> list[Tag]:
        """All tags by name, with their numbers of entries."""
        from db.tags import every

        with connection.translated(self.path):
            return every(self._db)

    def tags_of(self, entry_ids: Sequence[int]) -> dict[int, int]:
        """For each tag that some of these entries bear, how many of them."""
        from db.tags import TAGGINGS

        with connection.translated(self.path):
            return TAGGINGS.owners(self._db, entry_ids)

    def searches(self) -> list[SavedSearch]:
        """All saved searches, by name."""
        from db.searches import every

        with connection.translated(self.path):
            return every(self._db)

    def understood(self, query: Query) -> Query:
        """The query with the meaning of the saved searches that it uses, to be explained."""
        from db.searches import resolved

        with connection.translated(self.path):
            return resolved(self._db, query)

    def facet(
        self,
        name: str,
        query: str = "",
        view: View = _EVERYTHING,
        *,
        limit: int = 100,
        containing: str = "",
        typing: bool = False,
    ) -> FacetCounts:
        """How many entries of a view that a query finds have which values; see `db.facets`."""
        from db.facets import counted

        with connection.translated(self.path):
            return counted(
                self._db, name, query, view, limit=limit, containing=containing, typing=typing
            )

    def renaming(self, name: str, forms: Sequence[str], new: str) -> list[ValueChange]:
        """What renaming a value everywhere would change; see `db.renaming`."""
        from db.renaming import planned

        with connection.translated(self.path):
            return planned(self._db, name, forms, new)

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

    def may_overwrite(self, path: Path, data: bytes) -> bool:
        """Whether an export may replace a file: nobody edited what was exported to it last.

        Args:
            path: The file.
            data: What it holds now.
        """
        from db.targets import is_ours

        return is_ours(self._db, str(path.absolute()), data)
