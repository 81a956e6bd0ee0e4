"""A search in its plainest form, understood without argparse, which costs as much as the search.

Whatever is not plain, or wrong, is left to `desktop.cli.arguments`, so that the two cannot
disagree about what is an error and what to say of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import argparse


def quick_search(arguments: Sequence[str]) -> argparse.Namespace | None:
    """The options of ``[--library FILE] search WORD… [--sort …] [--limit N] [--json]``.

    None for anything else.
    """
    library, rest = None, list(arguments)
    if len(rest) > 1 and rest[0] == "--library" and not rest[1].startswith("-"):
        library, rest = Path(rest[1]), rest[2:]
    if not rest or rest[0] != "search":
        return None
    words: list[str] = []
    while len(words) + 1 < len(rest) and not rest[len(words) + 1].startswith("-"):
        words.append(rest[len(words) + 1])
    found = SimpleNamespace(
        library=library, example=False, command="search", json=False, query=words, sort=["-date"],
        limit=None,
    )  # fmt: skip
    options = iter(rest[len(words) + 1 :])
    for option in options:
        value = "" if option == "--json" else next(options, "")
        if option == "--json":
            found.json = True
        elif option == "--limit" and value.isdecimal() and 0 < int(value) < 2**31:
            found.limit = int(value)
        elif option == "--sort" and value.replace("-", "").replace(",", "").isalpha():
            found.sort = [name for name in value.split(",") if name]
        else:
            return None
    return cast("argparse.Namespace", found)
