"""Sort keys that SQL cannot make: functions for the connections that sort by fields as read."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

_POSITIONS = ("sole", "first", "last", "middle")
"""What a person's place among authors is called, in the order of the list."""


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that `db.finding.ordering` uses; needed once a connection."""
    connection.create_function("sort_text", 1, sort_text, deterministic=True)
    connection.create_function("sort_position", 2, _sort_position, deterministic=True)


@lru_cache(4096)
def sort_text(value: str) -> str:
    """The text of a field as it is sorted: decoded and folded."""
    from biblio.query.words import plain

    return plain(value)


def _sort_position(authors: str | None, person: str | None) -> int | None:
    held = position(authors, person)
    return _POSITIONS.index(held) if held else None


def position(authors: str | None, person: str | None) -> str:
    """``sole``, ``first``, ``last`` or ``middle``, the best of them that holds; or empty.

    Args:
        authors: The field as written; None for no authors.
        person: The person's names, as `db.finding.ordering.PERSON` gives them; None for nobody.
    """
    if authors is None or person is None:
        return ""
    from biblio.query.position import positions

    held = positions(authors, *names_in(person))
    return next((name for name in _POSITIONS if name in held), "")


@lru_cache(16)
def names_in(person: str) -> tuple[str, ...]:
    """The names that `db.finding.ordering.PERSON` gives."""
    import json

    return tuple(name for line in person.split("\n") for name in json.loads(line))
