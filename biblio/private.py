"""Private fields: what the program and its user keep in an entry but do not publish."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from biblio.entry import Entry, Field

#: Fields that leave the library only when asked for. `note` is none of them: a style prints it.
PRIVATE_FIELDS = frozenset(
    {
        # what a page or a person says about the work
        "abstract", "annote", "annotation", "comment", "review",
        # what the importer of a page noted
        "subject", "badge", "affiliation", "assumed", "hiddenauthor",
        # numbers and marks
        "citationcount", "times-cited", "novelty", "aiscore", "rating", "readstatus",
        # what reference managers keep for themselves
        "file", "owner", "timestamp", "groups",
    }
)  # fmt: skip

#: Fields that this program keeps for itself: an edit of one does not reach the file that an
#: entry came from, unless the file has that field already.
LIBRARY_FIELDS = frozenset(
    {"subject", "badge", "affiliation", "assumed", "hiddenauthor", "rating", "readstatus"}
)


#: What another format says that BibTeX has no field for; kept for the way back.
_FOREIGN = ("ris-", "csl-")


def is_private(name: str) -> bool:
    """Whether a field of this name, in any case, is private."""
    name = name.lower()
    return name in PRIVATE_FIELDS or name.startswith(_FOREIGN)


def published(entry: Entry, include: Collection[str] = (), *, own: str = "") -> Entry:
    """The entry without its private fields, and without counts of citations in its note.

    Args:
        entry: The entry.
        include: Lower-case names of private fields to keep all the same.
        own: What the fields that belong to the format at hand begin with (``ris-``); these stay.
    """
    kept = tuple(
        field
        for field in entry.fields
        if field.id in include or not is_private(field.id) or (own and field.id.startswith(own))
    )
    if "citationcount" not in include:
        kept = tuple(_without_counts(kept))
    return entry if kept == entry.fields else Entry(entry.type, entry.key, kept)


def _without_counts(fields: tuple[Field, ...]) -> Iterator[Field]:
    """The fields, and a note without the counts that sites and add-ons write into it."""
    for field in fields:
        if field.id != "note" or field.expression is not None:
            yield field
            continue
        from biblio.formats.sites.notes import without_counts

        rest = without_counts(field.value)
        if rest == field.value:
            yield field
        elif rest:
            yield replace(field, value=rest)
