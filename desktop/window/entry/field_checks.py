"""What looks wrong in a field's text, as a sentence; only unbalanced braces forbid keeping it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from biblio.dates import MONTH_MACROS, parse_date
from biblio.doi import bare, whole_doi
from biblio.formats.bibtex.values import is_new_name, is_new_type
from biblio.identifiers import is_arxiv_id, is_isbn, is_issn
from biblio.name_list import pieces
from desktop.window.entry.prose import address_of

translate = QCoreApplication.translate

#: What is edited like a field and is none; no field can be called so.
KEY: Final = "@key"
TYPE: Final = "@type"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a field's text.

    Attributes:
        sentence: What is doubtful or wrong.
        refused: Whether the text cannot be kept: no .bib could hold it.
    """

    sentence: str
    refused: bool = False


def check_field(name: str, value: str) -> Remark | None:
    """The first thing that looks wrong in a field, or None.

    Args:
        name: The field's name in lower case, or `KEY` or `TYPE`.
        value: Its text; blank means that the field is to go.
    """
    text = value.strip()
    if name in _HEAD:
        return _HEAD[name](text)
    if not text:
        return None
    if not is_balanced(value):
        return Remark(
            translate("FieldChecks", "The braces do not balance, so this cannot be saved yet."),
            refused=True,
        )
    for is_right, sentence in _CHECKS.get(name, ()):
        if not is_right(text):
            return Remark(translate("FieldChecks", str(sentence)))
    return None


def is_balanced(value: str) -> bool:
    r"""Whether every brace has its partner; BibTeX counts ``\{`` and ``\}`` too."""
    depth = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _check_key(text: str) -> Remark | None:
    return _without(
        _NOT_IN_KEYS,
        text,
        translate("FieldChecks", "A key cannot have a space; this is not saved."),
        translate("FieldChecks", "A key cannot have “{0}”; this is not saved."),
        of_nothing=translate("FieldChecks", "A key cannot be taken away; type another one."),
    )


def _check_type(text: str) -> Remark | None:
    found = _without(
        _NOT_IN_NAMES,
        text,
        translate("FieldChecks", "A type is one word; this is not saved."),
        translate("FieldChecks", "A type cannot have “{0}”; this is not saved."),
        of_nothing=translate("FieldChecks", "An entry needs a type; choose one."),
    )
    if found is None and not is_new_type(text):
        words = translate("FieldChecks", "“{0}” is no type of an entry; this is not saved.")
        found = Remark(words.format(text), refused=True)
    return found


def check_name(text: str) -> Remark | None:
    """What a text has that no name of a field can have, or None."""
    return _without(
        _NOT_IN_NAMES,
        text,
        translate("FieldChecks", "The name of a field is one word."),
        translate("FieldChecks", "The name of a field cannot have “{0}”."),
    ) or _digit_first(text)


def _digit_first(name: str) -> Remark | None:
    if not name or is_new_name(name):
        return None
    words = translate("FieldChecks", "The name of a field cannot be “{0}”.")
    return Remark(words.format(name), refused=True)


def _without(
    forbidden: frozenset[str], text: str, of_space: str, of_sign: str, *, of_nothing: str = ""
) -> Remark | None:
    """What a text has that it cannot have; `of_nothing` is said where it cannot be empty."""
    if not text and of_nothing:
        return Remark(of_nothing, refused=True)
    found = next((char for char in text if char in forbidden or char.isspace()), "")
    if not found:
        return None
    return Remark(of_space if found.isspace() else of_sign.format(found), refused=True)


_NOT_IN_KEYS: Final = frozenset(',{}()"#%~=\\')  # BibTeX, biber or LaTeX would not read them
_NOT_IN_NAMES: Final = frozenset("\"#%'(),={}\\~@")
_HEAD: Final[Mapping[str, Callable[[str], Remark | None]]] = {KEY: _check_key, TYPE: _check_type}

_BRACE: Final = re.compile(r"[{}]")


def _is_month(text: str) -> bool:
    """Whether a text is a month: its name, its number, or names with days (``1~jan``)."""
    if "#" in text:
        return True
    parts = [part for part in re.split(r"[\s~.,/&{}\\–-]+", text.lower()) if part]
    names = [part for part in parts if part in _MONTH_NAMES]
    numbers = [int(part) for part in parts if re.fullmatch(r"\d{1,2}", part)]
    if len(names) + len(numbers) < len(parts) or not parts:
        return False
    return all(1 <= each <= (31 if names else 12) for each in numbers)


_MONTH_NAMES: Final = frozenset(
    {
        *MONTH_MACROS,
        *("january", "february", "march", "april", "june", "july", "august", "september"),
        *("sept", "october", "november", "december"),
    }
)


def _like(pattern: str, flags: int = 0) -> Callable[[str], bool]:
    compiled = re.compile(pattern, flags)
    return lambda text: compiled.fullmatch(text) is not None


def _is_doi(text: str) -> bool:
    return bool(whole_doi(bare(text)))


def _is_url(text: str) -> bool:
    address = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", text)
    return bool(address_of(address)) or re.fullmatch(r"(?i)ftp://\S+", address) is not None


def _is_date(text: str) -> bool:
    """Whether each end of a range is a date that the calendar has."""
    ends = text.split("/")
    known = [end.strip(" ~?%.") for end in ends if end.strip(" .")]
    return bool(known) and all(
        parse_date(end) is not None and (not _DAY.search(end) or _day_of(end)) for end in known
    )


def _day_of(text: str) -> bool:
    date = parse_date(text)
    return date is not None and date.day is not None


