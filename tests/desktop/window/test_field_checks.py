"""What looks wrong in a field's text."""

from __future__ import annotations

import pytest

from desktop.window.field_checks import Remark, check_field, is_balanced


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Anything {at} all"),
        ("title", r"\{ escaped \}"),
        ("year", "2023"),
        ("year", "{2023}"),
        ("date", "2023-11-06"),
        ("date", "2023-11/2024"),
        ("date", "1723~"),
        ("month", "nov"),
        ("month", "November"),
        ("month", "11"),
        ("month", 'jun # "~3"'),
        ("doi", "10.1000/x"),
        ("doi", "https://doi.org/10.1000/x"),
        ("url", "https://a.b/c"),
        ("url", r"\url{https://a.b/c}"),
        ("pages", "1--20"),
        ("pages", "1-20"),
        ("pages", "e12, 14--15"),
        ("isbn", "978-0-306-40615-7"),
        ("issn", "1234-567X"),
        ("year", ""),
        ("doi", "   "),
    ],
)
def test_finds_nothing_wrong(name: str, value: str) -> None:
    assert check_field(name, value) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", "in press"),
        ("year", "20233"),
        ("date", "next spring"),
        ("month", "smarch"),
        ("doi", "11.1000/x"),
        ("url", "www.a.b"),
        ("url", "https://a b"),
        ("pages", "1---20"),
        ("isbn", "12"),
        ("issn", "1234"),
    ],
)
def test_doubts_but_does_not_refuse(name: str, value: str) -> None:
    remark = check_field(name, value)
    assert remark is not None
    assert not remark.refused
    assert remark.sentence.endswith(".")


@pytest.mark.parametrize("value", ["{", "}", "}{", "a{b}}", r"\}", "{" * 100])
@pytest.mark.parametrize("name", ["title", "year", "whatever"])
def test_refuses_only_unbalanced_braces(name: str, value: str) -> None:
    assert check_field(name, value) == Remark(
        "The braces do not balance, so this cannot be saved yet.", refused=True
    )
    assert not is_balanced(value)
