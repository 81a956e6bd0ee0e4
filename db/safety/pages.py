"""The pages of a library's file, read without SQLite where that will not open it any more.

The first page holds the header and where the list of tables begins. The rows of that list lie on
later pages, and are found there by what they look like; with them a first page is made anew.
Format: https://sqlite.org/fileformat2.html, sections 1.3 (header), 1.6 (b-tree pages) and
2.1 (records).
"""

from __future__ import annotations

import contextlib
import mmap
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from db import schema

SIZES = (8192, 4096, 1024, 2048, 16384, 32768, 512)  # of pages: ours first, then what is usual
_LEAF = 0x0D  # a page with rows of a table
_FIRST_PAGES = 64  # in which a library has its list of tables, as far as it is ours to know
_COPIED = ("changes", "images", *schema.JOURNALED)


class Table(NamedTuple):
    """A table as the list of tables has it.

    Attributes:
        root: The number of its first page, from 1.
        sql: The statement that made it.
    """

    root: int
    sql: str


def looks_like_library(path: Path) -> bool:
    """Whether a file, whatever its first page says, has a library's tables."""
    with _mapped(path) as data:
        return any(
            {"entries", "fields"} <= set(_tables(data, size, _FIRST_PAGES)) for size in SIZES
        )


def is_header_sound(path: Path) -> bool:
    """Whether the first hundred bytes are those of a file that we have written."""
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100:
        return False
    (size, write, read, reserved, *fractions) = struct.unpack_from(">HBBBBBB", header, 16)
    (application,) = struct.unpack_from(">I", header, 68)
    (schema_format,) = struct.unpack_from(">I", header, 44)
    (encoding,) = struct.unpack_from(">I", header, 56)
    return (
        header.startswith(b"SQLite format 3\0")
        and (65536 if size == 1 else size) in (*SIZES, 65536)
        and {write, read} <= {1, 2}
        and (reserved, fractions) == (0, [64, 32, 32])
        and application == schema.APPLICATION_ID
        and 1 <= schema_format <= 4
        and encoding == 1
    )


def mend(damaged: Path, copy: Path) -> bool:
    """Copy a library with its first page made anew, so that SQLite can read the tables.

    Args:
        damaged: The library; it is not touched.
        copy: The copy; there must be no such file. It is only good to be read.

    Returns:
        Whether the tables were found; else there is no copy.
    """
    with _mapped(damaged) as data:
        found = {size: _tables(data, size) for size in SIZES}
        size = max(SIZES, key=lambda size: len(found[size]))
        if not {"entries", "fields"} & set(found[size]):
            return False
        first = _first_page(found[size], size, len(data) // size, copy)
        with copy.open("wb") as file:
            file.write(first)
            file.write(data[size : len(data) // size * size])
    return True


@contextlib.contextmanager
def _mapped(path: Path) -> Iterator[bytes | mmap.mmap]:
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


def _tables(data: bytes | mmap.mmap, size: int, limit: int | None = None) -> dict[str, Table]:
    """Tables of a library by name, as found on pages of `size` bytes."""
    found: dict[str, Table] = {}
    pages = len(data) // size
    for number in range(pages if limit is None else min(pages, limit)):
        start = number * size + (0 if number else 100)
        if data[start] != _LEAF:
            continue
        page = data[number * size : (number + 1) * size]
        if b"CREATE TABLE" not in page:
            continue
        for row in _rows(page, 0 if number else 100):
            if len(row) == 5 and row[0] == "table" and row[1] == row[2] and row[1] in _COPIED:
                name, root, sql = row[1], row[3], row[4]
                if isinstance(root, int) and 1 < root <= pages and isinstance(sql, str):
                    found.setdefault(str(name), Table(root, sql))
    return found


def _rows(page: bytes, start: int) -> Iterator[list[str | int | None]]:
    """Rows of a leaf as far as they are whole and hold no more than texts and numbers."""
    (count,) = struct.unpack_from(">H", page, start + 3)
    for place in range(count):
        at = start + 8 + 2 * place
        if at + 2 > len(page):
            return
        (cell,) = struct.unpack_from(">H", page, at)
        with contextlib.suppress(ValueError, IndexError):
            yield _record(page, cell)


def _record(page: bytes, cell: int) -> list[str | int | None]:
    """The values of a row.

    Raises:
        ValueError, IndexError: There is no such row here.
    """
    length, at = _varint(page, cell)
    _, at = _varint(page, at)
    if at + length > len(page):
        raise ValueError("the row goes on elsewhere")
    header, kinds_at = _varint(page, at)
    value_at, end = at + header, at + length
    if not 0 < header <= length:
        raise ValueError("no row")
    values: list[str | int | None] = []
    while kinds_at < at + header:
        kind, kinds_at = _varint(page, kinds_at)
        width = {5: 6, 6: 8, 8: 0, 9: 0}.get(kind, kind) if kind < 12 else (kind - 12) // 2
        content = page[value_at : value_at + width]
        value_at += width
        if value_at > end:
            raise ValueError("no row")
        if kind >= 13 and kind % 2:
            values.append(content.decode())
        elif kind in (8, 9):
            values.append(kind - 8)
        elif 1 <= kind <= 6:
            values.append(int.from_bytes(content, "big", signed=True))
        else:
            values.append(None)
    return values


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = page[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise ValueError("no number")


def _first_page(tables: Mapping[str, Table], size: int, pages: int, near: Path) -> bytes:
    """A first page that lists these tables, as far as there is room; entries come first."""
    made = near.with_name(f"{near.name}.first")
    order = sorted(tables, key=lambda name: (name not in {"entries", "fields"}, name))
    try:
        with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {size}")
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.execute("PRAGMA writable_schema = ON")
            room = size - 300
            for name in order:
                sql = _short(name, tables[name].sql)
                room -= len(sql) + 2 * len(name) + 32
                if room < 0:
                    break
                connection.execute(
                    "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql)"
                    " VALUES ('table', ?, ?, ?, ?)",
                    (name, name, tables[name].root, sql),
                )
        page = bytearray(made.read_bytes()[:size])
    finally:
        made.unlink(missing_ok=True)
    page[28:32] = struct.pack(">I", pages)
    page[92:96] = page[24:28]  # so that the number of pages counts
    return bytes(page)


def _short(name: str, sql: str) -> str:
    """The statement with no more of each column than its name."""
    with contextlib.closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute(sql)
        except sqlite3.Error:  # a statement that is damaged itself: as this program makes it
            schema.migrate(memory)
        columns = [row[1] for row in memory.execute(f"PRAGMA table_info({name})")]
    others = ",".join(column for column in columns if column != "id")
    return f"CREATE TABLE {name}(id INTEGER PRIMARY KEY,{others})"
