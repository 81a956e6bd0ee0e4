"""Metrics, charts and co-authors of one person's whole library, against the bare SQL behind them.

Ours is the work that the window does in the background for the whole profile, and again, as opening
it a second time does: until the library changes the answers are kept.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace

_DAY = "2026-05-31"
_YEARS = range(2016, 2026)
_BARE = """
import sqlite3, sys
mine = "trashed = 0 AND id IN (SELECT entry FROM mine WHERE profile = 1)"
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
for _ in range(2):
    for statement in (
        "SELECT sum(value), count(*) FROM (SELECT entry, value,"
        " max(as_of || printf('%015d', value)) FROM counts WHERE entry IN"
        f" (SELECT id FROM entries WHERE {mine}) GROUP BY entry)",
        f"SELECT year, type, count(*) FROM entries WHERE {mine} GROUP BY year, type",
        f"SELECT venue, count(*) FROM entries WHERE {mine} GROUP BY venue",
        f"SELECT subject, count(*) FROM entries WHERE {mine} GROUP BY subject",
        f"SELECT year, sum(value) FROM yearly_counts WHERE entry IN"
        f" (SELECT id FROM entries WHERE {mine}) GROUP BY year",
        "SELECT entry, value, max(as_of || printf('%015d', value)) FROM counts WHERE entry IN"
        f" (SELECT id FROM entries WHERE {mine}) GROUP BY entry",
        f"SELECT id, year, authors FROM entries WHERE {mine}",
        f"SELECT year, authors FROM entries WHERE {mine}",
    ):
        db.execute(statement).fetchall()
"""
_OURS = """
import sys
from pathlib import Path
from db import LibraryReader
from db.person.charts import CHARTS
with LibraryReader.open(Path(sys.argv[1]), create=False, readonly=True) as library:
    for _ in range(2):
        assert library.profile().metrics
        for name in CHARTS:
            assert library.chart(name).total
        assert library.circle().people
"""


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    library = _counted(space)
    return Comparison(
        f"Metrics, charts and co-authors of {space.entries:,} entries, twice",
        Side("bare SQL", (PYTHON, "-c", _BARE, str(library))),
        (Side("oeuvre", (PYTHON, "-c", _OURS, str(library))),),
        within=1.0,
    )


def _counted(space: Workspace) -> Path:
    """The filled library with a profile of all entries, and counts by year of each."""
    path = space.folder / f"charted-{space.entries}.oeuvre"
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
        yearly = [
            (each, _DAY, year, int(random.paretovariate(0.9))) for each in ids for year in _YEARS
        ]
        db.executemany(
            "INSERT INTO yearly_counts (entry, source, as_of, year, value)"
            " VALUES (?, 'OpenAlex', ?, ?, ?)",
            yearly,
        )
        db.execute(
            "INSERT INTO counts (entry, source, as_of, value)"
            " SELECT entry, source, as_of, sum(value) FROM yearly_counts GROUP BY entry"
        )
    return path
