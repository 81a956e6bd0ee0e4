"""Affiliations as people write them: ``University of X = 2015..2019``."""

from __future__ import annotations

import re

from db.person.profile_rows import Affiliation
from desktop.wording import UsageError


def affiliation_of(line: str) -> Affiliation:
    """The affiliation that a line is.

    The years may also be behind the name or before it, as in a curriculum vitae:
    ``University of X, 2015–2019``, ``2015- University of X``.

    Raises:
        UsageError: It has no name, its years are none, or it ends before it begins.
    """
    text = " ".join(line.split())
    name, sign, years = text.rpartition("=")
    if sign:
        span = _SPAN.fullmatch(years.strip())
        if span is None and years.strip():
            raise UsageError(
                f"“{years.strip()}” is no time such as 2015..2019, 2015.. or ..2019 (in “{text}”)."
            )
    else:
        found = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
        span = _SPAN.fullmatch(found["span"]) if found else None
        name = found["name"] if found and span else text
    first = (span["first"] or span["from"] or "") if span else ""
    last = (span["last"] or span["to"] or "") if span else ""
    place = name.strip(" ,;:(")
    if not any(letter.isalpha() for letter in place):
        raise UsageError(f"“{text}” lacks the name of a place of work.")
    # 2015-03 is not after 2015: of both only as much counts as the other one says too
    if first and last and last[: len(first)] < first[: len(last)]:
        raise UsageError(f"“{text}” ends before it begins.")
    return Affiliation(place, first, last)


def written(affiliation: Affiliation) -> str:
    """The line that an affiliation is."""
    if not (affiliation.first or affiliation.last):
        return affiliation.name
    return f"{affiliation.name} = {affiliation.first}..{affiliation.last}"


_DAY = r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_YEAR = r"[12][0-9]{3}"
# Days are parted by dots alone, because they have dashes of their own
_SPAN = re.compile(
    rf"(?=.*[0-9])(?:(?P<first>{_DAY})?\s*(?:\.\.\s*(?P<last>{_DAY})?)?)"
    rf"|(?P<from>{_YEAR})\s*[-–—]\s*(?P<to>{_YEAR})?"
)
_YEARS = rf"(?P<span>{_YEAR}\s*(?:\.\.|[-–—])\s*(?:{_YEAR})?)"
_BEFORE = re.compile(rf"{_YEARS}[\s,:;]+(?P<name>\D.*)")
_BEHIND = re.compile(rf"(?P<name>.*?)[\s,;(]+{_YEARS}\)?")
