"""Values after a colon that are numbers, dates or patterns, and spans of them."""

from __future__ import annotations

import datetime as dt
import re

from biblio.query import fields
from biblio.query.tree import Dated, FieldIs, How, Query, Range
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

# Compiled by `re` when first used: most queries have nothing to compare.
_COMPARED: Final = r"(?s)(>=|<=|>|<|=)?(.+)"
_NUMBER: Final = r"(?a)-?\d{1,15}(\.\d{1,9})?"
_YEARS: Final = r"(?a)(\d{4})[-–](\d{4})"
_DAY: Final = r"(?a)(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?"
_AGE: Final = r"(?a)(\d{1,6})([dwmy])"
_DAYS: Final = {"d": 1, "w": 7, "m": 30.44, "y": 365.25}

_Span = tuple[str, str]  # first and last day, as in `Dated`


def comparison(name: str, value: str, today: dt.date, *, typed: bool = False) -> Query | None:
    """The number or date comparison that a field's value means; None when it is text.

    Args:
        name: Canonical field name.
        value: What stands after the colon.
        today: What ages count from.
        typed: The value is still being typed: ``20`` is then the beginning of a year.
    """
    if name in fields.DATES:
        return _dates(name, value, today)
    if name == "month":
        value = _with_numbers(value)
    if name in fields.WORDED or not any(map(str.isdecimal, value)):
        return None
    return _numbers(name, value, typed=typed)


def doubt(name: str, value: str) -> str:
    """Why a value is not what its field takes, as the end of a sentence; empty where it is."""
    if name == "me":
        return f"my position is one of {', '.join(fields.POSITIONS)}"
    if name in fields.DATES:
        ends = value.lstrip("<>=").split("..")
        if all(re.fullmatch(_DAY, end) for end in ends if end):
            return "the calendar has no such day"
        return "a day is 2024-05-31, a month 2024-05, an age <30d, <2w, <6m or <1y"
    if name in fields.NUMBERS:
        return "a year is 2020, 2018..2021 or >=2018" if name == "year" else "a number is needed"
    if name in fields.DATE_PARTS and value.isdecimal() and not is_part(name, int(value)):
        return "a month is may, 5 or mar..sep" if name == "month" else "a day is 1 to 31"
    if value.startswith((">", "<")) and not is_begun(value):
        return "only numbers and dates are more or less than others"
    return ""


def is_part(name: str, number: int) -> bool:
    """Whether there is a month or a day of this number."""
    return 1 <= number <= fields.DATE_PARTS[name]


def is_begun(value: str) -> bool:
    """Whether of a comparison only the sign was typed so far."""
    return not value.strip("<>=.")


def is_book(word: str) -> bool:
    """Whether a word is a whole ISBN."""
    if sum(map(str.isdecimal, word)) not in {9, 10, 13}:
        return False
    from biblio.identifiers import is_isbn

    return is_isbn(word)


def _with_numbers(value: str) -> str:
    """A span of months with numbers for their names; one month alone stays a text."""
    name = value.lstrip("<>=")
    sign = value[: len(value) - len(name)]
    ends = name.split("..")
    if not sign and len(ends) != 2:
        return value
    from biblio.dates import parse_month

    return sign + "..".join(str(parse_month(end) or end) for end in ends)


def pattern(name: str, value: str) -> Query | None:
    """The field with a pattern, or with its text where the pattern cannot be used."""
    if not value:
        return None
    from biblio.query.pattern import refusal

    refused = refusal(value)
    if refused:
        return FieldIs(name, value, How.HOLDS, refused)
    return FieldIs(name, value, How.PATTERN)


