"""The options of the commands around keys, constants and attached files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from desktop.cli.profile_arguments import AddCommand

_KEY: Final = "a citation key, or #ID for the entry of that number"


def add_file_commands(command: AddCommand) -> None:
    """Add the commands."""
    _add_add(command("add", "write entries into an imported file, in its style"))
    _add_rekey(command("rekey", "make new citation keys by a pattern"))
    patterns = command("patterns", "show or choose the patterns for keys and names of files")
    patterns.add_argument(
        "patterns",
        nargs="*",
        type=_pair,
        metavar="TYPE=PATTERN",
        help="for entries of a type, “all” types, or “file” for the names of copied files; no"
        " pattern goes back to that of all. No key changes by this",
    )
    _add_strings(command("strings", "list and change the @string constants of imported files"))
    _add_attach(command("attach", "give entries files"))
    _add_files(command("files", "list the files of entries, those that are missing, and others"))


def _add_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="*", metavar="KEY", help=_KEY)
    parser.add_argument("--search", metavar="QUERY", help="the entries that this finds")
    parser.add_argument(
        "--to",
        required=True,
        metavar="NAME",
        help="the imported .bib, by its name or path; export --source NAME then gives it out",
    )


def _add_rekey(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="*", metavar="KEY", help=_KEY)
    parser.add_argument("--search", metavar="QUERY", help="the entries that this finds")
    parser.add_argument("--missing", action="store_true", help="the entries that have no key")
    parser.add_argument("--pattern", metavar="P", help="as [auth][year] (default: the library's)")
    parser.add_argument(
        "--in",
        dest="folders",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="list where documents in it (.tex, .md, .typ, .org …) use the old keys",
    )
    parser.add_argument(
        "--rewrite", action="store_true", help="rename the keys in those documents too"
    )
    parser.add_argument("--dry-run", action="store_true", help="list the keys, change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask on a terminal")


def _add_strings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", metavar="NAME", help="only those of this imported file")
    parser.add_argument("--unused", action="store_true", help="only those that nothing uses")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--set", type=_pair, metavar="NAME=VALUE", help="let one stand for this")
    what.add_argument("--rename", type=_pair, metavar="OLD=NEW", help="rename one and its uses")
    what.add_argument("--add", type=_pair, metavar="NAME=VALUE", help="define a new one")
    what.add_argument("--delete", metavar="NAME", help="delete one that nothing uses")
    what.add_argument("--delete-unused", action="store_true", help="delete all that nothing uses")


def _add_attach(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the files")
    parser.add_argument("--to", metavar="KEY", help=f"{_KEY} (default: what the PDF says it is)")
    parser.add_argument(
        "--new", action="store_true", help="make an entry for a PDF that is none of the library's"
    )
    parser.add_argument(
        "--link", action="store_true", help="leave the files where they are, copy none"
    )


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="*", metavar="KEY", help=_KEY)
    parser.add_argument("--missing", action="store_true", help="only those that are not there")
    parser.add_argument(
        "--unused", action="store_true", help="the files in the library's folder that no entry has"
    )
    parser.add_argument(
        "--locate", type=Path, metavar="FOLDER", help="look there for the files that are missing"
    )
    parser.add_argument("--detach", metavar="FILE", help="take this file from the entry KEY")


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form NAME=VALUE")
    return name.strip(), value.strip()
