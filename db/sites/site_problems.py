"""What the user should know after a site's file was read, as problems."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from biblio.problem import Problem, Severity
from db.past.journal import Change
from db.sites.entering import NewCount
from db.sites.site_values import OpenRow

_LONGEST = 160  # characters of a title in a sentence
_LISTED_PROBLEMS = 200  # rows to be asked about that are problems of their own; the rest is counted


def differing_problems(connection: sqlite3.Connection, found: Sequence[NewCount]) -> list[Problem]:
    """Counts beside which the ledger had another number of the same source and day."""
    problems: list[Problem] = []
    for count in found[:_LISTED_PROBLEMS]:
        (key,) = connection.execute(
            "SELECT coalesce(nullif(key, ''), title) FROM entries WHERE id = ?", (count.entry_id,)
        ).fetchone()
        message = (
            f"{key}: {count.source} counted otherwise for {count.as_of} before; {count.value:,} is"
            " the newest now, and the other number is kept beside it."
        )
        problems.append(Problem("count-differs", Severity.NOTE, message))
    return problems


def keep_problems(change: Change, found: Sequence[Problem], source_id: int) -> None:
    """Keep what was wrong in a file; papers to be asked about are kept as rows."""
    change.insert(
        "problems",
        ("source", "code", "severity", "message", "line", "field"),
        [
            (source_id, each.code, each.severity.value, each.message, each.line, each.field)
            for each in found
        ],
    )


_REASONS = {
    "unknown": "is in no entry of the library",
    "ambiguous": "may be one of several entries",
    "other-year": "has the title of an entry, but another year",
    "other-authors": "has the title of an entry, but other authors",
    "unlike": "has the title of an entry, but another year and other authors",
    "untold": "has the title of an entry, but the file tells too little to know it by",
    "taken": "is an entry that another row of the file is too",
}


def open_problems(found: Sequence[OpenRow]) -> list[Problem]:
    """Papers that are no entry's for certain."""
    problems = [
        Problem("row-to-assign", Severity.WARNING, _sentence(row), row.line)
        for row in found[:_LISTED_PROBLEMS]
    ]
    if len(found) > len(problems):
        message = f"{len(found) - len(problems):,} more papers of the file are no entry's."
        problems.append(Problem("row-to-assign", Severity.WARNING, message))
    return problems


def _sentence(row: OpenRow) -> str:
    title = row.title
    if len(title) > _LONGEST:
        title = f"{title[: _LONGEST - 1]}…"
    cited = "no count" if row.count is None else f"cited {row.count:,} times"
    facts = f"{row.year or 'no year'}, {cited}"
    return f"“{title}” ({facts}) {_REASONS[row.reason]}: nothing was done with it."
