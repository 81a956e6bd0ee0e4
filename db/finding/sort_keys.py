"""Sort keys that SQL cannot make: functions for the connections that sort by fields as read."""

from __future__ import annotations

import sqlite3
from functools import lru_cache, partial

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from biblio.collation import Alphabet

POSITIONS = ("sole", "first", "last", "middle")
"""What a person's place among authors is called, in the order of the list."""


def register(connection: sqlite3.Connection, alphabet: Alphabet | None) -> None:
    """Give a connection the functions that `db.finding.ordering` uses.

    Args:
        connection: The connection; functions that it has already are replaced.
        alphabet: That of the library's language, where it has one of its own.
    """
    for name, function in (
        ("sort_text", sort_text),
        ("sort_name", sort_name),
        ("sort_names", sort_names),
        ("sort_title", sort_title),
    ):
        made = partial(function, alphabet=alphabet)
        connection.create_function(name, 1, made, deterministic=True)
    connection.create_function("sort_position", 2, _sort_position, deterministic=True)


@lru_cache(4096)
def sort_text(value: str, alphabet: Alphabet | None) -> str:
    """The text of a field as it is sorted: decoded, and folded or as the alphabet has it."""
    from biblio.latex import to_text

    return sort_name(to_text(value), alphabet)


def sort_name(text: str, alphabet: Alphabet | None) -> str:
    """A readable text as it is sorted."""
    from biblio.folding import fold

    return fold(text) if alphabet is None else alphabet.key(text)


@lru_cache(4096)
def sort_names(value: str, alphabet: Alphabet | None) -> str:
    """The names of a field, by their family names."""
    from biblio.own_order import names_form

    return names_form(value, alphabet)


@lru_cache(4096)
def sort_title(value: str, alphabet: Alphabet | None) -> str:
    """A title without the article that it begins with."""
    from biblio.latex import to_text
    from biblio.own_order import title_form
    from biblio.titles import sort_title as folded

    return (
        folded(value) if alphabet is None else title_form(to_text(value), folded(value), alphabet)
    )


def _sort_position(authors: str | None, person: str | None) -> int | None:
    held = position(authors, person)
    return POSITIONS.index(held) if held else None


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
    return next((name for name in POSITIONS if name in held), "")


@lru_cache(16)
def names_in(person: str) -> tuple[str, ...]:
    """The names that `db.finding.ordering.PERSON` gives."""
    import json

    return tuple(name for line in person.split("\n") for name in json.loads(line))
