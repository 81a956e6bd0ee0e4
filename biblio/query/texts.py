"""The texts of an entry that words are looked for in: one for each column of the index."""

from __future__ import annotations

from typing import Final, NamedTuple

from biblio.entry import Entry
from biblio.query.fields import STORED
from biblio.query.words import indexable

_COLUMN: Final = {
    name: place
    for place, column in enumerate(("title", "author", "venue"))
    for name in STORED[column]
}
_OTHER: Final = 3
# Of programs, not of papers: nobody looks for these words.
UNSEARCHED: Final = frozenset({"file", "timestamp", "owner", "assumed", "groups"})


class IndexTexts(NamedTuple):
    """Folded texts with LaTeX decoded, in the order of the index's columns."""

    title: str
    authors: str
    venue: str
    other: str
    key: str


def index_texts(entry: Entry) -> IndexTexts:
    """The words by which an entry is found, sorted into the index's columns."""
    columns: tuple[list[str], ...] = ([], [], [], [])
    for field in entry.fields:
        name = field.name.lower()
        if name not in UNSEARCHED:
            columns[_COLUMN.get(name, _OTHER)].append(indexable(field.value))
    title, authors, venue, other = ("\n".join(column) for column in columns)
    return IndexTexts(title, authors, venue, other, indexable(entry.key))
