"""A search and the window in their plainest forms, understood without argparse.

With all commands it takes as long as a search.

Whatever is not plain, or wrong, is left to `desktop.cli.arguments`, so that the two cannot
disagree about what is an error and what to say of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from biblio.typed import TYPE_CHECKING
from desktop.paths import LIBRARY_SUFFIX

if TYPE_CHECKING:
    import argparse
    from typing import Any


def quick_window(arguments: Sequence[str]) -> argparse.Namespace | None:
    """The options of no argument, of ``FILE.oeuvre`` and of ``--library FILE``; None for others."""
    match arguments:
        case []:
            library = None
        case [file] if file.endswith(LIBRARY_SUFFIX) and not file.startswith("-"):
            library = file
        case ["--library", file] if not file.startswith("-"):
            library = file
        case _:
            return None
    found: Any = SimpleNamespace(library=library, example=False, command=None)
    options: argparse.Namespace = found
    return options


def quick_search(arguments: Sequence[str]) -> argparse.Namespace | None:
    """The options of ``[--library FILE] search WORD… [--sort …] [--limit N] [--json]``.

    None for anything else.
    """
    library, rest = None, list(arguments)
    if len(rest) > 1 and rest[0] == "--library" and not rest[1].startswith("-"):
        library, rest = rest[1], rest[2:]
    if not rest or rest[0] != "search":
        return None
    words: list[str] = []
    while len(words) + 1 < len(rest) and not rest[len(words) + 1].startswith("-"):
        words.append(rest[len(words) + 1])
    found: Any = SimpleNamespace(
        library=library, example=False, command="search", json=False, query=words, sort=["-date"],
        limit=None,
    )  # fmt: skip
    further = iter(rest[len(words) + 1 :])
    for option in further:
        value = "" if option == "--json" else next(further, "")
        if option == "--json":
            found.json = True
        elif option == "--limit" and value.isdecimal() and 0 < int(value) < 2**31:
            found.limit = int(value)
        elif option == "--sort" and value.replace("-", "").replace(",", "").isalpha():
            found.sort = [name for name in value.split(",") if name]
        else:
            return None
    options: argparse.Namespace = found
    return options
