"""The numbers of a profile: computed from the library, beside what sources report."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from biblio.identity import identity
from biblio.metrics.compute import METRICS, Computed, Paper, compute
from biblio.metrics.differences import Situation, difference, doubt, lacking
from biblio.metrics.explain import core_of, counted, next_step
from biblio.metrics.info import METRIC_INFO, REPORTED_ONLY, MetricInfo, metric_info
from biblio.metrics.works import VersionRule, as_works
from biblio.novelty import VERSION as NOVELTY_VERSION
from biblio.problem import Severity
from biblio.sentences import all_of
from db.person import mine, novelty, variants, widgets
from db.person.first import FIRST, OWN_ENTRIES
from db.person.profile_edits import affiliations_of
from db.person.profile_rows import Basis, WhatIf
from db.person.profiles import names_of
from db.publication import works
from db.rows import Metric, ProfileSummary
from db.sites import counting
from db.sites.ledger import trends

# How many authors a list names; NULL where it is incomplete or empty
_AUTHORS = """
CASE WHEN e.authors = '' OR substr(e.authors, -1) = '…' THEN NULL
ELSE (length(e.authors) - length(replace(e.authors, '; ', ''))) / 2 + 1 END
"""


@dataclass(frozen=True)
class Profile:
    """One profile as the library is now, with what its numbers are computed from.

    Attributes:
        papers: What is known of each of its entries outside the trash.
        work_of: Entry to work, for entries that are one of several versions.
    """

    connection: sqlite3.Connection
    id: int
    name: str
    field: str
    fields: str
    orcid: str
    basis: Basis
    rule: VersionRule
    papers: dict[int, Paper]
    work_of: dict[int, int]

    @cached_property
    def works(self) -> dict[int, Paper]:
        """The works behind the entries."""
        return as_works(self.papers, self.work_of, self.rule)

    @cached_property
    def computed(self) -> dict[str, Computed]:
        """All metrics that can be computed."""
        return compute(list(self.works.values()), self.basis.year)

    @cached_property
    def core(self) -> frozenset[int]:
        """The entries whose works make the h-index."""
        core = core_of({work: paper.citations for work, paper in self.works.items()})
        return frozenset(i for i in self.papers if self.work_of.get(i, i) in core)

    def what_if(self, entry_ids: frozenset[int], without: frozenset[int]) -> WhatIf:
        """The h-index of these entries only, and without some of them."""
        papers = {i: p for i, p in self.papers.items() if i in entry_ids and i not in without}
        versions = as_works(papers, self.work_of, self.rule)
        shown: dict[int, int] = {}  # each work by its most cited entry
        for entry_id in sorted(papers, key=lambda i: (-(papers[i].citations or 0), i)):
            shown.setdefault(self.work_of.get(entry_id, entry_id), entry_id)
        ranked = counted({shown[work]: paper.citations for work, paper in versions.items()})
        metrics = compute(list(versions.values()), self.basis.year)
        whole = self.computed["h_index"].value
        h = metrics["h_index"].value
        return WhatIf(
            tuple(ranked),
            next_step(ranked),
            metrics,
            tuple(shown[work] for work, paper in versions.items() if paper.citations is None),
            sum(i not in entry_ids for i in self.papers),
            None if h is None else int(h),
            None if whole is None else int(whole),
        )


def load(connection: sqlite3.Connection, profile_id: int | None) -> Profile | None:
    """A profile; the first one for None; None when there is none."""
    row = connection.execute(
        "SELECT id, name, field, fields, orcid, count_source, versions FROM profiles"
        f" WHERE id = coalesce(?, {FIRST})",
        (profile_id,),
    ).fetchone()
    if row is None:
        return None
    profile_id, name, field, fields, orcid, chosen, rule = row
    papers, told = _papers(connection, profile_id, chosen or None)
    versions = works.joined(connection)
    work_of = {i: work for work, ids in versions.items() for i in ids if i in papers}
    days = {day for _, day in told}
    sources: Counter[str] = Counter()
    for (source, _), number in told.items():
        sources[source] += number
    counted = sources.total()
    basis = Basis(
        chosen,
        tuple(source for source, _ in sources.most_common()),
        min(days, default=""),
        max(days, default=""),
        counted,
        len(papers) - counted,
        rule,
        len(work_of) - len(set(work_of.values())),
        _year(max(days, default="")),
    )
    return Profile(connection, profile_id, name, field, fields, orcid, basis, rule, papers, work_of)


def _papers(
    connection: sqlite3.Connection, profile_id: int, source: str | None
) -> tuple[dict[int, Paper], Counter[tuple[str, str]]]:
    """The profile's entries, and how many have their count by which source, of which day."""
    newest, parameters = counting.newest_of(source)
    rows = connection.execute(
        f"SELECT e.id, c.value, e.year, {_AUTHORS}, c.source, c.as_of FROM entries e"
        f" LEFT JOIN counts c ON c.id = {newest} WHERE {OWN_ENTRIES}",
        [*parameters, profile_id],
    ).fetchall()
    if not rows:
        return {}, Counter()
    ids, values, years, authors, sources, days = zip(*rows, strict=True)
    # Each year as one object: they then lie together, and all metrics take two thirds of the time
    one = {year: year for year in set(years)}
    shared = map(one.__getitem__, years)
    papers = dict(zip(ids, map(Paper, values, shared, authors), strict=True))
    told = Counter(zip(sources, days, strict=True))
    del told[None, None]
    return papers, told


