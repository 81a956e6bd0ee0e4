"""The quick ways to a search and the window say what argparse says, or leave the word to it."""

from __future__ import annotations

import pytest

from desktop.cli.arguments import parse_arguments
from desktop.cli.quick import quick_search, quick_window


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


@pytest.mark.parametrize("line", ["", "list.oeuvre", "--library a.oeuvre", "--library a"])
def test_understands_the_window_as_argparse_does(line: str) -> None:
    found = quick_window(line.split())
    assert found is not None
    assert vars(found).items() >= vars(parse_arguments(line.split())).items()


@pytest.mark.parametrize(
    "line",
    ["search", "list.bib", "--example", "--help", "--library", "--library -h", "-h.oeuvre", "a b"],
)
def test_leaves_other_commands_to_argparse(line: str) -> None:
    assert quick_window(line.split()) is None
