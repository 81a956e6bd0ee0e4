"""Ranges of pages: the two hyphens that BibTeX's styles print as a dash."""

from __future__ import annotations

import re
from typing import Final


def with_dashes(pages: str) -> str:
    """The pages with two hyphens for the one in each plain range of a list.

    Only digits with one hyphen between them are a plain range: there BibTeX's styles make the
    second hyphen themselves, so that it is printed alike (plain.bst, ``n.dashify``). What may be
    an article's number (``2-s2.0-84``) or is spaced otherwise stays.
    """
    return _PLAIN.sub(r"\1--\2", pages) if "-" in pages else pages


_PLAIN: Final = re.compile(r"(?<![^,])(\s*\d+)-(\d+)(?=\s*(?:,|\Z))")