def summary(profile: Profile) -> ProfileSummary:
    """A profile with all its numbers, those that it shows first."""
    connection = profile.connection
    names = names_of(connection, profile.id)
    return ProfileSummary(
        id=profile.id,
        name=profile.name,
        field=profile.field,
        papers=len(profile.papers),
        works=len(profile.works),
        metrics=_metrics(profile),
        names=names,
        fields=tuple(part.strip() for part in profile.fields.split(",") if part.strip()),
        orcid=profile.orcid,
        affiliations=tuple(affiliations_of(connection, profile.id)),
        basis=profile.basis,
        core=profile.core,
        undecided=variants.undecided(connection, profile.id, identity(names)),
    )


def _metrics(profile: Profile) -> tuple[Metric, ...]:
    connection = profile.connection
    series = _reported(connection, profile.id)
    own = {each.metric: each for each in widgets.own_metrics(connection, profile.id)}
    computed = dict(profile.computed)
    computed["papers"] = Computed(float(len(profile.papers)), 0)
    computed["own_novelty"] = novelty.of_profile(connection, list(profile.papers))
    courses = trends(profile)
    situation = Situation(
        papers=len(profile.papers),
        uncounted=profile.basis.uncounted,
        counted_by=all_of(profile.basis.sources),
        merged=profile.basis.merged,
    )
    listed = mine.listed_by(connection, profile.id)
    by_source = _by_source(series)
    sizes = _sizes(connection, profile, series)
    works = int(computed["works"].value or 0) if "works" in computed else 0
    every = dict.fromkeys((*sizes, *METRIC_INFO, *METRICS, *own, *series))
    found = []
    for metric in every:
        info = (
            MetricInfo(own[metric].name, own[metric].unit, own[metric].definition)
            if metric in own
            else metric_info(metric)
        )
        reported = series.get(metric, [])
        value = computed.get(metric, Computed(None, 0))
        number, source, as_of = reported[-1] if reported else (None, "", "")
        if metric == "own_novelty" and value.value is not None:
            source, as_of = f"Oeuvre, method {NOVELTY_VERSION}", novelty.made_on(connection)
        note, severity = _note(metric, value.value, situation, by_source, listed)
        if not note and (note := lacking(metric, value.value, works - value.missing)):
            severity = Severity.NOTE
        found.append(
            Metric(
                metric=metric,
                computed=value.value,
                reported=number,
                source=source,
                as_of=as_of,
                without_data=value.missing,
                note=note,
                severity=severity,
                history=tuple((day, known) for known, _, day in reported),
                stated_by=tuple(who for _, who, _ in reported),
                trend=courses.get(metric, ()),
                label=info.label,
                unit=info.unit,
                definition=info.definition,
                size=sizes.get(metric, ""),
                own=metric in own,
                computable=metric in computed and metric not in REPORTED_ONLY,
            )
        )
    return tuple(found)


def _by_source(
    series: Mapping[str, Sequence[tuple[float, str, str]]],
) -> dict[str, dict[str, float]]:
    """For each source its newest number of each metric; the source told last comes first."""
    newest: dict[str, str] = {}
    found: dict[str, dict[str, float]] = {}
    for metric, values in series.items():
        for value, source, day in values:
            found.setdefault(source, {})[metric] = value
            newest[source] = max(newest.get(source, ""), day)
    return {source: found[source] for source in sorted(found, key=newest.__getitem__, reverse=True)}


def _note(
    metric: str,
    computed: float | None,
    situation: Situation,
    by_source: Mapping[str, Mapping[str, float]],
    listed: Mapping[str, tuple[int, int]],
) -> tuple[str, Severity | None]:
    """What is to be said of a metric's reported numbers, of the newest of each source."""
    said: dict[str, str] = {}
    severity = None
    for source, numbers in by_source.items():
        number, undecided = listed.get(source, (None, 0))
        stated = replace(situation, reported=numbers, listed=number, undecided=undecided)
        if reason := doubt(metric, stated):
            said[source], severity = reason, Severity.WARNING
        elif differing := difference(metric, computed, stated):
            said[source], severity = differing, severity or Severity.NOTE
    if sum(metric in numbers for numbers in by_source.values()) < 2:
        return "".join(said.values()), severity
    return " ".join(f"{source}: {note}" for source, note in said.items()), severity


def _reported(
    connection: sqlite3.Connection, profile_id: int
) -> dict[str, list[tuple[float, str, str]]]:
    """For each metric its reported (value, source, day), the newest last."""
    return {
        metric: [row[1:] for row in rows]
        for metric, rows in itertools.groupby(
            connection.execute(
                "SELECT metric, value, source, as_of FROM reported WHERE profile = ?"
                " ORDER BY metric, as_of, id",
                (profile_id,),
            ),
            key=lambda row: str(row[0]),
        )
    }


def _sizes(
    connection: sqlite3.Connection,
    profile: Profile,
    series: Mapping[str, Sequence[object]],
) -> dict[str, str]:
    """The metrics that are shown, in order, with their sizes."""
    chosen = widgets.chosen(connection, profile.id)
    if chosen:
        return dict(chosen)
    usual = {
        metric: size
        for metric, size in widgets.USUAL
        if metric in series or metric not in REPORTED_ONLY
    }
    # What a source reports beyond the usual is news, and shown until somebody chooses; the same
    # of the last years alone is not
    more = (metric for metric in series if metric not in usual and not metric.endswith("_recent"))
    return {**usual, **dict.fromkeys(more, "small")}


def _year(day: str) -> int:
    """The year of the counts, or this year where there are none."""
    return int(day[:4]) if day[:4].isdecimal() else dt.datetime.now(dt.UTC).year
