"""The line of authors on a profile page: ``Ann Lee, Bo Ek et al. · mila``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AFFILIATION = re.compile(r"\s+[·•]\s*|[·•]\s+")
_OTHERS = re.compile(
    r"\b(?:and )?(?:et\.? al\b\.?|others|(?:\+ ?)?\d+ (?:more|others))$"
    r"|(?:…|\.\.\.|\+ ?\d+(?: (?:more|others))?)$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV|VI{0,3})$")
_COMPANY = re.compile(r"(?:Inc|Ltd|LLC|LLP|Corp|Co|GmbH|AG|S\.?A|B\.?V|Ph\.?D)\.?$")
_CORPORATE = re.compile(
    r"\b(?:Agency|Association|Authors|Bureau|Cent(?:er|re)|Collaborations?|Committee|Commission"
    r"|Consortium|Contributors|Corporation|Council|Department|Foundation|Group|Initiative"
    r"|Institut\w*|Lab(?:s|orator\w+)?|Ministry|Network|Organi[sz]ation|Partnership|Project"
    r"|Society|Team|Universit\w+)\b|&|\d|(?:^|\s)(?:The|the|of|for|and|on|in|at)\s"
)
# fmt: off
_PARTICLES = frozenset((
    "af", "al", "av", "bin", "bint", "da", "das", "de", "degli", "dei", "del", "della", "den",
    "der", "des", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "lo", "los", "op",
    "san", "st", "t", "ten", "ter", "und", "van", "vom", "von", "y", "zu", "zum", "zur", "'t",
))
# fmt: on
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Authors:
    """What a line of authors says.

    Attributes:
        names: The names, each in the form that BibTeX reads as one name.
        others: Whether the list is incomplete.
        affiliation: What follows the middle dot (``mila``); several are joined by ``", "``.
    """

    names: tuple[str, ...]
    others: bool
    affiliation: str

    @property
    def field(self) -> str:
        """The value of an author field."""
        return " and ".join((*self.names, "others") if self.others else self.names)


def read_authors(line: str) -> Authors:
    """Read a line of authors; see `looks_like_authors` for whether it is one."""
    names, *affiliations = _AFFILIATION.split(line)
    listed, others = _without_others(names)
    parts = _parts(listed)
    return Authors(
        tuple(_one_name(part) for part in parts),
        others,
        ", ".join(each.strip() for each in affiliations if each.strip()),
    )


def is_incomplete(line: str) -> bool:
    """Whether a line ends as only a line of authors does, in ``et al``."""
    return _without_others(_AFFILIATION.split(line)[0])[1] and "et al" in line.lower()


def looks_like_authors(line: str, *, alone: bool = False) -> bool:
    """Whether a line reads as a list of names rather than as the start of an abstract.

    Args:
        line: The line, white space normalised.
        alone: Whether it stands between blank lines with more text after it, as authors do
            before an abstract; then names may be in lower case.
    """
    if not line or line.lower() == "abstract" or any(mark in line for mark in "$\\?!:="):
        return False
    names, *affiliations = _AFFILIATION.split(line)
    if any(len(each) > _LONGEST_NAME for each in affiliations):
        return False
    listed, others = _without_others(names)
    parts = _parts(listed)
    if not parts:
        return False
    if others and "et al" in line.lower():  # nothing else ends so: lower-case names may stand
        return all(len(part) <= _LONGEST_NAME for part in parts)
    if alone and len(parts) > 1 and not listed.endswith("."):
        return all(len(part.split()) <= 3 and len(part) <= _LONGEST_NAME for part in parts)
    return all(_is_name(part) for part in parts)


def _without_others(names: str) -> tuple[str, bool]:
    names = names.rstrip(" ,;")
    found = _OTHERS.search(names)
    return (names[: found.start()].rstrip(" ,;"), True) if found else (names, False)


def _parts(listed: str) -> list[str]:
    """The names of a list, suffixes kept with the name they belong to."""
    separator = ";" if ";" in listed else ",，、"
    parts: list[str] = []
    for piece in _split_outside_brackets(listed, separator):
        part = re.sub(r"^and\s+", "", piece.strip())
        if parts and (_SUFFIX.match(part) or _COMPANY.match(part)):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    if parts and " and " in parts[-1]:
        left, right = parts[-1].rsplit(" and ", 1)
        if all(" " in name and _is_person(name) for name in (left, right)):
            parts[-1:] = [left, right]
    return parts


def _split_outside_brackets(text: str, separators: str) -> list[str]:
    pieces, depth = [""], 0
    for character in text:
        depth += (character in "({[") - (character in ")}]")
        if character in separators and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def _is_name(part: str) -> bool:
    base = part.partition(",")[0]
    if len(base) > _LONGEST_NAME:
        return False
    if _CORPORATE.search(base):
        words = base.split()
        return words[0][:1].isupper() and len(words) <= 8 and not base.endswith(".")
    return _is_person(base)


def _is_person(name: str) -> bool:
    if _CORPORATE.search(name):
        return False
    words = name.split()
    if not words or len(words) > 7 or (len(words[-1]) > 3 and words[-1].endswith(".")):
        return False
    return all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    first = word.lstrip("'’(\"“`-")[:1]
    # Letters of scripts without case (Chinese, Arabic) are neither upper nor lower.
    caseless = first.isalpha() and not first.islower()
    return caseless or word.lower().rstrip(".") in _PARTICLES or word.lower().startswith("d'")


def _one_name(part: str) -> str:
    """A name in the form that BibTeX reads as one name, and otherwise as it was written.

    BibTeX splits a list at the word *and* in any case, and a name at commas.
    """
    base, comma, suffix = part.partition(",")
    if comma and _SUFFIX.match(suffix.strip()):
        given, family = _split_family(base.split())
        return f"{family}, {suffix.strip()}, {given}" if given else f"{{{part}}}"
    if _CORPORATE.search(base) or (comma and _COMPANY.match(suffix.strip())):
        return part if part.startswith("{") and part.endswith("}") else f"{{{part}}}"
    words = [
        "{" + word + "}" if word.lower() in ("and", "others") else word for word in part.split()
    ]
    return " ".join(words)


def _split_family(words: list[str]) -> tuple[str, str]:
    """Given names, and family name with its particles: ``Oscar``, ``de la Cruz``."""
    at = next((i for i, word in enumerate(words) if i and word[:1].islower()), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])
