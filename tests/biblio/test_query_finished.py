"""A query that is saved finds what it found while it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.query import parse
from biblio.query.finished import finished


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("ravanb", "ravanb*"),
        ("deep ravanb", "deep ravanb*"),
        ("deep ", "deep"),
        ("ravanb*", "ravanb*"),
        ("author:ka", "author:ka*"),
        ("author: ka", "author: ka*"),
        ('author:"ada li', 'author:"ada li*"'),
        ('author:"ada li"', 'author:"ada li"'),
        ('"deep se', '"deep se*"'),
        ('"deep sets"', '"deep sets"'),
        ("(a OR ravanb", "(a OR ravanb*"),
        ("deep -ravanb", "deep -ravanb"),
        ("year:20", "year:20*"),
        ("year:2020", "year:2020"),
        ("me:f", "me:f*"),
        ("search:rea", "search:rea*"),
        ("title:~ab", "title:~ab"),
        ("author:", "author:"),
        ("", ""),
    ],
)
def test_a_last_word_that_may_go_on_gets_a_star(typed: str, saved: str) -> None:
    assert finished(typed) == saved
    assert parse(saved) == parse(typed, typing=True)


_PIECES = (
    "ab",
    " ",
    '"',
    "(",
    ")",
    "-",
    "author:",
    "year:",
    "20",
    "*",
    " OR ",
    "~",
    "=",
    ":",
    "🎉",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_what_is_finished_finds_the_same(text: str) -> None:
    saved = finished(text)
    # A name whose value is still to come has no other form
    assert parse(saved) == parse(text, typing=True) or (
        saved.strip() == text.strip() and ":" in text
    )
