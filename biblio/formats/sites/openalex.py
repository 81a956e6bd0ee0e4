"""OpenAlex's JSON, saved from its interface: works, with citations by year, or an author."""

from __future__ import annotations

from typing import Any, Final

from biblio.formats.sites.cells import kind_of, pages_of, plain
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.json_values import JsonObject, dig, number_at, objects_at, text_at
from biblio.formats.sites.rows import Person, SiteRow, SiteTable, Told

FORMAT: Final = "openalex-json"
SITE: Final = "OpenAlex"
_COLUMNS: Final = (
    ("title", "title"), ("authors", "authorships"), ("year", "publication_year"), ("doi", "doi"),
    ("count", "cited_by_count"), ("years", "counts_by_year"),
    ("venue", "primary_location.source"),
)  # fmt: skip
_INDICES: Final = (("h_index", "h_index"), ("i10_index", "i10_index"))


def looks_like(value: Any) -> bool:
    """Whether a JSON value holds works or authors of OpenAlex."""
    return any("openalex.org/" in text_at(each, "id") for each in _objects(value)[:5])


def read(value: Any) -> SiteTable:
    """The works, and the author if there is one and only one."""
    found = _objects(value)
    works = [each for each in found if "summary_stats" not in each or "title" in each]
    authors = [each for each in found if "summary_stats" in each and "title" not in each]
    rows = [_row(place, work) for place, work in enumerate(works, 1)]
    person = _person(authors[0]) if len(authors) == 1 else None
    kept = tuple(row for row in rows if row.title or row.ids)
    return SiteTable(SITE, kept, _COLUMNS, person=person)


def _objects(value: Any) -> list[JsonObject]:
    if isinstance(value, list):
        pages = [each for page in value for each in objects_at(page, "results")]
        return pages or objects_at(value)
    return objects_at(value, "results") or ([value] if isinstance(value, dict) else [])


def _row(place: int, work: JsonObject) -> SiteRow:
    location = dig(work, "primary_location")
    people = objects_at(work, "authorships")
    names = (
        text_at(each, "author", "display_name") or text_at(each, "raw_author_name")
        for each in people
    )
    venue = plain(text_at(location, "source", "display_name"))
    details = (
        ("volume", text_at(work, "biblio", "volume")),
        ("number", text_at(work, "biblio", "issue")),
        (
            "pages",
            pages_of(text_at(work, "biblio", "first_page"), text_at(work, "biblio", "last_page")),
        ),
        ("issn", text_at(location, "source", "issn_l")),
    )
    is_arxiv = venue.lower().startswith("arxiv")
    return SiteRow(
        place,
        plain(text_at(work, "title") or text_at(work, "display_name")),
        tuple(name for each in names if (name := plain(each))),
        len(people) >= 100,  # lists of works end there
        number_at(work, "publication_year"),
        identifiers(
            ("openalex", text_at(work, "id")),
            ("doi", text_at(work, "doi")),
            ("pmid", text_at(work, "ids", "pmid")),
            ("url", text_at(location, "landing_page_url") if is_arxiv else ""),
        ),
        venue,
        tuple(_told(work)),
        "misc" if is_arxiv else kind_of(_type(work, location), venue=venue),
        tuple((name, text) for name, text in details if text),
    )


def _type(work: JsonObject, location: Any) -> str:
    is_meeting = text_at(location, "source", "type") == "conference"
    return "conference paper" if is_meeting else text_at(work, "type")


def _told(work: JsonObject) -> list[Told]:
    value = number_at(work, "cited_by_count")
    by_year = _by_year(work)
    return [Told(SITE, value, None, by_year)] if value is not None or by_year else []


def _by_year(value: JsonObject) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for each in objects_at(value, "counts_by_year"):
        year, number = number_at(each, "year"), number_at(each, "cited_by_count")
        if year is not None and 1000 < year < 3000 and number is not None:
            found[year] = number
    return tuple(sorted(found.items()))


def _person(author: JsonObject) -> Person:
    values = [
        ("papers", number_at(author, "works_count")),
        ("citations", number_at(author, "cited_by_count")),
        *((metric, number_at(author, "summary_stats", name)) for metric, name in _INDICES),
    ]
    return Person(
        plain(text_at(author, "display_name")),
        tuple((metric, float(value)) for metric, value in values if value is not None),
        _by_year(author),
        tuple(
            pair for pair in (("orcid", text_at(author, "orcid").rsplit("/", 1)[-1]),) if pair[1]
        ),
    )
