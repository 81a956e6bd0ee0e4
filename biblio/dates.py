"""Dates as bibliographies have them: a year, perhaps a month, perhaps a day.

Read are biblatex's ``date`` (the subset of ISO 8601-2, "EDTF", in § 2.3.8 of its manual),
BibTeX's ``year``, ``month`` and ``day``, and what people write there. Of a range the start
counts, a season has no month, and what is invalid is unknown.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from functools import total_ordering
from typing import Final

from biblio.entry import Entry, Field
from biblio.folding import fold
from biblio.latex import to_text

# BibTeX's macros for months, January first, as plain.bst defines them.
MONTH_MACROS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which month and day may be unknown; an unknown part sorts first.

    Attributes:
        year: Negative before the year 0 (which is 1 BC).
        month: 1 to 12, or None.
        day: 1 to 31, or None; None whenever the month is.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """As in ISO 8601: ``2023``, ``2023-11``, ``2023-11-05``, ``-0044-03``."""
        text = f"{'-' if self.year < 0 else ''}{abs(self.year):04}"
        if self.month is not None:
            text += f"-{self.month:02}"
            if self.day is not None:
                text += f"-{self.day:02}"
        return text

    def __lt__(self, other: PartialDate) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0


def entry_date(entry: Entry, texts: Mapping[str, str] | None = None) -> PartialDate | None:
    """When an entry was published; None when no year can be read.

    ``date`` counts before ``year`` with ``month`` and ``day``, as in biblatex; what the one
    leaves open, the others fill if the year is the same.

    Args:
        entry: The entry.
        texts: What `Entry.texts` gives for it, if that is known already.
    """
    texts = entry.texts() if texts is None else texts
    date = parse_date(texts.get("date", ""))
    if date is not None and date.month is not None:
        return date
    by_year = parse_date(texts.get("year", ""))
    if date is None:
        date = by_year
    elif by_year is not None and by_year.year != date.year:
        return date
    if date is None or date.month is not None:
        return date
    month, day = _month_field(_field(entry, "month"))
    own_day = _NUMBER.fullmatch(_plain(texts.get("day", "")))
    return _date(date.year, month, int(own_day[0]) if own_day else day)


def parse_date(text: str) -> PartialDate | None:
    """The date in a text, of a range its start; None when no year can be read.

    Read are ISO 8601 and EDTF (``2019/2021``, ``../1990``, ``1998~``, ``199X``, ``2001-21``),
    and years with something around them: ``{2001}``, ``c1999``, ``1990--1995``, ``3 May 2001``.
    """
    text = _plain(text)
    if not text:
        return None
    if len(text) == 4 and text.isdecimal() and text.isascii():  # as most are
        return PartialDate(int(text))
    for part in text.split("/") if _RANGE.search(text) else (text,):
        if match := _EDTF.fullmatch(part.strip()):
            year = int(re.sub("[Xxu]", "0", match["year"]))
            if compact := match["compact"]:  # 20010503
                return _date(year, int(compact[:2]), int(compact[2:]))
            return _date(year, _number(match["month"]), _number(match["day"]))
        if match := _LOOSE.search(part):
            year = int(match[0])
            around = f"{part[: match.start()]} {part[match.end() :]}"
            return _date(year, *_month_and_day(around))
    return None


def parse_month(text: str) -> int | None:
    """The month (1 to 12) in a text: a macro, a name in one of several languages, a number."""
    return _month_and_day(_plain(text))[0]


# Between two full years (or none) a slash makes a range; 2001/05 is a month.
_RANGE: Final = re.compile(r"/\s*(?:-?[0-9]{2}[0-9Xxu]{2}|\.\.|\Z)|(?:\A|\.\.)\s*/")
_EDTF: Final = re.compile(
    r"""
    (?P<year>-?(?:[0-9]{4}|[0-9]{3}[Xxu]|[0-9]{2}[Xxu]{2}))
    (?: [-/.](?P<month>[0-9]{1,2}|XX|xx|uu) (?: [-/.](?P<day>[0-9]{1,2}|XX|xx|uu) )?
      | (?<=[0-9]{4})(?P<compact>[0-9]{4}) )?
    (?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)? \s* [~?%]?
    """,
    re.VERBOSE,
)
_LOOSE: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_NUMBER: Final = re.compile(r"[0-9]{1,2}")


def _plain(text: str) -> str:
    """Readable, with hyphens for dashes: ``{1990--1995}`` is ``1990-1995``."""
    if not text or (text.isdecimal() and text.isascii()):
        return text
    return to_text(text.replace("~", " ~")).replace("–", "-").replace("—", "-").strip()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """A date of the parts that are valid."""
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    # 2000 has all days that the month can have, for years that the calendar does not know.
    days = monthrange(year if year > 0 else 2000, month)[1]
    return PartialDate(year, month, day if day is not None and 1 <= day <= days else None)


# Months

_MONTH_NAMES: Final = (
    # English and German, French, Spanish, Italian, Portuguese, Dutch where they differ, folded
    "january januar janner janvier enero gennaio janeiro januari",
    "february februar fevrier febrero febbraio fevereiro februari",
    "march marz mars marzo marco maart maerz",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
)
_FULL: Final = {name: i for i, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
# Abbreviations that mean one month only ("ma" could be two).
_SHORT: Final = {
    name[:length]: month
    for name, month in _FULL.items()
    for length in range(3, len(name))
    if len({other for word, other in _FULL.items() if word.startswith(name[:length])}) == 1
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_DAY: Final = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")


def _field(entry: Entry, name: str) -> Field | None:
    return next((field for field in entry.fields if field.name.lower() == name), None)


def _month_field(field: Field | None) -> tuple[int | None, int | None]:
    """Month and day in a month field, in its value or else in its expression."""
    if field is None:
        return None, None
    if field.expression and "#" in field.expression:
        # jan # "~5", of which the reader may not have expanded the macro
        text = _plain(field.expression.replace("#", " ").replace('"', " "))
        month, day = _month_and_day(text)
        if month is not None and not _NUMBER.fullmatch(text):
            return month, day
    return _month_and_day(_plain(field.value) or _plain(field.expression or ""))


def _month_and_day(text: str) -> tuple[int | None, int | None]:
    """The first month in a text and the day beside it; a number alone is the month."""
    if month := _SHORT.get(text):  # jan, as most are
        return month, None
    if _NUMBER.fullmatch(text):
        number = int(text)
        return (number, None) if 1 <= number <= 12 else (None, None)
    for word in _WORD.findall(fold(text)):
        month = _FULL.get(word) or _SHORT.get(word)
        if month:
            day = _DAY.search(text)
            return month, int(day[0]) if day else None
    numbers = _DAY.findall(text)
    if len(numbers) == 2 and not _WORD.search(text) and 1 <= int(numbers[0]) <= 12:
        return int(numbers[0]), None  # 1-2: January to February
    return None, None
