"""Rescue: what can still be read of a damaged library, in a new library.

Each table is read from both ends and, past what cannot be read, by leaps; what the entries' rows
do not tell is made up from their fields; rows that refer to what is lost are left out. The
journal is not taken along: with a row missing it would lead back to what never was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from db import entries, schema
from db.connection import chunks, connect, disconnect, translated
from db.errors import LibraryDamagedError, LibraryUnreadableError, NotALibraryError
from db.past.history_rows import Rescued
from db.past.journal import now

_MISSES = 400  # rows that are tried one by one where a stretch cannot be read
_FARTHEST = 1 << 40  # an id beyond this is no id, but damage


def rescue(damaged: Path, new: Path) -> Rescued:
    """Copy what can be read of a damaged library into a new one.

    Args:
        damaged: The library; it is not touched.
        new: A file that does not exist.

    Raises:
        LibraryUnreadableError: `new` exists, or the damaged file cannot be opened at all.
        LibraryDamagedError: Not one entry can be read.
        NotALibraryError: It is something else.
    """
    if new.exists():
        raise LibraryUnreadableError(new, "exists")
    if not damaged.is_file():
        raise LibraryUnreadableError(damaged)
    source = _open(damaged)
    try:
        with translated(damaged):
            # Where the list of tables is damaged itself, this makes do with what is left of it
            source.execute("PRAGMA writable_schema = ON")
            source.execute("PRAGMA page_count").fetchone()
        _check_tables(source, damaged)
        target = connect(new, create=True, readonly=False)
        try:
            with translated(new):
                found = _copy(source, target, damaged)
        except BaseException:
            disconnect(target)
            new.unlink(missing_ok=True)
            raise
        disconnect(target)
        return found
    finally:
        source.close()


def _open(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing; a log that lies beside the file is read with it."""
    log = path.with_name(path.name + "-wal")
    more = "" if log.exists() and log.stat().st_size else "&immutable=1"
    with translated(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{more}", uri=True)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _check_tables(source: sqlite3.Connection, damaged: Path) -> None:
    with translated(damaged):
        if source.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
            raise NotALibraryError(damaged)
    if not (_columns(source, "entries") or _columns(source, "fields")):
        raise LibraryDamagedError(damaged, "its tables cannot be found")


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, damaged: Path) -> Rescued:
    """Fill the new library, in one transaction."""
    lost: list[str] = []
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    for table in schema.JOURNALED:
        columns = _columns(target, table)
        there = set(_columns(source, table))
        reader = _Table(source, table, [name for name in columns if name in there])
        names = ", ".join(reader.columns)
        marks = ", ".join("?" * len(reader.columns))
        for row in reader.rows():
            try:
                target.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)
            except sqlite3.IntegrityError:  # no value of this column's type: damage
                reader.is_whole = False
        if not reader.is_whole:
            lost.append(table)
    made_up = _entries_of_fields(target)
    dangling = _drop_dangling(target)
    _derive(target)
    (count,) = target.execute("SELECT count(*) FROM entries").fetchone()
    if lost and not count:
        raise LibraryDamagedError(damaged, "not one entry can be read")
    target.execute(
        "INSERT INTO changes (name, actor, made, state) VALUES (?, 'rescue', ?, 'final')",
        (f"Rescue {count:,} entries of a damaged library", now()),
    )
    target.execute("COMMIT")
    return Rescued(int(count), made_up, dangling, tuple(lost))


class _Table:
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
            if not last < row[0] < _FARTHEST:
                self.is_whole = False
                break
            last = row[0]
            yield row
        if self.is_whole:
            return
        first = _FARTHEST
        for row in self._stretch(f"id < {_FARTHEST} ORDER BY id DESC"):
            if not last < row[0] < first:
                break
            first = row[0]
            yield row
        yield from self._between(last, first)

    def _between(self, last: int, first: int) -> Iterator[tuple[object, ...]]:
        """Rows between two ids, on either side of which all was read: by leaps."""
        leap, misses = 1, 0
        while last + leap < first and misses < _MISSES:
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


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return []


def _entries_of_fields(target: sqlite3.Connection) -> int:
    """Make a row for each entry of which only fields are left; returns how many."""
    stamp = now()
    blank = ", ".join(f"'' AS {name}" for name in entries.SUMMARY_COLUMNS if name != "year")
    names = ", ".join(name for name in entries.SUMMARY_COLUMNS if name != "year")
    cursor = target.execute(
        f"INSERT INTO entries (id, type, key, added, changed, {names})"
        f" SELECT DISTINCT entry, 'misc', '', ?, ?, {blank} FROM fields"
        f" WHERE entry NOT IN (SELECT id FROM entries) AND entry BETWEEN 1 AND {_FARTHEST}",
        (stamp, stamp),
    )
    return cursor.rowcount


def _drop_dangling(target: sqlite3.Connection) -> int:
    """Cut references to what is lost: a column that may be empty is emptied, else the row goes."""
    dropped = 0
    while found := target.execute("PRAGMA foreign_key_check").fetchall():
        for table, row_id, _, number in found:
            links = target.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            column = next(link[3] for link in links if link[0] == number)
            info = target.execute(f"PRAGMA table_info({table})").fetchall()
            if any(each[1] == column and each[3] for each in info):
                target.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
                dropped += 1
            else:
                target.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (row_id,))
    return dropped


def _derive(target: sqlite3.Connection) -> None:
    """The list's columns and the search index, from the fields."""
    from biblio.summary import summarise

    ids = [row[0] for row in target.execute("SELECT id FROM entries ORDER BY id")]
    assignments = ", ".join(f"{name} = ?" for name in entries.SUMMARY_COLUMNS)
    for chunk in chunks(ids):
        found = entries.read_many(target, chunk)
        target.executemany(
            f"UPDATE entries SET {assignments} WHERE id = ?",
            [(*summarise(entry), entry_id) for entry_id, entry in found.items()],
        )
        entries.index(target, found.items())
