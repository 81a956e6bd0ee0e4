"""Whether a library is whole: SQLite's own check, and what is derived agrees with the facts."""

from __future__ import annotations

import sqlite3

from biblio.own_order import NOTHING_OWN, OwnOrder, own_order
from biblio.problem import Problem, Severity
from biblio.summary import summarise
from db import entries
from db.connection import chunks
from db.finding.languages import alphabet_of


def verify(connection: sqlite3.Connection) -> list[Problem]:
    """All that is wrong with the file; empty when it is sound."""
    found = [
        Problem("damaged", Severity.ERROR, f"SQLite reports: {text}.")
        for (text,) in connection.execute("PRAGMA integrity_check")
        if text != "ok"
    ]
    found += [
        Problem("dangling", Severity.ERROR, f"Row {row[1]} of {row[0]} refers to a missing row.")
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    if not found:
        found += _derived(connection)
    return found


def _derived(connection: sqlite3.Connection) -> list[Problem]:
    found = []
    ids = [row[0] for row in connection.execute("SELECT id FROM entries ORDER BY id")]
    columns = ", ".join((*entries.SUMMARY_COLUMNS, *OwnOrder._fields))
    alphabet = alphabet_of(connection)
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        stored = {
            row[0]: tuple(row[1:])
            for row in connection.execute(
                f"SELECT id, {columns} FROM entries WHERE id IN ({marks})", chunk
            )
        }
        for entry_id, entry in entries.read_many(connection, chunk).items():
            summary = summarise(entry)
            order = NOTHING_OWN if alphabet is None else own_order(summary, entry, alphabet)
            if stored[entry_id] != (*summary, *order):
                found.append(
                    Problem(
                        "stale-columns",
                        Severity.WARNING,
                        f"The list's columns of entry {entry_id} ({entry.key}) are not what its"
                        " fields say.",
                    )
                )
    indexed = connection.execute("SELECT count(*) FROM search_index_docsize").fetchone()[0]
    if indexed != len(ids):
        found.append(
            Problem(
                "stale-index",
                Severity.WARNING,
                f"The search index holds {indexed} entries, the library {len(ids)}.",
            )
        )
    return found
