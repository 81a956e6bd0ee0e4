"""What the list shows and sorts of an entry, worked out once when the entry is written."""

from __future__ import annotations

from typing import NamedTuple

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.folding import fold
from biblio.latex import to_text
from biblio.names import parse_names
from biblio.titles import sort_title

# Where the thing appeared, most telling first; both spellings of BibTeX and biblatex.
VENUE_FIELDS = (
    "journal",
    "journaltitle",
    "booktitle",
    "maintitle",
    "school",
    "institution",
    "organization",
    "publisher",
    "howpublished",
)
#: The fields, in lower case, that a summary is made of; no other one changes it.
SUMMARISED = frozenset(
    {
        *("title", "author", "editor", *VENUE_FIELDS),
        *("date", "year", "month", "day"),
        *("primaryclass", "subject", "badge"),
    }
)
INCOMPLETE = "…"


class Summary(NamedTuple):
    """Readable and sortable forms of an entry.

    Attributes:
        title, venue: Plain text, LaTeX decoded.
        authors: Display names (editors where there are no authors) joined by ``"; "``, with
            ``…`` as the last one when the list is known to be incomplete.
        year: None when unknown.
        date: ISO 8601 as far as known, or empty.
        subject: The arXiv category, else the code as written.
        badges: Short marks joined by a comma.
        sort_title, sort_author, sort_venue: Folded forms whose order is the list's order.
    """

    title: str
    authors: str
    year: int | None
    date: str
    venue: str
    subject: str
    badges: str
    sort_title: str
    sort_author: str
    sort_venue: str


def summarise(entry: Entry) -> Summary:
    """The summary of an entry; every field may be missing."""
    texts = entry.texts()
    title = texts.get("title", "")
    names = parse_names(texts.get("author") or texts.get("editor", ""))
    forms = [name.forms for name in names.people]
    displayed = [shown for shown, _ in forms]
    if names.others:
        displayed.append(INCOMPLETE)
    date = entry_date(entry, texts)
    venue = next((texts[name] for name in VENUE_FIELDS if name in texts), "")
    venue = _one_line(to_text(venue))
    return Summary(
        title=_one_line(to_text(title)),
        authors="; ".join(displayed),
        year=date.year if date else None,
        date=date.iso if date else "",
        venue=venue,
        subject=texts.get("primaryclass") or texts.get("subject", ""),
        badges=texts.get("badge", ""),
        sort_title=sort_title(title),
        sort_author=" ; ".join([key for _, key in forms]),
        sort_venue=fold(venue),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
