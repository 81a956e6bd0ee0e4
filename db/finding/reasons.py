"""Why entries were found where the list does not show it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from biblio.query import Query
from biblio.query.former import asks_for_keys, telling_key
from db.connection import chunks


def former_keys(connection: sqlite3.Connection, query: Query, ids: Sequence[int]) -> dict[int, str]:
    """The former citation key by which a query finds an entry, of the entries where it does."""
    if not asks_for_keys(query):
        return {}
    keys: dict[int, tuple[str, list[str]]] = {}
    for chunk in chunks(ids):
        for entry_id, key, old in connection.execute(
            "SELECT o.entry, e.key, o.key FROM old_keys o JOIN entries e ON e.id = o.entry"
            f" WHERE o.entry IN ({', '.join('?' * len(chunk))}) ORDER BY o.id",
            chunk,
        ):
            keys.setdefault(entry_id, (key, []))[1].append(old)
    found = {entry_id: telling_key(query, *each) for entry_id, each in keys.items()}
    return {entry_id: key for entry_id, key in found.items() if key}
