"""What the list is asked with and what it is made of: all that a search hands out."""

from __future__ import annotations

from biblio.typed import TYPE_CHECKING
from biblio.value import Value

if TYPE_CHECKING:
    from typing import Literal

    ViewKind = Literal[
        "all", "profile", "recent", "problems", "trash", "source", "collection", "tag", "search"
    ]
else:
    ViewKind = str

TOGETHER: frozenset[ViewKind] = frozenset({"source", "collection", "tag", "search"})
"""Kinds of views of which several can be looked at together."""


class View(Value):
    """Which entries are looked at.

    Attributes:
        kind: ``all`` but the trash; those of a ``profile``; the ``recent`` ones (added by the
            last 30 days); those with ``problems``; the ``trash``; those of one ``source``,
            ``collection`` or ``tag``; what a saved ``search`` finds.
        id: The profile, source and so on, where the kind needs one; None means the first
            profile.
        deep: Whether a collection shows what is in the collections within it too.
        also: (kind, id) of further sources, collections, tags and searches looked at with it.
        every: Whether only entries that are in each of them are shown, not those in any.
    """

    kind: ViewKind = "all"
    id: int | None = None
    deep: bool = True
    also: tuple[tuple[ViewKind, int], ...] = ()
    every: bool = False


class Sort(Value):
    """One sort key: a column of the list (see `db.finding.ordering`) and its direction."""

    column: str
    descending: bool = False


class Row(Value):
    """One entry as the list shows it: plain readable text, LaTeX decoded.

    Attributes:
        authors: Names in display form joined by ``"; "``; ends in ``"; …"`` when the list is
            known to be incomplete.
        year: None when unknown.
        date: ISO 8601, as precise as known (``2023``, ``2023-11``, ``2023-11-06``) or empty.
        subject: The arXiv category, or the field's code as written.
        badges: Short marks such as ``Code``.
        citations: The newest count, or None where no source gave one.
        added, changed: ISO 8601 in UTC.
        problems: How many open warnings and errors it has.
        rating: The stars that the user gave it, 1 to 5; 0 for none.
        read: How far the user has read it: ``read``, ``skimmed``, or empty.
        tags: (name, colour) of each tag, by name; empty unless asked for, as all that follows.
        files: How many files it has, given by the user or named in its fields.
        position: Where the library's person stands among the authors: ``sole``, ``first``,
            ``last``, ``middle`` or empty.
        fields: (lower-case name, readable text) of the fields that were asked for.
        known_as: What an entry without a title is known by, ``doi:…`` or ``arXiv:…``, or empty.
    """

    id: int
    type: str
    key: str
    title: str
    authors: str
    year: int | None
    date: str
    venue: str
    subject: str
    badges: tuple[str, ...]
    citations: int | None
    added: str
    changed: str
    problems: int
    rating: int = 0
    read: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    files: int = 0
    position: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    known_as: str = ""

    def field(self, name: str) -> str:
        """The text of one of the fields that were asked for; empty without it."""
        return next((text for known, text in self.fields if known == name), "")


FIELD = "field:"
"""What a column of any field begins with: ``field:doi``."""
