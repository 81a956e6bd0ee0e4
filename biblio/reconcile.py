"""Reconciling: in what the library and a site's list of the same paper differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from biblio.entry import Entry
from biblio.formats.sites.rows import SiteRow, title_key

#: Identifiers that papers have anywhere, beside those that sites give to their own records.
COMMON_IDS: Final = ("doi", "arxiv", "pmid", "pmcid")


class Finding(Enum):
    """What can be found of a paper and a site."""

    AGREES = "agrees"
    MISSING = "missing"  # the site does not list it
    UNKNOWN = "unknown"  # the library has no entry for it
    PERHAPS = "perhaps"  # a paper of the list may be it, which the user is to say
    COUNT = "count"  # another number of citations than another source tells
    YEAR = "year"
    TITLE = "title"
    ID_THERE = "id-there"  # an identifier that the library lacks
    ID_HERE = "id-here"  # an identifier that the site lacks, though it tells such of others


@dataclass(frozen=True, slots=True)
class Paper:
    """What the library says of a paper, from all its versions.

    Attributes:
        titles: Of the versions, plain.
        years: Of the versions.
        ids: (kind, identifier) of the versions.
    """

    titles: tuple[str, ...]
    years: frozenset[int]
    ids: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A paper in a site's list.

    Attributes:
        count: How often the site says that it is cited; None where it does not say.
        findings: `PERHAPS` alone where it is not certain that it is the paper; else in what it
            differs, in the order of `Finding`; empty where it agrees.
        title: The site's, where it differs; else empty.
        year: The site's, where it differs; else None.
        there: (kind, identifier) that only the site has.
        here: (kind, identifier) that only the library has.
    """

    count: int | None = None
    findings: tuple[Finding, ...] = ()
    title: str = ""
    year: int | None = None
    there: tuple[tuple[str, str], ...] = ()
    here: tuple[tuple[str, str], ...] = ()


def compare(paper: Paper, row: SiteRow, count: int | None, tells: frozenset[str]) -> Cell:
    """How a site's row of a paper differs from the library.

    Args:
        paper: The library's side; one version that agrees is enough.
        row: The site's side.
        count: Citations as the site counts them.
        tells: Kinds of identifiers that the site tells of any of its papers.
    """
    findings = []
    year, title = None, ""
    if row.year is not None and paper.years and row.year not in paper.years:
        findings.append(Finding.YEAR)
        year = row.year
    keys = {title_key(each) for each in paper.titles}
    if row.title and title_key(row.title) not in keys:
        findings.append(Finding.TITLE)
        title = row.title
    own = {kind for kind, _ in paper.ids}
    told = {kind for kind, _ in row.ids}
    there = tuple(pair for pair in row.ids if pair[0] in COMMON_IDS and pair[0] not in own)
    here = tuple(
        sorted(
            pair
            for pair in paper.ids
            if pair[0] in COMMON_IDS and pair[0] in tells and pair[0] not in told
        )
    )
    if there:
        findings.append(Finding.ID_THERE)
    if here:
        findings.append(Finding.ID_HERE)
    return Cell(count, tuple(findings), title, year, there, here)


def doubtful(paper: Paper, row: SiteRow, count: int | None) -> Cell:
    """A site's row that may be the paper: nothing is found in it before the user has said so.

    Args:
        paper: The library's side.
        row: The site's side.
        count: Citations as the site counts them.
    """
    year = row.year if row.year not in paper.years else None
    alike = title_key(row.title) in {title_key(each) for each in paper.titles}
    return Cell(count, (Finding.PERHAPS,), "" if alike else row.title, year)


def core(counts: dict[int, int]) -> frozenset[int]:
    """The h-core: the h most cited (Hirsch 2005); of equally cited ones the first by number."""
    ranked = sorted(counts, key=lambda each: (-counts[each], each))
    h = sum(counts[each] > place for place, each in enumerate(ranked))
    return frozenset(ranked[:h])


def fields_of(entry: Entry, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields by which an entry gets identifiers that it lacks.

    Args:
        entry: The entry.
        pairs: (kind, identifier).
    """
    values: dict[str, str] = {}
    for kind, text in pairs:
        if kind == "arxiv":
            if not entry.has("eprint"):
                values |= {"eprint": text, "archiveprefix": "arXiv"}
        elif kind in COMMON_IDS and not entry.has(kind):
            values[kind] = text
    return values
