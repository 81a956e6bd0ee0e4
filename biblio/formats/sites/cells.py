"""Cells of tables: numbers as people and spreadsheets write them, years, lists of names, types."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from biblio.latex import to_text
from biblio.names import Names, parse_names, write_names


def number_of(text: str) -> int | None:
    """A whole number with or without signs between thousands; None if it is none.

    ``1,234``, ``1.234``, ``1 234``, ``1'234`` and ``1234.0`` are numbers, and so is ``12*``,
    by which Google Scholar marks counts of records that it merged.
    """
    bare = text.strip().rstrip("*").strip()
    if _GROUPED.fullmatch(bare):
        bare = _BETWEEN.sub("", bare)
    found = _WHOLE.fullmatch(bare)
    return int(found[1]) if found else None


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().lower() in _NOTHING


def year_of(text: str) -> int | None:
    """The first year in a text."""
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def names_of(text: str, *, commas: bool = False) -> tuple[tuple[str, ...], bool]:
    """The names in a cell, and whether the list goes on.

    They are divided at ``|``, else at ``;``, else at commas where the site does so, else at
    ``and``. Numbers in brackets behind a name, as Scopus has, go.

    Args:
        text: The cell.
        commas: Whether commas divide names; initials after a comma belong to the name before.
    """
    text = _NUMBERED.sub("", text[:_LONGEST])
    sign = next((sign for sign in "|;" if sign in text), "")
    if sign:
        parts = text.split(sign)
    elif commas:
        parts = _with_initials(text.split(","))
    else:
        parts = _AND.split(text)
    names = [" ".join(part.split()) for part in parts]
    others = any(_OTHERS.fullmatch(name) or name.endswith("…") for name in names)
    kept = [_MORE.sub("", name) for name in names if not _OTHERS.fullmatch(name)]
    return tuple(name for name in kept if name.strip(" .,…") and name not in _NOBODY), others


def author_field(authors: tuple[str, ...], *, others: bool) -> str:
    """The author field for names as sites write them: ``Smith AB``, ``Smith, A.``, ``A Smith``."""
    people = [
        person
        for name in authors
        for person in parse_names(_inverted(_ESCAPED.sub(r"\\\g<0>", name))).people
    ]
    return write_names(Names(tuple(people), others)) if people else ""


def pages_of(first: str, last: str = "") -> str:
    """The pages field for a first and last page, or for a range in one text."""
    first, last = (" ".join(text.split())[:40] for text in (first, last))
    if is_blank(first):
        return "" if is_blank(last) else last
    if is_blank(last) or last == first:
        return _RANGE.sub(r"\1--\2", first)
    return f"{first}--{last}"


@lru_cache(maxsize=1024)  # a file has few kinds and journals
def kind_of(text: str, *, venue: str = "") -> str:
    """The type of entry for what a site calls a kind of publication."""
    folded = text.strip().lower().replace("-", " ").replace("_", " ")
    for words, kind in _KINDS:
        if any(word in folded for word in words):
            return kind
    return "article" if venue and not folded else "misc"


def plain(text: str) -> str:
    """A text of a site on one line, without markup, entities or LaTeX."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return " ".join(to_text(text).split())


def _with_initials(parts: list[str]) -> list[str]:
    """``Smith``, `` J.`` is one name."""
    joined: list[str] = []
    for part in parts:
        if joined and _are_initials(part) and "," not in joined[-1]:
            joined[-1] += f", {part.strip()}"
        else:
            joined.append(part)
    return joined


def _are_initials(text: str) -> bool:
    letters = _NOT_LETTERS.sub("", text)
    return 0 < len(letters) < 4 and letters.isupper()


def _inverted(name: str) -> str:
    """``Smith AB`` as ``Smith, A. B.``, which no reader of names takes for a family name AB."""
    found = _FAMILY_FIRST.fullmatch(name)
    if found is None:
        return name
    given = " ".join(f"{letter}." for letter in found[2] if letter.isalpha())
    return f"{found[1]}, {given}"


_LONGEST: Final = 400_000
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ ,.'’\u00a0\u2009\u202f][0-9]{3})+")
_BETWEEN: Final = re.compile(r"[^0-9]")
_WHOLE: Final = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
_NOTHING: Final = frozenset({"", "-", "–", "n/a", "na", "none", "null", "nan"})
_YEAR: Final = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_NUMBERED: Final = re.compile(r"\s*\([0-9]+\)")
_NOBODY: Final = frozenset({"[No author name available]"})  # Scopus
_AND: Final = re.compile(r"\s+and\s+|\s+&\s+")
_OTHERS: Final = re.compile(r"(?:and )?(?:et al\.?|others|…|\.\.\.)", re.IGNORECASE)
_MORE: Final = re.compile(r"\s*(?:…|\.\.\.|,?\s+et al\.?)\s*$")
_NOT_LETTERS: Final = re.compile(r"[\s.-]+")
_RANGE: Final = re.compile(r"(\w)\s*[-–—]+\s*(\w)")
_FAMILY_FIRST: Final = re.compile(r"([^\W\d_][^,]*[^\W\d_.]) ([A-Z]{1,3}\.?|(?:[A-Z]\.[ -]?){1,4})")
_ESCAPED: Final = re.compile(r"[\\{}&%#_$~^]")
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9:]{0,20}(?:\s[^<>]{0,200})?/?>")
_KINDS: Final = (
    (("chapter", "incollection", "book part", "book section", "reference entry"), "incollection"),
    (("proceeding", "conference", "cpaper"), "inproceedings"),
    (("thesis", "dissertation"), "phdthesis"),
    (("report", "working paper"), "techreport"),
    (("preprint", "posted content", "dataset", "software", "patent"), "misc"),
    (("article", "journal", "review", "letter", "editorial", "note", "survey"), "article"),
    (("book", "monograph"), "book"),
)
