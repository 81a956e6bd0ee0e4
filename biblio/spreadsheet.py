"""CSV for spreadsheets, which must not take a text for a formula.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line's end would be computed when
the file is opened (OWASP, CSV Injection); an apostrophe before it makes it a text. Numbers stay
numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

Cell = str | int | float | None

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV (RFC 4180, with Unix line ends); None is an empty cell."""
    return _written(titles, rows, ",")


def to_tabs(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as spreadsheets take it from the clipboard."""
    return _written(titles, rows, "\t")


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it, instead of computing it."""
    # Blanks before the sign are skipped by some
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _written(titles: Sequence[str], rows: Iterable[Sequence[Cell]], sign: str) -> str:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=sign, lineterminator="\n")
    writer.writerow([harmless(title) for title in titles])
    for row in rows:
        writer.writerow(
            ["" if c is None else harmless(c) if isinstance(c, str) else c for c in row]
        )
    return target.getvalue()
