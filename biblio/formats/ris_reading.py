"""A RIS record as an entry."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from biblio.dates import parse_date
from biblio.entry import Entry, Field
from biblio.formats import ris_fields as tables
from biblio.formats.exchange import from_plain, join_keywords, key_from
from biblio.formats.ris_dates import read_dates
from biblio.formats.ris_lines import Record
from biblio.formats.ris_names import read_name
from biblio.formats.ris_tags import Tags, filled
from biblio.names import Names, write_names
from biblio.problem import Severity


class RecordReader:
    """Reads the records of one file.

    Attributes:
        keys: The keys that records of the file have already.
        export_days: For each record that has a count, the day on which a database says that it
            made it; None for the others.
    """

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.export_days: list[dt.date | None] = []

    @property
    def as_of(self) -> dt.date | None:
        """The day for which counts of citations hold, if the file names one and only one."""
        days = {day for day in self.export_days if day is not None}
        return next(iter(days)) if len(days) == 1 else None

    def read(self, record: Record) -> tuple[Entry, list[tuple[str, Severity, str]]]:
        """The entry of a record, and what was wrong with it (code, severity, message)."""
        doubts: list[tuple[str, Severity, str]] = []
        tags = Tags(record)
        kind, code = _type_of(tags)
        if code is None and record.typed:
            said = tags.peek("TY")
            message = f"“{said}” is no type of RIS: the record was read as misc."
            doubts.append(("unknown-type", Severity.WARNING, message))
        elif code is not None and tables.TYPE_CODES.get(kind) == code:
            tags.pick("TY")
        key = key_from(tags.peek("ID"))
        if key and key in self.keys:
            message = (
                f"The identifier {key} occurs before in the file: the record gets another key."
            )
            doubts.append(("duplicate-key", Severity.WARNING, message))
            key = ""
        if key:
            self.keys.add(key)
            tags.pick("ID")
        fields = [*_names(tags), *_titles(tags, kind), *_details(tags, kind), *read_dates(tags)]
        fields += [*_links(tags), *self._notes(tags), *tags.rest()]
        return Entry(kind, key, tuple(fields)), doubts

    def _notes(self, tags: Tags) -> list[Field]:
        """Notes, with the counts of citations that databases put there as fields of their own."""
        notes: list[str] = []
        remarks: list[str] = []
        texts = tags.all("N1")
        cited = next((found for text in texts if (found := _CITED.search(text))), None)
        count = str(int(cited[1])) if cited is not None else ""
        exported = next((found for text in texts if (found := _EXPORTED.search(text))), None)
        self.export_days.append(_day(exported[1]) if cited and exported else None)
        for text in texts:
            if not (_CITED.search(text) or (cited and _EXPORTED.search(text))):
                notes.append(text)
                continue
            remark = _EXPORTED.sub("", _CITED.sub("", text)).split("\n")
            remarks += [line.strip(" ;") for line in remark]
        made_by_scopus = cited is not None and exported is not None and not tags.peek("DB", "DP")
        return filled(
            ("ris-db", "Scopus" if made_by_scopus else ""),  # nobody else writes both
            ("note", from_plain("\n".join(notes))),
            ("annote", from_plain("\n".join(filter(None, [*remarks, *tags.all("RN")])))),
            ("citationcount", count),
        )


# Scopus: "Export Date: 05 August 2024; Cited By: 12; …", earlier "Cited By :12"; Web of Science:
# "Total Times Cited:  162".
_CITED: Final = re.compile(r"(?:Cited By|(?:Total )?Times Cited)\s*:\s*([0-9]{1,9})\b;?[ \t]*")
_EXPORTED: Final = re.compile(r"Export Date\s*:\s*([^;\n]*);?[ \t]*")


def _day(text: str) -> dt.date | None:
    day = parse_date(text)
    if day is None or not day.month or not day.day or not 0 < day.year < 10_000:
        return None
    return dt.date(day.year, day.month, day.day)


def _type_of(tags: Tags) -> tuple[str, str | None]:
    """The entry type, and the reference type that it was read from; None if unknown."""
    said = tags.peek("TY")
    code = said.upper() if said.upper() in tables.TYPES else tables.TYPE_NAMES.get(said.lower())
    if code is None:
        return "misc", None
    kind = tables.TYPES[code]
    if code == "CONF" and not tags.peek("AU", "A1", *tables.BOOK_TITLE_TAGS):
        return "proceedings", code  # no paper: it is in nothing, and by nobody
    if code == "THES":
        what = tags.peek("M3").lower()
        if "master" in what or "m.sc" in what or "msc" in what:
            kind = "mastersthesis"
        elif "phd" in what or "ph.d" in what or "doctor" in what:
            kind = "phdthesis"
        if tags.peek("M3") == tables.THESES.get(kind):
            tags.pick("M3")
    return kind, code


def _names(tags: Tags) -> list[Field]:
    fields: list[Field] = []
    for role, names in tables.NAME_TAGS.items():
        people, others = [], False
        for text in tags.merged(*names):
            for part in text.split(";"):
                if part.strip().lower().rstrip(".,") in ("et al", "others"):
                    others = True
                elif part.strip():
                    people.append(read_name(" ".join(part.split())))
        fields += filled((role, write_names(Names(tuple(people), others)) if people else ""))
    return fields


def _titles(tags: Tags, kind: str) -> list[Field]:
    own = (*tables.TITLE_TAGS, "BT") if kind in tables.BOOK_TYPES else tables.TITLE_TAGS
    fields = filled(("title", from_plain(tags.pick(*own))))
    if kind in tables.JOURNAL_TYPES:
        fields += filled(("journal", from_plain(tags.pick(*tables.JOURNAL_TAGS))))
    elif kind in tables.PART_TYPES:
        fields += filled(("booktitle", from_plain(tags.pick(*tables.BOOK_TITLE_TAGS))))
        fields += filled(("series", from_plain(tags.pick("T3"))))
    elif kind in tables.BOOK_TYPES or kind == "techreport":
        fields += filled(("series", from_plain(tags.pick("T2", "T3"))))
    else:
        fields += filled(("journal", from_plain(tags.pick("JF", "JO"))))
        fields += filled(("booktitle", from_plain(tags.pick("T2"))))
        fields += filled(("series", from_plain(tags.pick("T3"))))
    short = tags.pick(*tables.ABBREVIATION_TAGS) if kind in tables.JOURNAL_TYPES else ""
    return fields + filled(("shortjournal", from_plain(short)))


def _details(tags: Tags, kind: str) -> list[Field]:
    fields: list[Field] = []
    taken: set[str] = set()
    for tag, name in tables.TEXT_TAGS.items():
        value = tags.peek(tag)
        if value and name not in taken:
            taken.add(name)
            same = [each for each, field in tables.TEXT_TAGS.items() if field == name]
            fields += filled((name, from_plain(tags.pick(*same))))
    if kind not in tables.JOURNAL_TYPES and kind != "inproceedings":
        fields += filled(("type", from_plain(tags.pick("M3"))))
    if kind in tables.PART_TYPES:
        fields += filled(("chapter", from_plain(tags.pick("SE"))))
    publisher = tables.PUBLISHERS.get(kind, ("publisher",))[0]
    fields += filled((publisher, from_plain(tags.pick("PB"))))
    return [*fields, *_pages(tags, kind), *_serial_numbers(tags)]


_PAGE_WORD: Final = re.compile(r"^(?:pp?|pages?|S)\b\.?\s*", re.IGNORECASE)
_RANGE: Final = re.compile(r"(\S+?)\s*[-–—]+\s*(\S+)")


def _pages(tags: Tags, kind: str) -> list[Field]:
    start, end = _PAGE_WORD.sub("", tags.pick("SP")), _PAGE_WORD.sub("", tags.pick("EP"))
    if kind in tables.BOOK_TYPES and start and not end and not _range(start):
        return filled(("pagetotal", from_plain(start)))
    if match := _range(start):
        if end and end != match[2]:
            tags.put_back("EP", [end])
        return filled(("pages", from_plain(f"{match[1]}--{match[2]}")))
    both = f"{start}--{end}" if start and end and start != end else start or end
    return filled(("pages", from_plain(both)))


def _range(text: str) -> re.Match[str] | None:
    """The two ends of a range; of a very long text, which cannot be one, nothing is tried."""
    return _RANGE.fullmatch(text) if len(text) < 100 else None


_SERIAL_END: Final = re.compile(r"\s*\((?:ISSN|ISBN|electronic|print|online)\)", re.IGNORECASE)
_BETWEEN_SERIALS: Final = re.compile(r"[;,\s]+")
_SERIAL: Final = re.compile(r"[0-9]{7}[0-9X]|[0-9]{9}[0-9X]|[0-9]{13}", re.IGNORECASE)


def _serial_numbers(tags: Tags) -> list[Field]:
    """ISSN and ISBN, which share a tag; text that is neither keeps it."""
    found: dict[str, dict[str, None]] = {"issn": {}, "isbn": {}}
    strange: list[str] = []
    for text in tags.all("SN"):
        numbers = _BETWEEN_SERIALS.split(_SERIAL_END.sub("", text).strip())
        if not all(_SERIAL.fullmatch(number.replace("-", "")) for number in numbers):
            strange.append(text)
            continue
        for number in numbers:
            found["issn" if len(number.replace("-", "")) == 8 else "isbn"][number] = None
    tags.put_back("SN", strange)
    return filled(*((name, ", ".join(numbers)) for name, numbers in found.items()))


_RESOLVER: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def _links(tags: Tags) -> list[Field]:
    keywords = [" ".join(word.split()) for word in tags.all("KW")]
    abstract = tags.pick(*tables.ABSTRACT_TAGS)
    return filled(
        ("doi", _RESOLVER.sub("", tags.pick("DO"))),
        ("url", tags.pick("UR")),
        ("keywords", join_keywords(keywords)),
        ("abstract", from_plain(abstract)),
    )
