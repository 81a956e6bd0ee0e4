"""Texts and tables in a terminal."""

from __future__ import annotations

import pytest

from desktop.cli.table import listing, safe, short_authors, shortened, table, width_of


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("Kába", 4), ("Ka\u0301ba", 4), ("深度", 4), ("ｶﾅ", 2), ("a\u200bb", 2), ("", 0)],
)
def test_counts_columns(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab…"),
        ("深度学习", 8, "深度学习"),
        ("深度学习", 7, "深度学…"),
        ("深度学习", 6, "深度…"),
    ],
)
def test_shortens_by_columns(text: str, width: int, expected: str) -> None:
    assert shortened(text, width) == expected
    assert width_of(shortened(text, width)) <= width


@pytest.mark.parametrize(
    ("authors", "width", "expected"),
    [
        ("", 10, ""),
        ("Ann Lee", 10, "Ann Lee"),
        ("Ann Lee; Bo Li", 20, "Ann Lee, Bo Li"),
        ("Ann Lee; Bo Li; Cy Wu", 18, "Ann Lee, Bo Li +1"),
        ("Ann Lee; Bo Li; …", 17, "Ann Lee, Bo Li, …"),
        ("Ann Lee; Bo Li; …", 16, "Ann Lee +1…"),
        ("Ann Lee; Bo Li; Cy Wu; …", 18, "Ann Lee, Bo Li +1…"),
        ("Ann Lee; Bo Li; Cy Wu; …", 11, "Ann Lee +2…"),
        ("Ann Lee; Bo Li", 6, "Ann L…"),
    ],
)
def test_shows_as_many_authors_as_fit(authors: str, width: int, expected: str) -> None:
    assert short_authors(authors, width) == expected


def test_aligns_columns_by_what_characters_take() -> None:
    rows = [("深", "1"), ("abc", "22"), ("e\u0301", "")]
    assert table(("K", "N"), rows, right=frozenset({1})) == [
        "K     N",
        "───  ──",
        "深    1",
        "abc  22",
        "e\u0301",
    ]


@pytest.mark.parametrize(
    "text",
    ["\x1b]0;title\x07", "\x9b31m", "a\rb", "\u202eevil", "\x00", "a\u2028b"],
    ids=["window title", "colour", "overwriting", "direction", "nul", "line separator"],
)
def test_takes_control_from_imported_text(text: str) -> None:
    shown = safe(text)
    assert "\ufffd" in shown
    assert len(shown) == len(text)
    assert shown.isprintable() or "\ufffd" in shown
    assert safe(shown) == shown


def test_keeps_readable_text() -> None:
    text = "Kába – “深度” $x_1$ \t ok"
    assert safe(text) == text


def test_lists_names_with_wrapped_texts() -> None:
    items = [("a", "one two three four five"), ("long", "深度学习深度 深度学习深度"), ("none", "")]
    assert listing(items, 26) == [
        "a     one two three four",
        "      five",
        "long  深度学习深度",
        "      深度学习深度",
        "none",
    ]
