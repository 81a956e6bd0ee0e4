"""All metrics of one person's whole library, against the bare SQL that sums its counts.

Ours asks for all numbers of a profile that every entry belongs to, with their trends, and again, as
opening the profile a second time does: until the library changes the answer is kept.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace

_DAYS = ("2024-06-01", "2025-06-01", "2026-05-31")
_BARE = """
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
for _ in range(2):
    db.execute(
        "SELECT sum(value), count(*) FROM (SELECT entry, value,"
        " max(as_of || printf('%015d', value))"
        " FROM counts WHERE entry IN (SELECT id FROM entries WHERE trashed = 0)"
        " AND entry IN (SELECT entry FROM mine WHERE profile = 1) GROUP BY entry)"
    ).fetchall()
    db.execute(
        "SELECT id, year, authors FROM entries WHERE trashed = 0"
        " AND id IN (SELECT entry FROM mine WHERE profile = 1)"
    ).fetchall()
"""
_OURS = """
import sys
from pathlib import Path
from db import LibraryReader
with LibraryReader.open(Path(sys.argv[1]), create=False, readonly=True) as library:
    for _ in range(2):
        assert library.profile().metrics
"""


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    library = _counted(space)
    return Comparison(
        f"All metrics of {space.entries:,} entries with {len(_DAYS)} counts each, twice",
        Side("bare SQL sums", (PYTHON, "-c", _BARE, str(library))),
        (Side("oeuvre", (PYTHON, "-c", _OURS, str(library))),),
        within=1.0,
    )


def _counted(space: Workspace) -> Path:
    """The filled library with a profile of all entries and counts of three days."""
    path = space.folder / f"counted-{space.entries}.oeuvre"
    if path.exists():
        return path
    path.write_bytes(space.filled.read_bytes())
    random = Random(1)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO profiles (id, name) VALUES (1, 'Ada Example')")
        db.execute(
            "INSERT INTO authorships (profile, entry, reason) SELECT 1, id, 'own' FROM entries"
        )
        ids = [row[0] for row in db.execute("SELECT id FROM entries")]
        for day in _DAYS:
            db.executemany(
                "INSERT INTO counts (entry, source, as_of, value) VALUES (?, 'Scopus', ?, ?)",
                [(each, day, int(random.paretovariate(0.9))) for each in ids],
            )
    return path