def _are_pages(text: str) -> bool:
    """Whether a text has numbers, Roman ones too, and ranges only with two ends."""
    ends = re.split(r"[\s,;+{}–-]+|--", text)
    has_number = any(re.search(r"\d|\\", end) or _ROMAN.fullmatch(end) for end in ends if end)
    return has_number and _RANGES.fullmatch(text) is not None


_RANGES: Final = re.compile(r"[^-]*(?:(?:--?|–)[^-]+)*", re.DOTALL)
_ROMAN: Final = re.compile(r"(?i)[ivxlcdm]+")


def _is_in_order(pages: str) -> bool:
    """Whether no range of pages ends before it begins; ``1234--41`` is short for 1241."""
    return all(
        int(first) <= int(last) or len(last) < len(first)
        for first, last in re.findall(r"(?<!\S)(\d{1,9})--?(\d{1,9})(?![^\s,;])", pages)
    )


def _outside_braces(text: str) -> str:
    """The text without what is in braces."""
    depth, kept = 0, []
    for piece in re.split(r"([{}])", text):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth -= 1
        elif depth == 0:
            kept.append(re.sub(r"\\[a-zA-Z]+|\\.", "", piece))
    return "".join(kept)


_DAY: Final = re.compile(r"^-?\d{4}-\d\d-\d\d")

_Check = tuple[Callable[[str], bool], object]
_PEOPLE: Final[tuple[_Check, ...]] = (
    (
        lambda text: re.search(r"(?i)(?<!\S)and\s*$|^\s*and(?!\S)|\sand\s+and\s", text) is None,
        QT_TRANSLATE_NOOP("FieldChecks", "A name is missing before or after an “and”."),
    ),
    (
        lambda text: ";" not in _outside_braces(text),
        QT_TRANSLATE_NOOP("FieldChecks", "Names are divided by “and”, not by a semicolon."),
    ),
    (
        lambda text: all(part.count(",") <= 2 for part in pieces(_outside_braces(text))),
        QT_TRANSLATE_NOOP(
            "FieldChecks", "A name has two commas at most; names are divided by “and”."
        ),
    ),
    (
        lambda text: re.search(r"(?i)\bet\s+al\b", _outside_braces(text)) is None,
        QT_TRANSLATE_NOOP("FieldChecks", "Others that are not named are written as “and others”."),
    ),
)
_ISBN_LIKE: Final = _like(r"(?:[\dXx][- ]?){10}(?:(?:\d[- ]?){3})?(?:[,; ].*)?")
_ISSN_LIKE: Final = _like(r"\d{4}-?\d{3}[\dXx](?:[,; ].*)?")
_CHECKS: Final[Mapping[str, tuple[_Check, ...]]] = {
    "author": _PEOPLE,
    "editor": _PEOPLE,
    "translator": _PEOPLE,
    "year": (
        (
            _like(r"\{?\d{4}\}?"),
            QT_TRANSLATE_NOOP(
                "FieldChecks", "A year has four digits; styles may not sort this as a year."
            ),
        ),
    ),
    **dict.fromkeys(
        ("date", "urldate", "eventdate", "origdate"),
        (
            (
                _like(r"[-~%?/.\dTXZ:+ ]*\d{2}[-~%?/.\dTXZ:+ ]*"),
                QT_TRANSLATE_NOOP(
                    "FieldChecks", "A date is written as 2023, 2023-11 or 2023-11-06."
                ),
            ),
            (
                _is_date,
                QT_TRANSLATE_NOOP("FieldChecks", "The calendar has no such date."),
            ),
        ),
    ),
    "month": (
        (
            _is_month,
            QT_TRANSLATE_NOOP(
                "FieldChecks", "A month is written as jan to dec or as a number from 1 to 12."
            ),
        ),
    ),
    "doi": (
        (
            _is_doi,
            QT_TRANSLATE_NOOP("FieldChecks", "A DOI begins with 10. and has a slash."),
        ),
    ),
    "url": (
        (
            _is_url,
            QT_TRANSLATE_NOOP("FieldChecks", "An address begins with https:// and has no spaces."),
        ),
    ),
    "eprint": (
        (
            lambda text: is_arxiv_id(text) or not re.match(r"(?i)arxiv:|\d{4}\.\d", text),
            QT_TRANSLATE_NOOP(
                "FieldChecks", "An arXiv id is written as 2101.00001 or hep-th/9901001."
            ),
        ),
    ),
    "isbn": (
        (_ISBN_LIKE, QT_TRANSLATE_NOOP("FieldChecks", "An ISBN has 10 or 13 digits.")),
        (
            lambda text: is_isbn(re.split(r"[,;]|\s(?=\D)", text)[0]),
            QT_TRANSLATE_NOOP(
                "FieldChecks", "The last digit of this ISBN does not fit the others."
            ),
        ),
    ),
    "issn": (
        (_ISSN_LIKE, QT_TRANSLATE_NOOP("FieldChecks", "An ISSN has eight digits.")),
        (
            lambda text: is_issn(re.split(r"[,; ]", text)[0]),
            QT_TRANSLATE_NOOP(
                "FieldChecks", "The last digit of this ISSN does not fit the others."
            ),
        ),
    ),
    "volume": (
        (
            _like(r".{1,60}", re.DOTALL),
            QT_TRANSLATE_NOOP("FieldChecks", "This is long for a volume."),
        ),
    ),
    "pages": (
        (
            _are_pages,
            QT_TRANSLATE_NOOP("FieldChecks", "Pages are written as 12--34."),
        ),
        (
            _is_in_order,
            QT_TRANSLATE_NOOP("FieldChecks", "The last page comes before the first."),
        ),
    ),
}
