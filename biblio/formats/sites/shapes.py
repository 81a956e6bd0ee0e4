"""How a text is a table: what divides its cells, which row names the columns, and whose it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from biblio.formats.sites.csv_text import DELIMITERS, Record, compared, head
from biblio.formats.sites.layouts import GUESSES, LAYOUTS, Layout
from biblio.formats.sites.notes import day_of


@dataclass(frozen=True, slots=True)
class Columns:
    """What is in the columns of a table, as the user says or as it was guessed.

    Attributes:
        site: Who counts; empty for whoever made the file.
        columns: (role, the column's name as written); see `layouts.ROLES`.
    """

    site: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is a table.

    Attributes:
        delimiter: What divides its cells.
        header: The row with the names of its columns.
        layout: The site's, or None where no known site has such columns.
        guess: What its columns may hold, where there is no layout.
        day: The day that the rows before the header tell.
        sample: The cells of the first row below the header.
    """

    delimiter: str
    header: Record
    layout: Layout | None
    guess: Columns
    day: dt.date | None = None
    sample: tuple[str, ...] = ()


def shape_of(text: str) -> Shape | None:
    """How a text is a table; None if it is none.

    A table of no known site must have two columns that can be told by their names, or several
    rows of as many cells as its header has.
    """
    guesses: list[Shape] = []
    beginning = text[:10_000].lstrip("\ufeff \t\r\n")
    for delimiter in DELIMITERS:
        if delimiter not in beginning:
            continue
        found = head(text, delimiter)
        for place, record in enumerate(found):
            if layout := _layout(compared(record.cells)):
                day = _told_before(found[:place])
                return Shape(delimiter, record, layout, Columns("", ()), day)
        if guess := _guessed(found, delimiter):
            guesses.append(guess)
    return max(guesses, key=_told_by_names, default=None)


def _told_by_names(shape: Shape) -> tuple[int, int]:
    return len(shape.guess.columns), len(shape.header.cells)


def is_known(shape: Shape | None) -> bool:
    """Whether what its columns hold is known or can be told by their names."""
    if shape is None:
        return False
    roles = {role for role, _ in shape.guess.columns}
    return shape.layout is not None or (len(roles) > 1 and bool(roles & {"title", "doi"}))


def guessed_columns(header: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(role, column) of the columns whose names tell what they hold."""
    names = compared(header)
    found: list[tuple[str, str]] = []
    for role, known in GUESSES.items():
        name = next((name for name in known if name in names), None)
        if name is not None:
            found.append((role, header[names.index(name)]))
    return tuple(found)


def _layout(names: tuple[str, ...]) -> Layout | None:
    there = set(names)
    return next((each for each in LAYOUTS if there.issuperset(each.known_by)), None)


def _guessed(found: list[Record], delimiter: str) -> Shape | None:
    """A table of no known site: the header is the row that has the most columns told by name."""
    best: Shape | None = None
    for record, below in pairwise(found):
        if len(record.cells) < 2 or any(len(cell) > _LONGEST_NAME for cell in record.cells):
            continue
        columns = guessed_columns(record.cells)
        shape = Shape(delimiter, record, None, Columns("", columns), sample=below.cells)
        if best is None or len(columns) > len(best.guess.columns):
            best = shape
    if best is None or is_known(best):
        return best
    rows = [record for record in found if record.line > best.header.line]
    even = sum(len(record.cells) == len(best.header.cells) for record in rows)
    if even * 2 < len(rows):
        return None
    return best if even and all(best.header.cells) else None


def _told_before(found: list[Record]) -> dt.date | None:
    """The day in the rows before the header: ``About the data: Exported on Aug 05, 2024``."""
    for record in found:
        for cell in record.cells:
            day = _EXPORTED.search(cell)
            if day is not None:
                return day_of(day[1])
    return None


_LONGEST_NAME: Final = 100
_EXPORTED: Final = re.compile(
    r"export(?:ed)?(?: on)?:?\s*([\w ,./-]{8,30}?[0-9]{4}|[0-9-]{10})", re.IGNORECASE
)
