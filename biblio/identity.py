"""Who a person is among authors: all forms of the name, and those that are somebody else's.

Names are compared as parsed names (see `biblio.person.same_person`). A form that the user confirmed
counts, whatever it looks like (a former name, another script); one that the user refused never
does; any other counts when it can be the same person's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from biblio.folding import fold
from biblio.names import Name, Names, parse_names, same_person
from biblio.person import UMLAUTS

REFUSED: Final = "-"
"""What stands before a name, among a profile's names, that is somebody else's."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person among authors.

    Attributes:
        names: The person's name and its confirmed forms.
        refused: Folded forms of names that are not the person's.
    """

    names: tuple[Name, ...] = ()
    refused: frozenset[str] = frozenset()

    def is_own(self, name: Name) -> bool:
        """Whether a name is the person's, or can be."""
        return _is_own(self, name)

    def places(self, listed: Names) -> tuple[int, ...]:
        """Where in a list of names the person is."""
        return tuple(i for i, name in enumerate(listed.people) if _is_own(self, name))

    def stems(self) -> tuple[str, ...]:
        """Beginnings of the folded family names: one is in every folded text with the person."""
        families = (name.text().family or name.display for name in self.names)
        found = {_STEM.match(fold(family.translate(UMLAUTS))) for family in families}
        return tuple(sorted({match[0] for match in found if match}))

    def families(self) -> tuple[str, ...]:
        """What `squeezed` makes of the family names: one is in every text with the person."""
        return _families(self)


@lru_cache(maxsize=64)
def identity(profile_names: tuple[str, ...]) -> Identity:
    """The person with these names in BibTeX's forms; those after a `REFUSED` are not theirs."""
    names: list[Name] = []
    refused: set[str] = set()
    for text in profile_names:
        if text.startswith(REFUSED):
            refused |= {fold(name.display) for name in _people(text[len(REFUSED) :])}
        else:
            names += _people(text)
    return Identity(tuple(names), frozenset(refused - {fold(name.display) for name in names}))


def squeezed(text: str) -> str:
    """A text as `Identity.families` can be looked for in it: small letters, no gaps or marks."""
    if text.isascii():
        return text.lower().translate(_GAPS)
    return fold(text).translate(_GAPS)


def may_name(person: Identity, text: str) -> bool:
    """Whether a list of authors, readable or LaTeX, can have the person; to ask before parsing."""
    if "\\" in text:
        return True
    families = person.families()
    plain = squeezed(text)
    for family in families:
        if family in plain:
            return True
    if text.isascii():
        return False
    plain = squeezed(text.translate(UMLAUTS))
    return any(family in plain for family in families)


def parse_display(name: str) -> Name:
    """A readable name, as the list shows it, in its parts."""
    suffix = _SUFFIX.search(name)
    bare = name[: suffix.start()] if suffix else name
    people = parse_names(bare.replace(" and ", " {and} ")).people
    return people[0] if len(people) == 1 else Name(literal=name)


# Up to where one spelling may differ from another: a hyphen, an umlaut written with e
_STEM: Final = re.compile(r"(?:(?![aou]e|aa)[^\W\d_])*+[aou]?")
_GAPS: Final = str.maketrans("", "", " -~'.{}\t\n\r")
_NUMBER: Final = re.compile(r"[0-9]{4}")
_NUMBERED: Final = re.compile(r"\s+[0-9]{4}\Z")
_SUFFIX: Final = re.compile(r",\s*(?:[JS]r\.?|I{2,3}|IV)$")


def _people(text: str) -> tuple[Name, ...]:
    return parse_names(text).people


@lru_cache(maxsize=16384)  # co-authors come again and again
def _is_own(person: Identity, name: Name) -> bool:
    if person.refused and fold(name.display) in person.refused:
        return False
    bare = _without_number(name)
    return any(same_person(own, bare) for own in person.names)


def _without_number(name: Name) -> Name:
    """The name without the number by which DBLP tells people of one name apart: ``Ada Li 0001``."""
    if _NUMBER.fullmatch(name.family):
        bare = _people(name.given)
        return bare[0] if len(bare) == 1 else name
    family = _NUMBERED.sub("", name.family)
    return name if family == name.family else replace(name, family=family)


@lru_cache(maxsize=64)
def _families(person: Identity) -> tuple[str, ...]:
    found = [form for name in person.names for form in _family_forms(name)]
    return tuple(dict.fromkeys(found))


def _family_forms(name: Name) -> set[str]:
    readable = name.text()
    family = readable.family or readable.literal or readable.given
    return {squeezed(family), squeezed(family.translate(UMLAUTS))} - {""}
