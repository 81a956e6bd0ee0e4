"""What looks wrong in a field's text, as a sentence; only unbalanced braces forbid keeping it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from biblio.dates import MONTH_MACROS
from desktop.window.entry_facts import doi_of
from desktop.window.prose import address_of

translate = QCoreApplication.translate


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
        name: The field's name in lower case.
        value: Its text; blank means that the field is to go.
    """
    text = value.strip()
    if not text:
        return None
    if not is_balanced(value):
        return Remark(
            translate("FieldChecks", "The braces do not balance, so this cannot be saved yet."),
            refused=True,
        )
    check = _CHECKS.get(name)
    if check is None:
        return None
    pattern, sentence = check
    if pattern.fullmatch(text):
        return None
    if name == "doi" and doi_of(text):
        return None
    if name == "url" and address_of(re.sub(r"^\\url\s*\{(.*)\}$", r"\1", text)):
        return None
    return Remark(translate("FieldChecks", str(sentence)))


def is_balanced(value: str) -> bool:
    r"""Whether every brace has its partner; BibTeX counts ``\{`` and ``\}`` too."""
    depth = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


_BRACE: Final = re.compile(r"[{}]")
_MONTH: Final = "|".join(MONTH_MACROS)

_CHECKS: Final = {
    "year": (
        re.compile(r"\{?\d{4}\}?"),
        QT_TRANSLATE_NOOP(
            "FieldChecks", "A year has four digits; styles may not sort this as a year."
        ),
    ),
    "date": (
        re.compile(r"[-~%?/.\dTXZ:+ ]*\d{2}[-~%?/.\dTXZ:+ ]*"),
        QT_TRANSLATE_NOOP("FieldChecks", "A date is written as 2023, 2023-11 or 2023-11-06."),
    ),
    "month": (
        re.compile(rf"(?:{_MONTH})[a-z]*\.?|0?[1-9]|1[0-2]|.*#.*|.*\d.*", re.IGNORECASE),
        QT_TRANSLATE_NOOP("FieldChecks", "A month is written as jan to dec or as a number."),
    ),
    "doi": (
        re.compile(r"10\.\d{4,9}/\S+"),
        QT_TRANSLATE_NOOP("FieldChecks", "A DOI begins with 10. and has a slash."),
    ),
    "url": (
        re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE),
        QT_TRANSLATE_NOOP("FieldChecks", "An address begins with https:// and has no spaces."),
    ),
    "isbn": (
        re.compile(r"(?:[\dXx][- ]?){10}(?:(?:\d[- ]?){3})?(?:[,; ].*)?"),
        QT_TRANSLATE_NOOP("FieldChecks", "An ISBN has 10 or 13 digits."),
    ),
    "issn": (
        re.compile(r"\d{4}-?\d{3}[\dXx](?:[,; ].*)?"),
        QT_TRANSLATE_NOOP("FieldChecks", "An ISSN has eight digits."),
    ),
    "volume": (
        re.compile(r".{1,60}", re.DOTALL),
        QT_TRANSLATE_NOOP("FieldChecks", "This is long for a volume."),
    ),
    "pages": (
        re.compile(r"[^-]*(?:(?:--?|–)[^-]+)*", re.DOTALL),
        QT_TRANSLATE_NOOP("FieldChecks", "Pages are written as 12--34."),
    ),
}
