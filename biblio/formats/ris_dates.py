"""Dates in RIS: ``2019/05/03/spring``, whose parts may be empty, and what databases write there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from biblio.dates import MONTH_MACROS, parse_date, parse_month
from biblio.entry import Field
from biblio.formats.exchange import from_plain
from biblio.formats.ris_fields import DATE_TAGS
from biblio.formats.ris_tags import Tags, filled

_DATE: Final = re.compile(
    r"([0-9]{4})(?:[/-]([0-9]{1,2})?(?:[/-]([0-9]{1,2})?(?:/(.*))?)?)?/*", re.DOTALL
)
_EDTF: Final = re.compile(r"-?[0-9X]{4}[0-9X~?%./-]*")


@lru_cache(maxsize=4096)
def _date(text: str) -> tuple[str, str, str, str] | None:
    """Year, month, day and the rest of ``2019/05/03/spring``; None for another form."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    month = int(match[2] or 0)
    day = int(match[3] or 0)
    if month > 12 or day > 31 or (day and not month):
        return None
    return match[1], str(month or ""), str(day or ""), (match[4] or "").strip("/ ")


def read_dates(tags: Tags) -> list[Field]:
    """The fields for the date of publication and the day of a visit."""
    fields = _published(tags)
    visited = _date(tags.peek("Y2"))
    if visited is not None and not visited[3] and tags.peek("UR"):
        tags.pick("Y2")
        parts = [f"{int(part):02}" for part in visited[1:3] if part]
        fields.append(Field("urldate", "-".join([visited[0], *parts])))
    return fields


def _published(tags: Tags) -> list[Field]:
    """The date of publication, from the tag that tells most of the year that counts."""
    texts = [text for tag in DATE_TAGS if (text := tags.peek(tag))]
    dates = [date for text in texts if (date := _date(text))]
    if not dates:
        return _loose_date(tags, texts)
    year = dates[0][0]
    best = max((date for date in dates if date[0] == year), key=lambda date: list(map(bool, date)))
    for tag in DATE_TAGS:
        date = _date(tags.peek(tag))
        if date is not None and all(
            not part or part == other for part, other in zip(date, best, strict=True)
        ):
            tags.pick(tag)
    _, month, day, rest = best
    if (
        rest
        and _EDTF.fullmatch(rest)
        and (whole := parse_date(rest))
        and f"{whole.year:04}" == year
    ):
        return [Field("date", rest)]
    fields = [Field("year", year)]
    if month:
        macro = MONTH_MACROS[int(month) - 1]
        fields.append(Field("month", macro, macro))
        fields += filled(("day", day), ("ris-date", from_plain(rest)))
    elif number := (parse_month(rest) if rest.isalpha() else None):
        fields.append(Field("month", MONTH_MACROS[number - 1], MONTH_MACROS[number - 1]))
    else:
        fields += filled(("month", from_plain(rest)))
    return fields


def _loose_date(tags: Tags, texts: list[str]) -> list[Field]:
    """What can be read of ``Aug. 2017``; the tags keep what they say."""
    for text in texts:
        if date := parse_date(from_plain(text)):
            fields = [Field("year", f"{date.year:04}")]
            if date.month:
                macro = MONTH_MACROS[date.month - 1]
                fields.append(Field("month", macro, macro))
            return fields
    return filled(("year", from_plain(tags.pick(*DATE_TAGS))))  # "in press"
