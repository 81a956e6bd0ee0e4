"""Saved searches inside other searches: found by name, cut where they go in circles."""

from __future__ import annotations

import pytest

from biblio.entry import make_entry
from biblio.query import explain, parse, remarks
from biblio.query.match import Facts, matches
from biblio.query.saved import resolve, uses_itself
from biblio.query.tree import And, Query, Saved, Word

SEARCHES = {
    "recent": "year:>=2020",
    "to read": "tag:unread search:recent",
    "me": "me",
    "round": "deep OR search:about",
    "about": "search:round",
    "double": " ".join(["search:double2"] * 30),
    "double2": " ".join(["search:recent"] * 30),
}


def lookup(name: str, prefix: bool) -> tuple[str, str] | None:
    for known, query in SEARCHES.items():
        if known == name.lower() or (prefix and known.startswith(name.lower())):
            return known, query
    return None


def resolved(text: str, *, typing: bool = False) -> Query:
    return resolve(parse(text, typing=typing), lookup)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("search:recent", Saved("recent")),
        ('search:"to read"', Saved("to read")),
        ("search:=recent", Saved("recent")),
        ("search:12", Saved("12")),
        ("deep search:recent", And((Word("deep"), Saved("recent")))),
    ],
)
def test_a_saved_search_is_named(text: str, expected: Query) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("search:Recent", "the saved search “recent” (year at least 2020)"),
        (
            'search:"to read"',
            (
                "the saved search “to read” (tag has “unread”, and the saved search “recent”"
                " (year at least 2020))"
            ),
        ),
        (
            "search:lost",
            "the saved search “lost” (finds nothing: there is none of this name)",
        ),
        (
            "search:round",
            (
                "the saved search “round” (the word “deep” or the saved search “about” (the saved"
                " search “round” (finds nothing: it would use itself here)))"
            ),
        ),
    ],
)
def test_says_what_a_saved_search_means(text: str, expected: str) -> None:
    assert explain(resolved(text)) == expected


def test_remarks_on_what_was_cut() -> None:
    assert remarks(resolved("a search:round")) == [
        "The saved search “round” finds nothing: it would use itself here."
    ]


def test_a_circle_finds_what_the_rest_of_it_finds() -> None:
    query = resolved("search:about")
    assert matches(query, make_entry("misc", "", [("title", "Deep")]), Facts())
    assert not matches(query, make_entry("misc", "", [("title", "Flat")]), Facts())


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("new", "deep search:recent", False),
        ("new", "search:new", True),
        ("New", "deep -(a OR search:new)", True),
        ("recent", 'search:"to read"', True),
        ("new", "search:round", False),
        ("new", "search:lost", False),
    ],
)
def test_knows_what_would_use_itself(name: str, query: str, expected: bool) -> None:
    assert uses_itself(name, query, lookup) is expected


def test_searches_that_multiply_are_cut() -> None:
    assert len(explain(resolved("search:double"))) < 100_000


def test_a_name_that_is_being_typed_means_the_first_that_goes_on_so() -> None:
    assert resolved("search:rec", typing=True) == resolved("search:recent")
    assert remarks(resolved("search:rec")) != []
