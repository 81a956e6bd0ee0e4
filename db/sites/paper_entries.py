"""Which entries a paper is, by its DOI, its arXiv id or its title."""

from __future__ import annotations

import sqlite3

from biblio.titles import sort_title
from biblio.works_identity import IDENTITY_FIELDS, arxiv_of, doi_of
from db import entries


def find(connection: sqlite3.Connection, *, doi: str, arxiv: str, title: str) -> list[int]:
    """Entries outside the trash that a paper is; those of the same DOI first, each once."""
    found: dict[int, None] = {}
    if doi:
        found |= {i: None for i, texts in _naming(connection, doi) if doi_of(texts) == doi.lower()}
    if arxiv:
        found |= {
            i: None for i, texts in _naming(connection, arxiv) if arxiv_of(texts) == arxiv.lower()
        }
    folded = sort_title(title) if title.strip() else ""
    if folded:
        rows = connection.execute(
            "SELECT id FROM entries WHERE trashed = 0 AND sort_title = ? ORDER BY id", (folded,)
        )
        found |= {row[0]: None for row in rows}
    return list(found)


def _naming(connection: sqlite3.Connection, name: str) -> list[tuple[int, dict[str, str]]]:
    """Entries with this text in a field that may identify them, and the texts of all fields."""
    marks = ", ".join("?" * len(IDENTITY_FIELDS))
    rows = connection.execute(
        "SELECT DISTINCT f.entry FROM fields f JOIN entries e ON e.id = f.entry"
        f" WHERE f.name COLLATE NOCASE IN ({marks}) AND e.trashed = 0"
        " AND instr(lower(replace(f.value, '\\', '')), ?) ORDER BY f.entry",
        (*IDENTITY_FIELDS, name.lower()),
    )
    found = entries.read_many(connection, [row[0] for row in rows])
    return [(entry_id, entry.texts()) for entry_id, entry in sorted(found.items())]
