"""A query as a tree of immutable nodes."""

from __future__ import annotations

from enum import StrEnum

from biblio.typed import TYPE_CHECKING
from biblio.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator


class How(StrEnum):
    """How a field's text is compared with the asked one."""

    WORDS = "words"  # the words in this order, side by side
    PREFIX = "prefix"  # the same, but the last word may go on
    EXACT = "exact"  # the whole text
    PATTERN = "pattern"  # a regular expression somewhere in it
    HOLDS = "holds"  # these very signs somewhere in it: for what has no letters


class All(Value):
    """Every entry."""


class Word(Value):
    """A word in any indexed text; `prefix` when it may go on (it is still being typed).

    What the user sees as one word can be several for the index (``state-of-the-art``); they
    then have to stand side by side. One without letters and digits (``🎉``) is none for the
    index: the signs themselves are looked for.
    """

    text: str
    prefix: bool = False


class Phrase(Value):
    """Words side by side in one indexed text; `prefix` concerns the last of them.

    Among the authors they are a name, in either order: see `biblio.query.orders`.
    """

    text: str
    prefix: bool = False


class FieldIs(Value):
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


class Range(Value):
    """A number between two bounds; None is no bound. An entry without the number is outside.

    Attributes:
        low_open, high_open: Whether the bound itself is outside.
    """

    name: str
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False


class Dated(Value):
    """A date that lies wholly in a span of days; a month or year lies in it with all its days.

    Attributes:
        name: ``date``, ``added`` or ``changed``.
        first, last: ISO 8601 days, both included; None is no bound. The last day of a month
            is written ``-31`` whatever the month, so that bounds compare as text.
    """

    name: str
    first: str | None
    last: str | None


class Has(Value):
    """A field that is present and not blank, or a badge of that name."""

    name: str


class Me(Value):
    """The profile's person among the authors: one of `biblio.query.fields.POSITIONS`."""

    position: str


class Saved(Value):
    """A saved search, by its name; see `biblio.query.saved` for how it gets its meaning.

    Attributes:
        name: Its name, as typed until it is found.
        prefix: Whether the name is still being typed.
        query: What it means; None until it was looked up, and where it means nothing.
        note: Why it means nothing, as the end of a sentence; such a search finds nothing.
    """

    name: str
    prefix: bool = False
    query: Query | None = None
    note: str = ""


class Not(Value):
    """What the part does not find."""

    part: Query


class And(Value):
    """What all parts find; at least two."""

    parts: tuple[Query, ...]


class Or(Value):
    """What at least one part finds; at least two."""

    parts: tuple[Query, ...]


Query = All | Word | Phrase | FieldIs | Range | Dated | Has | Me | Saved | Not | And | Or


def nodes(query: Query, *, without: tuple[type[Not | Saved], ...] = ()) -> Iterator[Query]:
    """A query and all that it is made of, in order.

    Args:
        query: The query.
        without: Kinds of nodes that are given but not looked into.
    """
    yield query
    if isinstance(query, without):
        return
    match query:
        case Not(part):
            yield from nodes(part, without=without)
        case And(parts) | Or(parts):
            for part in parts:
                yield from nodes(part, without=without)
        case Saved(_, _, meaning) if meaning is not None:
            yield from nodes(meaning, without=without)
        case _:
            return


def uses_saved(query: Query) -> bool:
    """Whether a query uses saved searches that were not looked up yet."""
    match query:
        case Saved(_, _, meaning, note):
            return meaning is None and not note
        case Not(part):
            return uses_saved(part)
        case And(parts) | Or(parts):
            return any(map(uses_saved, parts))
        case _:
            return False
