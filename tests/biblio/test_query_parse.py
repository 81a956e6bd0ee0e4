"""What a text means as a query, and what `explain` says about it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.query import explain, parse
from biblio.query.tree import (
    All,
    And,
    Dated,
    FieldIs,
    Has,
    How,
    Me,
    Not,
    Or,
    Phrase,
    Query,
    Range,
    Word,
)

TODAY = dt.date(2026, 3, 15)
A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", All()),
        ("  \t", All()),
        ("deep", Word("deep")),
        ("deep*", Word("deep", prefix=True)),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ('"graph networks"', Phrase("graph networks")),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ('-"a b"', Not(Phrase("a b"))),
        ("-(a b)", Not(And((A, B)))),
        ("--a", Not(Word("-a"))),
        ("- a", A),
        ("a OR b", Or((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a or b", And((A, Word("or"), B))),
        ("state-of-the-art", Word("state-of-the-art")),
        ("author:kaba", FieldIs("author", "kaba")),
        ("Author:Kaba", FieldIs("author", "Kaba")),
        ("authors:kaba", FieldIs("author", "kaba")),
        ('author:"yan zhang"', FieldIs("author", "yan zhang")),
        ("-author:kaba", Not(FieldIs("author", "kaba"))),
        ("author:(a OR b)", Or((FieldIs("author", "a"), FieldIs("author", "b")))),
        ("year:2020", Range("year", 2020, 2020)),
        ("year:2020..2024", Range("year", 2020, 2024)),
        ("year:2024..2020", Range("year", 2020, 2024)),
        ("year:2020..", Range("year", 2020, None)),
        ("year:2020-2024", Range("year", 2020, 2024)),
        ("year:..2020", Range("year", None, 2020)),
        ("year:>=2021", Range("year", 2021, None)),
        ("year:>2021", Range("year", 2021, None, low_open=True)),
        ("year:<2021", Range("year", None, 2021, high_open=True)),
        ("citations:>=10", Range("citations", 10, None)),
        ("rating:>=3.5", Range("rating", 3.5, None)),
        ("volume:12", FieldIs("volume", "12")),
        (
            "year:soon",
            FieldIs("year", "soon", note="a year is 2020, 2018..2021 or >=2018"),
        ),
        ("year:20*", Range("year", 2000, 2099)),
        ("year:2020*", Range("year", 2020, 2020)),
        ("month:>=3", Range("month", 3, None)),
        ("month:feb..Dec", Range("month", 2, 12)),
        ("month:12", FieldIs("month", "12")),
        ('"graph ne*"', Phrase("graph ne", prefix=True)),
        ('author:"yan zh*"', FieldIs("author", "yan zh", How.PREFIX)),
        ("me:f*", Me("first")),
        ("me:=first", Me("first")),
        ("year:=2020", Range("year", 2020, 2020)),
        ("date:=2023", Dated("date", "2023-01-01", "2023-12-31")),
        ("doi:*", Has("doi")),
        ('title:=""', Not(Has("title"))),
        ("author: kaba", FieldIs("author", "kaba")),
        ('a -author:  "yan zhang"', And((A, Not(FieldIs("author", "yan zhang"))))),
        ("year: >2020 a", And((Range("year", 2020, None, low_open=True), A))),
        ("language: a", FieldIs("language", "a")),
        ("https://doi.org/10.1000/xyz(1)a", Word("10.1000/xyz(1)a")),
        ("doi:https://doi.org/10.1000/xyz(1)a", FieldIs("doi", "10.1000/xyz(1)a")),
        ("https://arxiv.org/abs/2301.00001v2", Word("2301.00001", prefix=True)),
        ("https://arxiv.org/pdf/2301.00001.pdf", Word("2301.00001", prefix=True)),
        ("arxiv:arxiv.org/abs/2301.00001", FieldIs("eprint", "arxiv.org/abs/2301.00001")),
        (
            "arxiv:https://arxiv.org/abs/2301.00001",
            Word("2301.00001", prefix=True),
        ),
        ("0201134470", Or((Word("0201134470"), FieldIs("isbn", "0201134470")))),
        ("type:article", FieldIs("type", "article")),
        ("key:kaba2022", FieldIs("key", "kaba2022")),
        ("field:LG", FieldIs("field", "LG")),
        ("arXiv:2301.00001v2", Word("2301.00001", prefix=True)),
        ("eprint:math/0301001", FieldIs("eprint", "math/0301001")),
        ("doi:=https://doi.org/10.1000/a", FieldIs("doi", "10.1000/a", How.EXACT)),
        ("has:code", Has("code")),
        ("no:doi", Not(Has("doi"))),
        ("tag:reading", FieldIs("tag", "reading")),
        ("me:first", Me("first")),
        ("me:LAST", Me("last")),
        ("title:=Exact", FieldIs("title", "Exact", How.EXACT)),
        ('title:="two words"', FieldIs("title", "two words", How.EXACT)),
        ("title:~^a+b$", FieldIs("title", "^a+b$", How.PATTERN)),
        ("title:~(a b)c d", And((FieldIs("title", "(a b)c", How.PATTERN), Word("d")))),
        ("added:<30d", Dated("added", "2026-02-13", None)),
        ("added:>30d", Dated("added", None, "2026-02-13")),
        ("added:>2w", Dated("added", None, "2026-03-01")),
        ("added:2026-01..2026-03", Dated("added", "2026-01-01", "2026-03-31")),
        ("added:today", Dated("added", "2026-03-15", "2026-03-15")),
        ("date:2023", Dated("date", "2023-01-01", "2023-12-31")),
        ("date:2023-02-28", Dated("date", "2023-02-28", "2023-02-31")),
        ("date:>2023-02", Dated("date", "2023-03-01", None)),
        ("date:>2023", Dated("date", "2024-01-01", None)),
        ("date:<2023-03", Dated("date", None, "2023-02-31")),
        ("date:<2023-01-01", Dated("date", None, "2022-12-31")),
        ("date:<=2023-02-10", Dated("date", None, "2023-02-10")),
        (
            "date:2023-13",
            FieldIs("date", "2023-13", note="the calendar has no such day"),
        ),
        (
            "date:2022-02-30",
            FieldIs("date", "2022-02-30", note="the calendar has no such day"),
        ),
        ("changed:..2026", Dated("changed", None, "2026-12-31")),
    ],
)
def test_understands(text: str, expected: Query) -> None:
    assert parse(text, today=TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a", A),
        ("((a b)", And((A, B))),
        ("a)", Word("a)")),
        ('"a b', Phrase("a b")),
        ("OR", Word("OR")),
        ("a OR", A),
        ("OR a", A),
        ("f(x)", Word("f(x)")),
        ("(f(x) OR b)", Or((Word("f(x)"), B))),
        ("& a ---", A),
        ("https://x.org/y", Word("https://x.org/y")),
        ("Attention: a", And((Word("Attention:"), A))),
        ("a language: b", And((A, Word("language:"), B))),
        ("Language: a", And((Word("Language:"), A))),
        ("& - a", A),
        ("a → b", And((A, Word("→"), B))),
        ("&", Word("&")),
        ("- ", All()),
        ("*", All()),
        ("title:>", All()),
        ("title:&", FieldIs("title", "&", How.HOLDS)),
        ("title:=", All()),
        ("K{\\'a}ba", Word("K{\\'a}ba")),
        ('Schr\\"odinger', Word('Schr\\"odinger')),
        ('"Schr\\"odinger a"', Phrase('Schr\\"odinger a')),
        (
            "me:nobody",
            FieldIs("me", "nobody", note="my position is one of first, middle, last, sole, any"),
        ),
        (
            "authors:>2",
            FieldIs("author", ">2", note="only numbers and dates are more or less than others"),
        ),
        ("author:()", All()),
    ],
)
def test_takes_what_is_no_operator_as_text(text: str, expected: Query) -> None:
    assert parse(text) == expected


def test_reads_an_unknown_field_also_as_text() -> None:
    assert parse("Aad:2012abc") == Or((FieldIs("aad", "2012abc"), Phrase("Aad:2012abc")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deep le", And((Word("deep"), Word("le", prefix=True)))),
        ("deep ", Word("deep")),
        ('"graph ne', Phrase("graph ne", prefix=True)),
        ('"graph nets"', Phrase("graph nets")),
        ('author:"ada li"', FieldIs("author", "ada li")),
        ('author:"ada li', FieldIs("author", "ada li", How.PREFIX)),
        ("a -ka", And((A, Not(Word("ka"))))),
        ("-(a ka", Not(And((A, Word("ka"))))),
        ("-author:", All()),
        ("-author:ka", Not(FieldIs("author", "ka"))),
        ("author: ", All()),
        ("author: ka", FieldIs("author", "ka", How.PREFIX)),
        ("-", All()),
        ("added:<", All()),
        ("author:ka", FieldIs("author", "ka", How.PREFIX)),
        ("author:", All()),
        ("a author:", A),
        ("year:20", Range("year", 2000, 2099)),
        ("year:2021", Range("year", 2021, 2021)),
        ("me:f", Me("first")),
        ("a OR", A),
    ],
)
def test_lets_the_last_word_go_on_while_typing(text: str, expected: Query) -> None:
    assert parse(text, typing=True) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a*)*",
        "(?:a|a)*",
        "((ab)*c){2,}",
        r"(\w+\s?)*$",
        "(a?){20}",
        r"(a)\1",
        ".*.*.*.*x",
        "a?" * 11,
        "(a{0,9}){9}",
        "(ab?){3}c",
        "a{0,20}" * 4,
        "((a+)?)*",
        "[",
        "(",
        "*a",
        "a" * 201,
    ],
)
def test_takes_a_pattern_that_could_run_for_ever_or_is_none_as_text(pattern: str) -> None:
    query = parse(f'title:~"{pattern}"')
    assert isinstance(query, FieldIs)
    assert (query.text, query.how, bool(query.note)) == (pattern, How.HOLDS, True)
    assert query.note in explain(query)


@pytest.mark.parametrize(
    "pattern",
    [
        r"^learn\w+ .*graph",
        "(ab|cd)e{2}",
        "[*+]{3}",
        r"\(a+\)+",
        "(foo|bar)?",
        r"(\d{4})+",
        "(ab){2,3}",
        "(?i:x)",
        "[]^+*]+",
        "a{2",
    ],
)
def test_accepts_an_honest_pattern(pattern: str) -> None:
    assert parse(f'title:~"{pattern}"') == FieldIs("title", pattern, How.PATTERN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "everything"),
        ("deep -survey", "the word “deep”, and not the word “survey”"),
        ("(a OR b) c", "(the word “a” or the word “b”), and the word “c”"),
        ("author:kaba", "author has “kaba”"),
        ("year:2020..2024", "year from 2020 to 2024"),
        ("citations:>=10", "citations at least 10"),
        ("novelty:>58.5", "novelty above 58.5"),
        ("no:doi", "no DOI"),
        ("has:code", "has code"),
        ("me:first", "I am the first author"),
        ("date:2024-02", "date from 2024-02-01 to 2024-02-29"),
        ("added:2026-01-05", "added on 2026-01-05"),
        ("title:=Exact", "title is exactly “Exact”"),
        ("🎉", "the sign “🎉”"),
        ("author:ka*", "author has a word beginning with “ka”"),
        ('author:"ada l*"', "author has “ada l…”"),
        ("title:~[", "title holds “[” (as text: the pattern is not complete)"),
        ("month:13", "month has “13” (as text: a month is may, 5 or mar..sep)"),
        ("month:0", "month has “0” (as text: a month is may, 5 or mar..sep)"),
        ("day:32", "day has “32” (as text: a day is 1 to 31)"),
        ("month:12", "month has “12”"),
        ("month:mar..sep", "month from 3 to 9"),
        ("problems:*", "has problems"),
        ("no:problems", "no problems"),
        ("problems:>1", "problems above 1"),
        ("problems:doi", "“problems:doi” (finds nothing: a number is needed)"),
        (
            "added:<1h",
            (
                "“added:<1h” (finds nothing: a day is 2024-05-31, a month 2024-05,"
                " an age <30d, <2w, <6m or <1y)"
            ),
        ),
    ],
)
def test_says_how_it_understood(text: str, expected: str) -> None:
    assert explain(parse(text)) == expected


_PIECES = (*'ab ()"-:=~<>.*\\{}é1', " OR ", "author:", "year:", "added:", "2020")


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_never_fails(text: str) -> None:
    for typing in (False, True):
        assert explain(parse(text, typing=typing))


@pytest.mark.parametrize("text", ["(" * 5000, "-" * 5000, "a:" * 2000, '"' * 999, "NOT " * 400])
def test_bounds_hostile_texts(text: str) -> None:
    assert explain(parse(text))
