"""The list: which entries, in which order."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence

from biblio.typed import TYPE_CHECKING
from db.finding.languages import alphabet_of
from db.finding.ordering import RELEVANCE, needs_alphabet, needs_functions, statements
from db.finding.views import of_view
from db.listed import Sort, View

if TYPE_CHECKING:
    from typing import Final

    from biblio.collation import Alphabet
    from biblio.query import Query


_FEW: Final = 2000  # entries that are looked up one by one to be sorted
_SOME: Final = 20_000  # that are sorted by their places in the order of all
_RANKED: Final = 100_000  # of more than these, which fits best says nothing
_PIECE: Final = 60_000  # ids, or characters of them, between two chances for other threads
# A word in the title counts more than one among the authors, and that more than in the rest.
_WEIGHTS: Final = "10, 5, 3, 1, 5"


class Finder:
    """Finds entries on one connection.

    The order of a whole view is kept until the library changes: while somebody types, each
    keystroke then only picks from it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._can_compare = False
        self._alphabet: Alphabet | None = None
        self._sorts_by: tuple[Alphabet | None] | None = None  # what its functions know
        self._order: array[int] = array("q")
        self._order_is_of: tuple[object, ...] = ()
        self._places: array[int] = array("q")  # by id, where an entry is in an order; or -1
        self._places_are_of: array[int] | None = None

    def find_ids(self, query: str | Query, sort: Sequence[Sort], view: View) -> array[int]:
        """Ids of the entries that a view shows and a query finds, in order; not to be changed.

        A text is parsed as a finished query; for one that is being typed, parse it as such
        first.

        Raises:
            KeyError: A sort column that does not exist.
        """
        asked = _query_of(query, self._connection)
        self._learn_to_sort(sort)
        keys = [key for key in sort if key.column != RELEVANCE]
        found = self._find(asked, keys, view)
        if asked is not None and len(found) <= _RANKED:
            for ranking in [key for key in sort if key.column == RELEVANCE]:
                found = self._ranked(asked, found, worst_first=ranking.descending)
        return found

    def first_ids(self, sort: Sequence[Sort], view: View, limit: int) -> array[int]:
        """The first ids of what a view shows, in order."""
        conditions, parameters = of_view(self._connection, view)
        self._learn_to_sort(sort)
        first = array("q")
        for statement in statements(sort, " AND ".join(conditions), self._alphabet):
            first.extend(self._read(f"{statement} LIMIT ?", [*parameters, limit - len(first)]))
        return first

    def row_that_begins(
        self, ids: array[int], sort: Sequence[Sort], typed: str, start: int
    ) -> int | None:
        """The first row from `start` on, and then from the top, that begins as typed."""
        from db.finding.type_ahead import row_that_begins

        self._learn_to_sort([*sort, Sort("title")])  # which counts where nothing else can
        return row_that_begins(self._connection, ids, sort, typed, start, self._alphabet)

    def _learn_to_sort(self, sort: Sequence[Sort]) -> None:
        self._alphabet = alphabet_of(self._connection) if needs_alphabet(sort) else None
        if needs_functions(sort) and self._sorts_by != (self._alphabet,):
            from db.finding import sort_keys

            sort_keys.register(self._connection, self._alphabet)
            self._sorts_by = (self._alphabet,)

    def _find(self, query: Query | None, sort: Sequence[Sort], view: View) -> array[int]:
        conditions, parameters = of_view(self._connection, view)
        place = conditions[0]  # in the trash or not
        if query is None and len(conditions) == 1:
            return self._whole(place, sort)
        found = self._unordered(query, conditions, parameters)
        if len(found) <= _FEW and self._key_of(place, sort) != self._order_is_of:
            return self._sorted(found, place, sort)
        if len(found) <= _SOME:
            return self._put_in_order(found, self._whole(place, sort))
        wanted: set[int] = set()
        for piece in _pieces(found):
            wanted.update(piece)
        picked = array("q")
        for piece in _pieces(self._whole(place, sort)):
            picked.extend(filter(wanted.__contains__, piece))
        return picked

    def _unordered(
        self,
        query: Query | None,
        conditions: Sequence[str],
        parameters: Sequence[str | int | float],
    ) -> array[int]:
        """What is found, in any order; where words alone decide, with what is in the trash."""
        if query is None:
            return self._read(f"SELECT e.id AS id FROM entries e WHERE {' AND '.join(conditions)}",
                parameters)  # fmt: skip
        from db.finding.in_index import in_index
        from db.finding.search import compile_query, register

        words = in_index(query)
        if words is not None and len(conditions) == 1:
            return self._read(
                "SELECT rowid AS id FROM search_index WHERE search_index MATCH ?", [words]
            )
        if not self._can_compare:
            register(self._connection)
            self._can_compare = True
        condition, values = compile_query(query)
        return self._read(
            f"SELECT e.id AS id FROM entries e WHERE {' AND '.join([*conditions, condition])}",
            [*parameters, *values],
        )

    def _sorted(self, found: array[int], place: str, sort: Sequence[Sort]) -> array[int]:
        listed = f"[{','.join(map(str, found))}]"
        ordered = array("q")
        for statement in statements(
            sort, f"{place} AND e.id IN (SELECT value FROM json_each(?))", self._alphabet, few=True
        ):
            ordered.extend(self._read(statement, [listed]))
        return ordered

    def _whole(self, place: str, sort: Sequence[Sort]) -> array[int]:
        """All entries in the trash, or all outside it, in order."""
        connection = self._connection
        order_is_of = self._key_of(place, sort)
        if order_is_of != self._order_is_of:
            order = array("q")
            for statement in statements(sort, place, self._alphabet):
                order.extend(self._read(statement, []))
            if connection.in_transaction:
                return order  # it may be rolled back, which changes none of the numbers
            self._order, self._order_is_of = order, order_is_of
        return self._order

    def _key_of(self, place: str, sort: Sequence[Sort]) -> tuple[object, ...]:
        """What an order is of; the library's state is a part of it."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return (place, tuple(sort), version, self._connection.total_changes)

    def _put_in_order(self, found: array[int], order: array[int]) -> array[int]:
        """Some ids in an order, as far as it has them, without going through all of it."""
        if not found:
            return found
        if self._places_are_of is not order:
            self._places = array("q", [-1]) * (max(order, default=0) + 1)
            for place, entry_id in enumerate(order):
                self._places[entry_id] = place
            self._places_are_of = order
        known = len(self._places)
        places = sorted(self._places[each] for each in found if each < known)
        return array("q", [order[place] for place in places if place >= 0])

    def _ranked(self, query: Query, found: array[int], *, worst_first: bool) -> array[int]:
        """The same ids, first those that the query's words fit best."""
        from db.finding.in_index import words_of

        words = words_of(query)
        if words is None:
            return found
        way = "DESC" if worst_first else "ASC"
        ranked = self._read(
            "SELECT rowid AS id FROM search_index WHERE search_index MATCH ?"
            f" ORDER BY bm25(search_index, {_WEIGHTS}) {way}, rowid",
            [words],
        )
        wanted, known = set(found), set(ranked)
        best = array("q", filter(wanted.__contains__, ranked))
        best.extend(entry_id for entry_id in found if entry_id not in known)
        return best

    def _read(self, statement: str, parameters: Sequence[str | int | float]) -> array[int]:
        """The ids that a statement selects, in its order.

        As one text: a row for each of 100,000 costs twice the query, and fights with the main
        thread over the interpreter at each.
        """
        text: str = (
            self._connection.execute(
                f"SELECT group_concat(id) FROM ({statement})", parameters
            ).fetchone()[0]
            or ""
        )
        ids = array("q")
        start = 0
        while start < len(text):
            end = text.find(",", start + _PIECE)
            end = len(text) if end < 0 else end
            ids.extend(_numbers(text[start:end]))
            start = end + 1
        return ids


def _query_of(query: str | Query, connection: sqlite3.Connection) -> Query | None:
    """The query, or None where it asks for everything."""
    if query == "":
        return None
    from biblio.query import parse
    from biblio.query.tree import All, uses_saved

    parsed = parse(query) if isinstance(query, str) else query
    if isinstance(parsed, All):
        return None
    if not uses_saved(parsed):
        return parsed
    from db.grouped.searches import resolved

    return resolved(connection, parsed)


def _numbers(text: str) -> Iterable[int]:
    """Numbers with commas between them."""
    if len(text) < _PIECE // 4:
        return map(int, text.split(","))
    import json  # twice as quick, once it is loaded

    numbers: list[int] = json.loads(f"[{text}]")
    return numbers


def _pieces(ids: array[int]) -> Iterator[array[int]]:
    for start in range(0, len(ids), _PIECE):
        yield ids[start : start + _PIECE]


def count(connection: sqlite3.Connection, view: View) -> int:
    """How many entries a view shows."""
    conditions, parameters = of_view(connection, view)
    row = connection.execute(
        f"SELECT count(*) FROM entries e WHERE {' AND '.join(conditions)}", parameters
    ).fetchone()
    return int(row[0])
