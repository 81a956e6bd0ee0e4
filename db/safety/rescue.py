"""Rescue: what can still be read of a damaged library, in a new library.

Each table is read from both ends and, past what cannot be read, by leaps; what the entries' rows
do not tell is made up from their fields; rows that refer to what is lost are left out. Where the
first page is damaged, a copy with one made anew is read. The journal is taken along where nothing
was missed: with a row missing it would lead back to what never was.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from db import entries, indexing, schema
from db.connection import chunks, connect, disconnect, translated
from db.errors import (
    CopyNotWrittenError,
    LibraryDamagedError,
    LibraryMissingError,
    LibraryUnreadableError,
    NotALibraryError,
    NothingToRescueError,
)
from db.finding.languages import alphabet_of, own_order
from db.past.history_rows import Rescued
from db.past.journal import now
from db.safety.pages import is_header_sound, looks_like_library, mend
from db.safety.salvage import FARTHEST, Table, columns_of


def rescue(damaged: Path, new: Path) -> Rescued:
    """Copy what can be read of a damaged library into a new one.

    Args:
        damaged: The library; it is not touched.
        new: A file that does not exist; it appears whole or not at all.

    Raises:
        LibraryUnreadableError: `new` exists, or the damaged one cannot be opened at all.
        NothingToRescueError: Not one entry can be read.
        NotALibraryError: It is something else.
    """
    if new.exists():
        raise LibraryUnreadableError(new, "exists")
    if not damaged.exists():
        raise LibraryMissingError(damaged)
    if not damaged.is_file():
        raise LibraryUnreadableError(damaged)
    if not os.access(new.parent, os.W_OK):
        raise CopyNotWrittenError(new)
    part = new.with_name(f".{new.name}.{os.getpid()}.part")
    try:
        found = _rescued(damaged, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(new)
    finally:
        _remove(part)
    return found


def _rescued(damaged: Path, part: Path) -> Rescued:
    """What is read in the way that gives most; the second one is tried where the first misses."""
    ways = [_as_it_is, _mended]
    if not is_header_sound(damaged):  # SQLite may believe it all the same, and read nonsense
        ways.reverse()
    best: Rescued | None = None
    for way in ways:
        attempt = part.with_name(f"{part.name}.{way.__name__}")
        try:
            with way(damaged) as source:
                found = _copied(source, attempt, damaged)
            if best is None or _worth(found) > _worth(best):
                attempt.replace(part)
                best = found
        except (LibraryDamagedError, NotALibraryError, sqlite3.DatabaseError, UnicodeDecodeError):
            continue  # a header may say what SQLite has only words for, as a format of the future
        finally:
            _remove(attempt)
        if not best.damaged:
            return best
    if best is not None:
        return best
    if looks_like_library(damaged) or is_header_sound(damaged):
        raise NothingToRescueError(damaged)
    raise NotALibraryError(damaged)


def _worth(found: Rescued) -> tuple[int, int, int]:
    return (found.entries - found.made_up, -len(found.damaged), -found.dropped)


def _copied(source: sqlite3.Connection, part: Path, damaged: Path) -> Rescued:
    _check_tables(source, damaged)
    target = connect(part, create=True, readonly=False)
    try:
        with translated(part):
            return _copy(source, target, damaged)
    finally:
        disconnect(target)


def _remove(part: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + end).unlink(missing_ok=True)


@contextlib.contextmanager
def _as_it_is(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing; a log that lies beside the file is read with it."""
    log = path.with_name(path.name + "-wal")
    more = "" if log.exists() and log.stat().st_size else "&immutable=1"
    with translated(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{more}", uri=True)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        with translated(path):
            # Where the list of tables is damaged itself, this makes do with what is left of it
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("PRAGMA page_count").fetchone()
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def _mended(path: Path) -> Iterator[sqlite3.Connection]:
    """The same of a copy whose first page is made anew."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "mended"
        if not mend(path, copy):
            raise LibraryDamagedError(path, "its tables cannot be found")
        log = path.with_name(path.name + "-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
        with _as_it_is(copy) as connection:
            yield connection


def _check_tables(source: sqlite3.Connection, damaged: Path) -> None:
    with translated(damaged):
        if source.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
            raise NotALibraryError(damaged)
    if not (columns_of(source, "entries") or columns_of(source, "fields")):
        raise LibraryDamagedError(damaged, "its tables cannot be found")


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, damaged: Path) -> Rescued:
    """Fill the new library, in one transaction."""
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    lost = [each for each in schema.JOURNALED if not _copy_table(source, target, each)]
    made_up = _entries_of_fields(target)
    dangling = _drop_dangling(target)
    _derive(target)
    (count,) = target.execute("SELECT count(*) FROM entries").fetchone()
    if lost and not count:
        raise LibraryDamagedError(damaged, "not one entry can be read")
    steps = None if lost or made_up or dangling else _copy_journal(source, target)
    target.execute(
        "INSERT INTO changes (name, actor, made, state) VALUES (?, 'rescue', ?, 'final')",
        (f"Rescue {count:,} entries of a damaged library", now()),
    )
    target.execute("COMMIT")
    return Rescued(int(count), made_up, dangling, tuple(lost), steps)


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> bool:
    """Copy what can be read of a table; whether that is all."""
    columns = columns_of(target, table)
    there = set(columns_of(source, table))
    reader = Table(source, table, [name for name in columns if name in there])
    names = ", ".join(reader.columns)
    marks = ", ".join("?" * len(reader.columns))
    for row in reader.rows():
        try:
            target.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)
        except sqlite3.IntegrityError:  # no value of this column's type: damage
            reader.is_whole = False
    return reader.is_whole


def _copy_journal(source: sqlite3.Connection, target: sqlite3.Connection) -> int | None:
    """Take the journal along; returns its steps, or None, without any, if it is not whole."""
    is_whole = all(_copy_table(source, target, table) for table in ("changes", "images"))
    if not is_whole or not _are_images_sound(target):
        target.execute("DELETE FROM images")
        target.execute("DELETE FROM changes")
        return None
    # An id that only a step knows any more must not be given to anything else
    for table, last in target.execute("SELECT tbl, max(last) FROM images GROUP BY tbl").fetchall():
        (known,) = target.execute(
            "SELECT coalesce(max(seq), -1) FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        if known < 0:
            target.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, last))
        elif known < last:
            target.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, table))
    (steps,) = target.execute("SELECT count(*) FROM changes").fetchone()
    return int(steps)


def _are_images_sound(target: sqlite3.Connection) -> bool:
    known = set(schema.JOURNALED)
    for table, image in target.execute("SELECT tbl, image FROM images"):
        if table not in known:
            return False
        if image is not None:
            try:
                json.loads(image)
            except ValueError:
                return False
    return not target.execute("PRAGMA foreign_key_check(images)").fetchall()


def _entries_of_fields(target: sqlite3.Connection) -> int:
    """Make a row for each entry of which only fields are left; returns how many."""
    stamp = now()
    blank = ", ".join(f"'' AS {name}" for name in entries.SUMMARY_COLUMNS if name != "year")
    names = ", ".join(name for name in entries.SUMMARY_COLUMNS if name != "year")
    cursor = target.execute(
        f"INSERT INTO entries (id, type, key, added, changed, {names})"
        f" SELECT DISTINCT entry, 'misc', '', ?, ?, {blank} FROM fields"
        f" WHERE entry NOT IN (SELECT id FROM entries) AND entry BETWEEN 1 AND {FARTHEST}",
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
    from biblio.own_order import OwnOrder
    from biblio.summary import summarise

    ids = [row[0] for row in target.execute("SELECT id FROM entries ORDER BY id")]
    columns = (*entries.SUMMARY_COLUMNS, *OwnOrder._fields)
    assignments = ", ".join(f"{name} = ?" for name in columns)
    alphabet = alphabet_of(target)
    for chunk in chunks(ids):
        found = entries.read_many(target, chunk)
        rows: list[tuple[object, ...]] = []
        for entry_id, entry in found.items():
            summary = summarise(entry)
            rows.append(
                (
                    *summary,
                    *own_order(summary, partial(found.__getitem__, entry_id), alphabet),
                    entry_id,
                )
            )
        target.executemany(f"UPDATE entries SET {assignments} WHERE id = ?", rows)
        indexing.index(target, found)
