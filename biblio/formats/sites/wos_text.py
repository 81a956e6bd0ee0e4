"""Web of Science's tagged text (Export, plain text file), which Publish or Perish writes too.

A tag of two characters begins a line, lines that go on begin with blanks, ``ER`` ends a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from biblio.formats.sites.cells import kind_of, number_of, pages_of, plain, year_of
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.layouts import ALL_DATABASES, WEB_OF_SCIENCE
from biblio.formats.sites.notes import day_of
from biblio.formats.sites.rows import SiteRow, SiteTable, Told
from biblio.problem import Problem, Severity

FORMAT: Final = "web-of-science"
_COLUMNS: Final = (
    ("title", "TI"), ("authors", "AF"), ("year", "PY"), ("doi", "DI"), ("count", "TC"),
    ("venue", "SO"),
)  # fmt: skip
_DETAILS: Final = {"VL": "volume", "IS": "number", "PU": "publisher", "SN": "issn", "BN": "isbn"}


def looks_like(text: str) -> bool:
    """Whether a text is such a file: a type, a title and the end of a record."""
    head = text[:50_000].lstrip("\ufeff")
    return (
        _BEGIN.match(head) is not None
        and _TITLE.search(head) is not None
        and (_END.search(text) is not None)
    )


def read(text: str) -> tuple[SiteTable, list[Problem]]:
    """The papers of a file."""
    rows: list[SiteRow] = []
    problems: list[Problem] = []
    made_by = ""
    for line, tags in _records(text):
        if "FN" in tags:
            made_by = tags["FN"][0]
        if "TI" in tags:
            rows.append(_row(line, tags))
        elif "PT" in tags:
            message = "The record has no title: it was passed over."
            problems.append(Problem("row-without-title", Severity.WARNING, message, line))
    is_other = made_by and not re.search("clarivate|isi|thomson|web of", made_by, re.IGNORECASE)
    site = made_by[:60] if is_other else WEB_OF_SCIENCE
    return SiteTable(site, tuple(rows), _COLUMNS), problems


def _records(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """(the line it begins on, tag to its lines) of each record."""
    tags: dict[str, list[str]] = {}
    last, begin = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        found = _TAG.match(line)
        if found:
            last = found[1]
            if last == "ER" or (last == "PT" and "PT" in tags):
                yield begin, tags
                tags = {}
            if last == "PT":
                begin = number
            if last not in ("ER", "EF"):
                tags.setdefault(last, []).append((found[2] or "").strip())
        elif line.strip() and last in tags:
            tags[last].append(line.strip())
    if "PT" in tags:
        yield begin, tags


def _row(line: int, tags: dict[str, list[str]]) -> SiteRow:
    def one(tag: str) -> str:
        return " ".join(tags.get(tag, []))

    day = day_of(one("DA"))
    told = []
    for tag, source in (("TC", WEB_OF_SCIENCE), ("Z9", ALL_DATABASES)):
        number = number_of(one(tag))
        if number is not None:
            told.append(Told(source, number, day))
    venue = plain(one("SO"))
    details = [(name, plain(one(tag))) for tag, name in _DETAILS.items() if tag in tags]
    if pages := pages_of(one("BP") or one("AR"), one("EP")):
        details.append(("pages", pages))
    return SiteRow(
        line,
        plain(one("TI")),
        tuple(tags.get("AF") or tags.get("AU", [])),
        year=year_of(one("PY")),
        ids=identifiers(("ut", one("UT")), ("doi", one("DI")), ("pmid", one("PM"))),
        venue=venue,
        told=tuple(told),
        kind=kind_of(one("DT"), venue=venue),
        details=tuple(details),
    )


_TAG: Final = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|)\Z")
_BEGIN: Final = re.compile(r"\s*(?:FN [^\n]*\r?\n(?:VR [^\n]*\r?\n)?\s*)?PT [A-Z]\w*\s")
_TITLE: Final = re.compile(r"^TI ", re.MULTILINE)
_END: Final = re.compile(r"^ER\s*$", re.MULTILINE)
