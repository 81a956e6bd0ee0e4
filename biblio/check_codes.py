"""What can look wrong in an entry, by its code, and what mending does; apart, for a help text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Every code, and what mending it does; empty where only the user can.
MENDS: Final[Mapping[str, str]] = {
    "required-field": "",
    "missing-parent": "",
    "parent-loop": "",
    "year-shape": "",
    "date-shape": "",
    "doi-shape": "",
    "isbn-digits": "",
    "issn-digits": "",
    "doi-address": "writes the DOI without the address before it",
    "name-missing": "",
    "name-commas": "",
    "et-al": "writes “and others” for “et al.”",
    "author-separator": "writes “and” between authors",
    "html-entity": "writes the sign for &amp; and the like",
    "unescaped-sign": "writes a backslash before & % # _",
    "empty-field": "removes the field",
    "page-hyphen": "writes -- between pages",
    "month-text": "writes the month as the macro that styles translate",
    "final-period": "removes the period, which styles add",
    "arxiv-prefix": "writes the arXiv number alone",
}
