"""Folded text is what search, matching and sorting compare."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Barnabás PÓCZOS", "barnabas poczos", id="accents and case"),
        pytest.param("Øystein Łódź Đorđe Æon Œuvre", "oystein lodz dorde aeon oeuvre", id="øł"),
        pytest.param("Straße STRASSE ẞ", "strasse strasse ss", id="sharp s"),
        pytest.param("İstanbul Iğdır", "istanbul igdir", id="Turkish i"),
        pytest.param("e\u0301 é", "e e", id="combining marks"),
        pytest.param("Nguyễn Văn Thiệu", "nguyen van thieu", id="two marks on a letter"),
        pytest.param("ﬁnite 𝒢 D³M Ⅳ", "finite g d3m iv", id="compatibility forms"),
        pytest.param("a–b—c‐d−e", "a-b-c-d-e", id="dashes"),
        pytest.param("O’Brien ʻOkina “q” `x´", "o'brien 'okina \"q\" 'x'", id="quotes"),
        pytest.param("  a\u00a0 b\n\tc ", "a b c", id="white space"),
        pytest.param(
            "co\u00adoperate zero\u200bwidth\ufeff", "cooperate zerowidth", id="invisible"
        ),
        pytest.param("Ελλάδα Йод", "ελλαδα иод", id="Greek and Cyrillic"),
        pytest.param("机器学习 한국어 がぎ", "机器学习 한국어 がぎ", id="East Asian stays"),
        pytest.param("हिन्दी", "हिन्दी", id="Indic vowels stay"),
        pytest.param("", "", id="empty"),
    ],
)
def test_folds_what_a_reader_calls_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_normal_form_folds_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(max_codepoint=127)))
def test_the_way_for_ascii_agrees_with_the_general_one(text: str) -> None:
    assert fold(text + " é") == f"{fold(text)} e".strip()
