"""Counting the values of the listed entries, against SQL that only counts one column.

There is no floor: the counts come after the list, on a thread of their own.
"""

from __future__ import annotations

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace

_TIMES = 5
_BARE = """
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
found = "SELECT rowid FROM search_index WHERE search_index MATCH 'lattice'"
for _ in range(int(sys.argv[2])):
    for column in ("authors", "year", "venue", "type"):
        for condition in ("1", f"id IN ({found})"):
            db.execute(
                f"SELECT {column}, count(*) FROM entries WHERE trashed = 0 AND {condition}"
                f" GROUP BY {column}"
            ).fetchall()
"""
_OURS = """
import sys
from pathlib import Path
from db import LibraryReader
with LibraryReader.open(Path(sys.argv[1]), create=False, readonly=True) as library:
    for _ in range(int(sys.argv[2])):
        for name in ("author", "year", "venue", "type"):
            for query in ("", "lattice"):
                library.facet(name, query)
"""


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    return Comparison(
        f"Values of {space.entries:,} entries with their counts, {_TIMES} times",
        Side("bare SQLite", (PYTHON, "-c", _BARE, str(space.filled), str(_TIMES))),
        (Side("oeuvre", (PYTHON, "-c", _OURS, str(space.filled), str(_TIMES))),),
    )
