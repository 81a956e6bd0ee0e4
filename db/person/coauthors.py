"""Who wrote with a profile's person, each under one name: from when to when, and what."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

from db.person.bylines import Bylines
from db.person.profile_rows import Coauthor
from db.person.spellings import decisions, people

_INCOMPLETE: Final = "…"


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


def company(connection: sqlite3.Connection, papers: Bylines, *, linked: int = 0) -> Company:
    """Who wrote with a profile's person, and how many papers say nothing of it.

    The forms of a name are one person where the user said so or nobody can doubt it.

    Args:
        connection: The library's.
        papers: The person's, with their authors.
        linked: Of how many people, the first, it is looked up who wrote with whom.
    """
    listed = [
        names if len(set(names)) == len(names) else list(dict.fromkeys(names))
        for names in papers.authors
    ]
    written = Counter(chain.from_iterable(listed))
    own = {"", _INCOMPLETE, *papers.own}
    others = {name: number for name, number in written.items() if name not in own}
    groups = people(others, decisions(connection))
    first, last = _years(papers.years, listed)
    together = _together(listed, [forms for forms in groups if len(forms) > 1])
    found = []
    for forms in groups:
        name = forms[0]
        if len(forms) == 1:
            found.append(Coauthor(name, forms, written[name], first.get(name), last.get(name)))
        else:
            begun = min((first[form] for form in forms if form in first), default=None)
            ended = max((last[form] for form in forms if form in last), default=None)
            found.append(Coauthor(name, forms, together[name], begun, ended))
    key_of = dict(zip(papers.names, papers.folded, strict=True))
    found.sort(key=lambda each: key_of[each.name])
    found.sort(key=lambda each: each.papers, reverse=True)  # which keeps the order of equals
    return Company(
        tuple(found),
        len(listed),
        sum(map(own.issuperset, listed)),
        written[_INCOMPLETE],
        _links(listed, [each.forms for each in found[:linked]]),
    )


def _years(
    years: Iterable[int | None], listed: Iterable[list[str]]
) -> tuple[dict[str, int], dict[str, int]]:
    """The first and the last year of each name that has one."""
    by_year: dict[int, list[list[str]]] = {}
    for year, those in zip(years, listed, strict=True):
        if year is not None:
            by_year.setdefault(year, []).append(those)
    occurring = [(year, set[str]().union(*by_year[year])) for year in sorted(by_year)]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for year, names in occurring:
        last.update(dict.fromkeys(names, year))
    for year, names in reversed(occurring):
        first.update(dict.fromkeys(names, year))
    return first, last


def _together(listed: Iterable[list[str]], groups: Iterable[tuple[str, ...]]) -> Counter[str]:
    """How many papers each person of several names has, by the first of them."""
    leading = {form: group[0] for group in groups for form in group}
    several = leading.keys()
    found: Counter[str] = Counter()
    for names in listed:
        if not several.isdisjoint(names):
            found.update({leading[name] for name in names if name in leading})
    return found


def _links(listed: Iterable[list[str]], drawn: Sequence[Sequence[str]]) -> tuple[Link, ...]:
    """Which of some people wrote together, by their places, and how often."""
    places = {form: place for place, group in enumerate(drawn) for form in group}
    found: Counter[tuple[int, int]] = Counter()
    for names in listed:
        if not places.keys().isdisjoint(names):
            there = sorted({places[name] for name in names if name in places})
            found.update(combinations(there, 2))
    return tuple((one, other, number) for (one, other), number in sorted(found.items()))
