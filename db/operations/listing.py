"""The list: which entries there are, in which order, and their rows."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db import connection, listing
from db.listed import Row, Sort, View
from db.operations.base import Reader

if TYPE_CHECKING:
    from biblio.query import Query

_EVERYTHING = View()


class ListReader(Reader):
    """Finds entries and reads their rows."""

    def __init__(
        self, path: Path, database: sqlite3.Connection, *, readonly: bool, actor: str
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
