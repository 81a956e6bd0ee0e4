"""The options that say how normalised BibTeX looks: those that people know from bibtex-tidy."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from biblio.formats.bibtex.options import SORT_NAMES, WriteOptions

_MOST_SPACES = 16


def add_style(parser: argparse.ArgumentParser) -> None:
    """Add the options; what is not given is absent from the namespace."""
    style = parser.add_argument_group(
        "form of normalised entries",
        "each of these but --sort asks for --format bibtex, if none is named",
    )

    def option(name: str, **details: Any) -> None:
        style.add_argument(name, default=argparse.SUPPRESS, **details)

    option(
        "--indent", type=_indent, metavar="N|tab", help="white space before a field (default: 2)"
    )
    option("--no-align", dest="align", action="store_false", help="let = stand where it falls")
    option("--order", type=_tuple, metavar="FIELD,…", help="these fields first, in this order")
    option("--fields", dest="only", type=_set, metavar="FIELD,…", help="only these fields")
    option("--omit", type=_set, metavar="FIELD,…", help="all fields but these")
    option(
        "--sort",
        type=_sort,
        metavar="NAME,…",
        help=f"sort entries by {', '.join(SORT_NAMES)}; -NAME backwards",
    )
    option(
        "--quotes",
        dest="delimiter",
        action="store_const",
        const="quotes",
        help="quotes around values",
    )
    option("--months", choices=("keep", "macros", "names"), help="jan, or January (default: keep)")
    option(
        "--no-page-dashes",
        dest="page_dashes",
        action="store_false",
        help="leave the hyphens of page ranges as they are",
    )
    option(
        "--no-trailing-comma",
        dest="trailing_comma",
        action="store_false",
        help="no comma after the last field",
    )
    option(
        "--letters",
        dest="escape",
        choices=("keep", "latex", "unicode"),
        help="accents as LaTeX commands or as characters (default: keep)",
    )


def style_of(options: argparse.Namespace) -> tuple[WriteOptions, bool]:
    """The style that was asked for, and whether it asks for more than an order of entries."""
    given: Mapping[str, object] = vars(options)
    names = [name for name in WriteOptions.__slots__ if name != "private" and name in given]
    chosen: dict[str, Any] = {name: given[name] for name in names}
    return replace(WriteOptions(), **chosen), bool(chosen.keys() - {"sort"})


def _indent(text: str) -> str:
    if text == "tab":
        return "\t"
    if text.isdecimal() and int(text) <= _MOST_SPACES:
        return " " * int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is neither tab nor 0 to {_MOST_SPACES} spaces")


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _set(text: str) -> frozenset[str]:
    return frozenset(_tuple(text))


def _sort(text: str) -> tuple[str, ...]:
    names = _tuple(text)
    for name in names:
        if name.removeprefix("-") not in SORT_NAMES:
            raise argparse.ArgumentTypeError(f"“{name}” is none of {', '.join(SORT_NAMES)}")
    return names
