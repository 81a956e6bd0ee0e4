"""Own edits: what the user changed of an entry since its file was read, as its text tells.

The newest text that an entry has in each imported file is compared with what it was when it was
read, which the journal keeps. So a newer state of a file brings what its authors changed, and
what the user changed stays; where the journal does not go back that far, nobody can tell.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from biblio.entry import Entry, Field
from biblio.formats.result import BlockKind
from db.past.journal import row_of


@dataclass(frozen=True, slots=True)
class _Text:
    """What the newest text of an entry in one file was when it was read, and what it is."""

    read: Entry
    now: Entry

    def has_edited(self, name: str) -> bool:
        was, is_now = _first(self.read, name), _first(self.now, name)
        if was is None or is_now is None:
            return was is not is_now
        return (was.value, was.expression) != (is_now.value, is_now.expression)


@dataclass(frozen=True, slots=True)
class Past:
    """What an entry was in the files that have it, and what the user made of it."""

    texts: tuple[_Text, ...]

    def is_untouched(self, known: Field) -> bool:
        """Whether a field of the library is as a file had it, and edited in none."""
        if any(text.has_edited(known.id) for text in self.texts):
            return False
        found = [_first(text.read, known.id) for text in self.texts]
        return any(
            each is not None and each.expression is None and each.value == known.value
            for each in found
        )

    def was_removed(self, told: Field) -> bool:
        """Whether the user removed a field that a newer state of the file has unchanged."""
        for text in self.texts:
            was = _first(text.read, told.id)
            if was is None or text.now.has(told.id):
                continue
            if was.expression is not None and was.expression == told.expression:
                return True
            if was.expression is None and was.value == told.value:
                return True
        return False

    def was_added(self, name: str) -> bool:
        """Whether the user gave the entry a field that a file had not."""
        return any(text.now.has(name) and not text.read.has(name) for text in self.texts)

    def has_own_type(self) -> bool:
        """Whether the user changed the type."""
        return any(text.now.type != text.read.type for text in self.texts)

    def has_own_key(self) -> bool:
        """Whether the user changed the key."""
        return any(text.now.key != text.read.key for text in self.texts)


class OwnEdits:
    """Tells the past of entries; the journal is looked through once, when first asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[int, int] = {}  # a block's oldest image
        self._inserted: list[tuple[int, int]] | None = None

    def of(self, entry_id: int) -> Past | None:
        """The past of an entry's newest texts, or None where nobody can tell it."""
        newest: dict[tuple[str, str], tuple[int, str]] = {}
        for block_id, text, *file in self._connection.execute(
            "SELECT b.id, b.text, s.name, s.path FROM blocks b JOIN sources s ON s.id = b.source"
            " WHERE b.entry = ? AND b.kind = ? ORDER BY b.id DESC",
            (entry_id, BlockKind.ENTRY),
        ):
            newest.setdefault((file[0], file[1]), (block_id, text))
        texts = [self._text(*each) for each in newest.values()]
        known = tuple(each for each in texts if each is not None)
        return Past(known) if known and len(known) == len(texts) else None

    def _text(self, block_id: int, text: str) -> _Text | None:
        if not any(first <= block_id <= last for first, last in self._look()):
            return None
        was = text
        if block_id in self._kept:
            (image,) = self._connection.execute(
                "SELECT image FROM images WHERE id = ?", (self._kept[block_id],)
            ).fetchone()
            was = str(row_of(image)["text"])
        read = _read(was)
        now = read if was == text else _read(text)
        return None if read is None or now is None else _Text(read, now)

    def _look(self) -> list[tuple[int, int]]:
        """The ranges of blocks whose insertion the journal keeps."""
        if self._inserted is None:
            self._inserted = []
            for image_id, first, last, is_kept in self._connection.execute(
                "SELECT i.id, i.first, i.last, i.image IS NOT NULL FROM images i"
                " JOIN changes c ON c.id = i.change"
                " WHERE i.tbl = 'blocks' AND c.state = 'done' ORDER BY i.id"
            ):
                if is_kept:
                    self._kept.setdefault(first, image_id)
                else:
                    self._inserted.append((first, last))
        return self._inserted


def _read(text: str) -> Entry | None:
    from biblio.formats.bibtex import reader

    found = reader.read(text.encode()).entries
    return found[0] if found else None


def _first(entry: Entry, name: str) -> Field | None:
    return next((each for each in entry.fields if each.id == name), None)
