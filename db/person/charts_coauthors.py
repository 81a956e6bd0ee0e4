"""The circle of a person's co-authors: who they are, and who of them wrote together."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from biblio.query.terms import Choice, choose, literal
from db.person.bylines import Bylines
from db.person.coauthors import company
from db.person.profile_rows import Coauthor

_DRAWN: Final = 30  # people in the graph: more are a ball of wool


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


def circle(connection: sqlite3.Connection, papers: Bylines | None) -> Circle:
    """The co-authors of a person with these papers; nobody's where there are none."""
    if papers is None:
        return Circle()
    found = company(connection, papers, linked=_DRAWN)
    return Circle(
        found.people,
        found.links,
        min(len(found.people), _DRAWN),
        papers=found.papers,
        alone=found.alone,
        incomplete=found.incomplete,
    )
