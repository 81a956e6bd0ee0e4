"""The options of check; apart from what it does, which every command would have to load."""

from __future__ import annotations

import argparse
from pathlib import Path

from biblio.check_codes import MENDS

EVERY = "all"
"""What stands for every code."""


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--search", metavar="QUERY", help="only entries that the query finds")
    which.add_argument(
        "--cited-in", type=Path, metavar="FILE", help="only what an .aux, .bcf or .tex file cites"
    )
    mends = "; ".join(f"{code} {done}" for code, done in MENDS.items() if done)
    parser.add_argument(
        "--fix",
        nargs="+",
        default=[],
        metavar="CODE",
        help=f"mend these, or {EVERY}; as one step that undo takes back: "
        + mends.replace("%", "%%"),
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what --fix would do")
