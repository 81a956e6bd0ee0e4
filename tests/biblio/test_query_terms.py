"""Values that are chosen by a click become terms of the query, and are found there again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.folding import fold
from biblio.query import parse
from biblio.query.terms import (
    NONE,
    Choice,
    choices,
    choose,
    chosen_forms,
    literal,
    plain_name,
    quoted,
    search_term,
    with_search_renamed,
    without_included,
)
from biblio.query.tree import And, FieldIs, How, Query, Saved, Word
from biblio.query.words import asked_words, plain

IN, OUT, OFF = Choice.INCLUDED, Choice.EXCLUDED, Choice.OFF
TEXTS = st.text(st.characters(exclude_characters="\0"), max_size=12)


@pytest.mark.parametrize(
    ("text", "name", "values", "choice", "expected"),
    [
        ("", "year", ["2020"], IN, "year:2020"),
        ("deep", "year", ["2020"], IN, "deep year:2020"),
        ("year:2020", "year", ["2021"], IN, "(year:2020 OR year:2021)"),
        ("(year:2020 OR year:2021)", "year", ["2020"], OFF, "year:2021"),
        ("year:2020 deep", "year", ["2020"], OFF, "deep"),
        ("year:2020 deep", "year", ["2020"], OUT, "deep -year:2020"),
        ("-year:2020", "year", ["2020"], IN, "year:2020"),
        ("-year:2020", "year", ["2021"], IN, "-year:2020 year:2021"),
        ("year:2020..2024", "year", ["2021"], IN, "year:2020..2024 year:2021"),
        ("year:2020", "year", [NONE], IN, "(year:2020 OR no:year)"),
        ("", "year", [NONE], OUT, "has:year"),
        ("has:year", "year", [NONE], OFF, ""),
        ("a OR b", "type", ["book"], IN, "(a OR b) type:book"),
        ("a OR (b", "type", ["book"], IN, "(a OR (b)) type:book"),
        ('"deep lear', "type", ["book"], IN, '"deep lear" type:book'),
        ("((a", "type", ["book"], OUT, "((a)) -type:book"),
        ("", "author", ["Ada Li"], IN, 'author:="Ada Li"'),
        ('author:="Ada Li"', "author", ["Bo Wu"], IN, 'author:="Ada Li" author:="Bo Wu"'),
        ("", "author", ["Ada Li", "A. Li"], IN, '(author:="Ada Li" OR author:="A. Li")'),
        ("", "author", ["Ada Li", "A. Li"], OUT, '-(author:="Ada Li" OR author:="A. Li")'),
        ('(author:="Ada Li" OR author:="A. Li") x', "author", ["Ada Li"], OFF, "x"),
        ("", "venue", ['The "Best" Journal'], IN, 'venue:="The ”Best” Journal"'),
        ("", "tag", ["to read"], IN, 'tag:"to read"'),
        ("", "tag", ["★"], IN, 'tag:="★"'),
        ("", "keywords", ["graphs"], IN, "keywords:=graphs"),
        ("tag:a", "tag", ["b"], IN, "tag:a tag:b"),
        ("field:cs.LG", "field", ["cs.AI"], IN, "(field:cs.LG OR field:cs.AI)"),
    ],
)
def test_a_choice_changes_its_term_alone(
    text: str, name: str, values: list[str], choice: Choice, expected: str
) -> None:
    assert choose(text, name, values, choice) == expected


def test_reads_what_is_chosen_also_where_it_was_typed() -> None:
    text = "year:=2020 -(year:2018 OR year:2017) year:>2000 no:year deep"
    assert choices(text, "year") == {"2020": IN, "2018": OUT, "2017": OUT, "": IN}
    assert choices(text, "venue") == {}
    assert choices("a OR year:2020", "year") == {}


def test_gives_the_values_as_they_are_written() -> None:
    text = '-(author:="Ada Li" OR author:="A. Li") author:="Bo Wu" year:(2020 OR 2019)'
    assert chosen_forms(text, "author") == [(("Ada Li", "A. Li"), OUT), (("Bo Wu",), IN)]
    assert chosen_forms(text, "year") == [(("2020",), IN), (("2019",), IN)]


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("firsts", "search:firsts"),
        ("my firsts", 'search:"my firsts"'),
        ('my "x"', 'search:"my x"'),
    ],
)
def test_a_saved_search_is_asked_for_as_it_is_called(name: str, term: str) -> None:
    query = parse(search_term(name))
    assert search_term(name) == term
    assert isinstance(query, Saved)
    assert plain_name(query.name) == plain_name(name)


def test_what_could_be_included_beside_is_asked_without_what_is() -> None:
    assert without_included("deep year:2020 -year:2019", "year") == "deep -year:2019"


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)


def _is_sign(query: Query) -> bool:
    """Whether it is signs without a letter, which say nothing beside words."""
    return isinstance(query, Word) and not asked_words(query.text)


@given(TEXTS, TEXTS, st.sampled_from([IN, OUT]))
def test_any_value_can_be_chosen_beside_any_text_and_taken_back(
    text: str, value: str, choice: Choice
) -> None:
    asked = literal(" ".join(value.split()))
    if not plain(asked):
        return
    chosen = choose(text, "venue", [asked], choice)
    assert choices(chosen, "venue").get(plain(asked)) is choice
    back = choose(chosen, "venue", [asked], OFF)
    assert plain(asked) not in choices(back, "venue")
    if text.count("(") > text.count(")"):
        return  # of equal words in parentheses that are not closed one may go
    kept = {each for each in _parts(parse(text)) if not _is_sign(each)}
    assert kept <= {*_parts(parse(chosen)), parse("")}


@given(TEXTS)
def test_readable_text_is_asked_for_as_it_is_read(text: str) -> None:
    assert plain(literal(text)) == fold(text)


@given(TEXTS.filter(lambda value: plain(literal(value))))
def test_a_quoted_value_is_one_value(value: str) -> None:
    asked = literal(value)
    query = parse(f"venue:={quoted(asked)}")
    assert isinstance(query, FieldIs)
    assert (plain(query.text), query.how) == (plain(asked), How.EXACT)


def test_a_search_is_renamed_wherever_it_is_used() -> None:
    text = 'deep search:old -(search:"Old" OR year:2020) search:older search:(old OR new)'
    assert with_search_renamed(text, "old", "to read") == (
        'deep search:"to read" -(search:"to read" OR year:2020) search:older'
        ' search:("to read" OR new)'
    )
