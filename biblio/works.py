"""Versions of one work, and the same paper twice: what two entries have to do with each other.

A preprint, its proceedings paper and the journal article are versions: each keeps its key, and
together they count once. Two entries of the same version are duplicates, to be merged. Both are
proposals: the user has the word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

from biblio.person import without_umlauts
from biblio.works_identity import Stage, arxiv_of, doi_of, stage_of


class Relation(Enum):
    """What two entries are to each other."""

    DUPLICATES = "duplicates"
    VERSIONS = "versions"


class Reason(Enum):
    """By what a relation was found: the first three are sure, the others are to be looked at."""

    DOI = "doi"
    ARXIV = "arxiv"
    TITLE = "title"
    DOI_ALONE = "doi-alone"  # the titles differ: chapters of a book may share its DOI
    ARXIV_ALONE = "arxiv-alone"
    OTHER_VENUE = "other-venue"  # the titles agree, but not where it appeared
    SIMILAR_TITLE = "similar-title"


#: Reasons by which duplicates may be merged without being looked at.
SURE: Final = frozenset({Reason.DOI, Reason.ARXIV, Reason.TITLE})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of an entry.

    Attributes:
        title, venue: Folded, as in `biblio.summary`.
        surnames: Folded family names of the authors, in order, with no umlaut written out.
        doi, arxiv: In lower case; empty where there is none.
    """

    id: int
    stage: Stage
    title: str
    surnames: tuple[str, ...]
    year: int | None
    venue: str
    doi: str
    arxiv: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the title, without punctuation."""
        return tuple(_WORD.findall(self.title))


def facts_of(
    entry_id: int,
    entry_type: str,
    *,
    sort_title: str,
    sort_author: str,
    sort_venue: str,
    year: int | None,
    fields: Mapping[str, str],
) -> Facts:
    """The facts of an entry, from its summary and its fields (lower-case names)."""
    # Two spaces end the family name (`biblio.person.Name.sort_key`)
    families = (part.partition("  ")[0].strip() for part in sort_author.split(" ; "))
    return Facts(
        id=entry_id,
        stage=stage_of(entry_type, fields),
        title=sort_title,
        surnames=tuple(without_umlauts(family) for family in families if family),
        year=year,
        venue=sort_venue,
        doi=doi_of(fields),
        arxiv=arxiv_of(fields),
    )


_WORD: Final = re.compile(r"[^\W_]+")
_NEAR: Final = 4  # years between a preprint and the journal article
_ALIKE: Final = 0.9  # of two titles; one typing error in a short one
# Words by which a paper is about another, whose title it repeats
_REPLIES: Final = frozenset(
    {"erratum", "errata", "corrigendum", "correction", "addendum", "reply", "comment", "comments",
     "response", "rejoinder", "discussion", "supplement", "supplementary"}
)  # fmt: skip
_NUMERAL: Final = re.compile(r"\A(?:\d+|[ivx]+|[a-d]|one|two|three|first|second|third)\Z")


def relation(one: Facts, other: Facts) -> tuple[Relation, Reason] | None:
    """What two entries are to each other, and by what; None where nothing speaks for it."""
    alike = _alike(one, other)
    if one.doi and one.doi == other.doi:
        return Relation.DUPLICATES, Reason.DOI if alike else Reason.DOI_ALONE
    if one.arxiv and one.arxiv == other.arxiv:
        return _kind(one, other), Reason.ARXIV if alike else Reason.ARXIV_ALONE
    if one.arxiv and other.arxiv and _both(one, other, Stage.PREPRINT):
        return None  # two preprints with ids of their own
    if alike is None or not set(one.surnames) & set(other.surnames):
        return None
    kind = _kind(one, other)
    apart = abs(one.year - other.year) if one.year and other.year else 0
    if apart > (1 if kind is Relation.DUPLICATES else _NEAR):
        # A page that knows no venue often has the day of the preprint
        unknown = Stage.UNKNOWN in (one.stage, other.stage) and apart <= _NEAR
        return (Relation.VERSIONS, alike) if unknown else None
    if kind is Relation.DUPLICATES:
        if one.doi and other.doi:
            return None  # each is registered on its own
        if one.venue and other.venue and one.venue != other.venue:
            return kind, Reason.OTHER_VENUE
    return kind, alike


def _kind(one: Facts, other: Facts) -> Relation:
    if one.stage is other.stage or Stage.UNKNOWN in (one.stage, other.stage):
        return Relation.DUPLICATES
    return Relation.VERSIONS


def _both(one: Facts, other: Facts, stage: Stage) -> bool:
    return one.stage is stage and other.stage is stage


def _alike(one: Facts, other: Facts) -> Reason | None:
    """Whether the titles are one."""
    words, others = one.words, other.words
    if not words:
        return None
    if words == others:
        # A title of one word (“Introduction”) says little
        return Reason.TITLE if len(words) > 1 else Reason.SIMILAR_TITLE
    if len(words) < 3 or len(others) < 3:
        return None
    if _telling(words) != _telling(others):
        return None  # part I and part II, a paper and its erratum
    mine, theirs = " ".join(words), " ".join(others)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return None
    return Reason.SIMILAR_TITLE if matcher.ratio() >= _ALIKE else None


def _telling(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word in _REPLIES or _NUMERAL.match(word))
