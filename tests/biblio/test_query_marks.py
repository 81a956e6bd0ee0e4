"""What is marked in a text is what the query asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.query import parse
from biblio.query.marks import Asked, asked_of, found_in


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("kaba", "Ada Kába", ["Kába"]),
        ("KABA", "Ada Ka\u0301ba, B. Kaba", ["Ka\u0301ba", "Kaba"]),
        ("deep", "Deepest, deep and DEEP.", ["deep", "DEEP"]),
        ("deep*", "Deepest, deep", ["Deepest", "deep"]),
        ('"deep graph"', "deep graphs, a deep-graph", ["deep-graph"]),
        ("state-of-the-art", "The state of the art", ["state of the art"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("deep -graph", "deep graph", ["deep"]),
        ("deep OR graph", "deep graph", ["deep", "graph"]),
        ("学习", "深度学习", ["学习"]),
        ("orsted", "Ørsted", ["Ørsted"]),
        ("year:2020 type:book", "book of 2020", []),
        ("m_n", "m n", ["m n"]),
    ],
)
def test_marks(query: str, text: str, marked: list[str]) -> None:
    asked = [each for each in asked_of(parse(query)) if not each.field]
    assert [text[start:end] for start, end in found_in(text, asked)] == marked


def test_knows_which_field_was_asked() -> None:
    assert asked_of(parse("title:deep author:ka journal:arxiv key:x", typing=False)) == (
        Asked(("deep",), field="title"),
        Asked(("ka",), field="author"),
        Asked(("arxiv",), field="venue"),
        Asked(("x",)),
    )
    assert asked_of(parse("dee", typing=True)) == (Asked(("dee",), prefix=True),)


@pytest.mark.parametrize(
    "query", ['author:"Kaba, Sékou-Oumar"', '"kaba sékou oumar"', 'author:="Kaba, Sékou-Oumar"']
)
def test_a_name_is_marked_in_the_order_in_which_it_is_shown(query: str) -> None:
    text = "Ada Li, Sékou-Oumar Kaba"
    asked = [each for each in asked_of(parse(query)) if each.field in {"", "author"}]
    assert [text[start:end] for start, end in found_in(text, asked)] == ["Sékou-Oumar Kaba"]


@given(st.text(max_size=60), st.text(max_size=20))
def test_spans_are_in_order_and_in_the_text(text: str, query: str) -> None:
    spans = found_in(text, asked_of(parse(query)))
    flat = [place for span in spans for place in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in spans)
