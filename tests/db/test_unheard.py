"""Names of fields that neither the search language nor the library knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.query import parse
from db import ImportReport, Library

BIB = "@article{a, title={Maps}, mood={calm}, badge={Code, Award}}"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("author:kaba title:maps has:doi", []),
        ("mood:calm has:mood no:award has:code", []),
        ("autor:kaba", ["There is no field “autor”; did you mean author:?"]),
        ("-(a OR autor:kaba)", ["There is no field “autor”; did you mean author:?"]),
        ("autor: kaba", ["There is no field “autor”; did you mean author:?"]),
        ("moood:calm", ["There is no field “moood”; did you mean mood:?"]),
        ("has:zzz zzz:1", ["No entry has a field “zzz”."]),
        ("Aad:2012abc", ["No entry has a field “aad”."]),
        ("Quux: a survey", []),
    ],
)
def test_says_which_field_there_is_not(
    library: Library, add_bib: Callable[..., ImportReport], query: str, expected: list[str]
) -> None:
    add_bib(BIB)
    assert library.remarks(parse(query)) == expected
