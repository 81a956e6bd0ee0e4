"""Charts: what a list is made of, counted by year, type, place and citations.

A chart is labels (years, venues) and series of numbers over them, each with the query that finds
the entries behind it. What the library cannot tell is None, and `Chart.missing` says of how many
entries that is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from biblio.identity import Identity, identity, may_name, parse_display
from biblio.metrics.counts import h_index
from biblio.query.terms import Choice, choose
from db.finding.facets import counted
from db.listed import View
from db.person.first import first
from db.person.profile_numbers import load
from db.person.profiles import names_of

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
        name: Which.
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
    for year, kind, number in connection.execute(
        f"SELECT year, type, count(*) FROM entries e WHERE {condition} GROUP BY year, type",
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


# Of each entry the source that told its years last: read off the index, then the few are summed
_NEWEST_YEARS: Final = """
WITH latest AS (
    SELECT y.entry, y.source, max(y.as_of) AS as_of FROM yearly_counts y
    GROUP BY y.entry, y.source),
told AS MATERIALIZED (
    SELECT entry, source, as_of FROM (
        SELECT l.*, row_number() OVER (PARTITION BY entry ORDER BY as_of DESC, source) AS place
        FROM latest l)
    WHERE place = 1 AND entry IN (SELECT e.id FROM entries e WHERE {condition}))
