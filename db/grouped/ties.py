"""What ties entries to a collection or a tag: rows with an owner and an entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.connection import chunks
from db.past.journal import Change


@dataclass(frozen=True, slots=True)
class Ties:
    """One table of ties.

    Attributes:
        table: Its name.
        owner: The column of what the entries are tied to.
    """

    table: str
    owner: str

    def tie(
        self,
        connection: sqlite3.Connection,
        change: Change,
        owner_id: int,
        entry_ids: Sequence[int],
    ) -> list[int]:
        """Tie entries to an owner; returns those that were not and, meanwhile, did not go."""
        known = {row[0] for row in self._of_owner(connection, "entry", owner_id)}
        wanted = [each for each in dict.fromkeys(entry_ids) if each not in known]
        there: set[int] = set()
        for chunk in chunks(wanted):
            marks = ", ".join("?" * len(chunk))
            rows = connection.execute(f"SELECT id FROM entries WHERE id IN ({marks})", chunk)
            there.update(row[0] for row in rows)
        new = [each for each in wanted if each in there]
        change.insert(self.table, (self.owner, "entry"), [(owner_id, each) for each in new])
        change.entries.update(new)
        return new

    def untie(
        self,
        connection: sqlite3.Connection,
        change: Change,
        owner_ids: Sequence[int],
        entry_ids: Sequence[int],
    ) -> list[int]:
        """Cut entries' ties to some owners; returns the entries that had one."""
        gone: list[tuple[int, int]] = []
        for some in chunks(owner_ids, 400):
            for chunk in chunks(entry_ids, 400):
                gone += connection.execute(
                    f"SELECT id, entry FROM {self.table} WHERE {self.owner} IN"
                    f" ({', '.join('?' * len(some))}) AND entry IN ({', '.join('?' * len(chunk))})",
                    (*some, *chunk),
                ).fetchall()
        change.delete(self.table, [row_id for row_id, _ in gone])
        freed = list(dict.fromkeys(entry_id for _, entry_id in gone))
        change.entries.update(freed)
        return freed

    def clear(self, connection: sqlite3.Connection, change: Change, owner_id: int) -> None:
        """Cut all ties to an owner."""
        rows = list(self._of_owner(connection, "id, entry", owner_id))
        change.delete(self.table, [row[0] for row in rows])
        change.entries.update(row[1] for row in rows)

    def owners(self, connection: sqlite3.Connection, entry_ids: Sequence[int]) -> dict[int, int]:
        """For each owner that some of these entries are tied to, how many of them."""
        found: dict[int, int] = {}
        for chunk in chunks(entry_ids):
            for owner_id, number in connection.execute(
                f"SELECT {self.owner}, count(*) FROM {self.table}"
                f" WHERE entry IN ({', '.join('?' * len(chunk))}) GROUP BY {self.owner}",
                chunk,
            ):
                found[owner_id] = found.get(owner_id, 0) + number
        return found

    def _of_owner(
        self, connection: sqlite3.Connection, columns: str, owner_id: int
    ) -> Iterator[tuple[int, ...]]:
        rows = connection.execute(
            f"SELECT {columns} FROM {self.table} WHERE {self.owner} = ?", (owner_id,)
        )
        return iter(rows.fetchall())
