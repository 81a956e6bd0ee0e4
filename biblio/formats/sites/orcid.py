"""A person's ORCID record, as JSON or XML (version 3.0): works, of which it counts no citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from biblio.formats.sites.cells import kind_of, plain, year_of
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.json_values import dig, objects_at, text_at
from biblio.formats.sites.rows import Person, SiteRow, SiteTable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

JSON_FORMAT: Final = "orcid-json"
XML_FORMAT: Final = "orcid-xml"
SITE: Final = "ORCID"
_COLUMNS: Final = (
    ("title", "title"), ("year", "publication-date"), ("doi", "external-id"),
    ("venue", "journal-title"),
)  # fmt: skip


def looks_like_json(value: Any) -> bool:
    """Whether a JSON value is a record, or the works of one."""
    if dig(value, "orcid-identifier") is not None:
        return True
    return any(objects_at(group, "work-summary") for group in _groups(value)[:5])


def read_json(value: Any) -> SiteTable:
    """The works of a record; of the summaries of one work the preferred one."""
    rows: list[SiteRow] = []
    for place, group in enumerate(_groups(value), 1):
        summaries = objects_at(group, "work-summary")
        if not summaries:
            continue
        work = max(summaries, key=lambda each: _rank(text_at(each, "display-index")))
        external = objects_at(group, "external-ids", "external-id") or objects_at(
            work, "external-ids", "external-id"
        )
        ids = [
            (text_at(each, "external-id-type"), text_at(each, "external-id-value"),
             text_at(each, "external-id-relationship"))
            for each in external
        ]  # fmt: skip
        rows.append(
            _row(
                place,
                text_at(work, "title", "title", "value"),
                text_at(work, "publication-date", "year", "value"),
                text_at(work, "journal-title", "value"),
                text_at(work, "type"),
                text_at(work, "put-code"),
                ids,
            )
        )
    name = dig(value, "person", "name")
    full = f"{text_at(name, 'given-names', 'value')} {text_at(name, 'family-name', 'value')}"
    return _table(rows, full, text_at(value, "orcid-identifier", "path"))


def looks_like_xml(root: Element) -> bool:
    """Whether a document is a record, or the works of one."""
    return "orcid.org/ns/" in root.tag and any(True for _ in root.iter(_tag(root, "work-summary")))


def read_xml(root: Element) -> SiteTable:
    """The works of a record."""
    rows: list[SiteRow] = []
    groups = list(_named(root, "group")) or [root]
    for group in groups:
        summaries = list(_named(group, "work-summary"))
        if not summaries:
            continue
        work = max(summaries, key=lambda each: _rank(each.get("display-index", "")))
        ids = [
            (_text(each, "external-id-type"), _text(each, "external-id-value"),
             _text(each, "external-id-relationship"))
            for each in _named(group, "external-id")
        ]  # fmt: skip
        date = next(_named(work, "publication-date"), None)
        rows.append(
            _row(
                len(rows) + 1,
                _text(next(_named(work, "title"), work), "title"),
                "" if date is None else _text(date, "year"),
                _text(work, "journal-title"),
                _text(work, "type"),
                work.get("put-code", ""),
                ids,
            )
        )
    full = f"{_text(root, 'given-names')} {_text(root, 'family-name')}"
    return _table(rows, full, _text(root, "path"))


def _groups(value: Any) -> list[dict[str, Any]]:
    for path in (("activities-summary", "works", "group"), ("works", "group"), ("group",)):
        if found := objects_at(value, *path):
            return found
    return []


def _row(
    place: int,
    title: str,
    year: str,
    venue: str,
    kind: str,
    number: str,
    external: list[tuple[str, str, str]],
) -> SiteRow:
    # What the work is a version or a part of has identifiers of its own
    own = [(kind, value) for kind, value, relation in external if relation in ("self", "SELF", "")]
    known = [(name, value) for name, value in own if name in ("doi", "arxiv", "pmid")]
    return SiteRow(
        place,
        plain(title),
        year=year_of(year),
        ids=identifiers(("put", number), *known),
        venue=plain(venue),
        kind=kind_of(kind, venue=venue),
    )


def _table(rows: list[SiteRow], name: str, orcid: str) -> SiteTable:
    person = None
    if name.strip():
        ids = (("orcid", orcid[:40]),) if orcid else ()
        person = Person(plain(name), ids=ids)
    return SiteTable(SITE, tuple(row for row in rows if row.title), _COLUMNS, person=person)


def _rank(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _tag(root: Element, name: str) -> str:
    """A name in whichever of ORCID's namespaces the document has it."""
    return next((each.tag for each in root.iter() if _local(each) == name), name)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(element: Element, name: str) -> Any:
    return (each for each in element.iter() if _local(each) == name and each is not element)


def _text(element: Element, name: str) -> str:
    found = next(_named(element, name), None)
    return "" if found is None else (found.text or "").strip()
