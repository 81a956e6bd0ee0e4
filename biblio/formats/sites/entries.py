"""An entry for a paper that a site lists and the library does not have."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.entry import Entry, Field
from biblio.formats.exchange import from_plain
from biblio.formats.sites.cells import author_field
from biblio.formats.sites.rows import SiteRow

_VENUES = {"inproceedings": "booktitle", "incollection": "booktitle", "phdthesis": "school",
           "techreport": "institution", "book": "series", "misc": "howpublished"}  # fmt: skip
_VERBATIM = frozenset({"doi", "url", "eprint", "issn", "isbn", "pages", "primaryclass"})


def entry_of(row: SiteRow) -> Entry:
    """The entry, without a key; counts are no part of it."""
    return Entry(row.kind, "", tuple(_fields(row)))


def _fields(row: SiteRow) -> Iterator[Field]:
    ids = dict(row.ids)
    details = dict(row.details)
    preprint = ids.get("arxiv", "")
    texts = {
        "author": author_field(row.authors, others=row.others),
        "title": from_plain(row.title),
        "year": str(row.year) if row.year else "",
        _VENUES.get(row.kind, "journal"): "" if preprint and row.kind == "misc" else row.venue,
        **{name: details[name] for name in details if name != "url" or not ids.get("doi")},
        "doi": ids.get("doi", ""),
        "eprint": preprint,
        "archiveprefix": "arXiv" if preprint else "",
        "pmid": ids.get("pmid", ""),
    }
    ready = _VERBATIM | {"author", "title", "year", "archiveprefix", "pmid"}
    for name, text in texts.items():
        if text:
            yield Field(name, text if name in ready else from_plain(text))
