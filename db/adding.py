"""Adding entries that are not read from a file: copies of others, and mere identifiers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from biblio.identifiers import Identifier, stub
from biblio.works_identity import arxiv_of, doi_of
from db import entries
from db.citing.keys import planned_key
from db.past.journal import Change
from db.person import profiles

# Other keys of an entry cannot be those of its copy too
_NOT_COPIED: Final = frozenset({"ids"})


def duplicate(
    connection: sqlite3.Connection, change: Change, entry_ids: Sequence[int]
) -> tuple[int, ...]:
    """Add a copy of each entry, with a key of its own by the library's pattern.

    Raises:
        NoSuchEntryError: There is none with one of these ids.
    """
    made: list[int] = []
    for entry_id in entry_ids:
        old = entries.read(connection, entry_id)
        kept = tuple(field for field in old.fields if field.id not in _NOT_COPIED)
        copy = replace(old, key="", fields=kept)
        copy = replace(copy, key=planned_key(connection, copy))
        (new_id,) = entries.add(connection, change, [copy])
        profiles.attribute(connection, change, [(new_id, copy)])
        made.append(new_id)
    return tuple(made)


def add_stubs(
    connection: sqlite3.Connection, change: Change, identifiers: Sequence[Identifier]
) -> tuple[int, ...]:
    """Add an entry for each identifier that says no more than that."""
    return tuple(entries.add(connection, change, [stub(each) for each in identifiers]))


def holder(connection: sqlite3.Connection, identifier: Identifier) -> int | None:
    """The entry outside the trash that has an identifier, whichever version; else None."""
    read, wanted = _reading(identifier)
    pattern = wanted.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    rows = connection.execute(
        "SELECT DISTINCT f.entry FROM fields f JOIN entries e ON e.id = f.entry"
        " WHERE e.trashed = 0 AND f.name COLLATE NOCASE IN ('doi', 'eprint', 'url')"
        " AND f.value LIKE ? ESCAPE '\\' ORDER BY f.entry",
        # LaTeX may have a backslash before a sign
        (f"%{pattern.replace(chr(92) + '_', '%')}%",),
    ).fetchall()
    for (entry_id,) in rows:
        if read(entries.read(connection, entry_id).texts()) == wanted:
            return int(entry_id)
    return None


def _reading(identifier: Identifier) -> tuple[Callable[[Mapping[str, str]], str], str]:
    """What reads such an identifier from an entry's texts, and what it reads for this one."""
    read = doi_of if identifier.kind == "doi" else arxiv_of
    return read, read(stub(identifier).texts())
