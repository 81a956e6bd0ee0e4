"""The list: which entries there are, in which order, and their rows."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence

from biblio.typed import TYPE_CHECKING
from db import connection
from db.finding import list_rows, listing
from db.listed import Row, Sort, View
from db.operations.base import Reader

if TYPE_CHECKING:
    from biblio.query import Query
    from db.place import StrPath
    from db.rows import ProblemRow

_EVERYTHING = View()


class ListReader(Reader):
    """Finds entries and reads their rows."""

    def __init__(
        self, path: StrPath, database: sqlite3.Connection, *, readonly: bool, actor: str
    ) -> None:
        super().__init__(path, database, readonly=readonly, actor=actor)
        self._finder = listing.Finder(database)

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
        with connection.translated(self._file):
            return self._finder.find_ids(query, sort, view)

    def understood(self, query: Query) -> Query:
        """The query with the meaning of the saved searches that it uses, to be explained."""
        from biblio.query.tree import uses_saved

        if not uses_saved(query):
            return query
        from db.grouped.searches import resolved

        with connection.translated(self._file):
            return resolved(self._db, query)

    def remarks(self, query: Query) -> list[str]:
        """Sentences on what a query cannot mean or may have been meant to say.

        They are about names of fields that neither the language nor the library has, and about
        what the language reads otherwise than many write it.

        Args:
            query: The query, with the meaning of its saved searches (`understood`).
        """
        from biblio.query.hints import hints
        from biblio.query.unheard import bare_names, unheard_names

        found: list[str] = []
        with connection.translated(self._file):
            if unheard_names(query) or bare_names(query):
                from db.finding.unheard import remarks

                found += remarks(self._db, query)
            if other := list(hints(query)):
                from db.finding.hints import worth_saying

                found += worth_saying(self._db, other)
        return found

    def found_by_former_key(self, query: Query, ids: Sequence[int]) -> dict[int, str]:
        """The citation key that an entry had and that a query finds it by, where it is that.

        Args:
            query: The query, with the meaning of its saved searches (`understood`).
            ids: Some of the entries that it found.
        """
        with connection.translated(self._file):
            if not list_rows.has_former_keys(self._db):  # then why needs not be loaded
                return {}
            from db.finding.reasons import former_keys

            return former_keys(self._db, query, ids)

    def first_ids(
        self, sort: Sequence[Sort], view: View = _EVERYTHING, *, limit: int
    ) -> array[int]:
        """The first ids of a view in order, which is much quicker than all of them."""
        with connection.translated(self._file):
            return self._finder.first_ids(sort, view, limit)

    def row_that_begins(
        self, ids: array[int], sort: Sequence[Sort], typed: str, start: int = 0
    ) -> int | None:
        """The first row of a list from `start` on, and then from the top, that begins as typed.

        Args:
            ids: The entries of the list, in its order.
            sort: By what it is sorted; the first column counts.
            typed: The beginning of its text; accents and case do not matter.
            start: The row to begin at.
        """
        with connection.translated(self._file):
            return self._finder.row_that_begins(ids, sort, typed, start)

    def rows(self, ids: Sequence[int], more: Iterable[str] = ()) -> list[Row]:
        """The list's rows of these entries, in the order asked; missing ids are left out.

        Args:
            ids: The entries.
            more: What rows are to have that costs more to read: ``tags``, ``files``,
                ``position``, and ``field:doi`` or any other field.
        """
        with connection.translated(self._file):
            return list_rows.rows(self._db, ids, more)

    def field_names(self) -> list[tuple[str, int]]:
        """(lower-case name, entries) of the fields that are in use, the frequent ones first."""
        with connection.translated(self._file):
            return list_rows.field_names(self._db)

    def suggest(self, name: str, typed: str, *, limit: int = 12) -> list[str]:
        """Values that a field can be asked for and that begin as typed, the frequent ones first.

        Args:
            name: A field's name as in a query; empty for the names themselves.
            typed: The beginning of the value, or of a word in it.
            limit: How many at most.
        """
        from db.finding.suggesting import suggestions

        with connection.translated(self._file):
            return suggestions(self._db, name, typed, limit)

    def wide_problems(self) -> list[ProblemRow]:
        """What is wrong or doubtful about whole pages and files, worst first."""
        from db.problems import wide

        with connection.translated(self._file):
            return wide(self._db)

    def count_wide_problems(self) -> int:
        """How many problems belong to whole pages and files."""
        from db.problems import count_wide

        with connection.translated(self._file):
            return count_wide(self._db)

    def count(self, view: View = _EVERYTHING) -> int:
        """How many entries a view shows."""
        with connection.translated(self._file):
            return listing.count(self._db, view)
