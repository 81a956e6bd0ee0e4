"""Metrics that divide what a paper counts among its authors.

Each function takes one (citations, number of authors) for each paper, in any order; papers of
which either is unknown are left out before. Without any paper there is no result: None.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from statistics import median

from biblio.metrics.counts import h_index

Shares = Sequence[tuple[int, int]]


def citations_per_author(papers: Shares) -> float | None:
    """The sum of each paper's citations over its authors (Publish or Perish, Harzing 2007)."""
    return sum(count / authors for count, authors in papers) if papers else None


def hi_index(papers: Shares) -> float | None:
    """The h-index over the mean number of authors of the h papers that make it.

    Of papers with as many citations at the edge, those with the fewest authors make it. 0 where h
    is 0.

    P. D. Batista, M. G. Campiteli, O. Kinouchi, A. S. Martinez, "Is it possible to compare
    researchers with different scientific interests?", Scientometrics 68(1), 2006.
    """
    h = h_index([count for count, _ in papers])
    if not h:
        return None if h is None else 0.0
    core = _ranked(papers)[:h]
    return h * h / sum(authors for _, authors in core)


def hi_norm(papers: Shares) -> int | None:
    """The h-index of citations that were divided by the paper's authors first.

    A.-W. Harzing, Publish or Perish, 2007; A.-W. Harzing, S. Alakangas, D. Adams, "hIa: an
    individual annual h-index to accommodate disciplinary and career length differences",
    Scientometrics 99(3), 2014.
    """
    if not papers:
        return None
    ranked = sorted((count / authors for count, authors in papers), reverse=True)
    return sum(1 for rank, count in enumerate(ranked, 1) if count >= rank)


def hm_index(papers: Shares) -> float | None:
    """The largest effective rank that is no larger than the citations of the paper there.

    A paper of n authors makes the rank grow by 1/n only.

    M. Schreiber, "A modification of the h-index: the hm-index accounts for multi-authored
    manuscripts", Journal of Informetrics 2(3), 2008.
    """
    if not papers:
        return None
    reached = rank = 0.0
    for count, authors in _ranked(papers):
        rank += 1 / authors
        if rank > count + 1e-9:  # sums of thirds are not exact
            break
        reached = rank
    return reached


def papers_per_author(authors: Sequence[int]) -> float | None:
    """The papers that are the person's when each is divided among its authors."""
    return sum(1 / number for number in authors) if authors else None


def authors_per_paper(authors: Sequence[int]) -> float | None:
    """The mean number of authors of a paper."""
    return sum(authors) / len(authors) if authors else None


def median_authors(authors: Sequence[int]) -> float | None:
    """The number of authors that half of the papers reach."""
    return float(median(authors)) if authors else None


def _ranked(papers: Shares) -> list[tuple[int, int]]:
    """Most cited first; of as many citations, the fewest authors first."""
    by_authors = sorted(papers, key=itemgetter(1))
    return sorted(by_authors, key=itemgetter(0), reverse=True)  # which keeps the order of equals
