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
    return "orcid.org/ns/" in root.tag and any(
        _local(each) == "work-summary" for each in root.iter()
    )


def read_xml(root: Element) -> SiteTable:
    """The works of a record."""
    rows: list[SiteRow] = []
    names: dict[str, str] = {}
    for element in root.iter():
        name = _local(element)
        if name in ("given-names", "family-name", "path"):
            names.setdefault(name, (element.text or "").strip())
        elif name == "group" and (summaries := _children(element, "work-summary")):
            rows.append(_xml_row(len(rows) + 1, element, summaries))
    full = f"{names.get('given-names', '')} {names.get('family-name', '')}"
    return _table(rows, full, names.get("path", ""))


def _xml_row(place: int, group: Element, summaries: list[Element]) -> SiteRow:
    work = max(summaries, key=lambda each: _rank(each.get("display-index", "")))
    ids = [
        (_text(each, "external-id-type"), _text(each, "external-id-value"),
         _text(each, "external-id-relationship"))
        for all_ids in _children(group, "external-ids")
        for each in _children(all_ids, "external-id")
    ]  # fmt: skip
    return _row(
        place,
        _text(work, "title", "title"),
        _text(work, "publication-date", "year"),
        _text(work, "journal-title"),
        _text(work, "type"),
        work.get("put-code", ""),
        ids,
    )


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


def _local(element: Element) -> str:
    """A name without the namespace, of which ORCID has several."""
    return str(element.tag).rpartition("}")[2]


def _children(element: Element, name: str) -> list[Element]:
    return [each for each in element if _local(each) == name]


def _text(element: Element, *path: str) -> str:
    """The text of the first child of a name, of the first child of it, and so on."""
    for name in path:
        found = _children(element, name)
        if not found:
            return ""
        element = found[0]
    return (element.text or "").strip()
