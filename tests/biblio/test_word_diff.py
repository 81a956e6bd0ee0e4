"""What differs between two texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.word_diff import Part, marked, word_diff


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (
            "Knots in Narrow Channels",
            "Knots in Wide Channels",
            "Knots in [-Narrow-]{+Wide+} Channels",
        ),
        ("A b", "A b, c", "A b{+, c+}"),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("one thing", "quite other words", "[-one thing-]{+quite other words+}"),
    ],
)
def test_words_are_told_apart(before: str, after: str, text: str) -> None:
    assert marked(before, after) == text


def test_a_text_too_long_for_words_is_compared_as_a_whole() -> None:
    before, after = "word " * 3000, "word " * 3001
    assert word_diff(before, after) == [Part("gone", before), Part("new", after)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_parts_are_the_two_texts(before: str, after: str) -> None:
    parts = word_diff(before, after)
    assert "".join(part.text for part in parts if part.kind != "new") == before
    assert "".join(part.text for part in parts if part.kind != "gone") == after
    assert all(part.text for part in parts)
