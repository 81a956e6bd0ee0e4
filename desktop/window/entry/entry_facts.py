"""What the preview says of an entry, in readable words and before any drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from biblio.dates import entry_date
from biblio.doi import bare, whole_doi
from biblio.entry import Entry
from biblio.identity import identity
from biblio.latex import to_text
from biblio.names import parse_names
from biblio.summary import VENUE_FIELDS
from desktop.window.entry.prose import address_of


@dataclass(frozen=True, slots=True)
class Author:
    """A name as shown.

    Attributes:
        name: In display form.
        own: Whether it is the profile's person.
    """

    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Authors:
    """Who wrote an entry.

    Attributes:
        people: In order.
        others: Whether the list ends in ``and others``.
        hidden: Name of the profile's person where the entry stands on their page and they are
            not among the names of a list that is incomplete; else empty.
        role: ``author`` or, where there are none, ``editor``.
    """

    people: tuple[Author, ...]
    others: bool
    hidden: str
    role: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to an entry, and what to call it."""

    label: str
    address: str


_LONGEST_LIST: Final = 400_000  # characters: over 10,000 names
_LONGEST_LINE: Final = 2_000


def authors_of(entry: Entry, profile_names: tuple[str, ...]) -> Authors:
    """The authors, with the profile's person marked under any variant of the name."""
    role = "author" if entry.has("author") or not entry.has("editor") else "editor"
    written = entry.get(role)
    names = parse_names(written[:_LONGEST_LIST])
    person = identity(profile_names)
    people = tuple(
        Author(name.display, bool(profile_names) and person.is_own(name)) for name in names.people
    )
    others = names.others or len(written) > _LONGEST_LIST
    found = any(author.own for author in people)
    listed = entry.has("subject", "badge")  # only entries of a profile page have these
    hidden = profile_names[0] if others and listed and not found and profile_names else ""
    return Authors(people, others, hidden, role)


def venue_of(entry: Entry) -> str:
    """Where it appeared, with volume, number and pages, as plain text; empty if unknown."""
    venue = _one_line(entry.get(*VENUE_FIELDS))
    if not venue:
        return ""
    volume = _one_line(entry.get("volume"))
    number = _one_line(entry.get("number", "issue"))
    pages = _one_line(entry.get("pages", "eid")).replace("--", "–")
    numbers = volume + (f"({number})" if number and volume else number)
    return ", ".join(part for part in (f"{venue} {numbers}".strip(), pages) if part)


def date_of(entry: Entry) -> str:
    """The date in ISO 8601 as far as it is known, else the year as written."""
    date = entry_date(entry)
    return date.iso if date else _one_line(entry.get("date", "year"))


def assumed_fields(entry: Entry) -> frozenset[str]:
    """Lower-case names of fields whose value the program assumed."""
    return frozenset(part.strip().lower() for part in entry.get("assumed").split(","))


def links_of(entry: Entry) -> Iterator[Link]:
    """The entry's own addresses: DOI, eprint, url; each address once."""
    seen: set[str] = set()
    for label, address in (
        *_doi_links(entry.get("doi")),
        *_eprint_links(entry),
        *_url_links(entry.get("url")),
    ):
        if address and address not in seen:
            seen.add(address)
            yield Link(label, address)


_ARXIV: Final = re.compile(
    r"(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:)?\s*"
    r"((?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)(?:\.pdf)?\s*$",
    re.IGNORECASE,
)


def _doi_links(text: str) -> Iterator[tuple[str, str]]:
    doi = whole_doi(bare(text))
    if doi:
        yield f"doi:{doi}", "https://doi.org/" + _quoted(doi)


def _eprint_links(entry: Entry) -> Iterator[tuple[str, str]]:
    kind = entry.get("archiveprefix", "eprinttype").strip().lower()
    found = _ARXIV.match(bare(entry.get("eprint")))
    if found and kind in ("", "arxiv"):
        yield f"arXiv:{found[1]}", f"https://arxiv.org/abs/{found[1]}"


def _url_links(text: str) -> Iterator[tuple[str, str]]:
    address = address_of(bare(text))
    if address:
        yield re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/"), address


def _quoted(doi: str) -> str:
    """A DOI in an address: what would end the path is escaped."""
    return doi.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace("<", "%3C")


def _one_line(latex: str) -> str:
    return " ".join(to_text(latex[:_LONGEST_LINE]).split())
