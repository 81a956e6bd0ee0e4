"""What each metric is called and how it is defined, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from biblio.folding import fold


@dataclass(frozen=True, slots=True)
class MetricInfo:
    """How to show and explain a metric.

    Attributes:
        label: Its usual name (``h-index``).
        unit: What follows the number: ``%`` or nothing.
        definition: One English sentence.
        needs: What it is made of beside the papers: ``counts``, ``years``, ``authors``, ``texts``.
    """

    label: str
    unit: str
    definition: str
    needs: tuple[str, ...] = ()


_COUNTS = ("counts",)
_AGED = ("counts", "years")
_SHARED = ("counts", "authors")

METRIC_INFO: Mapping[str, MetricInfo] = MappingProxyType(
    {
        "papers": MetricInfo("Papers", "", "The number of entries that are this person's."),
        "works": MetricInfo(
            "Works", "", "The number of publications; versions of one work count once."
        ),
        "citations": MetricInfo("Citations", "", "The citations of all works together.", _COUNTS),
        "h_index": MetricInfo(
            "h-index",
            "",
            "The largest number h such that h works have at least h citations each (Hirsch, 2005).",
            _COUNTS,
        ),
        "g_index": MetricInfo(
            "g-index",
            "",
            "The largest number g such that the g most cited works together have at least "
            "g² citations; at most the number of works (Egghe, 2006).",
            _COUNTS,
        ),
        "i10_index": MetricInfo(
            "i10-index",
            "",
            "The number of works with at least ten citations (Google Scholar Citations, 2011).",
            _COUNTS,
        ),
        "citations_per_paper": MetricInfo(
            "Citations per work", "", "The citations of a work on average.", _COUNTS
        ),
        "median_citations": MetricInfo(
            "Median citations", "", "The citations that half of the works reach.", _COUNTS
        ),
        "mode_citations": MetricInfo(
            "Most frequent citations",
            "",
            "The number of citations that the most works have; of several such the smallest. "
            "There is none where no two works have the same.",
            _COUNTS,
        ),
        "citations_per_year": MetricInfo(
            "Citations per year",
            "",
            "All citations divided by the years since the first publication.",
            _AGED,
        ),
        "citations_per_author": MetricInfo(
            "Citations per author",
            "",
            "The sum of each work's citations divided by its number of authors "
            "(Publish or Perish; Harzing, 2007).",
            _SHARED,
        ),
        "citations_per_author_year": MetricInfo(
            "Citations per author and year",
            "",
            "Citations per author divided by the years since the first publication.",
            ("counts", "authors", "years"),
        ),
        "papers_per_author": MetricInfo(
            "Papers per author",
            "",
            "The number of works when each is divided among its authors.",
            ("authors",),
        ),
        "authors_per_paper": MetricInfo(
            "Authors per work", "", "The number of authors of a work on average.", ("authors",)
        ),
        "median_authors": MetricInfo(
            "Median authors",
            "",
            "The number of authors that half of the works reach.",
            ("authors",),
        ),
        "mode_authors": MetricInfo(
            "Most frequent authors",
            "",
            "The number of authors that the most works have; of several such the smallest. "
            "There is none where no two works have the same.",
            ("authors",),
        ),
        "years": MetricInfo(
            "Years", "", "The years since the first publication, at least 1.", ("years",)
        ),
        "m_quotient": MetricInfo(
            "m-quotient",
            "",
            "The h-index divided by the years since the first publication (Hirsch, 2005).",
            _AGED,
        ),
        "e_index": MetricInfo(
            "e-index",
            "",
            "The square root of the citations of the h most cited works beyond the h² that "
            "the h-index needs (Zhang, 2009).",
            _COUNTS,
        ),
        "a_constant": MetricInfo(
            "Hirsch a", "", "All citations divided by h² (Hirsch, 2005).", _COUNTS
        ),
        "hc_index": MetricInfo(
            "hc-index",
            "",
            "The contemporary h-index: the h-index of citations that are multiplied by 4 and "
            "divided by the work's age in years plus 1 (Sidiropoulos and others, 2007).",
            _AGED,
        ),
        "ac_constant": MetricInfo(
            "Contemporary a",
            "",
            "The age-weighted citations of the contemporary h-index divided by its square.",
            _AGED,
        ),
        "hi_index": MetricInfo(
            "hI-index",
            "",
            "The individual h-index: h divided by the mean number of authors of the h works "
            "that make it (Batista and others, 2006).",
            _SHARED,
        ),
        "hi_norm": MetricInfo(
            "hI,norm",
            "",
            "The h-index of citations that were first divided by the number of authors "
            "(Harzing, 2007).",
            _SHARED,
        ),
        "hi_annual": MetricInfo(
            "hI,annual",
            "",
            "hI,norm divided by the years since the first publication "
            "(Harzing, Alakangas and Adams, 2014).",
            ("counts", "authors", "years"),
        ),
        "hm_index": MetricInfo(
            "hm-index",
            "",
            "The h-index with ranks that grow by 1/n for a work of n authors (Schreiber, 2008).",
            _SHARED,
        ),
        "awcr": MetricInfo(
            "AWCR",
            "",
            "The age-weighted citation rate: the sum of each work's citations divided by its "
            "age in years, at least 1 (Harzing, 2007, after Jin, 2007).",
            _AGED,
        ),
        "aw_index": MetricInfo(
            "AW-index",
            "",
            "The square root of the age-weighted citation rate (Harzing, 2007).",
            _AGED,
        ),
        "awcr_per_author": MetricInfo(
            "AWCR per author",
            "",
            "The age-weighted citation rate with each work divided among its authors "
            "(Harzing, 2007).",
            ("counts", "authors", "years"),
        ),
        "novelty": MetricInfo(
            "Novelty",
            "%",
            "A score that the source reports; it does not say how it is made, and Oeuvre does "
            "not compute it.",
        ),
        "own_novelty": MetricInfo(
            "Own novelty estimate",
            "%",
            "How far the papers are, on average, from the nearest earlier one in the library: "
            "100 % less the cosine similarity of the words of titles and abstracts.",
            ("texts", "years"),
        ),
        "ai_score": MetricInfo(
            "AI score",
            "",
            "A score that the source reports; it does not say how it is made, and Oeuvre does "
            "not compute it.",
        ),
    }
)
"""What is known of the metrics, in the order in which they are best shown."""

REPORTED_ONLY = frozenset({"novelty", "ai_score"})
"""Metrics of which no definition is known, so that nothing can be computed."""


def metric_info(metric: str) -> MetricInfo:
    """How to show a metric; one that is not known is named by its own words."""
    known = METRIC_INFO.get(metric)
    if known is not None:
        return known
    whole = metric.removesuffix("_recent")
    if whole != metric:  # a site says it of the last five years
        info = metric_info(whole)
        return replace(info, label=f"{info.label}, last 5 years")
    label = metric.replace("_index", "-index").replace("_", " ")
    return MetricInfo(
        label[:1].upper() + label[1:] if "-index" not in label else label,
        "",
        "A number reported by the source; Oeuvre does not know its definition.",
    )


def is_known_name(name: str) -> bool:
    """Whether a metric is called so, however it is written: ``H index``, ``h_index``."""
    plain = _plain(name)
    known = (text for metric, info in METRIC_INFO.items() for text in (metric, info.label))
    return any(_plain(text) == plain for text in known)


def _plain(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
