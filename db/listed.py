"""What the list is asked with and what it is made of: all that a search hands out."""

from __future__ import annotations

from typing import Literal

from biblio.value import Value

ViewKind = Literal[
    "all", "profile", "recent", "problems", "trash", "source", "collection", "tag", "search"
]


class View(Value):
    """Which entries are looked at.

    Attributes:
        kind: ``all`` but the trash; those of a ``profile``; the ``recent`` ones (added by the
            last 30 days); those with ``problems``; the ``trash``; those of one ``source``,
            ``collection`` or ``tag``; what a saved ``search`` finds.
        id: The profile, source and so on, where the kind needs one; None means the first
            profile.
        deep: Whether a collection shows what is in the collections within it too.
    """

    kind: ViewKind = "all"
    id: int | None = None
    deep: bool = True


class Sort(Value):
    """One sort key: a column of the list (see `db.ordering`) and its direction."""

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
