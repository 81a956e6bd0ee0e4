"""What looks wrong in a field's text."""

from __future__ import annotations

import pytest

from desktop.window.entry.field_checks import Remark, check_field, is_balanced


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
        ("month", "1~jan"),
        ("month", "Sept."),
        ("month", "May/June"),
        ("month", "{dec}"),
        ("month", "07"),
        ("pages", "xiv--xx"),
        ("pages", "S12--S15"),
        ("pages", "7"),
        ("doi", "10.1000/x"),
        ("doi", "https://doi.org/10.1000/x"),
        ("url", "https://a.b/c"),
        ("url", r"\url{https://a.b/c}"),
        ("pages", "1--20"),
        ("pages", "1-20"),
        ("pages", "e12, 14--15"),
        ("isbn", "978-0-306-40615-7"),
        ("isbn", "0-306-40615-2 (hardback)"),
        ("issn", "2434-561X"),
        ("author", "Li, Ada and Wu, Bo, Jr and others"),
        ("author", "{Dell, Inc., Ltd., Co.; Sons} and Li, Ada"),
        ("author", r"H{\"o}lder, {\L}. and {et al. Society}"),
        ("date", "2023-02-28"),
        ("eprint", "hep-th/9901001"),
        ("eprint", "arXiv:2101.00001v2"),
        ("eprint", "PMC12345"),
        ("date", "2020-02-29/.."),
        ("date", "199X"),
        ("date", "2004-22"),
        ("pages", "1234--41"),
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
        ("month", "Marz"),
        ("month", "13"),
        ("month", "0"),
        ("month", "32 jan"),
        ("pages", "a-b"),
        ("pages", "in press"),
        ("doi", "11.1000/x"),
        ("url", "www.a.b"),
        ("url", "https://a b"),
        ("pages", "1---20"),
        ("isbn", "12"),
        ("issn", "1234"),
        ("isbn", "978-0-306-40615-8"),
        ("eprint", "2113.00001"),
        ("issn", "1234-5678"),
        ("date", "2023-02-30"),
        ("date", "2023-13-01"),
        ("pages", "34--12"),
        ("author", "Li, Ada and"),
        ("author", "and Li, Ada"),
        ("author", "Li, Ada and and Wu"),
        ("author", "Li, A.; Wu, B."),
        ("author", "Li, A., Wu, B., Xu, C."),
        ("author", "Li, Ada et al."),
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
