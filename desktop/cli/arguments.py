"""The commands and their options."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from desktop import __version__
from desktop.cli.style_arguments import add_style
from desktop.paths import LIBRARY_SUFFIX

FORMATS: Final = ("bibtex", "profile-page", "ris", "csl-json")
EXPORT_FORMATS: Final = ("as-imported", "bibtex", "biblatex", "ris", "csl-json")
_DESCRIPTION: Final = (
    "A researcher's publication list. Without a command, open the window; FILE ending in"
    f" {LIBRARY_SUFFIX} opens that library."
)
_TAKES_DASHES: Final = ("--sort", "--limit")  # options whose value may begin with a dash
_WORD_MARK: Final = "\0"  # no argument has it


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options.

    ``command`` is None for the window.

    Raises:
        SystemExit: Wrong usage (status 2), ``--help`` or ``--version``; the text is written.
    """
    found = make_parser().parse_args(_prepared(arguments))
    if found.command == "search":
        found.query = [word.removeprefix(_WORD_MARK) for word in found.query]
    return found


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands, for `parse_arguments` and for the guide."""
    parser = argparse.ArgumentParser("oeuvre", description=_DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"Oeuvre {__version__}")
    parser.add_argument(
        "--library",
        type=Path,
        metavar="FILE",
        help="the library, made when missing (default: what OEUVRE_LIBRARY names, else yours)",
    )
    parser.add_argument("--example", action="store_true", help="use the example library")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(
        name: str, text: str, *, json: bool = True, details: str = ""
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=text, description=details or text[0].upper() + text[1:] + ".",
            allow_abbrev=False,
        )  # fmt: skip
        added.set_defaults(json=False)
        if json:
            added.add_argument("--json", action="store_true", help="write one JSON document")
        return added

    _add_import(command("import", "bring files into the library"))
    _add_export(command("export", "write entries, or an imported file"))
    _add_search(command("search", "list the entries that a query finds"))
    command("show", "show one entry").add_argument("key", metavar="KEY", help=_KEY)
    command("profile", "show the profile and its numbers")
    _add_set(command("set", "edit fields of an entry", json=False))
    command("check", "list problems of the library")
    command("history", "list the changes of the library").add_argument(
        "--limit", type=_positive, default=50, metavar="N", help="the newest N (default: 50)"
    )
    for name, text in (("undo", "take back the last changes"), ("redo", "do them again")):
        command(name, text, json=False).add_argument(
            "n", nargs="?", type=_positive, default=1, metavar="N", help="how many (default: 1)"
        )
    command("backup", "write a copy of the library", json=False).add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="where (default: beside the library)"
    )
    command("restore", "make the library what a backup holds", json=False).add_argument(
        "file", type=Path, metavar="FILE", help="the backup"
    )
    command("verify", "check that the library file is whole")
    return parser


_KEY: Final = "a citation key, or #ID for the entry of that number"


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument("--format", choices=FORMATS, help="take it for this, do not guess")
    parser.add_argument(
        "--as-of",
        type=_day,
        metavar="DATE",
        help="the day its numbers hold for, as 2026-05-31 (default: the file's date)",
    )
    parser.add_argument("--dry-run", action="store_true", help="report, but change nothing")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="where (default: standard output)"
    )
    parser.add_argument(
        "--format",
        choices=EXPORT_FORMATS,
        help="default: as-imported, or by the file's name (.ris, .json)",
    )
    parser.add_argument(
        "--force", action="store_true", help="overwrite a file that others edited since"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--search", metavar="QUERY", help="only what the query finds")
    which.add_argument("--keys", type=_names, metavar="K,…", help="only these")
    which.add_argument(
        "--cited-in",
        type=Path,
        metavar="FILE",
        help="only what an .aux, .bcf or .tex file cites",
    )
    which.add_argument("--source", metavar="NAME", help="the imported file of that name, as it is")
    parser.add_argument(
        "--with",
        dest="private",
        type=_names,
        default=[],
        metavar="FIELD,…",
        help="also these fields, which otherwise stay here (abstract, note of yours, scores)",
    )
    letters = parser.add_mutually_exclusive_group()
    letters.add_argument("--encoding", metavar="NAME", help="default: utf-8")
    letters.add_argument(
        "--ascii", action="store_true", help="write letters beyond ASCII as LaTeX commands"
    )
    add_style(parser)


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="words, author:NAME, year:2020.. …"
    )
    parser.add_argument(
        "--sort",
        type=_names,
        default=["-date"],
        metavar="FIELD,…",
        help="sort by these, -FIELD backwards (default: -date)",
    )
    parser.add_argument("--limit", type=_positive, metavar="N", help="the first N only")


def _add_set(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help=_KEY)
    parser.add_argument(
        "values",
        nargs="+",
        type=_assignment,
        metavar="FIELD=VALUE",
        help="a field, type or key and its new text; no text removes the field",
    )


def _prepared(arguments: Sequence[str]) -> list[str]:
    """The arguments in forms that argparse understands."""
    prepared: list[str] = []
    for argument in arguments:
        if prepared and prepared[-1] in _TAKES_DASHES:
            prepared[-1] += f"={argument}"
        elif "search" in prepared and _is_excluded_word(argument):
            prepared.append(_WORD_MARK + argument)
        else:
            prepared.append(argument)
    return _with_file_as_library(prepared)


def _is_excluded_word(argument: str) -> bool:
    """``search deep -survey``: a word that must not occur, which argparse takes for options."""
    return argument[:1] == "-" and argument[1:2] not in {"", "-"} and argument != "-h"


def _with_file_as_library(arguments: list[str]) -> list[str]:
    """``oeuvre FILE.oeuvre`` (what a double click runs) is ``oeuvre --library FILE.oeuvre``."""
    if len(arguments) == 1 and arguments[0].endswith(LIBRARY_SUFFIX):
        return ["--library", *arguments]
    return arguments


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day such as 2026-05-31") from None
    if day > dt.datetime.now().astimezone().date() + dt.timedelta(days=1):
        raise argparse.ArgumentTypeError(f"“{text}” is in the future; no page is that new")
    return day


def _positive(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 2**31:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 on")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _assignment(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    name = name.strip()
    if not sign or not name or not name[0].isalpha() or set(name) & set(" \t{}\"#%'(),=\\~"):
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form FIELD=VALUE")
    return name, value
