"""The ids of the list in order and of searches, against the bare SQL and FTS5 for the same ids.

One side is one process that asks often, so that its start is small beside the asking.
"""

from __future__ import annotations

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace

_TIMES = 20
_BARE = """
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
ordered = "SELECT id FROM entries WHERE trashed = 0 ORDER BY "
found = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
for _ in range(int(sys.argv[2])):
    for column in ("sort_title", "sort_author", "year", "key COLLATE NOCASE"):
        db.execute(ordered + column).fetchall()
    for word in ("lattice", "title : graph*", "the"):
        db.execute(found, [word]).fetchall()
"""
_OURS = """
import sys
from pathlib import Path
from biblio.query import parse
from db import LibraryReader, Sort
with LibraryReader.open(Path(sys.argv[1]), create=False, readonly=True) as library:
    for _ in range(int(sys.argv[2])):
        for column in ("title", "authors", "year", "key"):
            library.find_ids("", [Sort(column)])
        for words in ("lattice", "title:graph*", "the"):
            library.find_ids(parse(words), [Sort("key")])
"""


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    return Comparison(
        f"Order and searches of {space.entries:,} entries, {_TIMES} times",
        Side("bare SQLite", (PYTHON, "-c", _BARE, str(space.filled), str(_TIMES))),
        (Side("oeuvre", (PYTHON, "-c", _OURS, str(space.filled), str(_TIMES))),),
        floor=2.0,
    )
