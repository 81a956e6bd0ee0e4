"""JSON of other sites, saved from their interfaces: Semantic Scholar, INSPIRE, NASA ADS, iCite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from biblio.formats.sites.cells import kind_of, names_of, pages_of, plain, year_of
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.json_values import JsonObject, dig, number_at, objects_at, text_at
from biblio.formats.sites.rows import Person, SiteRow, SiteTable, Told


@dataclass(frozen=True, slots=True)
class JsonSite:
    """How one site's JSON is read.

    Attributes:
        format: Its format's name.
        site: Who counts.
        papers: Finds the papers in a file, of whatever shape.
        mark: A name that each paper has, by which the site is known.
        row: Reads a paper: its place in the file from 1, and what it is.
        person: Reads whose list it is.
        columns: What is read from where.
    """

    format: str
    site: str
    papers: Callable[[Any], list[JsonObject]]
    mark: tuple[str, ...]
    row: Callable[[int, JsonObject], SiteRow]
    person: Callable[[Any], Person | None]
    columns: tuple[tuple[str, str], ...]

    def looks_like(self, value: Any) -> bool:
        """Whether a JSON value is of this site."""
        found = self.papers(value)[:5]
        is_paper = any(all(dig(each, name) is not None for name in self.mark) for each in found)
        return is_paper or self.person(value) is not None

    def read(self, value: Any) -> SiteTable:
        """The papers and the person."""
        rows = [self.row(place, each) for place, each in enumerate(self.papers(value), 1)]
        kept = tuple(row for row in rows if row.title or row.ids)
        return SiteTable(self.site, kept, self.columns, person=self.person(value))


def _told(source: str, value: int | None) -> tuple[Told, ...]:
    return () if value is None else (Told(source, value),)


def _names(people: list[JsonObject], *names: str) -> tuple[str, ...]:
    found = (next((text for name in names if (text := text_at(each, name))), "") for each in people)
    return tuple(plain(name) for name in found if name)


# Semantic Scholar: an author with papers, a page of an author's papers, a list, one paper


def _s2_papers(value: Any) -> list[JsonObject]:
    value = _s2_author(value) or value
    if isinstance(value, dict) and "paperId" in value:
        return [value]
    found = value if isinstance(value, list) else dig(value, "papers") or dig(value, "data")
    return objects_at(found)


def _s2_row(place: int, paper: JsonObject) -> SiteRow:
    other = dig(paper, "externalIds")
    venue = plain(text_at(paper, "venue") or text_at(paper, "journal", "name"))
    details = (
        ("volume", text_at(paper, "journal", "volume")),
        ("pages", pages_of(text_at(paper, "journal", "pages"))),
    )
    types = dig(paper, "publicationTypes")
    type_ = " ".join(map(str, types)) if isinstance(types, list) else ""
    return SiteRow(
        place,
        plain(text_at(paper, "title")),
        _names(objects_at(paper, "authors"), "name"),
        year=number_at(paper, "year"),
        ids=identifiers(
            ("s2", text_at(paper, "paperId")),
            ("doi", text_at(other, "DOI")),
            ("arxiv", text_at(other, "ArXiv")),
            ("pmid", text_at(other, "PubMed")),
        ),
        venue=venue,
        told=_told("Semantic Scholar", number_at(paper, "citationCount")),
        kind=kind_of(type_, venue=venue),
        details=tuple((name, text) for name, text in details if text),
    )


def _s2_author(value: Any) -> JsonObject | None:
    """The author that a file is of, alone or as the only one that a search found."""
    found = objects_at(value, "data") or ([value] if isinstance(value, dict) else [])
    is_author = len(found) == 1 and "authorId" in found[0] and "name" in found[0]
    return found[0] if is_author else None


def _s2_person(value: Any) -> Person | None:
    author = _s2_author(value)
    if author is None:
        return None
    names = (("papers", "paperCount"), ("citations", "citationCount"), ("h_index", "hIndex"))
    values = ((metric, number_at(author, name)) for metric, name in names)
    metrics = tuple((metric, float(number)) for metric, number in values if number is not None)
    return Person(plain(text_at(author, "name")), metrics)


# INSPIRE: a page of hits, or one record


def _inspire_papers(value: Any) -> list[JsonObject]:
    hits = objects_at(value, "hits", "hits")
    if not hits and isinstance(value, dict) and "metadata" in value:
        hits = [value]
    return [each["metadata"] for each in hits if isinstance(each.get("metadata"), dict)]


def _inspire_row(place: int, paper: JsonObject) -> SiteRow:
    where = dig(paper, "publication_info", 0)
    pages = pages_of(text_at(where, "page_start"), text_at(where, "page_end"))
    details = (
        ("volume", text_at(where, "journal_volume")),
        ("number", text_at(where, "journal_issue")),
        ("pages", pages or text_at(where, "artid")),
    )
    venue = plain(text_at(where, "journal_title"))
    told = _told("INSPIRE", number_at(paper, "citation_count"))
    without = number_at(paper, "citation_count_without_self_citations")
    dates = (
        text_at(where, "year"),
        text_at(paper, "preprint_date"),
        text_at(paper, "earliest_date"),
    )
    return SiteRow(
        place,
        plain(text_at(paper, "titles", 0, "title")),
        _names(objects_at(paper, "authors"), "full_name"),
        year=next((year for date in dates if (year := year_of(date))), None),
        ids=identifiers(
            ("inspire", text_at(paper, "control_number")),
            ("doi", text_at(paper, "dois", 0, "value")),
            ("arxiv", text_at(paper, "arxiv_eprints", 0, "value")),
        ),
        venue=venue,
        told=(*told, *_told("INSPIRE (without self-citations)", without)),
        kind=kind_of(text_at(paper, "document_type", 0) if venue else "", venue=venue),
        details=tuple((name, text) for name, text in details if text),
    )


# NASA ADS: the answer of its search


def _ads_row(place: int, paper: JsonObject) -> SiteRow:
    names = dig(paper, "author")
    venue = plain(text_at(paper, "pub"))
    details = (
        ("volume", text_at(paper, "volume")),
        ("number", text_at(paper, "issue")),
        ("pages", text_at(paper, "page", 0)),
    )
    identifier = dig(paper, "identifier")
    others = identifier if isinstance(identifier, list) else []
    preprint = next((each for each in others if str(each).lower().startswith("arxiv:")), "")
    return SiteRow(
        place,
        plain(text_at(paper, "title", 0) or text_at(paper, "title")),
        tuple(map(plain, names_of(";".join(map(str, names)))[0]))
        if isinstance(names, list)
        else (),
        year=year_of(text_at(paper, "year")),
        ids=identifiers(
            ("ads", text_at(paper, "bibcode")),
            ("doi", text_at(paper, "doi", 0)),
            ("arxiv", str(preprint)),
        ),
        venue=venue,
        told=_told("NASA ADS", number_at(paper, "citation_count")),
        kind=kind_of(text_at(paper, "doctype"), venue=venue),
        details=tuple((name, text) for name, text in details if text),
    )


# iCite: the answer of its interface


def _icite_row(place: int, paper: JsonObject) -> SiteRow:
    return SiteRow(
        place,
        plain(text_at(paper, "title")),
        names_of(text_at(paper, "authors"), commas=True)[0],
        year=number_at(paper, "year"),
        ids=identifiers(("pmid", text_at(paper, "pmid")), ("doi", text_at(paper, "doi"))),
        venue=plain(text_at(paper, "journal")),
        told=_told("iCite", number_at(paper, "citation_count")),
        kind="article",
    )


def _nobody(_: Any) -> None:
    return None


JSON_SITES: Final = (
    JsonSite(
        "semantic-scholar-json", "Semantic Scholar", _s2_papers, ("paperId",), _s2_row, _s2_person,
        (("title", "title"), ("authors", "authors"), ("year", "year"), ("doi", "externalIds.DOI"),
         ("arxiv", "externalIds.ArXiv"), ("count", "citationCount"), ("venue", "venue")),
    ),
    JsonSite(
        "inspire-json", "INSPIRE", _inspire_papers, ("titles", "control_number"), _inspire_row,
        _nobody,
        (("title", "titles"), ("authors", "authors"), ("year", "publication_info.year"),
         ("doi", "dois"), ("arxiv", "arxiv_eprints"), ("count", "citation_count"),
         ("venue", "publication_info.journal_title")),
    ),
    JsonSite(
        "ads-json", "NASA ADS", lambda value: objects_at(value, "response", "docs"), ("bibcode",),
        _ads_row, _nobody,
        (("title", "title"), ("authors", "author"), ("year", "year"), ("doi", "doi"),
         ("count", "citation_count"), ("venue", "pub")),
    ),
    JsonSite(
        "icite-json", "iCite", lambda value: objects_at(value, "data"),
        ("pmid", "citation_count"), _icite_row, _nobody,
        (("title", "title"), ("authors", "authors"), ("year", "year"), ("pmid", "pmid"),
         ("count", "citation_count"), ("venue", "journal")),
    ),
)  # fmt: skip
