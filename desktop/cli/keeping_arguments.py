"""The options of the commands about what was done, and of those that look after the file."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class AddCommand(Protocol):
    """Adds a command to the parser and returns the parser of its options."""

    def __call__(
        self, name: str, text: str, *, json: bool = True, details: str = ""
    ) -> argparse.ArgumentParser:
        """Add one; `details` is its description where `text` does not say enough."""


def add_history_commands(command: AddCommand, positive: Callable[[str], int], key: str) -> None:
    """``history``, ``undo``, ``redo``, ``revert`` and ``forget``.

    Args:
        command: Adds a command.
        positive: Reads a number from 1 on.
        key: What is said of a citation key.
    """
    history = command("history", "list the changes of the library, or the versions of an entry")
    history.add_argument("key", nargs="?", metavar="KEY", help=f"{key}: its versions")
    history.add_argument(
        "--show", type=positive, metavar="NO", help="what the change of this number did"
    )
    history.add_argument("--search", metavar="WORDS", help="only changes with these words")
    history.add_argument(
        "--limit", type=positive, default=50, metavar="N", help="the newest N (default: 50)"
    )
    for name, text, way in (
        ("undo", "take back the last changes", "take back this change and all later ones"),
        ("redo", "do them again", "do again all changes up to this one"),
    ):
        moving = command(name, text, json=False)
        moving.add_argument(
            "n", nargs="?", type=positive, default=1, metavar="N", help="how many (default: 1)"
        )
        moving.add_argument("--to", type=positive, metavar="NO", help=way)
        moving.add_argument(
            "--documents",
            action="store_true",
            help="documents in which “oeuvre rekey --rewrite” renamed keys follow",
        )
    revert = command("revert", "make an entry, or fields of it, what it was before", json=False)
    revert.add_argument("key", metavar="KEY", help=key)
    revert.add_argument("fields", nargs="*", metavar="FIELD", help="only these (default: all)")
    revert.add_argument(
        "--to",
        type=_step,
        required=True,
        metavar="NO",
        help="as it was after this change, a number of “oeuvre history KEY”; 0: before all",
    )
    forget = command("forget", "forget old changes, to make the file smaller", json=False)
    forget.add_argument(
        "--before", type=_day, required=True, metavar="DATE", help="those made before 2026-05-31"
    )
    forget.add_argument("--yes", action="store_true", help="do it; without this it is only said")


def add_keeping_commands(command: AddCommand) -> None:
    """``language``, ``backup``, ``backups``, ``restore``, ``rescue`` and ``verify``."""
    language = command("language", "show or choose by which language's alphabet lists are sorted")
    language.add_argument(
        "code", nargs="?", metavar="CODE", help="sv, Swedish, … or none: letters without accents"
    )
    language.add_argument("--list", action="store_true", help="list the languages there are")
    command("backup", "write a copy of the library", json=False).add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="where (default: beside the library)"
    )
    command("backups", "list the backups of the library").add_argument(
        "--show", metavar="NO", help="what restoring this one would change"
    )
    command("restore", "make the library what a backup holds", json=False).add_argument(
        "file", type=Path, metavar="FILE", help="the backup, or its number in “oeuvre backups”"
    )
    rescue = command("rescue", "copy what can be read of a damaged library", json=False)
    rescue.add_argument("file", type=Path, metavar="FILE", help="the damaged library")
    rescue.add_argument("new", type=Path, metavar="NEW", help="the library to be made")
    command("verify", "check that the library file is whole")


def _step(text: str) -> int:
    if text.isdecimal() and int(text) < 2**31:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no number of a change")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day such as 2026-05-31") from None
