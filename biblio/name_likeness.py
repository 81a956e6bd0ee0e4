"""Names that may be meant for a person's though they differ: misspelt, or the parts swapped.

They are only proposed: `biblio.person.same_person` says what counts without being asked.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import Final

from biblio.identity import parse_display, squeezed
from biblio.names import Name, same_person

_SHORT: Final = 5  # letters of a family name below which one letter makes another name
_CUT: Final = "\0"
_LONG: Final = 9  # letters from which two may differ


def may_be_meant(own: Name, name: str) -> bool:
    """Whether a readable name, which is not the same person's as it stands, may be meant so.

    It may when the family names differ by a letter or two and the given names can be one
    person's, when the family names are equal and the given names differ by a letter or two, or
    when the parts are swapped.
    """
    family, _ = _letters(own)
    words = squeezed(name.replace(" ", _CUT)).split(_CUT)
    tails = accumulate(reversed(words), lambda tail, word: word + tail)  # van der Berg
    return any(_may_be(family, word) for word in (*words, *tails)) and _compared(own, name)


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
        return _given_alike(own, other)
    return _alike(family, other_family) and same_person(
        Name(own.given, "", "X"), Name(other.given, "", "X")
    )


def _given_alike(own: Name, other: Name) -> bool:
    """``Siyamak`` for ``Siamak``; another initial is another person's."""
    words = [squeezed(word) for word in own.text().given.split()]
    others = [squeezed(word) for word in other.text().given.split()]
    unlike = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    return bool(unlike) and all(_alike(*pair) for pair in unlike)


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


def _may_be(wanted: str, word: str) -> bool:
    """Whether a word can be another with a letter or two changed: quick to ask."""
    return abs(len(word) - len(wanted)) <= 2 and len(set(wanted) - set(word)) <= 2


def _alike(one: str, other: str) -> bool:
    """Whether two different words differ by a letter, or by two where they are long."""
    shorter = min(len(one), len(other))
    if one == other or shorter < _SHORT:
        return False
    return letters_apart(one, other) <= (2 if shorter >= _LONG else 1)


def letters_apart(one: str, other: str) -> int:
    """The letters to add, drop, replace or swap with the next (Damerau, 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        new = [i]
        for j, rival in enumerate(other, 1):
            steps = [row[j] + 1, new[j - 1] + 1, row[j - 1] + (letter != rival)]
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == rival:
                steps.append(before[j - 2] + 1)
            new.append(min(steps))
        before, row = row, new
    return row[-1]
