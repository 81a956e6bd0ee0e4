"""What entries of the library take over from others (`biblio.inheritance`), found by their keys."""

from __future__ import annotations

import sqlite3

from biblio.entry import Entry
from biblio.inheritance import Heritage, Parent, heritage
from db import entries


def ids_of_parent(connection: sqlite3.Connection, key: str) -> list[int]:
    """Entries outside the trash that ``crossref`` or ``xdata`` means by a key.

    As in BibTeX the case of letters does not matter there; the same spelling comes first.
    """
    found = entries.ids_of_key(connection, key)
    if found:
        return found
    rows = connection.execute(
        "SELECT id FROM entries WHERE trashed = 0 AND key = ? COLLATE NOCASE ORDER BY id", (key,)
    )
    return [entry_id for (entry_id,) in rows]


def parents_in(connection: sqlite3.Connection) -> Parent:
    """Finds entries of the library by their keys, each once."""
    known: dict[str, Entry | None] = {}

    def parent(key: str) -> Entry | None:
        if key not in known:
            ids = ids_of_parent(connection, key)
            known[key] = entries.read(connection, ids[0]) if ids else None
        return known[key]

    return parent


def heritage_of(connection: sqlite3.Connection, entry: Entry) -> Heritage:
    """What an entry of the library takes over now."""
    return heritage(entry, parents_in(connection))