"""


def _citations(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    """Citations by year: of the entries whose source tells them, else as stated of the person."""
    condition, parameters = _of(profile_id)
    total = _number(connection, condition, parameters)
    with_table = _NEWEST_YEARS.format(condition=condition)
    by_year = dict(
        connection.execute(
            f"{with_table} SELECT y.year, sum(y.value) FROM told t CROSS JOIN yearly_counts y"
            " ON y.entry = t.entry AND y.source = t.source AND y.as_of = t.as_of GROUP BY y.year",
            parameters,
        ).fetchall()
    )
    if not by_year:
        return _reported_citations(connection, profile_id, total)
    sources = connection.execute(
        f"{with_table} SELECT t.source, count(*), max(t.as_of), coalesce(sum(("
        "SELECT c.value FROM counts c WHERE c.entry = t.entry AND c.source = t.source"
        " AND c.as_of = t.as_of)), 0) FROM told t GROUP BY t.source ORDER BY 2 DESC, 1",
        parameters,
    ).fetchall()
    return _by_year(
        by_year,
        total=total,
        missing=total - sum(row[1] for row in sources),
        sources=tuple(row[0] for row in sources),
        as_of=max(row[2] for row in sources),
        before=max(0, sum(row[3] for row in sources) - sum(by_year.values())),
    )


def _reported_citations(
    connection: sqlite3.Connection, profile_id: int | None, total: int
) -> Chart:
    row = connection.execute(
        "SELECT source, as_of FROM reported_years WHERE profile = ?"
        " ORDER BY as_of DESC, source LIMIT 1",
        (profile_id,),
    ).fetchone()
    if row is None:
        return Chart("citations", total=total, missing=total)
    by_year = dict(
        connection.execute(
            "SELECT year, value FROM reported_years WHERE profile = ? AND source = ? AND as_of = ?",
            (profile_id, *row),
        ).fetchall()
    )
    return _by_year(by_year, total=total, missing=0, sources=(row[0],), as_of=row[1], before=0)


def _by_year(
    by_year: dict[int, int],
    *,
    total: int,
    missing: int,
    sources: tuple[str, ...],
    as_of: str,
    before: int,
) -> Chart:
    years = [year for year in _years(by_year) if year is not None]
    yearly = [by_year.get(year, 0) for year in years]
    cumulated, so_far = [], before
    for value in yearly:
        so_far += value
        cumulated.append(so_far)
    return Chart(
        "citations",
        tuple(map(str, years)),
        ("",) * len(years),
        (Series("citations", tuple(yearly)), Series("cumulated", tuple(cumulated))),
        total=total,
        missing=missing,
        sources=sources,
        as_of=as_of,
        before=before,
    )


def _distribution(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    """Works by their citations, the most cited first, with the h-index that they make."""
    if profile_id is None:
        return Chart("distribution")
    profile = load(connection, profile_id)
    if profile is None:
        return Chart("distribution")
    shown: dict[int, int] = {}  # each work by its most cited entry
    cited = {i: paper.citations or 0 for i, paper in profile.papers.items()}
    for entry_id in sorted(cited, key=lambda i: (-cited[i], i)):
        shown.setdefault(profile.work_of.get(entry_id, entry_id), entry_id)
    known = [(p.citations, work) for work, p in profile.works.items() if p.citations is not None]
    known.sort(key=lambda each: (-each[0], each[1]))
    values = tuple(value for value, _ in known)
    return Chart(
        "distribution",
        tuple(map(str, range(1, len(known) + 1))),
        ("",) * len(known),
        (Series("citations", values),) if known else (),
        total=len(profile.works),
        missing=len(profile.works) - len(known),
        ids=tuple(shown[work] for _, work in known),
        h=h_index(values),
        sources=profile.basis.sources,
        as_of=profile.basis.last,
    )


def _facet(
    connection: sqlite3.Connection, profile_id: int | None, name: ChartName, facet: str
) -> Chart:
    condition, parameters = _of(profile_id)
    total = _number(connection, condition, parameters)
    view = View() if profile_id is None else View("profile", profile_id)
    found = counted(connection, facet, "", view, limit=_LARGEST + 1, containing="")
    none = _number(connection, f"{condition} AND {_EMPTY[facet]}", parameters)
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


_EMPTY: Final = {"venue": "e.venue = ''", "field": "e.subject = ''"}


def _venues(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    return _facet(connection, profile_id, "venues", "venue")


def _fields(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    return _facet(connection, profile_id, "fields", "field")


def _positions(connection: sqlite3.Connection, profile_id: int | None) -> Chart:
    """Where the person stands among the authors, by year."""
    if profile_id is None:
        return Chart("positions")
    condition, parameters = _of(profile_id)
    place = _Places(identity(names_of(connection, profile_id)))
    numbers: dict[tuple[int | None, str], int] = {}
    for year, authors in connection.execute(
        f"SELECT year, authors FROM entries e WHERE {condition}", parameters
    ):
        key = (year, place.of(authors))
        numbers[key] = numbers.get(key, 0) + 1
    labels = _years({year for year, _ in numbers})
    unknown = sum(number for (_, each), number in numbers.items() if each == "unknown")
    # Queries know one “me”: the first profile
    queries = POSITIONS if profile_id == first(connection) else dict.fromkeys(POSITIONS, "")
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


class _Places:
    """Says where a person is in lists of names as the table shows them."""

    def __init__(self, person: Identity) -> None:
        self._person = person
        self._own: dict[str, bool] = {}  # the same names come again and again

    def of(self, authors: str) -> str:
        names = authors.split("; ")
        is_open = names[-1] == "…"
        if is_open:
            names.pop()
        places = [i for i, name in enumerate(names) if self._is_own(name)]
        if not places:
            return "unknown"
        if places[0] == 0:
            return "first" if len(names) > 1 or is_open else "sole"
        return "last" if places[-1] == len(names) - 1 and not is_open else "middle"

    def _is_own(self, name: str) -> bool:
        known = self._own.get(name)
        if known is None:
            # Most names are other people's: only likely ones are parsed
            known = may_name(self._person, name) and self._person.is_own(parse_display(name))
            self._own[name] = known
        return known


def _of(profile_id: int | None) -> tuple[str, list[int]]:
    """The condition on ``entries e``, and its parameters."""
    if profile_id is None:
        return "e.trashed = 0", []
    return "e.trashed = 0 AND e.id IN (SELECT entry FROM mine WHERE profile = ?)", [profile_id]


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
    "distribution": _distribution,
    "venues": _venues,
    "fields": _fields,
    "positions": _positions,
}
