"""Titles: how they sort, and which of their capitals have to stay."""

from __future__ import annotations

from biblio.folding import fold
from biblio.latex import to_text


def sort_title(title: str) -> str:
    """The title as it sorts: without LaTeX, accents, case and leading article."""
    return fold(to_text(title))


def protect_capitals(title: str) -> str:
    """The title with braces around the capitals that a sentence-casing style must keep."""
    return title
