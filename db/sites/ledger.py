"""How computed metrics went: what the counts of the ledger gave on each of its days."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from biblio.metrics import counts
from biblio.metrics.works import as_works

if TYPE_CHECKING:
    from db.person.profile_numbers import Profile

_DAYS = 12  # at most; of more, those that lie evenly among them, with the first and the last
Series = tuple[tuple[str, float], ...]


def trends(profile: Profile) -> dict[str, Series]:
    """For the metrics made of counts alone their (day, value); empty for fewer than two days.

    On each day an entry has the newest count of that day or before. Today's list of papers is
    taken for all days.
    """
    rows = _rows(profile)
    days = list(dict.fromkeys(row[0] for row in rows))
    if len(days) < 2:
        return {}
    shown = set(_evenly(days))
    found: dict[str, list[tuple[str, float]]] = {}
    held: dict[int, int] = {}
    papers = profile.papers
    for day, told in groupby(rows, key=itemgetter(0)):
        held.update((entry, value) for _, entry, value in told if entry in papers)
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


def _rows(profile: Profile) -> list[tuple[str, int, int]]:
    """The ledger's (day, entry, value) in order; of one day the highest comes last."""
    condition, parameters = _of(profile)
    return profile.connection.execute(
        f"SELECT as_of, entry, value FROM counts WHERE {condition} ORDER BY as_of, value",
        parameters,
    ).fetchall()


def _of(profile: Profile) -> tuple[str, list[int | str]]:
    condition = "entry IN (SELECT entry FROM mine WHERE profile = ?)"
    parameters: list[int | str] = [profile.id]
    if profile.basis.chosen:
        condition += " AND source = ?"
        parameters.append(profile.basis.chosen)
    return condition, parameters


def _evenly(days: list[str]) -> list[str]:
    if len(days) <= _DAYS:
        return days
    return [days[round(place * (len(days) - 1) / (_DAYS - 1))] for place in range(_DAYS)]
