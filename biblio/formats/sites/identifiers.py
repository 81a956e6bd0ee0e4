"""Identifiers of papers in one form each, whatever is written around them.

Kinds are ``doi`` (lower case), ``arxiv`` (without version), ``pmid``, ``pmcid``, and those that
sites give to their own records. Source: arXiv's help on identifiers; of DOIs, see `biblio.doi`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from biblio.doi import bare, doi_in

#: Fields of an entry that can hold an identifier.
FIELDS: Final = frozenset(
    {"doi", "url", "eprint", "arxivid", "pmid", "pmcid", "unique-id", "mrnumber", "openalex"}
)


def arxiv(text: str) -> str:
    """The arXiv identifier in a text that is one or an address of one, without version."""
    found = _ARXIV.fullmatch(text.strip())
    return found[1].lower() if found else ""


def identifiers(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """(kind, identifier) from texts that may be addresses or empty; each kind once."""
    found: dict[str, str] = {}
    for kind, text in pairs:
        if text.strip():
            for name, value in _read(kind, text.strip()):
                if value:
                    found.setdefault(name, value)
    return tuple(found.items())


def of_fields(fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The identifiers in fields of an entry, given as (lower-case name, text)."""
    for name, value in fields:
        text = bare(value)
        if name in ("doi", "url", "pmid", "pmcid"):
            yield from identifiers((name, text))
        elif name in ("eprint", "arxivid"):
            yield from identifiers(("arxiv", text))
        elif name == "unique-id":
            yield from identifiers(("ut", text))
        elif name == "openalex":
            yield from identifiers(("openalex", text))


def _read(kind: str, text: str) -> Iterator[tuple[str, str]]:
    if kind == "url":
        kind = "doi" if "doi.org/" in text else "arxiv"
    if kind == "doi":
        name = doi_in(text).lower()
        preprint = _ARXIV_DOI.fullmatch(name)
        if preprint:
            yield "arxiv", preprint[1]
        if name:
            yield "doi", name
    elif kind == "arxiv":
        if name := arxiv(text):
            yield "arxiv", name
    elif kind in ("pmid", "pmcid"):
        if number := _NUMBER.search(text):
            yield kind, number[0].lstrip("0")
    else:
        yield kind, _shortened(text)


def _shortened(text: str) -> str:
    """An identifier without the address or the word before it."""
    name = text.rsplit("/", 1)[-1] if text.startswith(("http://", "https://")) else text
    return name.removeprefix("WOS:").removeprefix("ISI:").strip().lower()[:200]


_ARXIV: Final = re.compile(
    r"(?:https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf)/|arxiv:)?\s*"
    r"([a-z-]{2,20}(?:\.[a-z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})(?:v[0-9]{1,3})?(?:\.pdf)?",
    re.IGNORECASE,
)
_ARXIV_DOI: Final = re.compile(r"10\.48550/arxiv\.([a-z-]*/?[0-9.]+?)(?:v[0-9]+)?")
_NUMBER: Final = re.compile(r"[0-9]{1,12}")
