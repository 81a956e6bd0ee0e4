"""Charts: what a list is made of, counted by year, type, place and citations.

A chart is labels (years, venues) and series of numbers over them, each with the query that finds
the entries behind it. What the library cannot tell is None, and `Chart.missing` says of how many
entries that is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import Final, Literal

from biblio.metrics.counts import Ranked, h_index
from biblio.query.terms import Choice, choose
from db.finding.facets import counted
from db.listed import View
from db.person.bylines import Bylines
from db.person.charts_citations import citations_by_year
from db.person.first import OWN_ENTRIES, first
from db.person.profile_numbers import Profile

ChartName = Literal["papers", "citations", "distribution", "venues", "fields", "positions"]
CHARTS: Final[tuple[ChartName, ...]] = (
    "papers", "citations", "distribution", "venues", "fields", "positions",
)  # fmt: skip
OTHER: Final = "other"
POSITIONS: Final = {
    "sole": "me:sole",
    "first": "me:first -me:sole",
    "middle": "me:middle",
    "last": "me:last -me:sole",
    "unknown": "-me:first -me:middle -me:last",
}
"""Where a person stands among the authors, and the query for it; each entry is in one of them."""

_TYPES: Final = 6  # that are told apart; the others are one series
_LARGEST: Final = 15  # venues or fields that are shown
_WIDEST: Final = 250  # years; in a wider range only those that occur are shown


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over the labels of a chart.

    Attributes:
        name: What they count: a type, a position, ``citations``, ``cumulated``.
        values: One for each label; None where it is not known.
        query: What is added to a label's query for the entries behind a number; may be empty.
    """

    name: str
    values: tuple[int | None, ...]
    query: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    Attributes:
        labels: Years, names, or ranks; an empty one stands for having none.
        queries: For each label the query that finds its entries; empty where none does.
        series: What is shown; of several bars they stand on each other.
        total: Papers of the list (works in a distribution).
        missing: How many of them have no data for this.
        others: How many labels, and entries, are not shown.
        ids: For each label an entry, where one stands for it.
        h: The h-index, in a distribution.
        sources, as_of: Who gave the numbers, and the newest day of them; empty for the library.
        before: Citations of the years before the first label, where a source tells them apart.
    """

    name: ChartName
    labels: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    total: int = 0
    missing: int = 0
    others: tuple[int, int] = (0, 0)
    ids: tuple[int, ...] = ()
    h: int | None = None
    sources: tuple[str, ...] = ()
    as_of: str = ""
    before: int = 0


def chart(connection: sqlite3.Connection, name: ChartName, profile_id: int | None) -> Chart:
    """A chart of a profile's papers; of the whole library where that has no profile.

    Args:
        connection: The library's.
        name: Which; not one that `distribution` or `positions` makes.
        profile_id: Whose; None for the first profile.

    Raises:
        KeyError: There is no such chart.
    """
    if profile_id is None:
        profile_id = first(connection)
    return _MAKERS[name](connection, profile_id)


def _papers(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    condition, parameters = _of(profile_id)
    numbers: dict[tuple[int | None, str], int] = {}
    by_type: dict[str, int] = {}
    # With the sign, SQLite reads the entries in their order, not in that of an index of years
    for year, kind, number in connection.execute(
        f"SELECT year, type, count(*) FROM entries e WHERE {condition} GROUP BY +year, type",
        parameters,
    ):
        numbers[year, kind] = number
        by_type[kind] = by_type.get(kind, 0) + number
    types = sorted(by_type, key=lambda kind: (-by_type[kind], kind))
    shown = types if len(types) <= _TYPES else types[: _TYPES - 1]
    rest = types[len(shown) :]
    series: list[tuple[str, tuple[str, ...], str]] = [
        (kind, (kind,), choose("", "type", [kind], Choice.INCLUDED)) for kind in shown
    ]
    if rest:
        query = ""
        for kind in shown:
            query = choose(query, "type", [kind], Choice.EXCLUDED)
        series.append((OTHER, tuple(rest), query))
    years = {year for year, _ in numbers}
    labels = _years(years)
    return Chart(
        "papers",
        tuple(_label(year) for year in labels),
        tuple(_year_query(year) for year in labels),
        tuple(
            Series(
                name,
                tuple(sum(numbers.get((year, kind), 0) for kind in kinds) for year in labels),
                query,
            )
            for name, kinds, query in series
        ),
        total=sum(by_type.values()),
        missing=sum(number for (year, _), number in numbers.items() if year is None),
    )


def _citations(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    """Citations by year; see `db.person.charts_citations` for whose."""
    condition, parameters = _of(profile_id)
    total = _number(connection, condition, parameters)
    found = citations_by_year(connection, profile_id, condition, parameters)
    if found is None:
        return Chart("citations", total=total, missing=total)
    years = [year for year in _years(found.by_year) if year is not None]
    yearly = [found.by_year.get(year, 0) for year in years]
    return Chart(
        "citations",
        tuple(map(str, years)),
        ("",) * len(years),
        (
            Series("citations", tuple(yearly)),
            Series("cumulated", tuple(accumulate(yearly, initial=found.before))[1:]),
        ),
        total=total,
        missing=0 if found.papers is None else total - found.papers,
        sources=found.sources,
        as_of=found.as_of,
        before=found.before,
    )


def distribution(profile: Profile | None) -> Chart:
    """Works by their citations, the most cited first, with the h-index that they make."""
    if profile is None:
        return Chart("distribution")
    known = sorted(
        (work, paper.citations)
        for work, paper in profile.works.items()
        if paper.citations is not None
    )
    known.sort(key=itemgetter(1), reverse=True)  # which keeps the order of equals
    values = Ranked([value for _, value in known])
    shown = _most_cited(profile) if profile.work_of else {}
    return Chart(
        "distribution",
        tuple(map(str, range(1, len(known) + 1))),
        ("",) * len(known),
        (Series("citations", tuple(values)),) if known else (),
        total=len(profile.works),
        missing=len(profile.works) - len(known),
        ids=tuple([shown.get(work, work) for work, _ in known]),
        h=h_index(values),
        sources=profile.basis.sources,
        as_of=profile.basis.last,
    )


def _most_cited(profile: Profile) -> dict[int, int]:
    """Each work of several versions by the most cited of them."""
    cited = {i: profile.papers[i].citations or 0 for i in profile.work_of}
    shown: dict[int, int] = {}
    for entry_id in sorted(cited, key=lambda i: (-cited[i], i)):
        shown.setdefault(profile.work_of[entry_id], entry_id)
    return shown


def _facet(
    connection: sqlite3.Connection, profile_id: int | None, name: ChartName, facet: str
) -> Chart:
    condition, parameters = _of(profile_id)
    total, none = connection.execute(
        f"SELECT count(*), coalesce(sum({_COLUMNS[facet]} = ''), 0) FROM entries e"
        f" WHERE {condition}",
        parameters,
    ).fetchone()
    view = View() if profile_id is None else View("profile", profile_id)
    found = counted(connection, facet, "", view, limit=_LARGEST + 1, containing="")
    values = [value for value in found.values if value.text][:_LARGEST]
    shown = sum(value.count for value in values)
    return Chart(
        name,
        tuple(value.text for value in values),
        tuple(choose("", facet, value.forms, Choice.INCLUDED) for value in values),
        (Series("papers", tuple(value.count for value in values)),) if values else (),
        total=total,
        missing=none,
        others=(found.distinct - len(values) - bool(none), max(0, total - none - shown)),
    )


_COLUMNS: Final = {"venue": "e.venue", "field": "e.subject"}


def _venues(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    return _facet(connection, profile_id, "venues", "venue")


def _fields(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    return _facet(connection, profile_id, "fields", "field")


def positions(papers: Bylines | None, *, is_first: bool) -> Chart:
    """Where a person stands among the authors, by year.

    Args:
        papers: The person's; None for nobody.
        is_first: Whether it is the first profile's person, of whom queries speak.
    """
    if papers is None:
        return Chart("positions")
    places = [_place(names, papers.own) for names in papers.authors]
    numbers = Counter(zip(papers.years, places, strict=True))
    labels = _years({year for year, _ in numbers})
    unknown = sum(number for (_, each), number in numbers.items() if each == "unknown")
    queries = POSITIONS if is_first else dict.fromkeys(POSITIONS, "")
    occurring = [name for name in POSITIONS if any(each == name for _, each in numbers)]
    return Chart(
        "positions",
        tuple(_label(year) for year in labels),
        tuple(_year_query(year) for year in labels),
        tuple(
            Series(name, tuple(numbers.get((year, name), 0) for year in labels), queries[name])
            for name in occurring
        ),
        total=sum(numbers.values()),
        missing=unknown,
    )


def _place(names: list[str], own: frozenset[str]) -> str:
    """Where one of the names is that are the person's; of several the first counts."""
    if own.isdisjoint(names):
        return "unknown"
    is_open = names[-1] == "…"
    last = len(names) - 1 - is_open
    if names[0] in own:
        return "first" if last > 0 or is_open else "sole"
    return "last" if names[last] in own and not is_open else "middle"


def _of(profile_id: int | None) -> tuple[str, list[int]]:
    """The condition on ``entries e``, and its parameters."""
    if profile_id is None:
        return "e.trashed = 0", []
    return OWN_ENTRIES, [profile_id]


def _number(connection: sqlite3.Connection, condition: str, parameters: Sequence[int]) -> int:
    row = connection.execute(f"SELECT count(*) FROM entries e WHERE {condition}", parameters)
    return int(row.fetchone()[0])


def _years(found: Iterable[int | None]) -> list[int | None]:
    """The years from the first to the last, and None at the end where it occurs."""
    every = set(found)
    known = sorted(year for year in every if year is not None)
    if known and known[-1] - known[0] <= _WIDEST:
        known = list(range(known[0], known[-1] + 1))
    return [*known, *([None] if None in every else [])]


def _label(year: int | None) -> str:
    return "" if year is None else str(year)


def _year_query(year: int | None) -> str:
    return "no:year" if year is None else f"year:{year}"


_MAKERS: Final[dict[ChartName, Callable[[sqlite3.Connection, int | None], Chart]]] = {
    "papers": _papers,
    "citations": _citations,
    "venues": _venues,
    "fields": _fields,
}
