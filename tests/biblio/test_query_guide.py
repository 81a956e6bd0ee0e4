"""The examples of the guide mean what the guide says of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from biblio.query import explain, parse, remarks
from biblio.query.tree import FieldIs, How

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
_TABLE = GUIDE.partition("| write | to find |")[2].partition("\n\n")[0]
EXAMPLES = [
    example
    for line in _TABLE.splitlines()
    for example in re.findall("`([^`]+)`", line.split(" | ")[0])
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_understood(example: str) -> None:
    query = parse(example)
    assert remarks(query) == []
    assert (explain(query) == "everything") is (example in {"( )", "key:"})


def test_exact_words_are_one_value() -> None:
    assert 'title:="exact words"' in EXAMPLES
    assert parse('title:="exact words"') == FieldIs("title", "exact words", How.EXACT)
