"""Co-authors that may be one person though the list has them as two, to be confirmed or refused.

What is in no doubt is united without asking (`db.person.people`). Asked about are an initial that
fits several people, given names that differ by a letter or two, family names that do so where one
is on few papers, and swapped parts. Only names of one family are compared, of one initial, and
families that differ by one letter at most by what is left without it: never all with all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from biblio.folding import fold
from biblio.identity import parse_display, squeezed
from biblio.name_likeness import may_be_meant
from biblio.names import Name, same_person
from db.person.bylines import Bylines
from db.person.coauthors import company
from db.person.profile_rows import Coauthor

SAME, APART = "same", "apart"


@dataclass(frozen=True, slots=True)
class LikelyPerson:
    """A name that may be another co-author's, or of which the user has decided.

    Attributes:
        name: The name, as the list shows it.
        forms: All its forms that are united already, the name first.
        papers: Papers that have one of them.
        person: The co-author that it may be, by the fullest form.
        person_papers: Papers of that one.
        state: ``same`` or ``apart`` as the user said; empty where nothing was said.
    """

    name: str
    forms: tuple[str, ...]
    papers: int
    person: str
    person_papers: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    coauthor: Coauthor
    name: Name
    family: str
    given: str

    @property
    def papers(self) -> int:
        return self.coauthor.papers


def likely_people(connection: sqlite3.Connection, papers: Bylines | None) -> list[LikelyPerson]:
    """What may be one person among a person's co-authors; those of the most papers first.

    Names on which the user has decided come last, so that they can be changed; they alone are
    told where there are no papers.
    """
    people = () if papers is None else company(connection, papers).people
    decided = _decided(connection, people)
    told = {fold(each.name) for each in decided}
    proposals = {
        (each.name, each.person): each
        for each in _proposals(people)
        if not any(fold(form) in told for form in each.forms)
    }
    ranked = sorted(
        proposals.values(),
        key=lambda each: (-each.papers - each.person_papers, fold(each.person), each.name),
    )
    return [*ranked[:_MOST], *decided]


def _decided(connection: sqlite3.Connection, people: Sequence[Coauthor]) -> list[LikelyPerson]:
    papers = {fold(form): each.papers for each in people for form in each.forms}
    return [
        LikelyPerson(
            name,
            (name,),
            papers.get(fold(name), 0),
            person,
            papers.get(fold(person), 0),
            SAME if same else APART,
        )
        for name, person, same in connection.execute(
            "SELECT name, person, same FROM spellings ORDER BY person, name"
        )
    ]


def _proposals(people: Iterable[Coauthor]) -> Iterator[LikelyPerson]:
    known = [_known(each) for each in people]
    for one, other in islice(_pairs(known), _MOST_PAIRS):
        if _may_be_one(one, other):
            person, form = sorted((one, other), key=_fullness, reverse=True)
            yield LikelyPerson(
                form.coauthor.name,
                form.coauthor.forms,
                form.papers,
                person.coauthor.name,
                person.papers,
            )


def _known(coauthor: Coauthor) -> _Known:
    name = parse_display(coauthor.name)
    readable = name.text()
    family = squeezed(readable.particle + readable.family) or squeezed(readable.literal)
    return _Known(coauthor, name, family, squeezed(readable.given))


def _fullness(each: _Known) -> tuple[bool, int, int, str]:
    """By which of two names the person is called: no initials, then more papers, then letters."""
    initials = all(len(word.strip(".")) < 2 for word in each.name.text().given.split())
    return not initials, each.papers, len(each.family + each.given), each.coauthor.name


def _pairs(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """The pairs that are worth a look, each once."""
    rooms: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(known):
        if not each.family or not each.given:
            continue
        initial = each.given[0]
        # The swapped parts of a name are looked for where the name itself is
        for room in (
            ("family", f"{each.family} {initial}"),
            ("parts", " ".join(sorted((each.family, each.given)))),
            *(("near", f"{part} {initial}") for part in _without_a_letter(each.family)),
        ):
            rooms.setdefault(room, []).append(place)
    seen: set[tuple[int, int]] = set()
    for (kind, _), places in rooms.items():
        if len(places) > (_COMPARED if kind == "family" else _NEAR):
            continue  # nearly every initial is in doubt
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                pair = (min(one, other), max(one, other))
                if one != other and pair not in seen and _fit(kind, known[one], known[other]):
                    seen.add(pair)
                    yield known[pair[0]], known[pair[1]]


def _fit(kind: str, one: _Known, other: _Known) -> bool:
    """Whether it is worth to compare two names at length."""
    less, more = sorted((one.papers, other.papers))
    short, long = sorted((one.given, other.given), key=len)
    if kind == "near":  # who is misspelt is so on few papers
        return long.startswith(short) and less <= max(_FEW, more * _SHARE)
    if kind == "family" and not long.startswith(short):
        return len(long) - len(short) <= _LETTERS and len(set(long) ^ set(short)) <= 2 * _LETTERS
    return True


def _without_a_letter(family: str) -> set[str]:
    """A long family name and what is left of it without one of its letters."""
    if len(family) < _LONG:
        return set()
    return {family, *(family[:at] + family[at + 1 :] for at in range(len(family)))}


def _may_be_one(one: _Known, other: _Known) -> bool:
    return (
        same_person(one.name, other.name)
        or may_be_meant(one.name, other.coauthor.name)
        or may_be_meant(other.name, one.coauthor.name)
    )


_MOST: Final = 300
_MOST_PAIRS: Final = 50_000
_FEW, _SHARE = 2, 0.2  # papers of a misspelt name, at most, or of those of the right one
_LETTERS: Final = 2  # that given names may differ by, as in `name_likeness`
_COMPARED: Final = 60  # names of one family and initial
_NEAR: Final = 100  # names that are the same without a letter
_LONG: Final = 5  # letters of a family name of which one may be wrong, as in `name_likeness`
