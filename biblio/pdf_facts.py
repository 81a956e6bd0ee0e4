"""What a paper's PDF says of itself: DOI, arXiv id, title, authors, from its first pages.

A PDF from anywhere is read here, so this runs in a process of its own with limits
(`desktop.pdf_process`), and everything that it gives is short plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from biblio.doi import PREFIX, trimmed

_PAGES: Final = 2
_MOST_TEXT: Final = 60_000  # characters of a page that are looked at
_MOST_RUNS: Final = 3000  # of a page, for its title
_LONGEST_TITLE: Final = 300
_LONGEST_PRINTED: Final = 220  # more in one size is the text itself
_LONGEST_AUTHORS: Final = 1000


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What was found; each may be empty.

    Attributes:
        doi: In lower case, without address.
        arxiv: Without version.
        title: As printed.
        author: As the file's properties state it.
        year: Four digits, where the text or the id makes it sure.
    """

    doi: str = ""
    arxiv: str = ""
    title: str = ""
    author: str = ""
    year: str = ""


class UnreadablePdfError(ValueError):
    """The bytes are no PDF that can be read.

    Attributes:
        reason: Why, as a sentence fragment.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_facts(file: BinaryIO) -> PdfFacts:
    """What the first pages and the properties of a PDF say.

    Raises:
        UnreadablePdfError: It is damaged, encrypted, or no PDF.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePdfError("it is protected by a password")
        properties = {str(name): value for name, value in (reader.metadata or {}).items()}
        pages = [page for page, _ in zip(reader.pages, range(_PAGES), strict=False)]
        texts = []
        printed = ""
        for number, page in enumerate(pages):
            runs = _Runs()
            text = page.extract_text(visitor_text=runs.visit) or ""
            texts.append(text[:_MOST_TEXT])
            if number == 0:
                printed = runs.title()
    except PyPdfError as error:
        raise UnreadablePdfError("it is damaged, or no PDF") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError,
            RecursionError, NotImplementedError, AssertionError, OSError) as error:  # fmt: skip
        # What pypdf raises at files that are broken on purpose
        if isinstance(error, UnreadablePdfError):
            raise
        raise UnreadablePdfError("it is damaged") from error
    return facts_of("\n".join(texts), _plain(properties), printed)


def facts_of(text: str, properties: dict[str, str], printed: str = "") -> PdfFacts:
    """What a paper's text and properties say.

    Args:
        text: The text of the first pages.
        properties: The file's own, by name with a slash (``/Title``).
        printed: The largest text of the first page.
    """
    stated = " ".join(properties.values())
    arxiv = arxiv_in(text) or arxiv_in(stated)
    doi = doi_in(stated) or doi_in(text)
    own = properties.get("/Title", "")
    title = own if _is_title(own) else printed
    author = properties.get("/Author", "")
    return PdfFacts(
        doi,
        arxiv,
        title[:_LONGEST_TITLE].strip(),
        author[:_LONGEST_AUTHORS] if _is_title(own) else "",
        _year_of(arxiv),
    )


# Text goes on behind a DOI with punctuation that is no part of it.
_DOI: Final = re.compile(rf"\b{PREFIX}[^\s\"<>{{}}|\\^`]{{1,200}}")
_ARXIV: Final = re.compile(
    r"\barxiv\s*[:.]\s*(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,2})?\b",
    re.IGNORECASE,
)


def doi_in(text: str) -> str:
    """The first DOI in a text, in lower case; else empty."""
    for found in _DOI.finditer(text.replace("\\_", "_")):
        doi = trimmed(found[0].rstrip(".,;:'*†‡"))
        if not doi.lower().startswith("10.48550/arxiv."):  # says no more than the id
            return doi.lower()
    return ""


def arxiv_in(text: str) -> str:
    """The first arXiv id in a text, without version, in lower case; else empty."""
    found = _ARXIV.search(text)
    return found[1].lower() if found else ""


