"""All metrics of a list at once, each from the papers that have what it needs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from biblio.metrics import aged, counts, shared


class Paper(NamedTuple):
    """What metrics need to know of a publication.

    Attributes:
        citations: None where no source gave a count.
        year: Of its publication; None when unknown.
        authors: How many it has; None when the list is incomplete.
    """

    citations: int | None
    year: int | None
    authors: int | None


@dataclass(frozen=True, slots=True)
class Computed:
    """A metric as computed.

    Attributes:
        value: None where no paper has the data.
        missing: How many papers lack what it needs and were left out.
    """

    value: float | None
    missing: int


METRICS: tuple[str, ...] = (
    "works",
    "citations",
    "h_index",
    "g_index",
    "i10_index",
    "citations_per_paper",
    "median_citations",
    "mode_citations",
    "citations_per_year",
    "citations_per_author",
    "citations_per_author_year",
    "papers_per_author",
    "authors_per_paper",
    "median_authors",
    "mode_authors",
    "years",
    "m_quotient",
    "e_index",
    "a_constant",
    "hc_index",
    "ac_constant",
    "hi_index",
    "hi_norm",
    "hi_annual",
    "hm_index",
    "awcr",
    "aw_index",
    "awcr_per_author",
)
"""The metrics that `compute` gives, in the order in which they are best shown."""


def compute(papers: Sequence[Paper], this_year: int) -> dict[str, Computed]:
    """The metrics of a list of publications.

    Args:
        papers: One for each work.
        this_year: The year for which the counts hold; by it ages are reckoned.
    """
    known = [(count, year, number) for count, year, number in papers if count is not None]
    known.sort(key=itemgetter(0), reverse=True)
    cited = counts.Ranked([count for count, _, _ in known])
    dated = [(count, year) for count, year, _ in known if year is not None]
    split = [(count, number) for count, _, number in known if number]
    whole = [(count, year, number) for count, year, number in known if year is not None and number]
    authors = [number for _, _, number in papers if number]
    years = aged.years_publishing([year for _, year, _ in papers if year is not None], this_year)
    norm = shared.hi_norm(split)
    each = shared.citations_per_author(split)
    rate = aged.awcr(dated, this_year)
    total = counts.citations(cited)
    h = counts.h_index(cited)
    missing = len(papers) - len(known)
    undated = len(papers) - len(dated)
    unshared = len(papers) - len(split)
    values: dict[str, tuple[float | None, int]] = {
        "works": (len(papers), 0),
        "citations": (total, missing),
        "h_index": (h, missing),
        "g_index": (counts.g_index(cited), missing),
        "i10_index": (counts.i10_index(cited), missing),
        "citations_per_paper": (counts.citations_per_paper(cited), missing),
        "median_citations": (counts.median_citations(cited), missing),
        "mode_citations": (counts.mode_citations(cited), missing),
        "citations_per_year": (_over(total, years), missing),
        "citations_per_author": (each, unshared),
        "citations_per_author_year": (_over(each, years), unshared),
        "papers_per_author": (shared.papers_per_author(authors), len(papers) - len(authors)),
        "authors_per_paper": (shared.authors_per_paper(authors), len(papers) - len(authors)),
        "median_authors": (shared.median_authors(authors), len(papers) - len(authors)),
        "mode_authors": (counts.mode(authors), len(papers) - len(authors)),
        "years": (years, sum(paper.year is None for paper in papers)),
        "m_quotient": (_over(h, years), missing),
        "e_index": (counts.e_index(cited), missing),
        "a_constant": (counts.a_constant(cited), missing),
        "hc_index": (aged.hc_index(dated, this_year), undated),
        "ac_constant": (aged.ac_constant(dated, this_year), undated),
        "hi_index": (shared.hi_index(split), unshared),
        "hi_norm": (norm, unshared),
        "hi_annual": (_over(norm, years), unshared),
        "hm_index": (shared.hm_index(split), unshared),
        "awcr": (rate, undated),
        "aw_index": (None if rate is None else math.sqrt(rate), undated),
        "awcr_per_author": (aged.awcr_per_author(whole, this_year), len(papers) - len(whole)),
    }
    return {
        name: Computed(None if value is None else float(value), left_out)
        for name, (value, left_out) in values.items()
    }


def _over(value: float | None, years: int | None) -> float | None:
    return None if value is None or years is None else value / years
