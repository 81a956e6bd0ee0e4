"""The texts of an entry that words are looked for in: one for each column of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from biblio.latex import to_text
from biblio.query.fields import STORED, UNSEARCHED
from biblio.query.words import indexable, indexed

if TYPE_CHECKING:
    from biblio.entry import Entry

_COLUMN: Final = {
    name: place
    for place, column in enumerate(("title", "author", "venue"))
    for name in STORED[column]
}
_OTHER: Final = 3


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
            value = field.value
            # Of most fields LaTeX changes no word
            plain = value.isascii() and not (
                "\\" in value or "{" in value or "}" in value or "$" in value
            )
            columns[_COLUMN.get(name, _OTHER)].append(value if plain else to_text(value))
    title, authors, venue, other = [indexed("\n".join(column)) for column in columns]
    return IndexTexts(title, authors, venue, other, indexable(entry.key))
