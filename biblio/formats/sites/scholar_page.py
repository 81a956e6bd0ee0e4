"""Google Scholar's profile page, saved as HTML or copied as text; as it is in 2026."""

from __future__ import annotations

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
_FIRST_PAGES: Final = frozenset({20, 100})  # papers before “Show more”, and after it once


def looks_like(text: str) -> bool:
    """Whether a text is such a page."""
    return scholar_html.looks_like(text) or scholar_text.looks_like(text)


def read(text: str) -> tuple[SiteTable, list[Problem]]:
    """The papers of a page and what it says of its person."""
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
