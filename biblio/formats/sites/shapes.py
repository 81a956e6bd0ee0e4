"""How a text is a table: what divides its cells, which row names the columns, and whose it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from biblio.formats.sites.csv_text import DELIMITERS, Record, compared, head
from biblio.formats.sites.layouts import GUESSES, LAYOUTS, OFFERS, Layout
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
    return tuple(_named(header, GUESSES))


def offered_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """(role, column) to be offered to the user: also of columns that may hold something.

    Args:
        header: The names of the columns.
        rows: Cells of one or more rows, by which a column of years is known under any name.
    """
    found = dict(_named(header, GUESSES))
    for role, name in _named(header, OFFERS):
        if name not in found.values():
            found.setdefault(role, name)
    if "year" not in found:
        year = _years_by_cells(header, rows, set(found.values()))
        if year is not None:
            found["year"] = year
    return tuple(found.items())


def _named(
    header: Sequence[str], known: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    names = compared(header)
    for role, words in known.items():
        name = next((name for name in words if name in names), None)
        if name is not None:
            yield role, header[names.index(name)]


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
    if best is None:
        return None
    rows = [record for record in found if record.line > best.header.line]
    if is_known(best):
        return _with_year(best, rows)
    even = sum(len(record.cells) == len(best.header.cells) for record in rows)
    if even * 2 < len(rows):
        return None
    return best if even and all(best.header.cells) else None


def _with_year(shape: Shape, rows: list[Record]) -> Shape:
    """A known table with its years, if only their cells or an unusual name tell where they are."""
    told = shape.guess.columns
    if any(role == "year" for role, _ in told):
        return shape
    offered = offered_columns(shape.header.cells, [row.cells for row in rows])
    year = tuple(pair for pair in offered if pair[0] == "year")
    return replace(shape, guess=replace(shape.guess, columns=(*told, *year)))


def _years_by_cells(
    header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[str]
) -> str | None:
    """The only column of which all cells are years or days; None where there is not one."""
    found = [
        name
        for place, name in enumerate(header)
        if name
        and name not in taken
        and (cells := [row[place] for row in rows if place < len(row) and row[place]])
        and all(_YEAR.fullmatch(cell) for cell in cells)
    ]
    return found[0] if len(found) == 1 else None


def _told_before(found: list[Record]) -> dt.date | None:
    """The day in the rows before the header: ``About the data: Exported on Aug 05, 2024``."""
    for record in found:
        for cell in record.cells:
            day = _EXPORTED.search(cell)
            if day is not None:
                return day_of(day[1])
    return None


_LONGEST_NAME: Final = 100
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}(?:[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?)?")
_EXPORTED: Final = re.compile(
    r"export(?:ed)?(?: on)?:?\s*([\w ,./-]{8,30}?[0-9]{4}|[0-9-]{10})", re.IGNORECASE
)
