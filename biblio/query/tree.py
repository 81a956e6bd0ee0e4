"""A query as a tree of immutable nodes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How a field's text is compared with the asked one."""

    WORDS = "words"  # the words in this order, side by side
    PREFIX = "prefix"  # the same, but the last word may go on
    EXACT = "exact"  # the whole text
    PATTERN = "pattern"  # a regular expression somewhere in it


@dataclass(frozen=True, slots=True)
class All:
    """Every entry."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any indexed text; `prefix` when it may go on (it is still being typed).

    What the user sees as one word can be several for the index (``state-of-the-art``); they
    then have to stand side by side.
    """

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side in one indexed text; `prefix` concerns the last of them."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A field, or one of the names of `biblio.query.fields`, that holds a text.

    Attributes:
        name: The canonical name in lower case.
        text: What to look for, as typed.
        how: How to compare.
        note: Why the text was not taken as it was meant, for `explain`; usually empty.
    """

    name: str
    text: str
    how: How = How.WORDS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two bounds; None is no bound. An entry without the number is outside.

    Attributes:
        low_open, high_open: Whether the bound itself is outside.
    """

    name: str
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that lies wholly in a span of days; a month or year lies in it with all its days.

    Attributes:
        name: ``date``, ``added`` or ``changed``.
        first, last: ISO 8601 days, both included; None is no bound. The last day of a month
            is written ``-31`` whatever the month, so that bounds compare as text.
    """

    name: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Has:
    """A field that is present and not blank, or a badge of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class Me:
    """The profile's person among the authors: ``first``, ``last``, ``sole`` or ``any``."""

    position: str


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find; at least two."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What at least one part finds; at least two."""

    parts: tuple[Query, ...]


Query = All | Word | Phrase | FieldIs | Range | Dated | Has | Me | Not | And | Or
