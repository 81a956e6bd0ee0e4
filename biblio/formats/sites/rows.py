"""What a file of a site tells, in one shape for all sites: its papers, counts and the person."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from biblio.folding import fold
from biblio.latex import to_text


@dataclass(frozen=True, slots=True)
class Told:
    """Citations of one paper, as told by whoever counts them.

    Attributes:
        source: Who counts (``Google Scholar``); empty for whoever made the file.
        value: Citations in all; None where only those by year are told.
        day: The day for which it holds; None for that of the whole file.
        by_year: (year, citations in that year), the first year first.
    """

    source: str
    value: int | None
    day: dt.date | None = None
    by_year: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One paper of a file.

    Attributes:
        line: The line it begins on, from 1; in a file without lines its number.
        title: Plain text.
        authors: The names as the site writes them, in order.
        others: Whether the list of authors goes on.
        year: None where it is not told.
        ids: (kind, identifier) in the forms of `identifiers`.
        venue: Where it appeared, plain text.
        told: Its citations; nothing where the file has none.
        kind: The type of an entry for it.
        details: (field, plain text) of what else an entry for it would have.
    """

    line: int
    title: str
    authors: tuple[str, ...] = ()
    others: bool = False
    year: int | None = None
    ids: tuple[tuple[str, str], ...] = ()
    venue: str = ""
    told: tuple[Told, ...] = ()
    kind: str = "misc"
    details: tuple[tuple[str, str], ...] = ()

    @property
    def has_count(self) -> bool:
        """Whether it tells how often the paper is cited in all."""
        return any(told.value is not None for told in self.told)

    @property
    def identity(self) -> str:
        """By which the same paper is known in the next file of the same site."""
        ids = dict(self.ids)
        for kind in (*OWN_IDS, "doi", "arxiv", "pmid"):
            if kind in ids:
                return f"{kind}:{ids[kind]}"
        return f"title:{title_key(self.title)}:{self.year or ''}"


#: Identifiers that a site gives its own records.
OWN_IDS = ("scholar", "openalex", "eid", "ut", "s2", "inspire", "lens", "dimensions", "ads", "put")


@dataclass(frozen=True, slots=True)
class Person:
    """Whose list a file is, and what the site says of them.

    Attributes:
        name: As the site writes it.
        metrics: (metric, value), named as in `ReportedMetric`; those of the last years end in
            ``_recent``.
        by_year: (year, citations in that year).
        ids: (kind, identifier), such as ``orcid``.
    """

    name: str
    metrics: tuple[tuple[str, float], ...] = ()
    by_year: tuple[tuple[int, int], ...] = ()
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteTable:
    """Everything that a file of a site tells.

    Attributes:
        site: Who tells it (``Scopus``).
        rows: Its papers, in the order of the file.
        columns: (what, the column it is read from), as shown before anything is done; for
            formats without columns the names of their fields.
        header: All columns that the file has, in order; empty where they are fixed.
        person: Whose list it is, where the file says so.
        told_by_user: Whether the columns are not those of a known site: then they were guessed,
            or the user named them.
    """

    site: str
    rows: tuple[SiteRow, ...]
    columns: tuple[tuple[str, str], ...] = ()
    header: tuple[str, ...] = ()
    person: Person | None = None
    told_by_user: bool = False


def title_key(title: str) -> str:
    """What is compared of a title: its folded letters and digits, without LaTeX or markup."""
    return _NOT_WORD.sub("", fold(to_text(_TAG.sub("", title) if "<" in title else title)))


_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:]{0,20}(?:\s[^<>]{0,200})?/?>")
_NOT_WORD = re.compile(r"[\W_]+")
