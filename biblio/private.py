"""Private fields: what the program and its user keep in an entry but do not publish."""

from __future__ import annotations

from collections.abc import Collection

from biblio.entry import Entry

#: Fields that leave the library only when asked for. `note` is none of them: a style prints it.
PRIVATE_FIELDS = frozenset(
    {
        # what a page or a person says about the work
        "abstract", "annote", "annotation", "comment", "review",
        # what the importer of a page noted
        "subject", "badge", "affiliation", "assumed",
        # numbers and marks
        "citationcount", "novelty", "aiscore", "rating", "readstatus",
        # what reference managers keep for themselves
        "file", "owner", "timestamp", "groups",
    }
)  # fmt: skip

#: Fields that this program keeps for itself: an edit of one does not reach the file that an
#: entry came from, unless the file has that field already.
LIBRARY_FIELDS = frozenset({"subject", "badge", "affiliation", "assumed", "rating", "readstatus"})


def is_private(name: str) -> bool:
    """Whether a field of this name, in any case, is private."""
    return name.lower() in PRIVATE_FIELDS


def published(entry: Entry, include: Collection[str] = ()) -> Entry:
    """The entry without its private fields.

    Args:
        entry: The entry.
        include: Lower-case names of private fields to keep all the same.
    """
    kept = tuple(f for f in entry.fields if f.id not in PRIVATE_FIELDS or f.id in include)
    return entry if len(kept) == len(entry.fields) else Entry(entry.type, entry.key, kept)
