"""arXiv's Atom feeds: the answer of its interface, or an author's feed; papers without counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from biblio.formats.sites.cells import plain, year_of
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.rows import SiteRow, SiteTable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT: Final = "arxiv-atom"
SITE: Final = "arXiv"
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ARXIV: Final = "{http://arxiv.org/schemas/atom}"
_COLUMNS: Final = (
    ("title", "title"), ("authors", "author"), ("year", "published"), ("doi", "arxiv:doi"),
    ("arxiv", "id"), ("venue", "arxiv:journal_ref"),
)  # fmt: skip


def looks_like(root: Element) -> bool:
    """Whether a document is a feed of arXiv."""
    first = root.find(f"{_ATOM}entry")
    if root.tag != f"{_ATOM}feed" or first is None:
        return False
    return "arxiv.org/" in (first.findtext(f"{_ATOM}id") or "")


def read(root: Element) -> SiteTable:
    """The papers of a feed."""
    rows = [_row(place, entry) for place, entry in enumerate(root.findall(f"{_ATOM}entry"), 1)]
    return SiteTable(SITE, tuple(row for row in rows if row.title), _COLUMNS)


def _row(place: int, entry: Element) -> SiteRow:
    def text(name: str) -> str:
        return plain(entry.findtext(name) or "")

    names = (plain(each.findtext(f"{_ATOM}name") or "") for each in entry.findall(f"{_ATOM}author"))
    category = entry.find(f"{_ARXIV}primary_category")
    details = (
        ("note", text(f"{_ARXIV}journal_ref")),
        ("primaryclass", "" if category is None else category.get("term", "")),
    )
    return SiteRow(
        place,
        text(f"{_ATOM}title"),
        tuple(name for name in names if name),
        year=year_of(text(f"{_ATOM}published")),
        ids=identifiers(("arxiv", text(f"{_ATOM}id")), ("doi", text(f"{_ARXIV}doi"))),
        venue=text(f"{_ARXIV}journal_ref"),
        details=tuple((name, value) for name, value in details if value),
    )
