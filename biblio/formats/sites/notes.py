"""Counts of citations in fields and notes of entries, where sites and add-ons write them.

Web of Science and JabRef have fields of their own. Scopus writes ``Cited by: 12`` into ``note``,
Publish or Perish ``12 cites: https://…``; of Zotero's Extra field (``note`` in BibTeX) there are
``GSCC: 0000505 2025-01-01T…`` and ``ZSCC: 0000123`` (from Google Scholar), ``42 citations
(Crossref/DOI) [2025-09-24]`` and ``Citations: 42 (Crossref) [2025-09-24]``. The fields stay.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from biblio.formats.sites.layouts import GOOGLE_SCHOLAR, WEB_OF_SCIENCE
from biblio.formats.sites.rows import Told

SCOPUS: Final = "Scopus"

#: Fields whose whole text is a count, and who counts; empty for whoever made the file.
COUNT_FIELDS: Final = {
    "citationcount": "",
    "times-cited": WEB_OF_SCIENCE,
    "csl-is-referenced-by-count": "Crossref",
}
NOTE_FIELDS: Final = frozenset({"note", "annotation", "annote", "extra"})
#: Names of fields, as files write them, that can hold a count.
COUNTING_NAMES: Final = frozenset(
    form
    for name in (*COUNT_FIELDS, *NOTE_FIELDS)
    for form in (name, name.upper(), name.title(), name.capitalize())
) | {"CitationCount"}


def counts_in(fields: Iterable[tuple[str, str]]) -> list[Told]:
    """What the fields of an entry, as (name, text), tell of its citations; one for each source.

    Of a source named nowhere the name is empty, and of a day that is told nowhere it is None.
    """
    written = [(name, value) for name, value in fields if name in COUNTING_NAMES]
    if not written:
        return []
    found: dict[str, Told] = {}
    for name, value in written:
        for told in _of_field(name.lower(), value):
            found.setdefault(told.source, told)
    if "" in found and (maker := _maker(fields)):
        told = found.pop("")
        found.setdefault(maker, Told(maker, told.value, told.day))
    return list(found.values())


def counts_in_note(text: str) -> Iterator[Told]:
    """The counts that a note holds."""
    text = text[:_LONGEST]
    if (scopus := _CITED_BY.search(text)) is not None:
        yield Told(SCOPUS, int(scopus[1]))
    if (cites := _CITES.match(text)) is not None:
        yield Told(GOOGLE_SCHOLAR if "scholar" in cites[2] else "", int(cites[1]))
    if (scholar := _GSCC.search(text)) is not None:
        yield Told(GOOGLE_SCHOLAR, int(scholar[1]), _day(scholar[2]))
    for named in (*_NUMBER_FIRST.finditer(text), *_NUMBER_LAST.finditer(text)):
        site = _site(named["site"])
        if site is not None:
            yield Told(site, int(named["number"]), _day(named["day"]))


def without_counts(text: str) -> str:
    """A note without the counts that sites and add-ons wrote into it; the rest stays as it is."""
    if not _MAY_COUNT.search(text) or len(text) > _LONGEST:
        return text
    rest = text
    for pattern in (_CITED_BY, _CITES, _GSCC_LINE):
        rest = pattern.sub("", rest)
    for pattern in (_NUMBER_FIRST, _NUMBER_LAST):
        rest = pattern.sub(lambda found: "" if _site(found["site"]) is not None else found[0], rest)
    if rest == text or _depth(rest) != _depth(text):
        return text
    return _AROUND.sub("", _BLANK_LINES.sub("\n", rest))


def export_day(text: str) -> dt.date | None:
    """The day on which a site says that it made a file: ``EXPORT DATE: 5 August 2024``."""
    found = _EXPORTED.search(text[:_LONGEST])
    return day_of(found[1]) if found else None


def day_of(text: str) -> dt.date | None:
    """The whole day in a text, or None."""
    from biblio.dates import parse_date

    found = _TIME.sub("", text.strip()).rstrip(".")
    date = parse_date(found)
    if date is None or date.day is None or date.month is None or not 1500 < date.year < 10_000:
        return None
    return dt.date(date.year, date.month, date.day)


def _of_field(name: str, value: str) -> Iterator[Told]:
    if name in NOTE_FIELDS:
        yield from counts_in_note(value)
        return
    number = _WHOLE.fullmatch(value.strip().strip("{}"))
    if number:
        yield Told(COUNT_FIELDS[name], int(number[1]))


def _maker(fields: Iterable[tuple[str, str]]) -> str:
    """Who made the record, where it says so in the ways of RIS and Scopus."""
    for name, value in fields:
        if name.lower() in ("source", "ris-db", "ris-dp", "ris-dp-1"):
            for site in (SCOPUS, WEB_OF_SCIENCE, "Dimensions", "PubMed"):
                if site.lower() in value.lower():
                    return site
    return ""


def _site(text: str | None) -> str | None:
    """Who counts, of ``Crossref/DOI`` or ``Inspire/arXiv``; None for words that are no site."""
    name = (text or "").partition("/")[0].lower().replace(" ", "")
    return _SITES.get(name) if name else ""


def _depth(text: str) -> int:
    return text.count("{") - text.count("}")


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


_LONGEST: Final = 20_000
_SITES: Final = {
    "crossref": "Crossref", "inspire": "INSPIRE", "semanticscholar": "Semantic Scholar",
    "googlescholar": GOOGLE_SCHOLAR, "openalex": "OpenAlex", "scopus": SCOPUS,
    "nasaads": "NASA ADS", "ads": "NASA ADS", "webofscience": WEB_OF_SCIENCE,
}  # fmt: skip
_CITED_BY: Final = re.compile(r"\A\s*Cited By\s*:?\s*([0-9]{1,9})\b", re.IGNORECASE)
_CITES: Final = re.compile(r"\s*\{?([0-9]{1,9}) cites:\s*(\S{0,300})")
_GSCC: Final = re.compile(
    r"(?<!\w)[GZ]SCC:\s*([0-9]{1,9})\b(?:\[s[0-9]+\])?\s*([0-9]{4}-[0-9]{2}-[0-9]{2})?"
)
_NUMBER_FIRST: Final = re.compile(
    r"(?<![\w.])(?P<number>[0-9]{1,9}) citations? \((?P<site>[^()\n]{1,60})\)"
    r"(?:\s*\[(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\])?"
)
_NUMBER_LAST: Final = re.compile(
    r"^[ \t]*citations:[ \t]*(?P<number>[0-9]{1,9})\b(?:[ \t]*\((?P<site>[^()\n]{1,60})\))?"
    r"(?:[ \t]*\[(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\])?",
    re.IGNORECASE | re.MULTILINE,
)
_GSCC_LINE: Final = re.compile(r"(?<!\w)[GZ]SCC:[ \t]*(?:[0-9]{1,9}|NoCitationData)[^\n;]{0,60}")
_MAY_COUNT: Final = re.compile(r"cited by|cites:|SCC:|citations", re.IGNORECASE)
_BLANK_LINES: Final = re.compile(r"[ \t]*\n\s*")
_AROUND: Final = re.compile(r"\A[\s;,.]+|\s+\Z")
_WHOLE: Final = re.compile(r"([0-9]{1,9})")
_EXPORTED: Final = re.compile(r"EXPORT DATE\s*:\s*([^;\n]{4,40})", re.IGNORECASE)
_TIME: Final = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?\s*$")
