"""How computed metrics went: what the counts of the ledger gave on each of its days."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from biblio.metrics import counts
from biblio.metrics.works import as_works
from db.sites.counting import looked_at

if TYPE_CHECKING:
    from db.person.profile_numbers import Profile

_ENOUGH = 0.8  # of the papers
_DAYS = 12  # at most; of more, those that lie evenly among them, with the first and the last
Series = tuple[tuple[str, float], ...]


def trends(profile: Profile) -> dict[str, Series]:
    """For the metrics made of counts alone their (day, value); empty for fewer than two days.

    On each day an entry has the newest count of that day or before. Today's list of papers is
    taken for all days. Days on which fewer than four of five of the papers were counted, of those
    that are counted now and were published by then, are left out: what they lack is no growth.
    """
    by_day, begun = _by_day(profile)
    days = sorted(by_day)
    covered = _covered(profile, days, begun)
    if len(covered) < 2:
        return {}
    shown = set(_evenly(covered))
    found: dict[str, list[tuple[str, float]]] = {}
    held: dict[int, int] = {}
    for day in days:
        held.update(by_day[day])
        if day not in shown:
            continue
        known = counts.ranked(_of_works(profile, held))
        for metric, value in (
            ("citations", counts.citations(known)),
            ("h_index", counts.h_index(known)),
            ("g_index", counts.g_index(known)),
            ("i10_index", counts.i10_index(known)),
            ("citations_per_paper", counts.citations_per_paper(known)),
        ):
            if value is not None:
                found.setdefault(metric, []).append((day, float(value)))
    return {metric: tuple(values) for metric, values in found.items()}


def _of_works(profile: Profile, held: dict[int, int]) -> list[int | None]:
    """The counts of works where entries have these."""
    if not profile.work_of:
        return list(held.values())
    papers = {i: paper._replace(citations=held.get(i)) for i, paper in profile.papers.items()}
    return [each.citations for each in as_works(papers, profile.work_of, profile.rule).values()]


def _covered(profile: Profile, days: list[str], begun: Mapping[int, str]) -> list[str]:
    """The days on which enough papers were counted.

    Args:
        profile: Whose.
        days: All days, in order.
        begun: The first day of each entry that is counted.
    """
    papers = profile.papers
    years = sorted(papers[each].year or 0 for each in begun if each in papers)
    number = Counter(begun.values())
    found, held = [], 0
    for day in days:
        held += number[day]
        due = bisect_right(years, int(day[:4])) if day[:4].isdecimal() else len(years)
        if held >= _ENOUGH * due:
            found.append(day)
    return found


def _by_day(profile: Profile) -> tuple[dict[str, list[tuple[int, int]]], dict[int, str]]:
    """The ledger's (entry, value) of each day, and the first day of each entry.

    Of one entry and day the count that holds is last.
    """
    condition, parameters = looked_at(profile.id, profile.basis.chosen or None)
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    begun: dict[int, str] = {}
    for entry_id, day, value in profile.connection.execute(
        # The order of the index
        f"SELECT entry, as_of, value FROM counts WHERE {condition}"
        " ORDER BY entry, as_of, turn, value",
        parameters,
    ):
        found[day].append((entry_id, value))
        begun.setdefault(entry_id, day)
    return found, begun


def _evenly(days: list[str]) -> list[str]:
    if len(days) <= _DAYS:
        return days
    return [days[round(place * (len(days) - 1) / (_DAYS - 1))] for place in range(_DAYS)]
