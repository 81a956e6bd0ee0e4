"""The commands and their options."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop import __version__
from desktop.cli.check_arguments import add_check
from desktop.cli.counts_arguments import SITE_FORMATS, add_count, add_table_options
from desktop.cli.file_arguments import add_file_commands
from desktop.cli.keeping_arguments import add_history_commands, add_keeping_commands
from desktop.cli.me_arguments import add_me, add_profile
from desktop.cli.profile_arguments import add_profile_commands
from desktop.cli.style_arguments import add_style
from desktop.paths import LIBRARY_SUFFIX

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

FORMATS: Final = ("bibtex", "profile-page", "ris", "csl-json", *SITE_FORMATS)
VERSION_CHOICES: Final = ("all", "published", "eprint")
EXPORT_FORMATS: Final = ("as-imported", "bibtex", "biblatex", "ris", "csl-json")
_DESCRIPTION: Final = (
    "A researcher's publication list. Without a command, open the window; FILE ending in"
    f" {LIBRARY_SUFFIX} opens that library."
)
_TAKES_DASHES: Final = ("--sort", "--limit")  # options whose value may begin with a dash
_NOT_IN_NAMES: Final = frozenset(" \t{}\"#%'(),=\\~@")
_WORD_MARK: Final = "\0"  # no argument has it


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options.

    ``command`` is None for the window.

    Raises:
        SystemExit: Wrong usage (status 2), ``--help`` or ``--version``; the text is written.
    """
    parser = make_parser()
    found, unknown = parser.parse_known_args(_prepared(arguments))
    if unknown:
        hint = ""
        if found.command == "search":
            hint = f" (words behind -- are searched for: oeuvre search -- {unknown[0]})"
        parser.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
    if found.command == "search":
        found.query = [word.removeprefix(_WORD_MARK) for word in found.query]
    return found


class _Parser(argparse.ArgumentParser):
    """A parser that does not hide that its help could not be written."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if file is not None and file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands, for `parse_arguments` and for the guide."""
    parser = _Parser("oeuvre", description=_DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"Oeuvre {__version__}")
    parser.add_argument(
        "--library",
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
    add_profile(command("profile", "show a profile and its numbers"))
    add_me(command("me", "show and change who you are among the authors"))
    _add_set(command("set", "edit fields of one entry, or of all that a query finds"))
    _add_replace(command("replace", "replace text in the fields of many entries"))
    _add_field(command("field", "copy, move, rename, swap or clear a field of many entries"))
    add_profile_commands(command)
    add_file_commands(command)
    add_count(command("count", "note how often an entry is cited"))
    add_check(command("check", "list what looks wrong in the library, and mend it"))
    add_history_commands(command, _positive, _KEY)
    add_keeping_commands(command)
    return parser


_KEY: Final = "a citation key, or #ID for the entry of that number"


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument(
        "--format", choices=FORMATS, metavar="FORMAT", help="take it for this, do not guess"
    )
    parser.add_argument(
        "--as-of",
        type=_day,
        metavar="DATE",
        help="the day its numbers hold for, as 2026-05-31 (default: the file's date)",
    )
    parser.add_argument("--dry-run", action="store_true", help="report, but change nothing")
    add_table_options(parser)


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
        "--versions",
        choices=VERSION_CHOICES,
        default="all",
        help="of works that were joined, all versions (default), or only the published one, or"
        " that with the number of its preprint (eprint)",
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
    parser.usage = "oeuvre set [-h] [--json] {KEY | --search QUERY [--dry-run]} FIELD=VALUE…"
    parser.add_argument(
        "values",
        nargs="+",
        metavar="[KEY] FIELD=VALUE…",
        help=f"{_KEY}; a field, type or key and its new text: no text removes the field, and"
        " FIELD+=VALUE appends",
    )
    _add_many(parser)


def _add_replace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("find", metavar="FIND", help="the text to look for")
    parser.add_argument("by", metavar="BY", help=r"what comes in its place; \1 is a group")
    parser.add_argument(
        "--fields", type=_names, default=[], metavar="FIELD,…", help="only in these fields"
    )
    parser.add_argument("--regex", action="store_true", help="FIND is a regular expression")
    parser.add_argument("--case", action="store_true", help="upper and lower case differ")
    parser.add_argument("--whole", action="store_true", help="whole words only")
    _add_many(parser)


def _add_field(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("copy", "move", "rename", "swap", "clear"))
    parser.add_argument("name", type=_field_name, metavar="FIELD", help="the field")
    parser.add_argument(
        "other", type=_field_name, nargs="?", metavar="TO", help="the other field; none for clear"
    )
    parser.add_argument(
        "--onto",
        choices=("keep", "replace", "append"),
        default="keep",
        help="what becomes of a text that is there already (default: keep, and change nothing)",
    )
    _add_many(parser)


def _add_many(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--search", metavar="QUERY", help="the entries that this finds")
    parser.add_argument("--dry-run", action="store_true", help="list every change, make none")


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


def _field_name(text: str) -> str:
    if not text or not text[0].isalpha() or set(text) & _NOT_IN_NAMES:
        raise argparse.ArgumentTypeError(f"“{text}” cannot be the name of a field")
    return text
