"""Which names are one person: the spellings of a name, as far as that is not in doubt.

``A. Li`` is ``Ada Li`` where no other Li begins with an A; where there is one, nobody can tell,
and the initial stays a person of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from biblio.folding import fold, fold_letters
from biblio.names import Name, parse_names, same_person
from biblio.person import UMLAUTS, without_umlauts

# Names of one family that are compared with each other; in a greater family nearly every
# initial is in doubt, and comparing takes its square.
_COMPARED: Final = 80


def unified(counts: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The names that are one person's, each group led by the fullest.

    Args:
        counts: Names as the list shows them, with how many entries have each.
    """
    first: dict[str, str] = {}
    spellings: dict[str, list[str]] = {}  # of the few that are spelt in several ways
    for name, key in zip(counts, fold_all(list(counts)), strict=True):
        known = first.setdefault(key, name)
        if known is not name:
            spellings.setdefault(key, [known]).append(name)
    _join_written_out(first, spellings)
    families: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    plain: dict[str, str] = {}
    for key, name in first.items():
        forms: tuple[str, ...] = (name,)
        if key in spellings:
            forms = tuple(sorted(spellings[key], key=lambda form: -counts[form]))
        families[_family_of(forms[0], key, plain)].append(forms)
    groups: list[tuple[str, ...]] = []
    for members in families.values():
        if 1 < len(members) <= _COMPARED:
            initials: dict[str, list[_Person]] = {}
            for forms in members:
                person = _parsed(forms[0])  # most names are alone in their family
                initials.setdefault(_initial(person), []).append((person, forms))
            for some in initials.values():
                groups += _people(some)
        else:
            groups += members
    return groups


def _join_written_out(first: dict[str, str], spellings: dict[str, list[str]]) -> None:
    """Make ``Joerg Mueller`` a spelling of ``Jörg Müller``, where both are there."""
    foreign = [(key, name) for key, name in first.items() if not name.isascii()]
    written = fold_written_out([name for _, name in foreign])
    for (key, name), other in zip(foreign, written, strict=True):
        if other != key and other in first:
            more = spellings.pop(other, None) or [first[other]]
            del first[other]
            spellings.setdefault(key, [name]).extend(more)


def fold_all(texts: Sequence[str]) -> list[str]:
    """What `fold` makes of each text, of very many at once: a text with all of them is folded."""
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        return list(map(fold, texts))
    folded = fold_letters(joined).split("\n")
    return [" ".join(text.split()) for text in folded]


def fold_written_out(names: Sequence[str]) -> list[str]:
    """As `fold_all`, of the names with their umlauts written out."""
    joined = "\n".join([name.replace("\n", " ") for name in names])
    for letter, written in UMLAUTS.items():
        joined = joined.replace(chr(letter), written)
    return fold_all(joined.split("\n")) if names else []


_Person = tuple[Name, tuple[str, ...]]
# Words of letters, each with a capital, and nothing that BibTeX or LaTeX reads as more
_PLAIN: Final = re.compile(
    r"(?:(?!(?i:and|others|et)\b)[A-Z](?:[A-Za-z.]|['-](?!['-]))*+(?: |\Z))++(?<! )"
)
_MEANT: Final = re.compile(r"[\\{}~=,`$\n]|--|''|  |(?<!\S)(?:and|others|et)(?!\S)", re.IGNORECASE)


def _parsed(name: str) -> Name:
    people = parse_names(name).people
    return people[0] if len(people) == 1 else Name(literal=name)


def _family_of(name: str, folded: str, plain: dict[str, str]) -> str:
    """`_family` of a name; of one that is plainly written, as most are, without parsing it.

    Args:
        name: The name as the list shows it.
        folded: What `fold` makes of it.
        plain: What is known of the last words of plainly written names; it grows.
    """
    if _PLAIN.fullmatch(name):
        last = name.rpartition(" ")[2]
        family = plain.get(last)
        if family is None:
            family = plain[last] = _without_umlauts(fold(last))
        return family
    if _MEANT.search(name):
        return _family(_parsed(name))
    words, parts = name.split(), folded.split()
    initials = "".join([word[0] for word in words])
    if len(words) != len(parts) or not initials.isalpha():
        return _family(_parsed(name))
    if initials == initials.upper():
        return _without_umlauts(parts[-1])
    # First von Last: von ends with the last word in lower case but the final one
    von = next((at for at in range(len(words) - 2, -1, -1) if initials[at].islower()), -2)
    return _without_umlauts(" ".join(parts[von + 1 :]))


def _people(members: list[_Person]) -> list[tuple[str, ...]]:
    if len(members) == 1:
        return [members[0][1]]
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
    return _without_umlauts(fold(name.text().family or name.literal))


def _without_umlauts(family: str) -> str:
    return without_umlauts(family.replace("-", " "))
