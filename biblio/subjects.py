"""Subjects: what a field code on a page (``LG``) stands for in arXiv's classification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from biblio.taxonomy import ALIASES, ARCHIVES, CATEGORIES


@dataclass(frozen=True, slots=True)
class Subject:
    """What a field code stands for.

    Attributes:
        code: The code as it was written (``CO``).
        category: The arXiv category (``astro-ph.CO``), by its current name.
        name: The category's English name.
        alternatives: The other categories that the code could stand for, most likely first.
    """

    code: str
    category: str
    name: str
    alternatives: tuple[str, ...] = ()

    @property
    def assumed(self) -> bool:
        """Whether the code could as well stand for another category."""
        return bool(self.alternatives)

    @property
    def archive(self) -> str:
        """The archive of the category (``astro-ph``)."""
        return self.category.partition(".")[0]


def subject_of(code: str) -> Subject | None:
    """What a code stands for, or None when arXiv has no such code.

    Of several categories with one code, the one whose archive comes first in
    `biblio.taxonomy.ARCHIVES` is taken, so that a code means the same on every page.

    Args:
        code: A bare code in any case (``LG``, ``MTRL-SCI``) or a whole category (``cs.LG``).
    """
    found = candidates(code)
    if not found:
        return None
    return Subject(code, found[0], CATEGORIES[found[0]], found[1:])


def candidates(code: str) -> tuple[str, ...]:
    """The categories that a code can stand for, most likely first; empty for an unknown code."""
    wanted = code.strip().lower()
    # A second name counts only where no category has the code for its own: TH is econ.TH,
    # since statistics theory is filed under math.ST even where it is called stat.TH.
    return _BY_CODE.get(wanted) or _BY_ALIAS.get(wanted) or ()


def category_name(category: str) -> str | None:
    """The English name of a category (``cs.LG``: ``Machine Learning``); None if unknown."""
    return CATEGORIES.get(ALIASES.get(category, category))


def _index(names: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Lower-case codes and whole names to their categories, in the archives' order.

    Args:
        names: A name of a category to that category.
    """
    order = list(ARCHIVES)
    index: dict[str, list[str]] = {}
    for name, category in names.items():
        for code in {name.lower(), name.rpartition(".")[2].lower()}:
            index.setdefault(code, []).append(category)
    return MappingProxyType(
        {
            code: tuple(sorted(found, key=lambda each: order.index(each.partition(".")[0])))
            for code, found in index.items()
        }
    )


_BY_CODE = _index({category: category for category in CATEGORIES})
_BY_ALIAS = _index(ALIASES)
