"""The quick way to a search says what argparse says, or leaves the word to it."""

from __future__ import annotations

import pytest

from desktop.cli.arguments import parse_arguments
from desktop.cli.quick import quick_search


@pytest.mark.parametrize(
    "line",
    [
        "search",
        "search deep graph",
        "--library a.oeuvre search deep",
        "search deep --limit 5",
        "search deep --sort -year,title --json",
        "search --json",
        "search deep (a OR b) --limit 3 --sort relevance",
    ],
)
def test_understands_a_plain_search_as_argparse_does(line: str) -> None:
    found = quick_search(line.split())
    assert found is not None
    assert vars(found) == vars(parse_arguments(line.split()))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "list.oeuvre",
        "show search",
        "--library search",
        "--library --json search",
        "--example search a",
        "search a -b",
        "search a --limit 0",
        "search a --limit x",
        "search a --limit",
        "search a --sort",
        "search a --sort=year",
        "search a --json b",
        "search --limit 3 a",
        "search -h",
        "search a -- b",
        "search a --unknown",
    ],
)
def test_leaves_everything_else_to_argparse(line: str) -> None:
    assert quick_search(line.split()) is None
