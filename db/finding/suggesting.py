"""What a field can be asked for: values that the library holds and that begin as typed."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Final

from biblio.folding import fold
from biblio.query.fields import ALIASES, KNOWN, canonical, stored_fields
from biblio.query.words import asked_words, cut

_LOOKED_AT: Final = 500  # entries, of those that have such a word
_LONGEST: Final = 80  # characters of a value that is worth to be offered
_OF_WORDS: Final = {"author": ("authors", "authors"), "venue": ("venue", "venue")}
_COLUMNS: Final = {"type": "type", "field": "subject", "badge": "badges", "year": "year"}
_NAMED: Final = {"tag": "tags", "collection": "collections", "search": "searches"}
_ASKABLE: Final = re.compile(r"[a-z][a-z0-9_-]*")  # a name that a query can have
# Each name once, without going through all the fields: one look into the index for each.
_HELD: Final = """WITH RECURSIVE held(name) AS (
    SELECT (SELECT name FROM fields ORDER BY name COLLATE NOCASE LIMIT 1)
    UNION ALL
    SELECT (SELECT f.name FROM fields f WHERE f.name COLLATE NOCASE > held.name
        ORDER BY f.name COLLATE NOCASE LIMIT 1) FROM held WHERE held.name IS NOT NULL)
SELECT lower(name) FROM held WHERE name IS NOT NULL"""
_LIST: Final = re.compile(r"[,;]")  # as in `biblio.query.comparing`
_SEPARATORS: Final = {
    "author": re.compile("; "),
    "badge": _LIST,
    "keywords": _LIST,
    "tag": _LIST,
}
_NEWEST: Final = 20_000  # entries that are counted before anything is typed
_OTHERS: Final = "…"  # in place of authors that are not named


def suggestions(connection: sqlite3.Connection, name: str, typed: str, limit: int) -> list[str]:
    """Values of a field that begin with what is typed, the most frequent first.

    Args:
        connection: The library.
        name: A name as in a query; empty for the names themselves.
        typed: The beginning of the value, or of a word in it.
        limit: How many at most.
    """
    if not name:
        return _names(connection, typed.lower())[:limit]
    name = canonical(name)
    texts = _texts(connection, name, typed)
    counts: Counter[str] = Counter()
    for text, times in texts:
        for part in _SEPARATORS[name].split(text) if name in _SEPARATORS else (text,):
            value = part.strip()
            if value and value != _OTHERS and len(value) <= _LONGEST and _begins(value, typed):
                counts[value] += times
    if name != "key":
        counts = _merged(counts)
    if name == "year":
        return sorted(counts, reverse=True)[:limit]
    return sorted(counts, key=lambda value: (-counts[value], value))[:limit]


def _merged(counts: Counter[str]) -> Counter[str]:
    """Spellings that a query takes for one value as the most frequent of them."""
    usual: dict[str, str] = {}
    merged: Counter[str] = Counter()
    for value, times in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        merged[usual.setdefault(fold(value), value)] += times
    return merged


def held_names(connection: sqlite3.Connection) -> list[str]:
    """The names of the fields that some entry has, in lower case."""
    return [row[0] for row in connection.execute(_HELD)]


def _names(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Names of fields that begin as typed: those of the library, then those that are known."""
    held = [name for name in held_names(connection) if _ASKABLE.fullmatch(name)]
    names = dict.fromkeys([*held, *sorted(KNOWN | ALIASES.keys())])
    return [name for name in names if name.startswith(typed)]


def _texts(connection: sqlite3.Connection, name: str, typed: str) -> Iterable[tuple[str, int]]:
    if name in _OF_WORDS:
        index, column = _OF_WORDS[name]
        words = asked_words(typed)
        if not typed.strip():
            return connection.execute(
                f"SELECT {column}, 1 FROM entries WHERE trashed = 0 ORDER BY id DESC LIMIT ?",
                (_NEWEST,),
            )
        if not words:
            return []
        return connection.execute(
            f"SELECT {column}, 1 FROM entries WHERE trashed = 0 AND id IN (SELECT rowid"
            " FROM search_index WHERE search_index MATCH ? LIMIT ?)",
            (" AND ".join(f'{index} : "{word}"' for word in words) + "*", _LOOKED_AT),
        )
    if name in _COLUMNS:
        column = _COLUMNS[name]
        return connection.execute(
            f"SELECT CAST({column} AS TEXT), count(*) FROM entries"
            f" WHERE trashed = 0 AND {column} IS NOT NULL GROUP BY {column}"
        )
    if name == "key":
        return connection.execute(
            "SELECT key, 1 FROM entries WHERE trashed = 0 AND key COLLATE NOCASE >= ?"
            " AND key COLLATE NOCASE < ? || char(1114111) LIMIT ?",
            (typed, typed, _LOOKED_AT),
        )
    named = (
        connection.execute(f"SELECT name, 1 FROM {_NAMED[name]}").fetchall()
        if name in _NAMED
        else []
    )
    fields = stored_fields(name)
    marks = ", ".join("?" * len(fields))
    pattern = re.sub("([%_!])", r"!\1", typed)
    held = connection.execute(
        f"SELECT value, count(*) FROM fields WHERE name COLLATE NOCASE IN ({marks})"
        " AND length(value) < 400 AND value LIKE ? ESCAPE '!' GROUP BY value LIMIT 2000",
        (*fields, f"%{pattern}%"),
    )
    return [*named, *held]


def _begins(value: str, typed: str) -> bool:
    """Whether a value begins as typed, or has the words, of which the last may go on."""
    folded, asked = fold(value), fold(typed)
    if folded.startswith(asked):
        return True
    words, wanted = cut(folded), cut(asked)
    return (
        bool(wanted)
        and set(wanted[:-1]) <= set(words)
        and any(word.startswith(wanted[-1]) for word in words)
    )
