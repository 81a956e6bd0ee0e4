"""Publish or Perish's results as JSON: a list of papers with their citations (its version 8).

A number that it does not know is 0 there, of the volume as of the year; only 0 citations are said
to be none. Who counts is where it searched, which is Google Scholar unless the records are of
another site.
"""

from __future__ import annotations

from typing import Any, Final

from biblio.formats.sites.cells import kind_of, pages_of, plain
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.json_values import JsonObject, dig, number_at, objects_at, text_at
from biblio.formats.sites.layouts import GOOGLE_SCHOLAR
from biblio.formats.sites.rows import SiteRow, SiteTable, Told

FORMAT: Final = "publish-or-perish-json"
SITE: Final = "Publish or Perish"
_COLUMNS: Final = (
    ("title", "title"), ("authors", "authors"), ("year", "year"), ("doi", "doi"),
    ("count", "cites"), ("venue", "source"),
)  # fmt: skip


def looks_like(value: Any) -> bool:
    """Whether a JSON value is such a list."""
    found = objects_at(value)[:5] if isinstance(value, list) else []
    return any(
        "cites" in each and "title" in each and ("ecc" in each or "cites_url" in each)
        for each in found
    )


def read(value: Any) -> SiteTable:
    """The papers."""
    papers = objects_at(value)
    is_scholar = any(
        "scholar.google" in text_at(each, "cites_url") or text_at(each, "uid").startswith("GS")
        for each in papers
    )
    site = GOOGLE_SCHOLAR if is_scholar else SITE
    rows = (_row(place, each, site) for place, each in enumerate(papers, 1))
    return SiteTable(site, tuple(row for row in rows if row.title or row.ids), _COLUMNS)


def _row(place: int, paper: JsonObject, site: str) -> SiteRow:
    venue = plain(text_at(paper, "source"))
    names = [plain(str(each)) for each in _list(paper, "authors") if isinstance(each, str)]
    others = any(name in _MORE for name in names)
    count = number_at(paper, "cites")
    details = (
        ("volume", _known(paper, "volume")),
        ("number", _known(paper, "issue")),
        ("pages", pages_of(_known(paper, "startpage"), _known(paper, "endpage"))),
        ("publisher", plain(text_at(paper, "publisher"))),
        ("issn", text_at(paper, "issn")),
        ("url", text_at(paper, "article_url")),
    )
    return SiteRow(
        place,
        plain(text_at(paper, "title")),
        tuple(name for name in names if name and name not in _MORE),
        others,
        year=number_at(paper, "year") or None,
        ids=identifiers(
            ("scholar", text_at(paper, "uid") if site == GOOGLE_SCHOLAR else ""),
            ("doi", text_at(paper, "doi")),
            ("url", text_at(paper, "article_url")),
        ),
        venue=venue,
        told=() if count is None else (Told(site, count),),
        kind=kind_of(text_at(paper, "type"), venue=venue),
        details=tuple((name, text) for name, text in details if text),
    )


def _list(paper: JsonObject, name: str) -> list[Any]:
    found = dig(paper, name)
    return found if isinstance(found, list) else []


def _known(paper: JsonObject, name: str) -> str:
    text = text_at(paper, name)
    return "" if text == "0" else text


_MORE: Final = frozenset({"…", "...", "et al.", "others"})