def _numbers(name: str, value: str, *, typed: bool) -> Query | None:
    ends = value.split("..")
    if name == "year" and (years := re.fullmatch(_YEARS, value)):
        ends = list(years.groups())
    if len(ends) == 2 and any(ends) and all(re.fullmatch(_NUMBER, end) for end in ends if end):
        low, high = (float(end) if end else None for end in ends)
        if low is not None and high is not None and low > high and not typed:
            low, high = high, low
        return Range(name, low, high)
    compared = re.fullmatch(_COMPARED, value)
    if compared is None or not re.fullmatch(_NUMBER, compared[2]):
        return None
    number = float(compared[2])
    match compared[1]:
        case ">" | ">=" as sign:
            return Range(name, number, None, low_open=sign == ">")
        case "<" | "<=" as sign:
            return Range(name, None, number, high_open=sign == "<")
        case _ if name in fields.NUMBERS:
            return _number(name, value, number, typed=typed)
        case _:
            return None  # ``volume:12`` is a text


def _number(name: str, value: str, number: float, *, typed: bool) -> Range:
    if typed and name == "year" and re.fullmatch(r"[12]\d{0,2}", value, re.ASCII):
        scale = 10 ** (4 - len(value))
        return Range(name, number * scale, (number + 1) * scale - 1)
    return Range(name, number, number)


def _dates(name: str, value: str, today: dt.date) -> Query | None:
    compared = re.fullmatch(_COMPARED, value)
    age = re.fullmatch(_AGE, compared[2]) if compared else None
    if compared and age:
        return _aged(name, compared[1] or "", age, today)
    ends = value.split("..")
    if len(ends) == 2 and any(ends):
        first, last = (_span(end, today) if end else ("", "") for end in ends)
        return Dated(name, first[0] or None, last[1] or None) if first and last else None
    span = _span(compared[2], today) if compared else None
    return _bounded(name, compared[1], span) if compared and span else None


def _bounded(name: str, sign: str | None, span: _Span) -> Dated:
    match sign:
        case ">":
            return Dated(name, _next_day(span[1]), None)
        case ">=":
            return Dated(name, span[0], None)
        case "<":
            return Dated(name, None, _day_before(span[0]))
        case "<=":
            return Dated(name, None, span[1])
        case _:
            return Dated(name, span[0], span[1])


def _aged(name: str, sign: str, age: re.Match[str], today: dt.date) -> Query:
    """``<30d`` is younger than 30 days, ``>30d`` older."""
    days = min(int(int(age[1]) * _DAYS[age[2]]), today.toordinal() - 1)
    day = (today - dt.timedelta(days)).isoformat()
    if sign.startswith(">"):
        return Dated(name, None, _last(day))
    return Dated(name, day, None)


def _span(text: str, today: dt.date) -> _Span | None:
    if text.lower() in {"today", "yesterday"}:
        day = today - dt.timedelta(text.lower() == "yesterday")
        return day.isoformat(), _last(day.isoformat())
    parts = re.fullmatch(_DAY, text)
    if parts is None:
        return None
    year, month, day_of_month = parts[1], int(parts[2] or 0), int(parts[3] or 0)
    if month > 12 or day_of_month > 31 or (parts[2] and not month):
        return None
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    if not day_of_month:
        return f"{year}-{month:02}-01", f"{year}-{month:02}-31"
    from calendar import monthrange

    if day_of_month > monthrange(int(year) or 4, month)[1]:
        return None
    written = f"{year}-{month:02}-{day_of_month:02}"
    return written, _last(written)


def _last(day: str) -> str:
    """The day as an upper bound: ``-31`` for the last day of any month."""
    try:
        following = dt.date.fromisoformat(day) + dt.timedelta(1)
    except (ValueError, OverflowError):
        return day
    return f"{day[:8]}31" if following.day == 1 else day


def _next_day(last: str) -> str:
    """The first day after an upper bound."""
    if last.endswith("-31"):
        year, month = int(last[:4]), int(last[5:7])
        return f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    return f"{last[:8]}{int(last[8:]) + 1:02}"


def _day_before(first: str) -> str:
    """The upper bound that ends before a day."""
    year, month, day = int(first[:4]), int(first[5:7]), int(first[8:])
    if day > 1:
        return f"{first[:8]}{day - 1:02}"
    return f"{year - 1:04}-12-31" if month == 1 else f"{year:04}-{month - 1:02}-31"
