"""Identifiers of publications: known by their form, in one spelling, checked by their digits.

DOI: see `biblio.doi`. arXiv: "Understanding the arXiv identifier" (arxiv.org/help). ISBN: ISO 2108;
ISSN: ISO 3297; both end in a check digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote

from biblio.doi import PREFIX, trimmed
from biblio.entry import Entry, make_entry

_LONGEST: Final = 2_000  # characters of a text that can be an identifier
_MOST: Final = 200  # identifiers in one text


@dataclass(frozen=True, slots=True)
class Identifier:
    """What a publication is known by.

    Attributes:
        kind: Which kind it is.
        value: In its usual spelling: ``10.1000/xyz``, ``2101.00001v2``.
        category: The arXiv category that was given with it, or empty.
    """

    kind: Literal["doi", "arxiv"]
    value: str
    category: str = ""

    @property
    def text(self) -> str:
        """As people write it: ``doi:10.1000/xyz``, ``arXiv:2101.00001``."""
        return f"{'doi' if self.kind == 'doi' else 'arXiv'}:{self.value}"


def identifier_in(text: str) -> Identifier | None:
    """The DOI or arXiv id that a text is, bare or as an address; None if it is anything else."""
    text = text.strip().strip("<>\"'“”").strip()
    if not text or len(text) > _LONGEST:
        return None
    if found := _ARXIV.fullmatch(text):
        return Identifier("arxiv", _without_class(found["id"]), found["category"] or "")
    address = _ADDRESS.match(text)
    if address is None:
        found = _DOI.fullmatch(_PREFIX.sub("", text))
    else:
        path = unquote(text[address.end() :])
        found = _DOI_IN_ADDRESS.search(path)
    if found is None:
        return None
    doi = _trimmed(found[1], in_address=address is not None)
    if of_arxiv := _ARXIV_DOI.fullmatch(doi):
        return Identifier("arxiv", _without_class(of_arxiv[1]))
    return Identifier("doi", doi) if doi else None


def identifiers_in(text: str) -> list[Identifier]:
    """The identifiers that a text consists of, each once; empty if it holds anything else."""
    if len(text) > _LONGEST * _MOST:
        return []
    whole = identifier_in(text)
    parts = [text] if whole is not None else re.split(r"[\s,;]+", text.strip())
    if len(parts) > _MOST:
        return []
    found = [identifier_in(part) for part in parts if part]
    known = [each for each in found if each is not None]
    return list(dict.fromkeys(known)) if len(known) == len(found) else []


def known_as(*texts: str) -> str:
    """The first identifier that one of these texts is, as people write it; empty without one."""
    found = (identifier_in(text) for text in texts)
    return next((each.text for each in found if each is not None), "")


def stub(identifier: Identifier) -> Entry:
    """An entry that says no more than its identifier."""
    if identifier.kind == "doi":
        return make_entry("misc", "", [("doi", identifier.value)])
    bare = re.sub(r"v\d+$", "", identifier.value)
    fields = [
        ("eprint", identifier.value),
        ("archiveprefix", "arXiv"),
        ("primaryclass", identifier.category),
        ("url", f"https://arxiv.org/abs/{bare}"),
    ]
    return make_entry("misc", "", [(name, value) for name, value in fields if value])


def is_isbn(text: str) -> bool:
    """Whether a text is an ISBN of 10 or 13 digits whose check digit is right."""
    digits = bare_digits(text)
    if re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits)) % 10 == 0
    return bool(re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII)) and _weighted(digits) % 11 == 0


def is_issn(text: str) -> bool:
    """Whether a text is an ISSN whose check digit is right."""
    digits = bare_digits(text)
    return bool(re.fullmatch(r"\d{7}[\dX]", digits, re.ASCII)) and _weighted(digits) % 11 == 0


def is_arxiv_id(text: str) -> bool:
    """Whether a text is an arXiv id, with or without its version and prefix."""
    return bool(_ARXIV.fullmatch(text.strip()))


def _without_class(arxiv_id: str) -> str:
    """An arXiv id; those before 2007 were given with a class or without (``math.GT/``)."""
    return re.sub(r"\.[a-z]{2}/", "/", arxiv_id.lower())


def bare_digits(text: str) -> str:
    """An ISBN or ISSN without what divides it: ``0-201-13447-0`` is ``0201134470``."""
    return re.sub(r"[-\s\u2010-\u2015]", "", text).upper()


def _weighted(digits: str) -> int:
    """The sum of the digits, the last once, the one before twice and so on; X is ten."""
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for weight, value in enumerate(reversed(values), 1))


_ID: Final = (
    r"(?P<id>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d{1,3})?"
    r"|[a-z][a-z-]{1,15}(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}(?:v\d{1,3})?)"
)
_ARXIV: Final = re.compile(
    r"(?:arxiv\s*:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/)?"
    + _ID
    + r"(?:\.pdf)?(?:[?#]\S*)?(?:\s*\[(?P<category>[a-z-]+(?:\.[A-Za-z-]+)?)\])?",
    re.IGNORECASE | re.ASCII,
)
_ARXIV_DOI: Final = re.compile(r"10\.48550/arxiv\.(\S+)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^/\s]+/", re.IGNORECASE)
_PREFIX: Final = re.compile(r"^(?:doi\s*:?\s*|(?:dx\.)?doi\.org/)(?=10\.)", re.IGNORECASE)
_DOI: Final = re.compile(rf"({PREFIX}\S+)")
_DOI_IN_ADDRESS: Final = re.compile(rf"(?:^|[/=:])({PREFIX}[^\s?#&]+)")
# What publishers put behind a DOI in their addresses
_BEHIND: Final = re.compile(r"/(?:abstract|full|fulltext|pdf|epdf|html|meta|summary)$|\.pdf$")


def _trimmed(doi: str, *, in_address: bool) -> str:
    """A DOI without the end of the sentence, or of the address, that it stood in."""
    doi = trimmed(doi)
    return _BEHIND.sub("", doi).rstrip("/") if in_address else doi
