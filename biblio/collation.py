"""Collation: the form of a text whose order, byte by byte, is that of a language's alphabet.

It is the folded text (`biblio.folding`), in which each letter that the language sorts elsewhere is
the letter that it comes after and a mark behind all letters: ``ñ`` in Spanish is an ``n`` with the
first mark, so it comes after ``nz`` and before ``o``. Made from tables alone, it is the same on
every machine, and an index in any database has the order. It is not meant to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from unicodedata import normalize

from biblio.alphabets import ALPHABETS, SPELLINGS
from biblio.folding import fold, fold_letters
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

_FIRST_MARK: Final = 0xE000  # the private use area, behind all letters of the common scripts
_COMPOSED: Final = ((0xC0, 0x250), (0x400, 0x530), (0x1E00, 0x1F00))  # Latin, Cyrillic, Latin


class Alphabet:
    """The letters of a language that are sorted elsewhere than folding puts them."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        """Take a table.

        Args:
            keys: What is written, composed (NFC) and in the case that is meant, to its form.
        """
        self._keys = {**dict(_with_more_accents(keys)), **keys}
        self._pattern = _pattern(self._keys)
        ascii_keys = list(filter(str.isascii, keys))
        self._in_ascii = _pattern(ascii_keys) if ascii_keys else None

    def moves(self, text: str) -> bool:
        """Whether a text has letters that are sorted elsewhere than `fold` puts them."""
        if text.isascii():
            return self._in_ascii is not None and self._in_ascii.search(text) is not None
        return self._pattern.search(normalize("NFC", text)) is not None

    @property
    def is_in_ascii(self) -> bool:
        """Whether it has letters that are ASCII, such as ``ch``."""
        return self._in_ascii is not None

    def key(self, text: str) -> str:
        """The form of a readable text by which it is sorted; that of `fold` where nothing moves."""
        if not self.moves(text):
            return fold(text)
        text = normalize("NFC", text)
        parts: list[str] = []
        end = 0
        for found in self._pattern.finditer(text):
            parts.append(fold_letters(text[end : found.start()]))
            parts.append(self._keys[found[0]])
            end = found.end()
        parts.append(fold_letters(text[end:]))
        return " ".join("".join(parts).split())


@lru_cache(maxsize=8)
def alphabet(language: str) -> Alphabet | None:
    """The alphabet of a language (see `biblio.alphabets`); None where folding gives the order."""
    keys = dict(_letters(language))
    for text, instead in SPELLINGS.get(language, {}).items():
        form = "".join(keys.get(part, part) for part in _parts(instead, keys))
        keys |= dict.fromkeys(_cases(text), form)
    return Alphabet(keys) if keys else None


def _letters(language: str) -> Iterator[tuple[str, str]]:
    """What is written, in any case, and its form."""
    for group in filter(None, ALPHABETS.get(language, "").split("|")):
        for place, letters in enumerate(group.split()):
            first, *same = letters.split("=")
            if not place:
                before = first
            mark = chr(_FIRST_MARK + place) if place else ""
            for text in chain.from_iterable(map(_cases, same if not place else [first, *same])):
                yield text, before + mark


def _cases(text: str) -> Iterable[str]:
    """The cases in which letters are written: ``dž``, ``Dž`` and ``DŽ``."""
    return dict.fromkeys((text, text.title(), text.upper()))


def _parts(text: str, keys: Mapping[str, str]) -> Iterator[str]:
    """A text cut into the longest letters that a table has."""
    while text:
        size = next((size for size in (3, 2) if text[:size] in keys), 1)
        yield text[:size]
        text = text[size:]


def _with_more_accents(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Letters that have an accent more than one of a table: ``ǻ`` is sorted as ``å``."""
    of = {tuple(normalize("NFD", each)): form for each, form in keys.items() if len(each) == 1}
    for letter in map(chr, chain.from_iterable(range(*ends) for ends in _COMPOSED)):
        base, *accents = list(normalize("NFD", letter))
        if len(accents) > 1:
            found = (of[base, accent] for accent in accents if (base, accent) in of)
            yield from ((letter, form) for form in found)


def _pattern(written: Iterable[str]) -> re.Pattern[str]:
    """What finds each of these, the longest first."""
    several = sorted((text for text in written if len(text) > 1), key=len, reverse=True)
    single = "".join(text for text in written if len(text) == 1)
    parts = [*map(re.escape, several), *([f"[{re.escape(single)}]"] if single else [])]
    return re.compile("|".join(parts))
