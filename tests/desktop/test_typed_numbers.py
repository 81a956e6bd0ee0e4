"""Numbers as people type them."""

from __future__ import annotations

import pytest

from desktop.typed_numbers import typed_number, written_number
from desktop.wording import UsageError


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("12", 12, "12"),
        ("1,234.5", 1234.5, "1,234.5"),
        ("1.234,5", 1234.5, "1,234.5"),
        ("1 234,5", 1234.5, "1,234.5"),
        ("1'234.25", 1234.25, "1,234.25"),
        ("1.234.567", 1234567, "1,234,567"),
        ("1,234", 1234, "1,234"),
        ("31,5", 31.5, "31.5"),
        ("0.123", 0.123, "0.123"),
        ("1.2340", 1.234, "1.234"),
        ("-3", -3, "-3"),
        ("12 %", 12, "12"),
    ],
)
def test_a_number_is_read_in_english_and_european_figures(
    text: str, number: float, written: str
) -> None:
    assert typed_number(text, "%") == number
    assert written_number(number) == written


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("1.234", "", "“1.234” may be 1,234 or 1.234 to three decimals"),
        ("12 %", "thousand downloads", "is a percentage, but the unit is “thousand downloads”"),
        ("12%", "", "is a percentage, but the number has no unit"),
        ("1,23,4", "", "no number"),
        ("1.234.56", "", "no number"),
        ("1e400", "", "no number"),
        ("nan", None, "no number"),
        ("9" * 16, None, "no number"),
        ("", None, "no number"),
    ],
)
def test_what_is_ambiguous_or_no_number_is_refused(text: str, unit: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        typed_number(text, unit)
