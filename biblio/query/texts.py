"""The texts of an entry that words are looked for in: one for each column of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from biblio.latex import to_text
from biblio.query.fields import STORED, UNSEARCHED
from biblio.query.words import indexable, indexed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from biblio.entry import Entry

_COLUMN: Final = {
    name: place
    for place, column in enumerate(("title", "author", "venue"))
    for name in STORED[column]
}
_OTHER: Final = 3
_KEY: Final = 4


class IndexTexts(NamedTuple):
    """Folded texts with LaTeX decoded, in the order of the index's columns."""

    title: str
    authors: str
    venue: str
    other: str
    key: str


def index_texts(entry: Entry, old_keys: Sequence[str] = ()) -> IndexTexts:
    """The words by which an entry is found, sorted into the index's columns.

    Args:
        entry: The entry.
        old_keys: Citation keys that it had before, which go on finding it.
    """
    columns = _columns(entry)
    title, authors, venue, other = [indexed("\n".join(map(_readable, each))) for each in columns]
    return IndexTexts(title, authors, venue, other, _keys(entry, old_keys))


def texts_after(
    entry: Entry, old_keys: Sequence[str], before: Entry, known: IndexTexts
) -> IndexTexts:
    """What `index_texts` gives of an entry that was changed; the columns that stayed are taken.

    Args:
        entry: The entry.
        old_keys: Citation keys that it had before.
        before: What it was.
        known: The texts of that.
    """
    title, authors, venue, other = [
        text if new == old else indexed("\n".join(map(_readable, new)))
        for new, old, text in zip(_columns(entry), _columns(before), known[:_KEY], strict=True)
    ]
    return IndexTexts(title, authors, venue, other, _keys(entry, old_keys))


def _columns(entry: Entry) -> tuple[list[str], ...]:
    """The values of the fields for each column, as they were written."""
    columns: tuple[list[str], ...] = ([], [], [], [])
    for field in entry.fields:
        name = field.name.lower()
        if name not in UNSEARCHED:
            columns[_COLUMN.get(name, _OTHER)].append(field.value)
    return columns


def _readable(value: str) -> str:
    """A value without LaTeX, which changes no word of most."""
    plain = value.isascii() and not ("\\" in value or "{" in value or "}" in value or "$" in value)
    return value if plain else to_text(value)


def _keys(entry: Entry, old_keys: Sequence[str]) -> str:
    return indexable("\n".join((entry.key, *old_keys)) if old_keys else entry.key)
