"""Who wrote with a profile's person, each under one name: from when to when, and what."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

from biblio.identity import identity
from db.person.own_names import own_names
from db.person.people import fold_all
from db.person.profile_rows import Coauthor
from db.person.profiles import names_of
from db.person.spellings import decisions, people

_INCOMPLETE: Final = "…"
_BATCH: Final = 2000  # rows read between two chances for other threads


Link = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Company:
    """What a person's papers say of who else wrote them.

    Attributes:
        people: Those of the most entries first, then by name.
        papers: Papers of the person.
        alone: Papers that name no co-author.
        incomplete: Papers whose list of authors is cut short.
        links: Of the first people (place, place, papers) of those who wrote together.
    """

    people: tuple[Coauthor, ...]
    papers: int
    alone: int
    incomplete: int
    links: tuple[Link, ...] = ()


def coauthors(connection: sqlite3.Connection, profile_id: int) -> tuple[Coauthor, ...]:
    """Who wrote with a profile's person; those of the most entries first, then by name."""
    return company(connection, profile_id).people


def company(connection: sqlite3.Connection, profile_id: int, *, linked: int = 0) -> Company:
    """Who wrote with a profile's person, and how many papers say nothing of it.

    The forms of a name are one person where the user said so or nobody can doubt it.

    Args:
        connection: The library's.
        profile_id: Whose.
        linked: Of how many people, the first, it is looked up who wrote with whom.
    """
    names, papers = _read(connection, profile_id)
    listed = [numbers for _, numbers in papers]
    written = Counter(chain.from_iterable(listed))
    folded = fold_all(names)
    person = identity(names_of(connection, profile_id))
    own = {"", _INCOMPLETE, *own_names(person, names, folded)}
    apart = frozenset(number for number, name in enumerate(names) if name in own)
    counts = {name: written[each] for each, name in enumerate(names) if each not in apart}
    numbers = {name: number for number, name in enumerate(names)}
    first, last = _years(papers, len(names))
    groups = people(counts, decisions(connection))
    several = [tuple(numbers[form] for form in forms) for forms in groups if len(forms) > 1]
    together = _together(listed, several)
    found = []
    for forms in groups:
        leading = numbers[forms[0]]
        begun, ended, number = first[leading], last[leading], written[leading]
        if len(forms) > 1:
            group = [numbers[form] for form in forms]
            begun = min((y for each in group if (y := first[each]) is not None), default=None)
            ended = max((y for each in group if (y := last[each]) is not None), default=None)
            number = together[leading]
        # No two have the same folded name, so that sorting looks no further
        found.append((-number, folded[leading], Coauthor(forms[0], forms, number, begun, ended)))
    found.sort()
    everybody = tuple([coauthor for _, _, coauthor in found])
    drawn = [[numbers[form] for form in each.forms] for each in everybody[:linked]]
    return Company(
        everybody,
        len(papers),
        sum(map(apart.issuperset, listed)),
        written[numbers[_INCOMPLETE]] if _INCOMPLETE in numbers else 0,
        _links(listed, drawn),
    )


_Paper = tuple[int | None, list[int]]


class _Numbers(dict[str, int]):
    """The number of each name, given to it when it is first asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


def _read(connection: sqlite3.Connection, profile_id: int) -> tuple[list[str], list[_Paper]]:
    """All names, and of each paper the year and the numbers of its names, none of them twice."""
    numbers = _Numbers()
    found: list[_Paper] = []
    cursor = connection.execute(
        "SELECT year, authors FROM entries WHERE trashed = 0"
        " AND id IN (SELECT entry FROM mine WHERE profile = ?)",
        (profile_id,),
    )
    number_of = numbers.__getitem__
    while rows := cursor.fetchmany(_BATCH):
        for year, authors in rows:
            listed = list(map(number_of, authors.split("; ")))
            if len(set(listed)) < len(listed):
                listed = list(dict.fromkeys(listed))
            found.append((year, listed))
    return list(numbers), found


def _years(papers: Iterable[_Paper], names: int) -> tuple[list[int | None], list[int | None]]:
    """The first and the last year of each of so many names; None where it has none."""
    by_year: dict[int, list[list[int]]] = {}
    for year, listed in papers:
        if year is not None:
            by_year.setdefault(year, []).append(listed)
    occurring = [(year, set().union(*by_year[year])) for year in sorted(by_year)]
    first: list[int | None] = [None] * names
    last: list[int | None] = [None] * names
    for year, there in occurring:
        for number in there:
            last[number] = year
            if first[number] is None:
                first[number] = year
    return first, last


def _together(listed: Iterable[list[int]], groups: Iterable[tuple[int, ...]]) -> Counter[int]:
    """How many papers each person of several names has, by the first of them."""
    leading = {form: group[0] for group in groups for form in group}
    several = leading.keys()
    found: Counter[int] = Counter()
    for names in listed:
        if not several.isdisjoint(names):
            found.update({leading[name] for name in names if name in leading})
    return found


def _links(listed: Iterable[list[int]], drawn: Sequence[list[int]]) -> tuple[Link, ...]:
    """Which of some people wrote together, by their places, and how often."""
    places = {form: place for place, group in enumerate(drawn) for form in group}
    found: Counter[tuple[int, int]] = Counter()
    for names in listed:
        if not places.keys().isdisjoint(names):
            there = sorted({places[name] for name in names if name in places})
            found.update(combinations(there, 2))
    return tuple((one, other, number) for (one, other), number in sorted(found.items()))
