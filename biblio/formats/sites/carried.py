"""Files of entries that a site made with its counts in them: .bib, RIS, or JSON of Crossref.

Such a file is a site's list as its tables are: Scopus's and Web of Science's .bib, Scopus's RIS,
Publish or Perish's .bib, and what Crossref's interface gives. A .bib of one's own, into which a
reference manager wrote counts of several sites, is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.formats.result import BlockKind, ReadResult
from biblio.formats.sites import identifiers
from biblio.formats.sites.layouts import GOOGLE_SCHOLAR, WEB_OF_SCIENCE
from biblio.formats.sites.notes import SCOPUS, counts_in, export_day
from biblio.formats.sites.reading import day_told
from biblio.formats.sites.rows import SiteRow, SiteTable
from biblio.latex import to_text
from biblio.names import parse_names

PUBLISH_OR_PERISH: Final = "Publish or Perish"


def may_carry(head: str) -> bool:
    """Whether the beginning of a .bib looks as if each of its entries had a site's count."""
    marked = len(_MARKS.findall(head))
    return bool(marked) and marked + 1 >= len(_BEGINS.findall(head))  # the last may be cut off


def as_site_list(result: ReadResult, day: dt.date | None) -> ReadResult:
    """What was read, with the table of a site's list where it is one; else as it is.

    Args:
        result: What was read.
        day: The day for which its counts hold, where the file has none.
    """
    table = None if result.table is not None else table_of_entries(result)
    if table is None:
        return result
    return replace(result, table=table, as_of=day_told(table) or day)


def table_of_entries(result: ReadResult) -> SiteTable | None:
    """What a file tells as a site's list, a row for each of its entries; None if it is none."""
    made = next((made for made in _MADE if _is_by(made, result.entries)), None)
    if made is None:
        return None
    day = _day_of(result)
    lines = {block.entry: block.line for block in result.blocks if block.entry is not None}
    rows = tuple(
        _row(entry, lines.get(place, place + 1), _count_day(result, place) or day)
        for place, entry in enumerate(result.entries)
    )
    if not any(row.has_count for row in rows):
        return None
    return SiteTable(made.site(result.entries), rows, _columns(result.format, made))