def authors_of(stated: str) -> list[str]:
    """The people that a file's properties state, each as one name; empty where that is unsure."""
    parts = re.split(r"\s*;\s*|\s+(?:and|&)\s+|,\s+(?:and\s+)?", stated.strip(" ;,"))
    names = [part.strip() for part in parts if part.strip()]
    if ";" not in stated and any(" " not in name for name in names):
        return []  # “Kaba, S”, or the name of a program
    return names


def entry_of(facts: PdfFacts, name: str) -> tuple[str, dict[str, str]]:
    """The type and the fields of an entry for a paper that is known by its PDF alone.

    Args:
        facts: What the PDF says.
        name: What to call it where it has no title: the file's name.
    """
    values = {
        "author": " and ".join(authors_of(facts.author)),
        "title": facts.title or name,
        "year": facts.year,
        "doi": facts.doi,
        "eprint": facts.arxiv,
        "archiveprefix": "arXiv" if facts.arxiv else "",
    }
    return "article" if facts.doi else "misc", {key: text for key, text in values.items() if text}


def _year_of(arxiv: str) -> str:
    """The year of an arXiv id: ``2301.00001`` is of 2023, ``math/0309136`` of 2003."""
    digits = arxiv.rpartition("/")[2][:2]
    if not digits.isdecimal():
        return ""
    return f"19{digits}" if int(digits) > 90 else f"20{digits}"


def _plain(properties: Mapping[str, object]) -> dict[str, str]:
    return {
        name: _shown(str(value))[:2000]
        for name, value in properties.items()
        if name in {"/Title", "/Author", "/Subject", "/Keywords", "/doi", "/WPS-ARTICLEDOI"}
    }


def _shown(text: str) -> str:
    """Without signs that cannot be seen; letters joined in print are taken apart."""
    text = unicodedata.normalize("NFKC", text)
    kept = (" " if char in "\r\n\t" else char for char in text)
    visible = "".join(char for char in kept if unicodedata.category(char)[0] != "C")
    return " ".join(visible.split())


_NO_TITLE: Final = re.compile(
    r"(?:microsoft word|untitled|document|slide|powerpoint|manuscript|paper|main|template|arxiv"
    r"|doi:|pii:|\S+\.(?:docx?|tex|dvi|pdf|indd|qxd|ps|rtf)\b|\S+$)",
    re.IGNORECASE,
)


def _is_title(text: str) -> bool:
    """Whether a file's property is a title: many are the name of the file that it was made of."""
    return len(text) >= 8 and " " in text and _NO_TITLE.match(text) is None


class _Runs:
    """The pieces of text of a page, with their size and height."""

    def __init__(self) -> None:
        self._runs: list[tuple[float, float, str]] = []

    def visit(
        self,
        text: str,
        transformation: list[float],
        matrix: list[float],
        _font: object,
        size: float,
    ) -> None:
        if len(self._runs) >= _MOST_RUNS or not text.strip():
            return
        if abs(matrix[1]) > 0.01 or abs(transformation[1]) > 0.01:  # turned: arXiv's stamp
            return
        height = abs(size * matrix[3] * transformation[3]) or abs(size)
        self._runs.append((round(height, 1), matrix[5], text[:_LONGEST_TITLE]))

    def title(self) -> str:
        """The largest text that has words, from its first piece to its last."""
        sizes = sorted({size for size, _, _ in self._runs}, reverse=True)
        for size in sizes[:6]:
            title = _shown(" ".join(self._of(size)))
            if (
                _is_title(title)
                and len(title) <= _LONGEST_PRINTED
                and sum(map(str.isalpha, title)) > len(title) / 2
            ):
                return title[:_LONGEST_TITLE]
        return ""

    def _of(self, size: float) -> Iterator[str]:
        """The pieces of this size that follow each other; capitals may be a little larger."""
        began = False
        for height, _, text in self._runs:
            if abs(height - size) <= size * 0.06:
                began = True
                yield text
            elif began and height < size * 0.7:
                return
