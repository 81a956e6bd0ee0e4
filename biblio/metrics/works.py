"""Versions of one work as one publication: preprint, proceedings and journal count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from biblio.metrics.compute import Paper

VersionRule = Literal["maximum", "sum"]
"""What becomes of the counts of several versions: the largest of them, since the same papers may
cite several versions and be counted with each; or all of them together, as Google Scholar does
with what it has merged."""


def as_works(
    papers: Mapping[int, Paper], works: Mapping[int, int], rule: VersionRule
) -> dict[int, Paper]:
    """The publications behind entries.

    A work has the year of its first version, and the authors of the version that names all.

    Args:
        papers: By the entry's id.
        works: Entry to work; an entry that is not in it is a work of its own, by its own id.
        rule: What becomes of the counts of versions.
    """
    if not works:
        return dict(papers)
    versions: dict[int, list[Paper]] = {}
    for entry_id, paper in papers.items():
        versions.setdefault(works.get(entry_id, entry_id), []).append(paper)
    return {work: _merged(found, rule) for work, found in versions.items()}


def _merged(versions: list[Paper], rule: VersionRule) -> Paper:
    if len(versions) == 1:
        return versions[0]
    counts = [paper.citations for paper in versions if paper.citations is not None]
    count = None
    if counts:
        count = sum(counts) if rule == "sum" else max(counts)
    return Paper(
        count,
        _least(paper.year for paper in versions),
        max((paper.authors for paper in versions if paper.authors), default=None),
    )


def _least(years: Iterable[int | None]) -> int | None:
    return min((year for year in years if year is not None), default=None)
