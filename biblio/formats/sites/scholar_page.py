"""Google Scholar's profile page, saved as HTML or copied as text; as it is in 2026.

Browsers also save pages as one file (MHTML, RFC 2557), in which the HTML is quoted-printable.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from typing import Final

from biblio.formats.sites import scholar_html, scholar_text
from biblio.formats.sites.layouts import GOOGLE_SCHOLAR
from biblio.formats.sites.rows import SiteTable
from biblio.problem import Problem, Severity

FORMAT: Final = "scholar-page"
_COLUMNS: Final = (
    ("title", "Title"), ("authors", "Title, second line"), ("venue", "Title, third line"),
    ("count", "Cited by"), ("year", "Year"),
)  # fmt: skip
_HEAD: Final = 2000
_ARCHIVE: Final = re.compile(r"^Content-Type: *multipart/related", re.IGNORECASE | re.MULTILINE)
_FIRST_PAGES: Final = frozenset({20, 100})  # papers before “Show more”, and after it once


def looks_like(text: str) -> bool:
    """Whether a text is such a page."""
    return scholar_html.looks_like(text) or scholar_text.looks_like(text)


def read(text: str) -> tuple[SiteTable, list[Problem]]:
    """The papers of a page and what it says of its person."""
    if _ARCHIVE.search(text[:_HEAD]):
        text = _unpacked(text)
    reader = scholar_html if scholar_html.looks_like(text) else scholar_text
    rows, person = reader.read(text)
    problems: list[Problem] = []
    if not rows:
        problems.append(Problem("no-papers", Severity.WARNING, "The page lists no paper."))
    elif len(rows) in _FIRST_PAGES:
        message = (
            f"The page lists {len(rows)} papers, as many as Google Scholar shows at first: if you"
            " have more, press “Show more” there before you save it."
        )
        problems.append(Problem("page-may-go-on", Severity.NOTE, message))
    return SiteTable(GOOGLE_SCHOLAR, tuple(rows), _COLUMNS, person=person), problems


def _unpacked(archive: str) -> str:
    """The text of a page that was saved as one file."""
    return a2b_qp(archive.encode("utf-8", "replace")).decode("utf-8", "replace").replace("\0", "")
