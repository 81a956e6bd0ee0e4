"""The options of the commands that show and change profiles."""

from __future__ import annotations

import argparse

_PROFILE = "the person, by any form of the name (default: you, the first profile)"


def add_profile(parser: argparse.ArgumentParser) -> None:
    """The options of ``profile``."""
    parser.add_argument("name", nargs="*", metavar="NAME", help=_PROFILE)
    parser.add_argument("--all", action="store_true", help="all numbers, also those without data")
    parser.add_argument(
        "--h-index", action="store_true", help="the ranked list behind the h-index, with its line"
    )
    parser.add_argument("--search", metavar="QUERY", help="only the papers that the query finds")


def add_me(parser: argparse.ArgumentParser) -> None:
    """The options of ``me``."""
    parser.add_argument("--profile", metavar="NAME", help=_PROFILE)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--new", metavar="NAME", help="make a profile for this person")
    which.add_argument("--rename", metavar="NAME", help="give the person this name")
    which.add_argument("--delete", action="store_true", help="delete the profile; entries stay")
    which.add_argument("--first", action="store_true", help="make this profile you")
    for option, text in (
        ("--confirm", "this form of the name is the person's"),
        ("--refuse", "it is somebody else's"),
    ):
        parser.add_argument(option, action="append", default=[], metavar="FORM", help=text)
    for option, text in (
        ("--same", "this form is of the name of that other author"),
        ("--not-same", "it is not: they are two people"),
    ):
        parser.add_argument(option, action="append", default=[], metavar="AUTHOR=FORM", help=text)
    parser.add_argument("--orcid", metavar="ID", help="the person's ORCID; empty for none")
    parser.add_argument("--fields", metavar="FIELD,…", help="fields of research")
    parser.add_argument(
        "--affiliation",
        action="append",
        metavar="NAME[=FROM..TO]",
        help="where the person works or worked, in place of those known; empty for none",
    )
    parser.add_argument(
        "--mine", action="append", default=[], metavar="KEY", help="this entry is the person's"
    )
    parser.add_argument(
        "--not-mine", action="append", default=[], metavar="KEY", help="this entry is not"
    )
    parser.add_argument(
        "--counts-from",
        metavar="SOURCE",
        help="compute from the counts of this source; empty for the newest of all",
    )
    parser.add_argument(
        "--versions",
        choices=("maximum", "sum"),
        help="what the counts of versions of one work come to (default: maximum)",
    )
    parser.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="NUMBER=VALUE",
        help="a value that a source states, as h-index=12 (none takes it out); a new name makes a"
        " number of your own",
    )
    parser.add_argument("--source", metavar="NAME", help="who states it (default: by hand)")
    parser.add_argument("--as-of", metavar="DATE", help="for which day (default: today)")
    parser.add_argument(
        "--show",
        metavar="NUMBER,…",
        help="the numbers that the profile shows, in order; empty for the usual ones",
    )
    parser.add_argument(
        "--novelty", action="store_true", help="make Oeuvre's own novelty estimates anew"
    )
