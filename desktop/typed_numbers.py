"""Numbers as people type them, in English and in European figures; the ambiguous is refused."""

from __future__ import annotations

import re
from typing import Final

from desktop.wording import UsageError

_LARGEST: Final = 1e15
_SPACES: Final = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3}(?:\1\d{3})*)")
_BOTH: Final = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3}(?:\1\d{3})*)(?!\1)[.,]\d+")
_PLAIN: Final = re.compile(r"\d*[.,]?\d+|\d+[.,]")


def typed_number(text: str, unit: str | None = None) -> float:
    """The number that is typed.

    ``1,234.5``, ``1.234,5``, ``1 234,5`` and ``1234.5`` are one number. ``1,234`` is read as Oeuvre
    writes it; ``1.234`` may be a thousand or one and a bit, and is refused.

    Args:
        text: What is typed; a percent sign may follow.
        unit: In what the number is; None where nothing is known of it.

    Raises:
        UsageError: It is no number, an ambiguous one, or a percentage of something else.
    """
    shown = " ".join(text.split())
    bare = shown.replace("−", "-")
    if bare.endswith("%"):
        if unit is not None and unit.strip() not in ("%", "percent", "per cent"):
            told = f"the unit is “{unit}”" if unit.strip() else "the number has no unit"
            raise UsageError(f"“{shown}” is a percentage, but {told}.")
        bare = bare[:-1].rstrip()
    sign = -1.0 if bare.startswith("-") else 1.0
    digits = _SPACES.sub("", bare.removeprefix("-").removeprefix("+"))
    number = _read(digits, shown)
    if number is None or not number < _LARGEST:
        raise UsageError("The value is no number.")
    return sign * number


def written_number(number: float) -> str:
    """A number as it was understood: ``1,234.5``."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.10f}".rstrip("0")


def _read(digits: str, shown: str) -> float | None:
    grouped = _GROUPED.fullmatch(digits)
    if grouped and grouped[1] == "." and digits.count(".") == 1:
        whole = digits.replace(".", "")
        raise UsageError(
            f"“{shown}” may be {int(whole):,} or {digits} to three decimals: write {whole} for the"
            f" one, {digits}0 for the other."
        )
    if grouped:
        return float(digits.replace(grouped[1], ""))
    if both := _BOTH.fullmatch(digits):
        return float(digits.replace(both[1], "").replace(",", "."))
    return float(digits.replace(",", ".")) if _PLAIN.fullmatch(digits) else None
