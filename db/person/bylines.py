"""Who stands over a person's papers: read once for all that is counted of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from biblio.identity import identity
from db.person.first import OWN_ENTRIES
from db.person.own_names import own_names
from db.person.people import fold_all
from db.person.profiles import names_of

_BATCH = 2000  # rows read between two chances for other threads


@dataclass(frozen=True, slots=True)
class Bylines:
    """The authors of a profile's papers, as the list shows them.

    Attributes:
        profile: Whose papers.
        years: The year of each.
        authors: The names over each, in order; a single empty one where nobody is named, and the
            last one is ``…`` where the list of authors is cut short.
        names: Every name once, in the order in which they come.
        folded: What `fold` makes of each of these names.
        own: Those that are the person's.
    """

    profile: int
    years: list[int | None]
    authors: list[list[str]]
    names: list[str]
    folded: list[str]
    own: frozenset[str]


class _Names(dict[str, str]):
    """Each name once: a text that is met again is the same object, which sets find faster."""

    def __missing__(self, name: str) -> str:
        self[name] = name
        return name


def bylines(connection: sqlite3.Connection, profile_id: int) -> Bylines:
    """The authors of a profile's papers outside the trash."""
    years: list[int | None] = []
    listed: list[list[str]] = []
    known = _Names()
    cursor = connection.execute(
        f"SELECT year, authors FROM entries e WHERE {OWN_ENTRIES}", (profile_id,)
    )
    while rows := cursor.fetchmany(_BATCH):
        years += [year for year, _ in rows]
        listed += [list(map(known.__getitem__, authors.split("; "))) for _, authors in rows]
    names = list(known)
    folded = fold_all(names)
    person = identity(names_of(connection, profile_id))
    return Bylines(
        profile_id, years, listed, names, folded, frozenset(own_names(person, names, folded))
    )
