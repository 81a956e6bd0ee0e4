"""The h-index explained: the ranked list, the papers that make it, and what the next step needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from biblio.metrics.counts import h_index


@dataclass(frozen=True, slots=True)
class Rank:
    """A work in the ranked list.

    Attributes:
        work: Its number.
        count: Its citations.
        rank: Its place, from 1; the most cited first.
        core: Whether it is one of the h works that make the h-index.
    """

    work: int
    count: int
    rank: int
    core: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a larger h-index needs, at the least.

    Attributes:
        h: The h-index to be reached.
        more: (work, citations that it lacks) in the order of the ranked list.
        new: How many more works, of h citations each, where there are too few.
    """

    h: int
    more: tuple[tuple[int, int], ...]
    new: int

    @property
    def citations(self) -> int:
        """How many citations that is in all."""
        return sum(lacking for _, lacking in self.more) + self.new * self.h


def ranking(counts: Iterable[tuple[int, int]]) -> list[Rank]:
    """The ranked list of (work, citations); of as many citations, the lower number first."""
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return [
        Rank(work, count, rank, core=count >= rank) for rank, (work, count) in enumerate(ordered, 1)
    ]


def core_of(counts: Mapping[int, int | None]) -> frozenset[int]:
    """The works that make the h-index, as in the ranked list."""
    h = h_index(list(counts.values())) or 0
    reaching = [(work, count) for work, count in counts.items() if count is not None and count >= h]
    return frozenset(each.work for each in ranking(reaching) if each.core)


def next_step(ranked: list[Rank], ahead: int = 1) -> NextStep:
    """What the h-index needs to grow by `ahead`, with the fewest citations."""
    target = sum(each.core for each in ranked) + ahead
    first = ranked[:target]
    more = tuple((each.work, target - each.count) for each in first if each.count < target)
    return NextStep(target, more, target - len(first))


def counted(counts: Mapping[int, int | None], left_out: Iterable[int] = ()) -> list[Rank]:
    """The ranked list of the works that have a count and are not left out."""
    without = frozenset(left_out)
    return ranking(
        (work, count) for work, count in counts.items() if count is not None and work not in without
    )
