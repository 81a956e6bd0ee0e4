"""Identifiers: known in the forms that people copy, and nothing else taken for one."""

from __future__ import annotations

import pytest

from biblio.entry import make_entry
from biblio.identifiers import (
    Identifier,
    identifier_in,
    identifiers_in,
    is_isbn,
    is_issn,
    stub,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/xyz123", "10.1000/xyz123"),
        (" doi:10.1000/xyz123. ", "10.1000/xyz123"),
        ("DOI 10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/a(b)c", "10.1000/a(b)c"),
        ("http://dx.doi.org/10.1000%2Fxyz", "10.1000/xyz"),
        ("doi.org/10.1000/xyz", "10.1000/xyz"),
        ("https://link.example.com/article/10.1007/s1-2?utm=x#top", "10.1007/s1-2"),
        ("https://journal.example.org/doi/full/10.1145/12.34", "10.1145/12.34"),
        ("https://journal.example.org/doi/10.1021/ab.1/pdf", "10.1021/ab.1"),
        ("<https://doi.org/10.1000/x>", "10.1000/x"),
        ("10.1000/x)", "10.1000/x"),
        ("10.1002/(SICI)1097-0258(1)1:1<1::AID-SIM1>3.0.CO;2-X", None),
    ],
)
def test_knows_a_doi(text: str, expected: str | None) -> None:
    found = identifier_in(text)
    if expected is None:  # odd, but a DOI all the same
        assert found is not None
        assert found.value == text
    else:
        assert found == Identifier("doi", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2101.00001", Identifier("arxiv", "2101.00001")),
        ("arXiv:2101.00001v2", Identifier("arxiv", "2101.00001v2")),
        ("arXiv: 2101.00001 [math.CO]", Identifier("arxiv", "2101.00001", "math.CO")),
        ("https://arxiv.org/abs/2101.00001", Identifier("arxiv", "2101.00001")),
        ("https://arxiv.org/pdf/2101.00001v3.pdf", Identifier("arxiv", "2101.00001v3")),
        ("hep-th/9901001", Identifier("arxiv", "hep-th/9901001")),
        ("arXiv:math.GT/0309136", Identifier("arxiv", "math/0309136")),
        ("https://doi.org/10.48550/arXiv.2101.00001", Identifier("arxiv", "2101.00001")),
    ],
)
def test_knows_an_arxiv_id(text: str, expected: Identifier) -> None:
    assert identifier_in(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "10.1/x", "hello", "2113.00001", "https://example.org/", "see 10.1000/x and", "a" * 9999],
)
def test_takes_nothing_else_for_one(text: str) -> None:
    assert identifier_in(text) is None


def test_a_text_is_identifiers_or_not() -> None:
    assert identifiers_in("10.1000/x, arXiv:2101.00001\n10.1000/x\n") == [
        Identifier("doi", "10.1000/x"),
        Identifier("arxiv", "2101.00001"),
    ]
    assert identifiers_in("as shown in 10.1000/x") == []
    assert identifiers_in(" ") == []


def test_a_stub_says_the_identifier_and_no_more() -> None:
    assert stub(Identifier("doi", "10.1000/x")) == make_entry("misc", "", [("doi", "10.1000/x")])
    assert stub(Identifier("arxiv", "2101.00001v2", "cs.LG")) == make_entry(
        "misc",
        "",
        [
            ("eprint", "2101.00001v2"),
            ("archiveprefix", "arXiv"),
            ("primaryclass", "cs.LG"),
            ("url", "https://arxiv.org/abs/2101.00001"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("978-0-306-40615-7", True),
        ("978-0-306-40615-8", False),
        ("0-306-40615-2", True),
        ("080442957X", True),
        ("080442957x", True),
        ("0804429571", False),
        ("123", False),
        ("١٢٣٤٥٦٧٨٩٠", False),
    ],
)
def test_checks_an_isbn(text: str, right: bool) -> None:
    assert is_isbn(text) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [("0378-5955", True), ("2434-561X", True), ("03785955", True), ("0378-5956", False)],
)
def test_checks_an_issn(text: str, right: bool) -> None:
    assert is_issn(text) is right
