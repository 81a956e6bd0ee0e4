"""A DOI is known by one form, wherever it stands."""

from __future__ import annotations

import pytest

from biblio.checks import check
from biblio.doi import bare, doi_in, has_address, trimmed, whole_doi
from biblio.entry import make_entry
from biblio.formats.sites.identifiers import of_fields
from biblio.identifiers import identifier_in
from biblio.works_identity import doi_of

SICI = "10.1002/(SICI)1097-0258(1)1:1<1::AID-SIM1>3.0.CO;2-X"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/xyz", "10.1000/xyz"),
        ("https://doi.org/10.1000/xyz", "10.1000/xyz"),
        ("http://dx.doi.org/10.1000/a\\_b", "10.1000/a_b"),
        ("doi:10.1000/xyz", "10.1000/xyz"),
        ("\\url{https://doi.org/10.1000/xyz}", "10.1000/xyz"),
        ("10.1000.10/123", "10.1000.10/123"),
        (SICI, SICI),
        ("10.1000/xyz.", "10.1000/xyz"),
        ("11.1000/xyz", ""),
        ("10.1000", ""),
        ("10.12/xyz", ""),
        ("10.1000/x y", ""),
        ("https://example.org/10.1000/x", ""),
    ],
)
def test_a_field_holds_a_doi_and_nothing_else(text: str, doi: str) -> None:
    assert whole_doi(bare(text)) == doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("see 10.1000/xyz, and more", "10.1000/xyz"),
        ("(10.1000/a(b)c).", "10.1000/a(b)c"),
        ("<https://doi.org/10.1000/x>", "10.1000/x"),
        ('"10.1000/x"', "10.1000/x"),
        ("[10.1000/x]; 10.1000/y", "10.1000/x"),
        (f"of {SICI}.", SICI),
        ("110.1000/x", ""),
        ("see the paper", ""),
    ],
)
def test_finds_a_doi_in_a_text(text: str, doi: str) -> None:
    assert doi_in(text) == doi
    assert trimmed(doi) == doi


def test_an_address_is_told_from_the_doi() -> None:
    assert has_address("https://doi.org/10.1000/x")
    assert not has_address("10.1000/x")


@pytest.mark.parametrize("doi", ["10.1000/xyz", "10.1000.10/1-2", SICI])
def test_all_know_the_same_dois(doi: str) -> None:
    found = identifier_in(doi)
    assert found is not None
    assert found.value == doi
    assert doi_of({"doi": f"https://doi.org/{doi}"}) == doi.lower()
    assert list(of_fields([("doi", doi)])) == [("doi", doi.lower())]
    assert [each.problem.code for each in check(make_entry("misc", "k", [("doi", doi)]))].count(
        "doi-shape"
    ) == 0
