"""Which names are one person: the spellings of a name, as far as that is not in doubt.

``A. Li`` is ``Ada Li`` where no other Li begins with an A; where there is one, nobody can tell,
and the initial stays a person of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from biblio.folding import fold
from biblio.names import Name, parse_names, same_person

# Names of one family that are compared with each other; in a greater family nearly every
# initial is in doubt, and comparing takes its square.
_COMPARED: Final = 80


def unified(counts: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The names that are one person's, each group led by the fullest.

    Args:
        counts: Names as the list shows them, with how many entries have each.
    """
    spellings: dict[str, list[str]] = {}
    for name in counts:
        spellings.setdefault(fold(name), []).append(name)
    families: dict[str, list[_Person]] = {}
    for forms in spellings.values():
        forms.sort(key=lambda name: -counts[name])
        people = parse_names(forms[0]).people
        person = people[0] if len(people) == 1 else Name(literal=forms[0])
        families.setdefault(_family(person), []).append((person, forms))
    groups: list[tuple[str, ...]] = []
    for members in families.values():
        if 1 < len(members) <= _COMPARED:
            initials: dict[str, list[_Person]] = {}
            for member in members:
                initials.setdefault(_initial(member[0]), []).append(member)
            for some in initials.values():
                groups += _people(some)
        else:
            groups += (tuple(forms) for _, forms in members)
    return groups


_Person = tuple[Name, list[str]]


def _people(members: list[_Person]) -> list[tuple[str, ...]]:
    if len(members) == 1:
        return [tuple(members[0][1])]
    members.sort(key=lambda member: (-_letters(member[0]), member[1][0]))
    people: list[list[_Person]] = []
    for member in members:
        fitting = [
            person for person in people if all(same_person(member[0], name) for name, _ in person)
        ]
        # One that fits two people is neither; and who is only an initial draws nobody else in
        if len(fitting) == 1 and not _fits_another(member[0], fitting[0], people):
            fitting[0].append(member)
        else:
            people.append([member])
    return [tuple(form for _, forms in person for form in forms) for person in people]


def _initial(name: Name) -> str:
    """The first letter of the given names; nobody is the same person with another one."""
    return next(filter(str.isalnum, fold(name.text().given)), "")


def _letters(name: Name) -> int:
    """How much of the given names is told: ``Bo`` more than ``B.``."""
    return sum(map(str.isalpha, name.text().given))


def _fits_another(name: Name, chosen: list[_Person], people: list[list[_Person]]) -> bool:
    """Whether a name fits the fullest form of another person too."""
    return any(person is not chosen and same_person(name, person[0][0]) for person in people)


def _family(name: Name) -> str:
    """What names of one person have in common, umlauts written out or not."""
    folded = fold(name.text().family or name.literal).replace("-", " ")
    for written, plain in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        folded = folded.replace(written, plain)
    return folded
