"""The search index: the words of entries put in, and taken out as they were put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from biblio.entry import Entry
from biblio.query.texts import IndexTexts, index_texts
from db.connection import chunks


def old_keys(
    connection: sqlite3.Connection, found: Mapping[int, Entry]
) -> dict[int, tuple[str, ...]]:
    """The keys that entries had before, each once, the oldest first; of those that had any."""
    keys: dict[int, dict[str, None]] = {}
    for chunk in chunks(list(found)):
        for entry_id, key in connection.execute(
            f"SELECT entry, key FROM old_keys WHERE entry IN ({', '.join('?' * len(chunk))})"
            " ORDER BY id",
            chunk,
        ):
            if key != found[entry_id].key:
                keys.setdefault(entry_id, {})[key] = None
    return {entry_id: tuple(names) for entry_id, names in keys.items()}


def texts_of(connection: sqlite3.Connection, found: Mapping[int, Entry]) -> dict[int, IndexTexts]:
    """What the index has of entries, by the keys that they had before too."""
    former = old_keys(connection, found)
    return {
        entry_id: index_texts(entry, former.get(entry_id, ())) for entry_id, entry in found.items()
    }


def index(connection: sqlite3.Connection, new: Mapping[int, Entry]) -> None:
    """Make entries findable."""
    insert(connection, ((each, *texts) for each, texts in texts_of(connection, new).items()))


def unindex(connection: sqlite3.Connection, old: Mapping[int, Entry]) -> None:
    """Take entries out; they and their former keys must be as they were put in."""
    exchange(connection, {each: (texts, None) for each, texts in texts_of(connection, old).items()})


def insert(connection: sqlite3.Connection, rows: Iterable[tuple[int | str, ...]]) -> None:
    """Put in texts, each with its entry's id before them."""
    connection.executemany(
        "INSERT INTO search_index (rowid, title, authors, venue, other, key)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def exchange(
    connection: sqlite3.Connection, texts: Mapping[int, tuple[IndexTexts | None, IndexTexts | None]]
) -> None:
    """Take out texts of entries and put in others.

    One after the other in the order of ids, since the index writes down what it has gathered as
    soon as it is given a lesser one.

    Args:
        connection: The writing connection.
        texts: By entry, those that are in and those that are to be; None for none.
    """
    connection.executemany(
        "INSERT INTO search_index (search_index, rowid, title, authors, venue, other, key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (command, entry_id, *each)
            for entry_id in sorted(texts)
            for command, each in zip(("delete", None), texts[entry_id], strict=True)
            if each is not None
        ),
    )
