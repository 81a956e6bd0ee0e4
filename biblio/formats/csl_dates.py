"""Dates of CSL-JSON, which are parts, an EDTF string or free text, as biblatex's dates."""

from __future__ import annotations

import re
from typing import Any, Final

#: A JSON value.
Json = Any


def read_date(value: Json) -> str:
    """The date as EDTF where it can be, else as the text it has; empty if there is none."""
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, dict):
        return ""
    if isinstance(value.get("edtf"), str):
        return str(value["edtf"]).strip()
    sides = value.get("date-parts")
    found = [_iso(side, value.get("season")) for side in sides] if isinstance(sides, list) else []
    if found and found[0]:
        mark = "~" if value.get("circa") not in (None, False, 0, "", "0", "false") else ""
        return "/".join(f"{iso}{mark}" if iso else "" for iso in found[:2])
    text = value.get("raw") or value.get("literal") or ""
    return text.strip() if isinstance(text, str) else ""


def write_date(text: str) -> dict[str, Json]:
    """CSL's form of a date, in EDTF or free text."""
    matches = [_EDTF.fullmatch(side.strip()) for side in text.split("/")]
    if len(matches) > 2 or not all(matches):
        return {"literal": text}
    parts: list[list[int]] = []
    date: dict[str, Json] = {"date-parts": parts}
    for match in filter(None, matches):
        numbers = [int(number) for number in match.groups()[:3] if number]
        if len(numbers) == 2 and 21 <= numbers[1] <= 24:
            date["season"] = numbers.pop() - 20
        elif len(numbers) > 1 and not 1 <= numbers[1] <= 12:
            return {"literal": text}
        parts.append(numbers)
        if match[4]:
            date["circa"] = True
    if "season" in date and len(parts) > 1:  # which of the two it is could not be said
        return {"literal": text}
    return date


_EDTF: Final = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")


def _iso(parts: Json, season: Json) -> str:
    """``2019-05-03`` for the numbers of one date; empty if they are none."""
    if not isinstance(parts, list) or not parts:
        return ""
    numbers: list[int] = []
    for part in parts[:3]:
        if isinstance(part, bool) or not _NUMBER.fullmatch(str(part)):
            break
        numbers.append(int(part))
    if not numbers or abs(numbers[0]) > 9999:
        return ""
    text = f"{'-' if numbers[0] < 0 else ''}{abs(numbers[0]):04}"
    if len(numbers) > 1:
        if not 1 <= numbers[1] <= 24 or 13 <= numbers[1] <= 20:
            return text
        text += f"-{numbers[1]:02}"
        if len(numbers) > 2 and 1 <= numbers[2] <= 31:
            text += f"-{numbers[2]:02}"
    elif str(season) in ("1", "2", "3", "4"):
        text += f"-2{season}"
    return text


_NUMBER: Final = re.compile(r"-?[0-9]{1,4}")
