"""Reading the rows of a table of which not all can be read: from both ends, then by leaps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

MISSES = 400  # rows that are tried one by one where a stretch cannot be read
FARTHEST = 1 << 40  # an id beyond this is no id, but damage


class Table:
    """The rows of a table, as far as they can be read.

    Attributes:
        is_whole: Whether no row was missed so far.
    """

    def __init__(self, connection: sqlite3.Connection, table: str, columns: list[str]) -> None:
        self._connection = connection
        self._table = table
        self.columns = columns
        self.is_whole = bool(columns)

    def rows(self) -> Iterator[tuple[object, ...]]:
        """All rows that can be read, each once."""
        if not self.columns:
            return
        last = 0
        for row in self._stretch("id > 0 ORDER BY id"):
            if not last < row[0] < FARTHEST:
                self.is_whole = False
                break
            last = row[0]
            yield row
        if self.is_whole:
            return
        first = FARTHEST
        for row in self._stretch(f"id < {FARTHEST} ORDER BY id DESC"):
            if not last < row[0] < first:
                break
            first = row[0]
            yield row
        yield from self._between(last, first)

    def _between(self, last: int, first: int) -> Iterator[tuple[object, ...]]:
        """Rows between two ids, on either side of which all was read: by leaps."""
        leap, misses = 1, 0
        while last + leap < first and misses < MISSES:
            row = next(self._stretch(f"id = {last + leap}"), None)
            if row is None:
                misses += 1
                leap = leap + 1 if misses % 20 else leap * 2
                continue
            last, leap = row[0], 1
            yield row
            for further in self._stretch(f"id > {last} AND id < {first} ORDER BY id"):
                if not last < further[0] < first:
                    break
                last = further[0]
                yield further

    def _stretch(self, condition: str) -> Iterator[tuple[int, *tuple[object, ...]]]:
        """Rows until the first that cannot be read."""
        names = ", ".join(self.columns)
        try:
            yield from self._connection.execute(
                f"SELECT {names} FROM {self._table} NOT INDEXED WHERE {condition}"
            )
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            self.is_whole = False


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns; none where the table cannot be found."""
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return []
