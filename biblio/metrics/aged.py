"""Metrics that weigh a paper's citations by its age.

Each function takes one (citations, year) for each paper, in any order; papers of which either is
unknown are left out before. Without any paper there is no result: None.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Dated = Sequence[tuple[int, int]]
_GAMMA, _DELTA = 4, 1  # the constants of Sidiropoulos and others


def hc_index(papers: Dated, this_year: int) -> int | None:
    """The contemporary h-index: the h-index of citations that fade with a paper's age.

    A paper of this year counts four times its citations, one of last year twice, and so on:
    4 · citations / (age + 1).

    A. Sidiropoulos, D. Katsaros, Y. Manolopoulos, "Generalized Hirsch h-index for disclosing
    latent facts in citation networks", Scientometrics 72(2), 2007, with γ = 4 and δ = 1.
    """
    return _reached(_scores(papers, this_year)) if papers else None


def ac_constant(papers: Dated, this_year: int) -> float | None:
    """All faded citations over the square of the contemporary h-index; None where that is 0.

    As `a_constant` is to the h-index (Publish or Perish, Harzing 2007).
    """
    scores = _scores(papers, this_year)
    hc = _reached(scores)
    return sum(scores) / (hc * hc) if hc else None


def awcr(papers: Dated, this_year: int) -> float | None:
    """The age-weighted citation rate: the sum of citations over age, over all papers.

    Age is in years and at least 1. Publish or Perish (Harzing 2007) after B. Jin, "The AR-index:
    complementing the h-index", ISSI Newsletter 3(1), 2007, who takes the papers of the h-core
    only.
    """
    if not papers:
        return None
    return sum(count / _age(year, this_year) for count, year in papers)


def aw_index(papers: Dated, this_year: int) -> float | None:
    """The root of the age-weighted citation rate, to be compared with the h-index."""
    rate = awcr(papers, this_year)
    return None if rate is None else math.sqrt(rate)


def awcr_per_author(papers: Sequence[tuple[int, int, int]], this_year: int) -> float | None:
    """The age-weighted citation rate with each paper divided among its authors.

    Publish or Perish, Harzing 2007.

    Args:
        papers: (citations, year, authors) of each.
        this_year: The year for which the counts hold.
    """
    if not papers:
        return None
    return sum(count / _age(year, this_year) / authors for count, year, authors in papers)


def years_publishing(years: Sequence[int], this_year: int) -> int | None:
    """Years from the first publication to `this_year`, at least 1; None without any year."""
    return max(1, this_year - min(years)) if years else None


def _age(year: int, this_year: int) -> int:
    """Years, at least 1; what is announced for a later year is new."""
    return max(1, this_year - year)


def _reached(scores: list[float]) -> int:
    """The largest number h such that h of the scores are at least h."""
    ranked = sorted(scores, reverse=True)
    return next((h for h, score in enumerate(ranked) if score < h + 1), len(ranked))


def _scores(papers: Dated, this_year: int) -> list[float]:
    return [_GAMMA * count / (max(0, this_year - year) + 1) ** _DELTA for count, year in papers]
