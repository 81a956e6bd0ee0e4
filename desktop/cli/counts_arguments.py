"""The options of what has to do with counts: of ``import``, and the command ``count``."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Final

#: What a column of a table can hold; `biblio.formats.sites.layouts.ROLES` in words of the terminal.
ROLES: Final = (
    "title", "authors", "year", "doi", "arxiv", "pmid", "count", "day", "venue", "type", "volume",
    "number", "pages", "last_page", "publisher", "issn", "isbn", "url", "language", "note",
)  # fmt: skip
#: Formats of sites' files (`biblio.formats.sites.reading.FORMATS`).
SITE_FORMATS: Final = (
    "scholar-page", "table", "web-of-science", "openalex-json", "semantic-scholar-json",
    "inspire-json", "ads-json", "icite-json", "publish-or-perish-json", "orcid-json", "orcid-xml",
    "arxiv-atom",
)  # fmt: skip
_MOST: Final = 1_000_000_000


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add what ``import`` can be told of files of sites."""
    parser.add_argument(
        "--create-unmatched",
        action="store_true",
        help="make entries of the papers of a site's file that are not in the library",
    )
    parser.add_argument(
        "--column",
        dest="columns",
        action="append",
        type=_column,
        default=[],
        metavar="WHAT=NAME",
        help=f"what is in the column NAME of a table: {', '.join(ROLES[:7])}, …; it is remembered",
    )
    parser.add_argument(
        "--counted-by", default="", metavar="NAME", help="who counted the citations in a table"
    )


def add_count(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``count``."""
    parser.add_argument("key", metavar="KEY", help="a citation key, or #ID for that entry")
    parser.add_argument(
        "number", type=_number, nargs="?", metavar="NUMBER", help="how often the entry is cited"
    )
    parser.add_argument(
        "--source", default="", metavar="NAME", help="who counted (default: by hand)"
    )
    parser.add_argument(
        "--as-of", type=_day, metavar="DATE", help="the day it holds for (default: today)"
    )
    parser.add_argument(
        "--remove",
        action="store_true",
        help="take out the newest count of that source and day, or NUMBER",
    )


def _column(text: str) -> tuple[str, str]:
    role, sign, name = text.partition("=")
    if not sign or not name.strip() or role.strip() not in ROLES:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not of the form WHAT=NAME with one of {', '.join(ROLES)}"
        )
    return role.strip(), name.strip()


def _number(text: str) -> int:
    bare = text.replace(",", "").replace("_", "")
    if bare.isascii() and bare.isdecimal() and int(bare) < _MOST:
        return int(bare)
    raise argparse.ArgumentTypeError(f"“{text}” is no number of citations")


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day such as 2026-05-31") from None
    if day > dt.datetime.now().astimezone().date() + dt.timedelta(days=1):
        raise argparse.ArgumentTypeError(f"“{text}” is in the future; nobody counted yet")
    return day
