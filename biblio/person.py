"""A person's name as a value: how it shows, how it sorts, and whose it can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from biblio.folding import fold
from biblio.latex import to_text


@dataclass(frozen=True, slots=True)
class Name:
    """One name; its parts are LaTeX as they were written.

    Attributes:
        given: Given names or initials (``Sékou-Oumar``).
        particle: What stands between and is not capitalised (``van der``).
        family: The family name; names of one word have only this.
        suffix: ``Jr.``, ``III``.
        literal: The name of a body, which has no parts (``European Union``), without the
            braces around it. Then all other parts are empty.
    """

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""

    def text(self) -> Name:
        """The same name in readable Unicode."""
        return _readable(self)

    @property
    def display(self) -> str:
        """Readable, in natural order: ``Sékou-Oumar Kaba``, ``Martin King, Jr.``, ``王小明``."""
        return _forms(self)[0]

    @property
    def short(self) -> str:
        """Readable, given names as initials: ``S.-O. Kaba``."""
        name = self.text()
        return name.literal or _in_order(initials(name.given), name)

    @property
    def forms(self) -> tuple[str, str]:
        """`display` and `sort_key` together, which takes half the time."""
        return _forms(self)

    @property
    def sort_key(self) -> str:
        """Folded, family before given names; particles last, as biblatex sorts by default."""
        return _forms(self)[1]


@lru_cache(maxsize=16384)  # co-authors come again and again
def _forms(name: Name) -> tuple[str, str]:
    """How a name shows and how it sorts."""
    name = name.text()
    if name.literal:
        return name.literal, fold(name.literal)
    parts = (name.family, name.given, name.suffix, name.particle)
    # Two spaces sort before anything that could go on within a family name.
    return _in_order(name.given, name), "  ".join([fold(part) for part in parts if part])


# What means something to LaTeX (`biblio.latex`), or would be collapsed
_MEANT: Final = re.compile(r"[{}\\$~]|--|``|''|[?!]`|  ")


def _readable(name: Name) -> Name:
    joined = name.given + name.particle + name.family + name.suffix + name.literal
    if joined.isascii() and joined.isprintable() and not _MEANT.search(joined):
        return name  # as most are
    return Name(
        to_text(name.given),
        to_text(name.particle),
        to_text(name.family),
        to_text(name.suffix),
        to_text(name.literal),
    )


def same_person(a: Name, b: Name) -> bool:
    """Whether two names can be one person's.

    Family names must be equal but for accents, case and hyphens (``Schölkopf`` and
    ``Schoelkopf`` are), particles equal or missing, given names equal, abbreviated or
    shortened (``S.-O.``, ``Sékou``, ``S`` go with ``Sékou-Oumar``; ``Sina`` does not go with
    ``Siamak``). A name without given names is only the same as one equally short.
    """
    if a == b:
        return True
    a, b = a.text(), b.text()
    if fold(a.display) == fold(b.display):
        return True
    if a.literal or b.literal:
        return False
    if not _same_family(a, b):
        return False
    if a.suffix and b.suffix and fold(a.suffix).strip(".") != fold(b.suffix).strip("."):
        return False
    return _compatible(a.given, b.given)


def initials(given: str) -> str:
    """The initials of readable given names: ``S.-O.`` for ``Sékou-Oumar``, ``R. J.`` for ``RJ``.

    Names in scripts without capitals stay whole, since they have no initials.
    """
    return " ".join(
        "-".join(filter(None, map(_initial, word.split("-"))))
        for word in _GIVEN_GAP.sub(" ", given).split()
    )


# Showing

_UPPER: Final = "A-ZÀ-ÖØ-Þ"
_GIVEN_GAP: Final = re.compile(
    # R.J. and RJ are R. J.; longer words in capitals are names.
    rf"(?<=\.)(?=[^\W\d_])|(?<=\b[{_UPPER}])(?=[{_UPPER}]{{1,2}}\b)"
    rf"|(?<=\b[{_UPPER}]{{2}})(?=[{_UPPER}]\b)"
)
_EAST_ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々·]+")


def _initial(word: str) -> str:
    first = next(filter(str.isalpha, word), "")
    if first and first.lower() == first.upper():
        return word
    return first and first + "."


def _in_order(given: str, name: Name) -> str:
    """A readable name in natural order, which is family first for Chinese, Japanese, Korean."""
    if (
        not given.isascii()
        and not name.particle
        and _EAST_ASIAN.fullmatch(given)
        and _EAST_ASIAN.fullmatch(name.family)
    ):
        return name.family + given
    natural = " ".join(filter(None, (given, _joined(name.particle, name.family))))
    return ", ".join(filter(None, (natural, name.suffix)))


def _joined(particle: str, family: str) -> str:
    """A family name with the particle before it: ``van Berg``, ``d'Alembert``."""
    if particle.endswith(("'", "’", "-")):
        return particle + family
    return f"{particle} {family}" if particle and family else particle or family


# Comparing

#: Letters and what is written for them where they cannot be.
UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe",
     "å": "aa", "Å": "Aa"}
)  # fmt: skip
_WRITTEN_OUT: Final = re.compile(r"([aou])e|aa")


def without_umlauts(folded: str) -> str:
    """What a folded name has in common with itself written out: ``muller`` of ``mueller``.

    Other names may become alike too (``Samuel``, ``Samul``): it tells what to compare.
    """
    return _WRITTEN_OUT.sub(lambda found: found[1] or "a", folded)


_NOT_LETTERS: Final = re.compile(r"[\W_]+")


def _same_family(a: Name, b: Name) -> bool:
    """Whether two names have one family name; a particle may be missing in one of them."""
    if _folded_families(f"{a.particle} {a.family}") & _folded_families(f"{b.particle} {b.family}"):
        return True
    if a.particle and b.particle:
        return False
    return bool(_folded_families(a.family) & _folded_families(b.family))


def _folded_families(family: str) -> set[str]:
    """A family name in letters only, with umlauts as plain vowels and as vowels with e."""
    return {_NOT_LETTERS.sub("", fold(text)) for text in (family, family.translate(UMLAUTS))} - {""}


def _compatible(given: str, other: str) -> bool:
    """Whether two given names can be one person's."""
    if _fit(_given_words(given), _given_words(other)):
        return True
    if given.isascii() and other.isascii():
        return False
    # Jörg is Joerg, and Jorg as well, as family names are
    written, rival = given.translate(UMLAUTS), other.translate(UMLAUTS)
    return (written, rival) != (given, other) and any(
        _fit(_given_words(one), _given_words(two))
        for one, two in ((written, other), (given, rival), (written, rival))
    )


def _fit(words: list[str], others: list[str]) -> bool:
    """Whether folded words are equal, abbreviated or shortened."""
    if not words or not others:
        return words == others
    if "".join(words) == "".join(others):
        return True
    return all(
        word == rival or (min(len(word), len(rival)) == 1 and word[0] == rival[0])
        for word, rival in zip(words, others, strict=False)
    )


def _given_words(given: str) -> list[str]:
    return _NOT_LETTERS.sub(" ", fold(_GIVEN_GAP.sub(" ", given))).split()
