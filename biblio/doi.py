"""DOIs: the form that all of them have, and how they are found in what people write around them.

The form is that of Crossref's note on matching DOIs and of the DOI Handbook (§ 2.2): ``10.``, a
registrant's number that may have further parts, a slash, and a suffix of any signs but spaces.
"""

from __future__ import annotations

import re
from typing import Final

#: A DOI up to its slash, as a regular expression; what ends the suffix, the text around it says.
PREFIX: Final = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/"

_LONGEST: Final = 300  # characters of a suffix
_IN_TEXT: Final = re.compile(rf"(?<![0-9.]){PREFIX}[^\s\"|]{{1,{_LONGEST}}}")
_BEFORE: Final = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_WHOLE: Final = re.compile(rf"{PREFIX}\S+")
_PAIRS: Final = ("()", "[]", "{}", "<>")


def doi_in(text: str) -> str:
    """The first DOI in a text, as written; empty if there is none."""
    found = _IN_TEXT.search(text)
    return trimmed(found[0]) if found else ""


def whole_doi(text: str) -> str:
    """The DOI that a text is, alone, after ``doi:`` or as an address of doi.org; else empty."""
    found = _WHOLE.fullmatch(without_address(text.strip()))
    return trimmed(found[0]) if found else ""


def without_address(text: str) -> str:
    """A text without ``doi:`` or doi.org's address at its beginning."""
    return _BEFORE.sub("", text)


def has_address(text: str) -> bool:
    """Whether a text begins with ``doi:`` or doi.org's address."""
    return _BEFORE.match(text) is not None


def trimmed(doi: str) -> str:
    """A DOI without the end of the sentence, or of the brackets, that it stood in."""
    while True:
        shorter = doi.rstrip(".,;:’”\"'")
        for opener, closer in _PAIRS:
            if shorter.endswith(closer) and shorter.count(closer) > shorter.count(opener):
                shorter = shorter[:-1]
        if shorter == doi:
            return doi
        doi = shorter


def bare(text: str) -> str:
    r"""An identifier or address of a field without what LaTeX needs, ``\url`` and ``\_``."""
    text = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", text.strip())
    return re.sub(r"\\([_%&#~{}])", r"\1", text).strip("{} ")
