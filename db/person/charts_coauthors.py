"""The circle of a person's co-authors: who they are, and who of them wrote together."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from biblio.folding import fold
from biblio.identity import identity, may_name, parse_display
from biblio.query.terms import Choice, choose, literal
from db.person.profiles import names_of
from db.person.spellings import decisions, people

_DRAWN: Final = 30  # people in the graph: more are a ball of wool
_BATCH: Final = 2000  # rows read between two chances for other threads


@dataclass(frozen=True, slots=True)
class Coauthor:
    """Somebody who wrote with a profile's person.

    Attributes:
        name: By which they are called, as the list shows it.
        forms: All forms of the name in these entries.
        entries: Ids of what they wrote together.
        first, last: Years of the first and the last of these; None where none has a year.
    """

    name: str
    forms: tuple[str, ...]
    entries: tuple[int, ...]
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody who wrote with a person.

    Attributes:
        people: Most papers first, then by name.
        links: Of the first `drawn` people those who also wrote with each other in these papers:
            (place, place, number of papers).
        drawn: How many people the links speak of.
        papers: Papers of the person.
        alone: Papers that name no co-author.
        incomplete: Papers whose list of authors is cut short, so that more may have written them.
    """

    people: tuple[Coauthor, ...] = ()
    links: tuple[tuple[int, int, int], ...] = ()
    drawn: int = 0
    papers: int = 0
    alone: int = 0
    incomplete: int = 0


def query_of(person: Coauthor) -> str:
    """The query that finds what somebody wrote."""
    return choose("", "author", tuple(map(literal, person.forms)), Choice.INCLUDED)


def circle(connection: sqlite3.Connection, profile_id: int | None) -> Circle:
    """The co-authors of a profile's person; of the first profile for None.

    The forms of a name are one person where the user said so or nobody can doubt it.
    """
    if profile_id is None:
        row = connection.execute("SELECT id FROM profiles ORDER BY position, id LIMIT 1").fetchone()
        if row is None:
            return Circle()
        profile_id = int(row[0])
    person = identity(names_of(connection, profile_id))
    written: dict[str, list[int]] = {}
    years: dict[int, int | None] = {}
    incomplete = 0
    cursor = connection.execute(
        "SELECT id, year, authors FROM entries WHERE trashed = 0"
        " AND id IN (SELECT entry FROM mine WHERE profile = ?)",
        (profile_id,),
    )
    while rows := cursor.fetchmany(_BATCH):
        for entry_id, year, authors in rows:
            years[entry_id] = year
            incomplete += authors.endswith("…")
            for name in authors.split("; "):
                written.setdefault(name, []).append(entry_id)
    counts = {
        name: len(ids)
        for name, ids in written.items()
        if name not in ("", "…")
        # Most names are other people's: only likely ones are parsed
        and not (may_name(person, name) and person.is_own(parse_display(name)))
    }
    found: list[Coauthor] = []
    for forms in people(counts, decisions(connection)):
        ids = written[forms[0]]
        if len(forms) > 1 or len(ids) > 1:
            ids = sorted({entry_id for form in forms for entry_id in written[form]})
        known = [year for entry_id in ids if (year := years[entry_id]) is not None]
        first, last = (min(known), max(known)) if known else (None, None)
        found.append(Coauthor(forms[0], forms, tuple(ids), first, last))
    found.sort(key=lambda each: (-len(each.entries), fold(each.name)))
    shared = {entry_id for name in counts for entry_id in written[name]}
    drawn = min(len(found), _DRAWN)
    return Circle(
        tuple(found),
        _links(found[:drawn]),
        drawn,
        papers=len(years),
        alone=len(years) - len(shared),
        incomplete=incomplete,
    )


def _links(drawn: list[Coauthor]) -> tuple[tuple[int, int, int], ...]:
    written = [frozenset(person.entries) for person in drawn]
    numbers = (
        (one, other, len(written[one] & written[other]))
        for one, other in combinations(range(len(drawn)), 2)
    )
    return tuple(link for link in numbers if link[2])
