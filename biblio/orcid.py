"""ORCID identifiers: sixteen digits of which the last checks the others (ISO 7064, MOD 11-2)."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])")
_ADDRESS: Final = re.compile(r"https?://(?:www\.)?orcid\.org/", re.IGNORECASE)


def orcid_of(text: str) -> str:
    """The identifier in a text, as ``0000-0002-1825-0097``; empty where it is none or mistyped."""
    found = _DIGITS.fullmatch(_ADDRESS.sub("", text.strip()).rstrip("/"))
    if found is None:
        return ""
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(found.groups()).upper() if digits[15] == "0123456789X"[check] else ""
