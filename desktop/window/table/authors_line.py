"""A list of authors in a given width, such that the profile's person stays to be seen.

``A, B, … **Ravanbakhsh** … +12``: as many first names as fit, the person, and how many more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from biblio.value import Value

INCOMPLETE = "…"  # the last of a `Row`'s authors where others are not known
_SCANNED = 5000  # names looked at in search of the person


class Run(Value):
    """A stretch of the line in one weight."""

    text: str
    bold: bool = False


class People(Value):
    """The authors of a row.

    Attributes:
        names: Those that are known.
        more: Whether there are others, whose names are not known.
        person: Place of the profile's person among them, or None.
    """

    names: tuple[str, ...]
    more: bool
    person: int | None


@lru_cache(maxsize=2048)
def people_of(authors: str, profile_names: tuple[str, ...]) -> People:
    """The people of a row's `authors`."""
    names = tuple(name for name in authors.split("; ") if name)
    more = bool(names) and names[-1] == INCOMPLETE
    if more:
        names = names[:-1]
    return People(names, more, _find(names[:_SCANNED], profile_names))


def fit(people: People, width: int, measure: Callable[[str, bool], int]) -> list[Run]:
    """The line that fits.

    Args:
        people: Who is to be named.
        width: How much room there is, in pixels.
        measure: The width of a text, bold or not.
    """
    everyone = _line(people, len(people.names))
    if len(people.names) <= 60 and _width(everyone, measure) <= width:
        return everyone
    # The widest line that fits; more names make it wider, so halve the interval
    low, high = 0, min(len(people.names), 60)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(_line(people, middle), measure) <= width:
            low = middle
        else:
            high = middle - 1
    if low or people.person is not None:
        return _line(people, low)
    return [Run(people.names[0])] if people.names else []  # the painter cuts it


def _line(people: People, first: int) -> list[Run]:
    """The first names, the person if not among them, and how many are left."""
    names, person = people.names, people.person
    shown = min(first, len(names))
    runs: list[Run] = []
    for index in range(shown):
        runs += [Run(", ")] if index else []
        runs.append(Run(names[index], bold=index == person))
    left = len(names) - shown
    if person is not None and person >= shown:
        runs.append(Run(_gap(shown, person)))
        runs.append(Run(names[person], bold=True))
        left -= 1
    if people.more:  # how many are left is not known
        runs.append(Run(", …" if names else "…"))
    elif left:
        runs.append(Run(f" … +{left:,}"))
    return [run for run in runs if run.text]


def _gap(shown: int, person: int) -> str:
    """What stands between the first names and the person's."""
    if person == shown:
        return ", " if shown else ""
    return ", … " if shown else "… "


def _width(runs: Sequence[Run], measure: Callable[[str, bool], int]) -> int:
    return sum(measure(run.text, run.bold) for run in runs)


def _find(names: Sequence[str], profile_names: tuple[str, ...]) -> int | None:
    if not profile_names:
        return None
    from biblio.identity import identity, may_name, parse_display

    person = identity(profile_names)
    for index, name in enumerate(names):
        # Parsing 3,000 names takes long; folding and looking does not
        if may_name(person, name) and person.is_own(parse_display(name)):
            return index
    return None
