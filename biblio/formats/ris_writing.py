"""An entry as a RIS record."""

from __future__ import annotations

import re
from typing import Final

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.formats import ris_fields as tables
from biblio.formats.exchange import (
    MONTH_AND_DAY,
    Fields,
    Losses,
    plain_lines,
    split_keywords,
    unescape,
)
from biblio.formats.ris_lines import tag_of
from biblio.formats.ris_names import read_name, write_name
from biblio.names import parse_names


def write_record(entry: Entry, losses: Losses) -> str:
    """The record of an entry, from ``TY`` to ``ER``; what it cannot hold goes to `losses`."""
    writer = _Writer(entry, losses)
    return "\n".join([*writer.lines(), "ER  - ", ""])


class _Writer:
    def __init__(self, entry: Entry, losses: Losses) -> None:
        self._entry = entry
        self._fields = Fields(entry)
        self._losses = losses
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        kind = self._type()
        number = self._fields.plain("ris-id")  # the key was made of it, and stands for it
        self._add("ID", " ".join(self._entry.key.split()) or number)
        for role, tags in tables.NAME_TAGS.items():
            self._names(tags[0], role)
        self._titles(kind)
        self._details(kind)
        self._dates()
        self._pages(kind)
        for name in ("issn", "isbn"):
            for number in self._fields.plain(name).split(", "):
                self._add("SN", number)
        self._add("DO", self._fields.plain("doi"))
        self._add("UR", self._fields.plain("url"))
        for word in split_keywords(self._fields.take("keywords", "keyword")):
            self._add("KW", word)
        self._add("AB", plain_lines(self._fields.take("abstract")))
        for tag, name in (("N1", "note"), ("RN", "annote"), ("RN", "annotation")):
            self._add(tag, plain_lines(self._fields.take(name)))
        if count := self._fields.plain("citationcount"):
            self._add("N1", f"Cited By: {count}")
        self._rest()
        return self._lines

    def _add(self, tag: str, text: str) -> None:
        """A line for a tag; a text of several lines that would be read as tags is made one."""
        if not text.strip():
            return
        first, *more = text.split("\n")
        if any(tag_of(line) for line in more):
            first, more = " ".join(text.split()), []
        self._lines += [f"{tag}  - {first.strip()}", *more]

    def _text(self, tag: str, *names: str) -> None:
        """A line for the first of these fields that there is."""
        source = self._fields.peek(*names)
        if source:
            self._losses.check_text(self._entry, source, markup=False)
            self._add(tag, self._fields.plain(*names))

    def _type(self) -> str:
        kind = self._entry.type
        code = self._fields.plain("ris-ty").upper()
        if tables.TYPES.get(code) != kind:
            code = tables.TYPE_CODES.get(kind, "GEN")
            back = tables.TYPES[code]
            if kind not in (back, "proceedings", *tables.THESES):
                self._losses.add("type-changed", kind, self._entry)
        self._add("TY", code)
        if kind in tables.THESES:
            self._add("M3", self._fields.plain("type") or tables.THESES[kind])
        return kind

    def _names(self, tag: str, role: str) -> None:
        names = parse_names(self._fields.take(role))
        for name in names.people:
            plain = name.text()
            written = write_name(plain)
            if _DIVIDES.search(plain.display) and read_name(written.strip()).text() != plain:
                self._losses.add("name-divided", "names with a comma within", self._entry)
            self._add(tag, written)
        if names.others:
            self._add(tag, "et al.")

    def _titles(self, kind: str) -> None:
        self._text("TI", "title")
        if kind in tables.JOURNAL_TYPES:
            self._text("T2", "journal", "journaltitle")
            self._text("J2", "shortjournal")
        elif kind in tables.PART_TYPES:
            self._text("T2", "booktitle")
        elif kind not in tables.BOOK_TYPES and kind != "techreport":
            self._text("JF", "journal", "journaltitle")
            self._text("T2", "booktitle")
        is_book = kind in tables.BOOK_TYPES or kind == "techreport"
        if kind not in tables.JOURNAL_TYPES:
            self._text("T2" if is_book else "T3", "series")

    def _details(self, kind: str) -> None:
        written: set[str] = set()
        for tag, name in tables.TEXT_TAGS.items():
            if name not in written:
                written.add(name)
                self._text(tag, *tables.FIELD_NAMES.get(name, (name,)))
        if kind not in tables.JOURNAL_TYPES and kind != "inproceedings":
            self._text("M3", "type")
        if kind in tables.PART_TYPES:
            self._text("SE", "chapter")
        self._text("PB", *tables.PUBLISHERS.get(kind, ("publisher",)))

    def _dates(self) -> None:
        date = entry_date(self._entry)
        whole = self._fields.plain("date")
        year = self._fields.peek("year").strip()
        if date is None or not 0 < date.year < 10_000:
            self._add("PY", whole or self._fields.plain("year"))
        else:
            if not whole or year == f"{date.year:04}":
                self._fields.take("year")
            rest = whole if whole != date.iso else ""
            if not whole:
                month = self._fields.plain("month")
                self._fields.take("day")
                rest = "" if MONTH_AND_DAY.fullmatch(month) and date.month else month
            self._add("PY", f"{date.year:04}" if whole or year.isdecimal() else year)
            rest = rest or self._fields.plain("ris-date")
            parts = [f"{part:02}" if part else "" for part in (date.month, date.day)]
            if rest or any(parts):
                self._add("DA", "/".join([f"{date.year:04}", *parts, rest]))
        self._add("Y2", self._fields.plain("urldate").replace("-", "/"))

    def _pages(self, kind: str) -> None:
        pages = self._fields.plain("pages").replace("--", "–")
        if match := _RANGE.fullmatch(pages):
            self._add("SP", match[1])
            self._add("EP", match[2])
        else:
            self._add("SP", pages)
            if kind in tables.BOOK_TYPES:  # alone it would be the number of pages
                self._add("EP", pages)
        if kind in tables.BOOK_TYPES and not pages:
            self._text("SP", "pagetotal")

    def _rest(self) -> None:
        """The tags that were read without a place for them, and the end of what there is."""
        for field in self._fields.rest():
            tag = field.id.removeprefix("ris-").upper()
            if (
                field.id.startswith("ris-")
                and tag_of(f"{tag}  - x")
                and tag not in ("TY", "ID", "ER")
            ):
                for line in unescape(field.value).split("\n"):
                    self._add(tag, line)
            else:
                self._losses.add("field-left-out", field.id, self._entry)


_DIVIDES: Final = re.compile(r"[,;]")
_RANGE: Final = re.compile(r"([^\s,–-]+)\s*[–-]\s*([^\s,–-]+)")
