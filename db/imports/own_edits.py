"""Own edits: what the user changed of an entry since its file was read, as its text tells.

The newest text that an entry has in an imported file is compared with what it was when it was
read, which the journal keeps. So a newer state of the file brings what its authors changed, and
what the user changed stays; where the journal does not go back that far, nobody can tell.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from biblio.entry import Entry, Field
from biblio.formats.result import BlockKind
from db.past.journal import row_of


@dataclass(frozen=True, slots=True)
class Past:
    """What the newest text of an entry was when it was read, and what it is.

    Attributes:
        read: As it was read.
        now: As it is.
    """

    read: Entry
    now: Entry

    def is_untouched(self, known: Field) -> bool:
        """Whether a field of the library is as the file had it."""
        return any(
            each.id == known.id and each.expression is None and each.value == known.value
            for each in self.read.fields
        )

    def was_removed(self, told: Field) -> bool:
        """Whether the user removed a field that a newer state of the file has unchanged."""
        was = next((each for each in self.read.fields if each.id == told.id), None)
        if was is None or self.now.has(told.id):
            return False
        if was.expression is not None:
            return was.expression == told.expression
        return was.value == told.value

    def was_added(self, name: str) -> bool:
        """Whether the user gave the entry a field that its file had not."""
        return self.now.has(name) and not self.read.has(name)


class OwnEdits:
    """Tells the past of entries; the journal is looked through once, when first asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[int, int] = {}  # a block's oldest image
        self._inserted: list[tuple[int, int]] | None = None

    def of(self, entry_id: int) -> Past | None:
        """The past of an entry's newest text, or None where nobody can tell it."""
        row = self._connection.execute(
            "SELECT id, text FROM blocks WHERE entry = ? AND kind = ? ORDER BY id DESC LIMIT 1",
            (entry_id, BlockKind.ENTRY),
        ).fetchone()
        if row is None:
            return None
        block_id, text = row
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
        return None if read is None or now is None else Past(read, now)

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
