"""Metrics that need nothing but the citation counts of the papers.

Each function takes one count for each paper, in any order. None in place of a count means
that the paper has no data: it is left out, never taken for zero. Where no paper has data
there is no result, and the functions return None.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import neg

Counts = Sequence[int | None]


class Ranked(list[int]):
    """Counts that are all known, the largest first; of these nothing needs to be sorted again."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many papers a computed metric rests on.

    Attributes:
        known: Papers with a citation count.
        unknown: Papers without one.
    """

    known: int
    unknown: int

    @property
    def share(self) -> float | None:
        """The part of the papers with a count, from 0 to 1; None when there are no papers."""
        total = self.known + self.unknown
        return self.known / total if total else None


def coverage(counts: Counts) -> Coverage:
    """How many of the papers have a citation count."""
    known = len(ranked(counts))
    return Coverage(known, len(counts) - known)


def papers(counts: Counts) -> int:
    """The number of papers, with and without counts."""
    return len(counts)


def citations(counts: Counts) -> int | None:
    """The citations of all papers together."""
    known = ranked(counts)
    return sum(known) if known else None


def citations_per_paper(counts: Counts) -> float | None:
    """The citations of a paper on average, over the papers that have a count."""
    known = ranked(counts)
    return sum(known) / len(known) if known else None


def median_citations(counts: Counts) -> float | None:
    """The citations that half of the papers reach, over the papers that have a count."""
    known = ranked(counts)
    if not known:
        return None
    middle = len(known) // 2
    return float(known[middle]) if len(known) % 2 else (known[middle - 1] + known[middle]) / 2


def mode_citations(counts: Counts) -> int | None:
    """The number of citations that the most papers have; see `mode`."""
    return mode(ranked(counts))


def mode(numbers: Iterable[int]) -> int | None:
    """The most frequent number, of several the smallest; None where no two are the same.

    A single number is the most frequent one.
    """
    often = Counter(numbers)
    if len(often) > 1 and max(often.values()) == 1:
        return None
    return min(often, key=lambda number: (-often[number], number), default=None)


def h_index(counts: Counts) -> int | None:
    """The largest h such that h papers have at least h citations each.

    J. E. Hirsch, "An index to quantify an individual's scientific research output",
    PNAS 102(46), 2005.
    """
    known = ranked(counts)
    if not known:
        return None
    h = 0
    for count in known:
        if count <= h:
            break
        h += 1
    return h


def g_index(counts: Counts) -> int | None:
    """The largest g such that the g most cited papers together have at least g² citations.

    No papers are imagined to reach a larger number: g is at most the number of papers.

    L. Egghe, "Theory and practise of the g-index", Scientometrics 69(1), 2006.
    """
    known = ranked(counts)
    if not known:
        return None
    reached = 0
    for rank, total in enumerate(accumulate(known), 1):
        if total < rank * rank:  # and it stays so: the mean falls as the rank grows
            break
        reached = rank
    return reached


def i10_index(counts: Counts) -> int | None:
    """The number of papers with at least ten citations (Google Scholar Citations, 2011)."""
    known = ranked(counts)
    return bisect_right(known, -10, key=neg) if known else None


def m_quotient(counts: Counts, *, first_year: int, this_year: int) -> float | None:
    """The h-index divided by the years since the first publication; a first year counts as 1.

    The m of J. E. Hirsch, "An index to quantify an individual's scientific research output",
    PNAS 102(46), 2005, where h is taken to grow as m times the years.

    Args:
        counts: Citation counts.
        first_year: The year of the person's first publication.
        this_year: The year for which the counts hold.

    Raises:
        ValueError: The first publication is later than the counts.
    """
    if first_year > this_year:
        raise ValueError(f"first publication in {first_year}, but counts of {this_year}")
    h = h_index(counts)
    return None if h is None else h / max(this_year - first_year, 1)


def e_index(counts: Counts) -> float | None:
    """The root of the citations that the h most cited papers have in excess of h².

    C.-T. Zhang, "The e-index, complementing the h-index for excess citations",
    PLoS ONE 4(5), 2009.
    """
    h = h_index(counts)
    return None if h is None else math.sqrt(sum(ranked(counts)[:h]) - h * h)


def a_constant(counts: Counts) -> float | None:
    """All citations over h²; None where h is 0.

    The a of J. E. Hirsch (2005, as for `h_index`), who found it to lie between 3 and 5.
    """
    h = h_index(counts)
    total = citations(counts)
    return total / (h * h) if h and total is not None else None


def ranked(counts: Counts) -> Ranked:
    """The known counts, largest first."""
    if isinstance(counts, Ranked):
        return counts
    known = Ranked(count for count in counts if count is not None)
    known.sort(reverse=True)
    return known
