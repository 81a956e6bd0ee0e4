"""An entry as an item of CSL-JSON."""

from __future__ import annotations

import re
from typing import Any, Final

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.formats import csl_fields as tables
from biblio.formats.csl_dates import write_date
from biblio.formats.csl_markup import to_markup
from biblio.formats.exchange import (
    MONTH_AND_DAY,
    Fields,
    Losses,
    plain_lines,
    plain_value,
    split_keywords,
)
from biblio.names import Name, parse_names

Item = dict[str, Any]


def write_item(entry: Entry, losses: Losses, fields: Fields | None = None) -> Item:
    """The item of an entry; what it cannot hold goes to `losses`.

    Args:
        entry: The entry.
        losses: Collects what is lost.
        fields: The entry's fields; those that no variable took are left in it.
    """
    return _Writer(entry, losses, fields or Fields(entry)).item()


class _Writer:
    def __init__(self, entry: Entry, losses: Losses, fields: Fields) -> None:
        self._entry = entry
        self._losses = losses
        self._fields = fields
        self._item: Item = {}

    def item(self) -> Item:
        kind = self._entry.type
        self._set("id", self._entry.key)
        self._item["type"] = tables.ITEM_TYPES.get(kind, "document")
        for variable, field in tables.NAMES.items():
            self._names(variable, field)
        self._issued()
        for variable, field in tables.DATES.items():
            if variable != "issued" and (text := self._fields.plain(field)):
                self._item[variable] = write_date(text)
        journal = ("journal", "journaltitle")
        is_journal = kind in tables.JOURNAL_TYPES
        self._text("container-title", *(journal if is_journal else ("booktitle", *journal)))
        for variable, names in tables.TEXTS.items():
            self._text(variable, *names)
        if kind in tables.THESES:
            self._item.setdefault("genre", tables.THESES[kind])
        self._text(number_variables(kind)[0], "number")
        self._text("publisher", *tables.PUBLISHERS.get(kind, ("publisher",)))
        return self._item

    def _set(self, variable: str, text: str) -> None:
        if text.strip():
            self._item[variable] = text

    def _text(self, variable: str, *names: str) -> None:
        name = next((name for name in names if self._fields.peek(name)), "")
        if not name:
            return
        value = self._fields.take(name)
        if variable == "keyword":
            text = ", ".join(split_keywords(value))
        elif variable in ("abstract", "note", "annote"):
            text = to_markup(value, keeps_case=False) if variable == "note" else plain_lines(value)
        elif variable in tables.RICH:
            text = to_markup(value, keeps_case=variable in tables.CASED)
        else:
            text = plain_value(name, value)
        if variable == "page":
            text = _DASHES.sub("-", text)
        self._losses.check_text(self._entry, value, markup=variable in tables.RICH)
        self._set(variable, text)

    def _names(self, variable: str, field: str) -> None:
        names = parse_names(self._fields.take(field))
        people = [_name(name.text()) for name in names.people]
        if names.others:
            people.append({"literal": "others"})
        if people:
            self._item[variable] = people

    def _issued(self) -> None:
        whole = self._fields.plain("date")
        year = self._fields.peek("year").strip()
        if whole:
            if year and year == whole[:4]:
                self._fields.take("year")
            self._item["issued"] = write_date(whole)
            return
        year = self._fields.plain("year")
        month = self._fields.plain("month")
        if not year and not month:
            return
        date = entry_date(self._entry) if _YEAR.fullmatch(year) else None
        if date is None or (month and not (date.month and MONTH_AND_DAY.fullmatch(month))):
            self._item["issued"] = {"literal": f"{month} {year}".strip()}
            return
        self._fields.take("day")
        parts = [part for part in (date.year, date.month, date.day) if part is not None]
        self._item["issued"] = {"date-parts": [parts]}


def number_variables(kind: str) -> tuple[str, ...]:
    """Where the number of an entry of this type is, the usual variable first."""
    if kind in tables.JOURNAL_TYPES:
        return ("issue", "number")
    if kind in tables.NUMBERED:
        return ("number", "collection-number", "issue")
    return ("collection-number", "number", "issue")


def _name(name: Name) -> Item:
    """CSL's form of a name in plain text."""
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: text for part, text in parts.items() if text}


_DASHES: Final = re.compile(r"--+|[–—]")
_YEAR: Final = re.compile(r"[0-9]{4}")
