"""The values of the found entries are counted, and a number is what its click finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.query.terms import Choice, choose
from db import FacetValue, ImportReport, Library, View
from db.finding.facets import FACETS
from db.person.people import unified

BIB = r"""
@article{a, title = {Graphs}, author = {Li, Ada and Wu, Bo}, year = 2001,
  journal = {Journal of {\'E}tudes \& Tests}, keywords = {nets, Survey; nets},
  primaryclass = {cs.LG}}
@article{b, title = {Sets}, author = {A. Li}, year = 2002, journal = {journal of Études & Tests},
  keywords = {survey}, badge = {Code, Data}}
@book{c, title = {Trees}, author = {Kaba, S{\'e}kou and Kaba, Sina and Kaba, S. and others},
  year = 2002, publisher = {Press}, subject = {LG}}
@inproceedings{d, title = {Lakes}, author = {{Barnes and Noble} and Ada Li},
  booktitle = {Proc. {"}Best{"} of 2003}, year = 2003, keywords = {to read}}
@misc{e, title = {Nothing}}
"""


@pytest.fixture
def filled(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    add_bib(BIB)
    library.add_tag("To read", entry_ids=[1, 2])
    library.add_tag("50% {done}", entry_ids=[3])
    library.add_tag("unused")
    return library


def values(library: Library, name: str, query: str = "") -> list[tuple[str, int]]:
    return [(value.text, value.count) for value in library.facet(name, query).values]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("year", [("2003", 1), ("2002", 2), ("2001", 1), ("", 1)]),
        ("type", [("article", 2), ("book", 1), ("inproceedings", 1), ("misc", 1)]),
        (
            "venue",
            [
                ("journal of Études & Tests", 2),
                ("Press", 1),
                ('Proc. "Best" of 2003', 1),
                ("", 1),
            ],
        ),
        (
            "author",
            [
                ("Ada Li", 3),
                ("Barnes and Noble", 1),
                ("S. Kaba", 1),
                ("Sékou Kaba", 1),
                ("Sina Kaba", 1),
                ("Bo Wu", 1),
                ("", 1),
            ],
        ),
        ("field", [("cs.LG", 1), ("LG", 1), ("", 3)]),
        ("badge", [("Code", 1), ("Data", 1), ("", 4)]),
        ("keywords", [("survey", 2), ("nets", 1), ("to read", 1)]),
        ("tag", [("To read", 3), ("50% {done}", 1)]),
    ],
)
def test_counts_values(filled: Library, name: str, expected: list[tuple[str, int]]) -> None:
    assert values(filled, name) == expected


@pytest.mark.parametrize("name", FACETS)
def test_a_count_is_what_the_click_finds(filled: Library, name: str) -> None:
    for value in filled.facet(name).values:
        if name == "field" and value.text == "LG":
            continue  # LG is also what cs.LG is called
        found = filled.find_ids(choose("", name, value.forms, Choice.INCLUDED))
        left = filled.find_ids(choose("", name, value.forms, Choice.EXCLUDED))
        assert (value.text, len(found), len(left)) == (value.text, value.count, 5 - value.count)


def test_counts_what_is_found_in_a_view(filled: Library) -> None:
    assert values(filled, "year", "author:li") == [("2003", 1), ("2002", 1), ("2001", 1)]
    tag = filled.tags()[0]
    assert [v.text for v in filled.facet("tag", "", View("tag", tag.id)).values] == ["50% {done}"]
    filled.trash([1])
    assert values(filled, "author", "has:author")[0] == ("Ada Li", 2)
    assert filled.facet("type", "", View("trash")).values == (
        FacetValue("article", ("article",), 1),
    )


def test_what_is_included_of_a_single_value_hides_none_that_could_be_beside_it(
    filled: Library,
) -> None:
    assert values(filled, "year", "year:2002 type:book") == [("2002", 1)]
    assert values(filled, "type", "year:2002 type:book") == [("article", 1), ("book", 1)]
    assert values(filled, "author", 'author:="Bo Wu"') == [("Ada Li", 1), ("Bo Wu", 1)]


def test_values_are_narrowed_and_cut(filled: Library) -> None:
    narrowed = filled.facet("author", containing="KABÁ", limit=2)
    assert ([v.text for v in narrowed.values], narrowed.distinct) == (["S. Kaba", "Sékou Kaba"], 3)


def test_an_unknown_facet_is_an_error(library: Library) -> None:
    with pytest.raises(KeyError):
        library.facet("title")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ada Li", "A. Li", "A Li"], [{"Ada Li", "A. Li", "A Li"}]),
        (["Ada Li", "Anna Li", "A. Li"], [{"Ada Li"}, {"Anna Li"}, {"A. Li"}]),
        (["Ada B. Li", "Ada Li", "Ada C. Li"], [{"Ada B. Li"}, {"Ada C. Li"}, {"Ada Li"}]),
        (["Sékou Kaba", "sekou kaba"], [{"Sékou Kaba", "sekou kaba"}]),
        (["Jan Schölkopf", "J. Schoelkopf"], [{"Jan Schölkopf", "J. Schoelkopf"}]),
        (["Jörg Müller", "Joerg Mueller"], [{"Jörg Müller", "Joerg Mueller"}]),
        (["Mae Li", "Ma Li"], [{"Mae Li"}, {"Ma Li"}]),
        (["Li", "Ada Li"], [{"Ada Li"}, {"Li"}]),
        (
            ["ATLAS Collaboration", "CMS Collaboration"],
            [{"ATLAS Collaboration"}, {"CMS Collaboration"}],
        ),
    ],
    ids=[
        "initials",
        "two-fit",
        "middle",
        "accents",
        "umlaut",
        "both-umlauts",
        "no-umlaut",
        "family-only",
        "bodies",
    ],
)
def test_spellings_of_a_person_are_one_where_nobody_doubts(
    names: list[str], expected: list[set[str]]
) -> None:
    found = [set(group) for group in unified(dict.fromkeys(names, 1))]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))
