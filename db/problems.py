"""Problems that imports found, with their places in the library."""

from __future__ import annotations

import sqlite3

from biblio.problem import Problem, Severity
from db.rows import ProblemRow

_SELECT = (
    "SELECT p.id, coalesce(s.name, ''), p.entry, p.code, p.severity, p.message, p.line, p.field"
    " FROM problems p LEFT JOIN sources s ON s.id = p.source LEFT JOIN entries e ON e.id = p.entry"
)
_WORST_FIRST = "CASE p.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, p.id"


def of_entry(connection: sqlite3.Connection, entry_id: int) -> list[ProblemRow]:
    """The problems of one entry, worst first."""
    return _rows(connection, f"{_SELECT} WHERE p.entry = ? ORDER BY {_WORST_FIRST}", entry_id)


def worst(connection: sqlite3.Connection, limit: int) -> list[ProblemRow]:
    """The problems of the library outside the trash, worst first, assumptions last."""
    found = _rows(
        connection,
        f"{_SELECT} WHERE (p.entry IS NULL OR e.trashed = 0)"
        # What an import said of keys is looked at anew, since keys change
        f" AND p.code NOT IN ('key-taken', 'duplicate-key') ORDER BY {_WORST_FIRST} LIMIT ?",
        limit,
    )
    errors = [row for row in found if row.problem.severity is Severity.ERROR]
    return (errors + shared_keys(connection) + found[len(errors) :])[:limit]


def wide(connection: sqlite3.Connection) -> list[ProblemRow]:
    """What is wrong or doubtful about whole pages and files, worst first; no assumptions."""
    return _rows(
        connection,
        f"{_SELECT} WHERE p.entry IS NULL AND p.severity <> ? ORDER BY {_WORST_FIRST}",
        Severity.NOTE.value,
    )


def count_wide(connection: sqlite3.Connection) -> int:
    """How many problems `wide` lists."""
    row = connection.execute(
        "SELECT count(*) FROM problems WHERE entry IS NULL AND severity <> 'note'"
    ).fetchone()
    return int(row[0])


def shared_keys(connection: sqlite3.Connection) -> list[ProblemRow]:
    """A problem for each entry whose key another one outside the trash has too."""
    rows = connection.execute(
        "SELECT id, key FROM entries WHERE trashed = 0 AND key IN (SELECT key FROM entries"
        " WHERE trashed = 0 AND key <> '' GROUP BY key HAVING count(*) > 1) ORDER BY key, id"
    )
    return [
        ProblemRow(
            0,
            "",
            entry_id,
            Problem(
                "shared-key",
                Severity.WARNING,
                f"The key {key} belongs to several entries; only one of them can be cited by it.",
                field="key",
            ),
        )
        for entry_id, key in rows
    ]


def _rows(connection: sqlite3.Connection, statement: str, parameter: int | str) -> list[ProblemRow]:
    return [
        ProblemRow(
            row[0],
            row[1],
            row[2],
            Problem(row[3], Severity(row[4]), row[5], line=row[6], field=row[7]),
        )
        for row in connection.execute(statement, (parameter,))
    ]
