"""The options of the commands around a profile: its charts, and versions of one work."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, Protocol

CHARTS: Final = (
    "papers",
    "citations",
    "distribution",
    "venues",
    "fields",
    "positions",
    "coauthors",
)
_KEY: Final = "a citation key, or #ID for the entry of that number"
_LONGEST_NUMBER: Final = 18  # SQLite holds no larger one


class AddCommand(Protocol):
    """Makes the parser of a command."""

    def __call__(
        self, name: str, text: str, *, json: bool = True, details: str = ""
    ) -> argparse.ArgumentParser:
        """A command of this name."""


def add_profile_commands(command: AddCommand) -> None:
    """Add the commands."""
    charts = command("charts", "show the charts of the list as tables")
    charts.add_argument("chart", nargs="?", choices=CHARTS, help="only this one")
    charts.add_argument("--profile", metavar="NAME", help="of this person (default: you)")
    charts.add_argument("--csv", action="store_true", help="write comma-separated values")
    duplicates = command("duplicates", "list what may be one paper, or versions of one work")
    duplicates.add_argument(
        "--merge", action="store_true", help="make the sure duplicates one entry each"
    )
    for name, text in (
        ("join", "make entries versions of one work"),
        ("part", "make versions works of their own again"),
    ):
        command(name, text, json=False).add_argument("keys", nargs="+", metavar="KEY", help=_KEY)
    reconcile = command("reconcile", "compare the list with what sites list")
    reconcile.add_argument("--profile", metavar="NAME", help="of this person (default: you)")
    reconcile.add_argument(
        "--missing-in", metavar="LIST", help="write the entries that this list does not have"
    )
    reconcile.add_argument(
        "--decide",
        dest="decisions",
        action="extend",
        nargs="+",
        type=_decision,
        default=[],
        metavar="NO=KEY",
        help="which entry the paper of that number is, or NO=new, or NO=leave for none at all",
    )
    reconcile.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write them (default: standard output)",
    )


def _decision(text: str) -> tuple[int, str]:
    number, sign, key = text.partition("=")
    number = number.strip().removeprefix("#")
    if not sign or not key.strip() or not (number.isascii() and number.isdecimal()):
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form NO=KEY")
    if len(number) > _LONGEST_NUMBER:
        raise argparse.ArgumentTypeError(f"“{number}” is no number of a paper")
    return int(number), key.strip()
