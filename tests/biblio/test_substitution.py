"""Find and replace: what it finds, what it refuses, and that it ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.substitution import LONGEST, PatternError, TooLongError, substitution


@pytest.mark.parametrize(
    ("find", "by", "text", "expected"),
    [
        ("an", "AN", "An banana", "AN bANANa"),
        ("a.", "x", "a. ab", "x ab"),
        ("a", r"\1", "banana", r"b\1n\1n\1"),
        ("é", "e", "É é", "e e"),
    ],
    ids=["any case", "no pattern", "no reference", "beyond ASCII"],
)
def test_replaces_text(find: str, by: str, text: str, expected: str) -> None:
    assert substitution(find, by)(text) == expected


@pytest.mark.parametrize(
    ("find", "by", "text", "expected"),
    [
        (r"(\w+) et al\.?", r"\emph{\1} and others", "Smith et al.", r"\emph{Smith} and others"),
        (r"(?P<a>\d+)-(?P<b>\d+)", r"\g<a>--\g<b>", "12-34", "12--34"),
        (r"(a)|(b)", r"[\1\2]", "ab", "[a][b]"),
        (r"\{(\w)\}", r"\1 \nu", "{T}ests", r"T \nuests"),
        (r"x*", "-", "xa", "--a-"),
        (r"(\w)\1", r"\1", "aabb", "ab"),
    ],
    ids=["group in LaTeX", "named", "unmatched group", "backslash", "empty match", "back"],
)
def test_replaces_by_expression(find: str, by: str, text: str, expected: str) -> None:
    assert substitution(find, by, is_regex=True)(text) == expected


def test_minds_case_and_words_where_asked() -> None:
    assert substitution("A", "x", match_case=True)("aA") == "ax"
    assert substitution("an", "x", whole=True)("an banana an") == "x banana x"
    assert substitution("a|an", "x", is_regex=True, whole=True)("an banana a") == "x banana x"


@pytest.mark.parametrize(
    ("find", "by"),
    [
        ("", "x"),
        ("(", "x"),
        ("(a)", r"\2"),
        ("a", r"\g<name>"),
        ("((((a{100}){100}){100}){100})", "x"),
        ("a{99999999999999999999}", "x"),
        ("(?R)", "x"),
        ("(" * 400 + ")" * 400, "x"),
        ("a" * 1001, "x"),
    ],
    ids=["nothing", "open", "group", "name", "copies", "huge", "recursion", "deep", "long"],
)
def test_refuses_what_is_no_pattern(find: str, by: str) -> None:
    with pytest.raises(PatternError, match=r"\.$"):
        substitution(find, by, is_regex=True)


@pytest.mark.parametrize("find", [r"(?:a|aa)+c", r"(a+a+)+c"], ids=["either", "nested"])
def test_ends_though_a_pattern_would_take_for_ever(find: str) -> None:
    substitute = substitution(find, "x", is_regex=True)
    start = time.monotonic()
    with pytest.raises(TooLongError):
        substitute("a" * 3_000)
    assert time.monotonic() - start < 5


def test_a_pattern_that_takes_long_again_and_again_is_given_up() -> None:
    substitute = substitution("(?:a|aa)+c", "x", is_regex=True)
    for _ in range(10):
        with pytest.raises(TooLongError):
            substitute("a" * 60)
    with pytest.raises(PatternError, match="too long"):
        substitute("a" * 60)


@pytest.mark.parametrize("is_regex", [False, True], ids=["text", "pattern"])
def test_makes_no_text_without_bound(is_regex: bool) -> None:
    substitute = substitution("a", "b" * 10_000, is_regex=is_regex)
    with pytest.raises(TooLongError):
        substitute("a" * (LONGEST // 10_000 + 1))


@given(st.text(min_size=1, max_size=5), st.text(max_size=5), st.text(max_size=40))
def test_text_is_replaced_as_python_does(find: str, by: str, text: str) -> None:
    assert substitution(find, by, match_case=True)(text) == text.replace(find, by)
