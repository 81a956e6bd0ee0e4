"""What the library hands out of a profile beside its numbers: who it is, and what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from biblio.metrics.compute import Computed
    from biblio.metrics.explain import NextStep, Rank
    from biblio.metrics.works import VersionRule


@dataclass(frozen=True, slots=True)
class Basis:
    """The counts that the computed metrics of a profile rest on.

    Attributes:
        chosen: The one source that is asked; empty for the newest of all.
        sources: Who gave the counts that are used, the most first.
        first, last: The oldest and the newest day of them, ISO 8601; empty without any.
        counted, uncounted: Papers with and without one.
        versions: What counts of several versions of one work come to: ``maximum`` or ``sum``.
        merged: How many entries are versions of works counted already.
        year: The year by which ages are reckoned.
    """

    chosen: str = ""
    sources: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    counted: int = 0
    uncounted: int = 0
    versions: VersionRule = "maximum"
    merged: int = 0
    year: int = 0


NOTHING_COUNTED = Basis()


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where a person worked, from and to a year or day (ISO 8601); empty where not known."""

    name: str
    first: str = ""
    last: str = ""


def present(affiliations: Sequence[Affiliation], today: str) -> Affiliation | None:
    """Where a person works now, or did last; of several the one that began last, None for none.

    Args:
        affiliations: All of them.
        today: The day in ISO 8601: what begins after it is no place of work yet.
    """

    def lately(each: Affiliation) -> tuple[str, str]:
        return each.last or "9999", each.first

    begun = [each for each in affiliations if each.first <= today]
    return max(reversed(begun), key=lately, default=None)


@dataclass(frozen=True, slots=True)
class Variant:
    """A form of a person's name, in the library or given by the user.

    Attributes:
        name: As the list shows it.
        entries: How many entries have it.
        state: ``confirmed`` or ``refused`` by the user; ``likely``: undecided, and counted since
            it can be the same person; ``possible``: undecided, similar, and not counted.
    """

    name: str
    entries: int
    state: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """Entries of which it is in doubt whether they are a person's; ids, newest first.

    Attributes:
        not_author: Listed as theirs by a source, but they are not among the authors.
        hidden: Listed as theirs, and the list of authors is cut short before they come.
        unlisted: Theirs by the names, but no source lists them.
        refused: Refused by the user.
    """

    not_author: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    unlisted: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The h-index of some of a profile's works.

    Attributes:
        ranked: The works with a count, most cited first; each by one of its entries.
        step: What the next h-index needs.
        metrics: All that is computed of these works.
        uncounted: The works without a count, which are in no rank; each by one of its entries.
        outside: Entries of the profile that the search does not find.
        h: The h-index; None without any count.
        whole: The h-index of all the profile's works.
    """

    ranked: tuple[Rank, ...]
    step: NextStep
    metrics: dict[str, Computed]
    uncounted: tuple[int, ...]
    outside: int
    h: int | None
    whole: int | None


class Coauthor(NamedTuple):
    """Somebody who wrote with a profile's person; a tuple, since there can be very many.

    Attributes:
        name: The fullest form of the name, as the list shows it.
        forms: All its forms in these entries, the fullest first.
        papers: How many they wrote together.
        first, last: Years of the first and the last of these; None where none has a year.
    """

    name: str
    forms: tuple[str, ...]
    papers: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class NoveltyFact:
    """An entry's estimate.

    Attributes:
        value: From 0 to 1.
        nearest, title: The nearest earlier entry.
        texts: How many earlier ones it was compared with.
        version: Of the method.
        made: When, ISO 8601 in UTC.
    """

    value: float
    nearest: int
    title: str
    texts: int
    version: int
    made: str
