"""Tables as text: records of cells with the lines they begin on, whoever wrote them.

Cells are divided by commas, semicolons, tabs or bars; quoted ones may hold line breaks (RFC 4180).
A byte order mark is no part of the first cell, and rows before the header are no part of the table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

DELIMITERS: Final = (",", "\t", ";", "|")
PREAMBLE: Final = 12  # rows at most before the header
MOST_COLUMNS: Final = 1000


@dataclass(frozen=True, slots=True)
class Record:
    """One row.

    Attributes:
        line: The line it begins on, from 1.
        cells: Its cells, without the space around them.
    """

    line: int
    cells: tuple[str, ...]


class BrokenTableError(ValueError):
    """A table that ends in the middle of something.

    Attributes:
        line: Where reading ended.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def records(text: str, delimiter: str, *, quoted: bool = True) -> Iterator[Record]:
    """The rows of a table that are not blank.

    Args:
        text: The table.
        delimiter: What divides cells.
        quoted: Whether quotes around a cell are not part of it.

    Raises:
        BrokenTableError: A cell is longer than any can be: a quote is missing.
    """
    reader = csv.reader(
        io.StringIO(text.lstrip("\ufeff"), newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        skipinitialspace=True,
    )
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise BrokenTableError(line) from error
        if cells is None:
            return
        stripped = tuple(cell.strip() for cell in cells[:MOST_COLUMNS])
        if any(stripped):
            yield Record(line, stripped)
        line = reader.line_num + 1


def head(text: str, delimiter: str) -> list[Record]:
    """The first rows, of which one may be the header."""
    found: list[Record] = []
    try:
        for record in records(text[:_HEAD], delimiter):
            found.append(record)
            if len(found) > PREAMBLE:
                break
    except BrokenTableError:
        pass
    return found


def compared(header: Sequence[str]) -> tuple[str, ...]:
    """Names of columns as they are compared: without case, quotes and doubled space."""
    return tuple(" ".join(name.strip("\ufeff\"' ").lower().split()) for name in header)


_HEAD: Final = 60_000
