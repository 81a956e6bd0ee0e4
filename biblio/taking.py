"""How papers that are missing in a list come to be in it: what each site takes from its authors.

After the help pages of the sites (2026). What is not known of a site is not claimed of it.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from biblio.formats.sites.layouts import ALL_DATABASES, GOOGLE_SCHOLAR, WEB_OF_SCIENCE


class Taking(Enum):
    """How a site takes papers from their authors."""

    FILE = "file"  # a .bib is uploaded
    FORM = "form"  # each is found or typed there
    ITSELF = "itself"  # none: the site collects, and mends what is reported to it
    UNKNOWN = "unknown"


def taking_of(site: str) -> Taking:
    """How a site takes papers, by its name as in the library; `UNKNOWN` for files of one's own."""
    return _TAKING.get(site, Taking.UNKNOWN)


_TAKING: Final = {
    "ORCID": Taking.FILE,  # Add works, BibTeX
    "Zotero": Taking.FILE,
    GOOGLE_SCHOLAR: Taking.FORM,  # the profile's Add articles
    WEB_OF_SCIENCE: Taking.FORM,  # the researcher's profile
    "arXiv": Taking.FORM,
    "INSPIRE": Taking.FORM,
    ALL_DATABASES: Taking.ITSELF,
    "Scopus": Taking.ITSELF,
    "OpenAlex": Taking.ITSELF,
    "Semantic Scholar": Taking.ITSELF,
    "Dimensions": Taking.ITSELF,
    "Lens": Taking.ITSELF,
    "IEEE Xplore": Taking.ITSELF,
    "PubMed": Taking.ITSELF,
    "iCite": Taking.ITSELF,
    "Crossref": Taking.ITSELF,
    "NASA ADS": Taking.ITSELF,
    "DBLP": Taking.ITSELF,
}
