"""What tells a publication apart: its DOI, its arXiv id, and at which stage a version of it is.

arXiv ids: https://info.arxiv.org/help/arxiv_identifier.html (from 2007-04 ``2301.00001``, before
``math.GT/0309136``); arXiv's own DOIs are ``10.48550/arXiv.`` and the id. dblp calls arXiv
``CoRR`` and gives the id as volume, ``abs/2301.00001``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final

from biblio.doi import doi_in, has_address, without_address


class Stage(Enum):
    """At which stage a version of a publication is."""

    JOURNAL = "journal"
    PROCEEDINGS = "proceedings"
    CHAPTER = "chapter"
    BOOK = "book"
    THESIS = "thesis"
    REPORT = "report"
    PREPRINT = "preprint"
    UNKNOWN = "unknown"


#: Which of several versions stands for the work: the earlier in this list.
STAGE_ORDER: Final = tuple(Stage)

#: The fields that `stage_of`, `doi_of` and `arxiv_of` look at, in lower case.
IDENTITY_FIELDS: Final = (
    "doi", "eprint", "archiveprefix", "eprinttype", "journal", "journaltitle", "booktitle",
    "howpublished", "url", "volume",
)  # fmt: skip

_ARXIV_ID: Final = re.compile(
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?=\Z|[^\d/])", re.IGNORECASE
)
_ARXIV_DOI: Final = "10.48550/arxiv."
_ARXIV_PLACES: Final = re.compile(r"arxiv\.org/(?:abs|pdf)/|arxiv:|abs/|arxiv\.", re.IGNORECASE)
_SERVERS: Final = re.compile(
    r"\b(?:arxiv|corr|(?:bio|med|chem|psyar|tech)r?xiv|ssrn|research square|preprints?)\b",
    re.IGNORECASE,
)
_BY_TYPE: Final = {
    "article": Stage.JOURNAL,
    "inproceedings": Stage.PROCEEDINGS,
    "conference": Stage.PROCEEDINGS,
    "incollection": Stage.CHAPTER,
    "inbook": Stage.CHAPTER,
    "suppbook": Stage.CHAPTER,
    "book": Stage.BOOK,
    "mvbook": Stage.BOOK,
    "collection": Stage.BOOK,
    "proceedings": Stage.BOOK,
    "phdthesis": Stage.THESIS,
    "mastersthesis": Stage.THESIS,
    "thesis": Stage.THESIS,
    "techreport": Stage.REPORT,
    "report": Stage.REPORT,
    "unpublished": Stage.PREPRINT,
}


def doi_of(fields: Mapping[str, str]) -> str:
    r"""The DOI in lower case, without address before it and LaTeX's backslashes; else ``""``.

    Args:
        fields: Lower-case names and texts.
    """
    text = fields.get("doi", "").strip()
    if not text:
        url = fields.get("url", "").strip()
        text = url if has_address(url) else ""
    # What has not the form of a DOI is compared as it stands
    text = without_address(text).replace("\\", "").strip("{} ")
    return (doi_in(text) or text).lower()


def arxiv_of(fields: Mapping[str, str]) -> str:
    """The arXiv id in lower case, without version; else ``""``."""
    doi = doi_of(fields)
    if doi.startswith(_ARXIV_DOI):
        return _id_in(doi.removeprefix(_ARXIV_DOI))
    eprint = fields.get("eprint", "").strip()
    kind = (fields.get("archiveprefix") or fields.get("eprinttype", "")).strip().lower()
    if eprint and kind in ("", "arxiv"):
        found = _id_in(eprint.lower().removeprefix("arxiv:"))
        if found:
            return found
    for name in ("url", "journal", "journaltitle", "howpublished", "volume"):
        text = fields.get(name, "")
        place = _ARXIV_PLACES.search(text) if text else None
        if place is not None and (found := _id_in(text[place.end() :])):
            return found
    return ""


def stage_of(entry_type: str, fields: Mapping[str, str]) -> Stage:
    """The stage of an entry: a journal article that names arXiv for its journal is a preprint.

    Args:
        entry_type: In lower case.
        fields: Lower-case names and texts.
    """
    venue = next(
        (fields[n] for n in ("journal", "journaltitle", "booktitle") if fields.get(n, "").strip()),
        "",
    )
    if venue and _SERVERS.search(venue):
        return Stage.PREPRINT
    stage = _BY_TYPE.get(entry_type, Stage.UNKNOWN)
    if venue:
        return Stage.JOURNAL if stage is Stage.UNKNOWN else stage
    if stage is Stage.JOURNAL and (doi := doi_of(fields)) and not doi.startswith(_ARXIV_DOI):
        return stage
    if stage in (Stage.UNKNOWN, Stage.JOURNAL):
        if arxiv_of(fields) or _SERVERS.search(fields.get("howpublished", "")):
            return Stage.PREPRINT
        return Stage.UNKNOWN
    return stage


def _id_in(text: str) -> str:
    found = _ARXIV_ID.match(text.strip().strip("{}"))
    return found["id"].lower() if found else ""
