"""What looks wrong in a date of biblatex's: it would be read otherwise or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Final

#: Fields that hold such dates (biblatex manual 3.20, § 2.3.8).
DATES: Final = ("date", "origdate", "eventdate", "urldate")


def wrong_dates(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each date that biblatex cannot read: its field, and a sentence.

    Args:
        texts: Lower-case field name to its text.
    """
    for name in DATES:
        text = texts.get(name, "").strip()
        if text and "\\" not in text and not _is_date(text):
            yield name, f"“{text}” is no date: biblatex reads YYYY, YYYY-MM, YYYY-MM-DD or a range."


def _is_date(text: str) -> bool:
    parts = [part.strip() for part in text.split("/")]
    open_ended = len(parts) == 2 and any(parts)
    return len(parts) <= 2 and all(
        (part in ("", "..") and open_ended) or _is_point(part) for part in parts
    )


def _is_point(text: str) -> bool:
    found = _POINT.fullmatch(text)
    if found is None:
        return False
    year, month, day = found["year"], found["month"], found["day"]
    if month is None or "X" in month.upper():
        return True
    number = int(month)
    if day is None:
        return 1 <= number <= 12 or 21 <= number <= 41  # seasons and other parts of a year
    if not 1 <= number <= 12:
        return False
    if "X" in day.upper():
        return True
    known = re.fullmatch(r"[0-9]{4}", year)
    try:
        dt.date(int(year) if known and int(year) else 2000, number, int(day))
    except ValueError:
        return False
    return True


# The Extended Date/Time Format as far as biblatex has it (§ 2.3.8)
_POINT: Final = re.compile(
    r"(?P<year>[+-]?(?:[0-9]{4}|[0-9]{3}[Xx]|[0-9]{2}[Xx]{2}|[Yy]-?[0-9]{5,9}))"
    r"(?:-(?P<month>[0-9]{2}|[Xx]{2})(?:-(?P<day>[0-9]{2}|[Xx]{2})"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?[~?%]?"
)