def made_by_site(entry: Entry) -> bool:
    """Whether a site made the record and its key, whatever it counts: DBLP, NASA ADS and others."""
    texts = entry.texts()
    return (
        any(made.has_made(entry) for made in _MADE)
        or bool(_OF_SITES & texts.keys())
        or "adsabs.harvard.edu" in texts.get("adsurl", "")
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """How the records of one maker are known, and where they have what.

    Attributes:
        site: Who counts, given the entries.
        has_made: Whether it made an entry.
        count: Where its counts are.
    """

    site: Callable[[Sequence[Entry]], str]
    has_made: Callable[[Entry], bool]
    count: str


def _is_by(made: _Made, entries: Sequence[Entry]) -> bool:
    return bool(entries) and all(made.has_made(entry) for entry in entries)


def _is_scopus(entry: Entry) -> bool:
    said = to_text(entry.get("source") or entry.get("ris-db")).strip().lower()
    return said == SCOPUS.lower() and (entry.has("citationcount") or _has_note(entry, _CITED_BY))


def _is_web_of_science(entry: Entry) -> bool:
    return entry.get("unique-id").strip("{} ").upper().startswith(("WOS:", "ISI:"))


def _is_publish_or_perish(entry: Entry) -> bool:
    return _KEY_OF_POP.fullmatch(entry.key) is not None or _has_note(entry, _CITES)


def _is_crossref(entry: Entry) -> bool:
    return entry.has("csl-is-referenced-by-count")


def _has_note(entry: Entry, pattern: re.Pattern[str]) -> bool:
    return pattern.match(entry.get("note")) is not None


def _searched(entries: Sequence[Entry]) -> str:
    """Where Publish or Perish searched, which is who counts."""
    notes = [entry.get("note") for entry in entries]
    is_scholar = any(_CITES.match(note) and "scholar.google" in note for note in notes)
    return GOOGLE_SCHOLAR if is_scholar else PUBLISH_OR_PERISH


def _row(entry: Entry, line: int, day: dt.date | None) -> SiteRow:
    texts = entry.texts()
    names = parse_names(texts.get("author", ""))
    date = entry_date(entry, texts)
    ids = dict(identifiers.of_fields(texts.items()))
    for kind, text in identifiers.identifiers(("eid", _eid(texts.get("url", "")))):
        ids.setdefault(kind, text)
    counts = counts_in([(field.name, field.value) for field in entry.fields])
    return SiteRow(
        line=line,
        title=to_text(texts.get("title", "")),
        authors=tuple(person.display for person in names.people),
        others=names.others,
        year=date.year if date else None,
        ids=tuple(ids.items()),
        venue=to_text(entry.get("journal", "journaltitle", "booktitle")),
        told=tuple(each if each.day else replace(each, day=day) for each in counts),
        kind=entry.type,
        details=tuple((name, to_text(texts[name])) for name in _DETAILS if name in texts),
    )


def _eid(address: str) -> str:
    found = _EID.search(address)
    return found[1] if found else ""


def _day_of(result: ReadResult) -> dt.date | None:
    """The day that the file has for all its counts."""
    said = (export_day(each.text) for each in result.blocks[:_HEAD] if each.kind == BlockKind.TEXT)
    told = next((day for day in said if day is not None), None)
    return told if result.format == "bibtex" else result.as_of


def _count_day(result: ReadResult, place: int) -> dt.date | None:
    return result.count_days[place] if place < len(result.count_days) else None


def _columns(format: str, made: _Made) -> tuple[tuple[str, str], ...]:  # noqa: A002
    if format == "ris":
        names = ("TI", "AU", "PY", "DO", "N1, Cited By", "T2")
    elif format == "csl-json":
        names = ("title", "author", "issued", "DOI", made.count, "container-title")
    else:
        names = ("title", "author", "year", "doi", made.count, "journal")
    return tuple(zip(("title", "authors", "year", "doi", "count", "venue"), names, strict=True))


_MADE: Final = (
    _Made(lambda _: SCOPUS, _is_scopus, "note, Cited by"),
    _Made(lambda _: WEB_OF_SCIENCE, _is_web_of_science, "Times-Cited"),
    _Made(_searched, _is_publish_or_perish, "note, cites"),
    _Made(lambda _: "Crossref", _is_crossref, "is-referenced-by-count"),
)
_OF_SITES: Final = frozenset({"biburl", "bibsource", "adsnote"})
_DETAILS: Final = ("volume", "number", "pages", "publisher", "issn", "isbn", "url")
_HEAD: Final = 5  # blocks from the beginning in which a file says when it was made
_CITED_BY: Final = re.compile(r"\s*Cited By\s*:?\s*[0-9]", re.IGNORECASE)
_CITES: Final = re.compile(r"\s*\{?[0-9]{1,9} cites:\s*\S")
_KEY_OF_POP: Final = re.compile(r"pop[0-9]{4,6}")
_EID: Final = re.compile(r"[?&]eid=(2-s2\.0-[0-9]{1,20})")
_BEGINS: Final = re.compile(
    r"^[ \t]*@(?!string|preamble|comment)[a-z]+[ \t]*\{", re.MULTILINE | re.IGNORECASE
)
_MARKS: Final = re.compile(
    r"^[ \t]*source[ \t]*=[ \t]*\{Scopus\}|^[ \t]*unique-id[ \t]*=[ \t]*\{+(?:WOS|ISI):"
    r"|^[ \t]*@[a-z]+[ \t]*\{pop[0-9]{4}",
    re.MULTILINE | re.IGNORECASE,
)
