"""Names that may be meant for a person's though they differ: misspelt, or the parts swapped.

They are only proposed: `biblio.person.same_person` says what counts without being asked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from biblio.identity import parse_display, squeezed
from biblio.names import Name, same_person

_SHORT: Final = 5  # letters of a family name below which one letter makes another name
_LONG: Final = 9  # letters from which two may differ


def may_be_meant(own: Name, name: str) -> bool:
    """Whether a readable name, which is not the same person's as it stands, may be meant so.

    It may when the family names differ by a letter or two and the given names can be one
    person's, when the family names are equal and the given names differ by a letter or two, or
    when the parts are swapped.
    """
    family, given = _letters(own)
    plain = squeezed(name)
    if abs(len(plain) - len(family)) > len(given) + _LONG or not _shares_letters(family, plain):
        return False
    return _compared(own, name)


@lru_cache(maxsize=4096)
def _compared(own: Name, name: str) -> bool:
    other = parse_display(name)
    family, given = _letters(own)
    other_family, other_given = _letters(other)
    if not family or not other_family or not given or not other_given:
        return False
    if _swapped(own, other):
        return True
    if family == other_family:
        return bool(_alike(given, other_given))
    return _alike(family, other_family) and same_person(
        Name(own.given, "", "X"), Name(other.given, "", "X")
    )


def _swapped(own: Name, other: Name) -> bool:
    """``Siamak, Ravanbakhsh`` and ``Ravanbakhsh S`` for Siamak Ravanbakhsh."""
    family, given = _letters(own)
    other_family, other_given = _letters(other)
    if family != other_given:
        return False
    return other_family == given or (len(other_family) == 1 and given.startswith(other_family))


@lru_cache(maxsize=4096)
def _letters(name: Name) -> tuple[str, str]:
    readable = name.text()
    return squeezed(readable.particle + readable.family), squeezed(readable.given)


def _shares_letters(family: str, text: str) -> bool:
    """Whether all letters of the family name but two occur in the text: quick to ask."""
    return len(set(family) - set(text)) <= 2


def _alike(one: str, other: str) -> bool:
    """Whether two different words differ by a letter, or by two where they are long."""
    shorter = min(len(one), len(other))
    if one == other or shorter < _SHORT:
        return False
    return _distance(one, other) <= (2 if shorter >= _LONG else 1)


def _distance(one: str, other: str) -> int:
    """The number of letters to add, drop or replace (Levenshtein, 1966)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, rival in enumerate(other, 1):
            previous, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, previous + (letter != rival)),
            )
    return row[-1]
