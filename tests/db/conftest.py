"""A library in a folder of its own, and inputs that need no file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import ImportReport, Library
from db.schema import JOURNALED

Tables = dict[str, list[tuple[object, ...]]]

PAGE = """\
Ada Example

LG
h-index3
4papers
1,234citations
Novelty58%
AI Score61

4 Papers

LGNov 6, 2023Code
Sharing Weights

Bo Other, Ada Example et al. · mila

About $w$.

MTRL-SCIFeb 5, 2025
{title}

Bo Other, Cy Third et al.

LGFeb 9
Inverting Things

Ada Example
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "own.oeuvre", actor="test") as opened:
        yield opened


@pytest.fixture
def add_bib(library: Library) -> Callable[..., ImportReport]:
    def add(text: str, name: str = "refs.bib") -> ImportReport:
        return library.import_bytes(text.encode(), name=name)

    return add


@pytest.fixture
def tables(library: Library) -> Callable[[], Tables]:
    """All rows of the tables that the journal covers, and every word of the index."""

    def read() -> Tables:
        with sqlite3.connect(library.path) as connection:
            found: Tables = {
                table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
                for table in JOURNALED
            }
            connection.execute(
                "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search_index, instance)"
            )
            found["indexed"] = connection.execute(
                "SELECT doc, col, offset, term FROM temp.terms ORDER BY 1, 2, 3"
            ).fetchall()
        connection.close()
        return found

    return read
