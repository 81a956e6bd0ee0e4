"""Changing entries: their fields, type, key and text; new ones, and the trash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from biblio.entry import Entry, Field
from biblio.sentences import all_of
from db import connection, entries
from db.errors import KeyTakenError, LibraryReadOnlyError
from db.operations.base import Writer, amount
from db.past import journal
from db.rows import Notice


class Editing(Writer):
    """Edits entries, each edit one step."""

    def set_fields(self, entry_id: int, values: Mapping[str, str | None]) -> Notice:
        """Set fields of an entry; None or blank text removes one.

        Raises:
            NoSuchEntryError: There is none with this id.
            PatchError: A text whose braces do not pair, or a name that no .bib could hold.
        """
        from db import editing

        old = entries.read(self._db, entry_id)
        changes = editing.changed_fields(old, values)
        if not changes:
            return Notice(None, ())
        label = f"Edit {all_of(list(changes))} of {old.key or _named(old)}"
        with self._step(label) as change:
            editing.apply(self._db, change, entry_id, changes)
        return self._notice(change)

    def set_type(self, entry_id: int, entry_type: str) -> Notice:
        """Change an entry's type; every field is kept."""
        from db import editing

        old = entries.read(self._db, entry_id)
        with self._step(f"Change type of {old.key or _named(old)} to {entry_type}") as change:
            editing.apply(self._db, change, entry_id, {}, type=entry_type)
        return self._notice(change)

    def set_key(self, entry_id: int, key: str) -> Notice:
        """Change an entry's citation key; the old one is remembered and finds it still.

        Raises:
            NoSuchEntryError: There is none with this id.
            KeyTakenError: Another entry has the key; nothing was changed.
        """
        from db import editing
        from db.citing import keys

        old = entries.read(self._db, entry_id)
        is_meant = key and entries.holders_of_key(self._db, old.key) == {entry_id}
        if key and entries.holders_of_key(self._db, key) - {entry_id}:
            raise KeyTakenError(key)
        with self._step(f"Change key {old.key} to {key}") as change:
            editing.apply(self._db, change, entry_id, {}, key=key)
            if is_meant:  # not where two entries had it: who knows which one is referred to
                keys.follow(self._db, change, {old.key: key})
        return self._notice(change)

    def set_source_text(self, entry_id: int, text: str) -> Notice:
        """Make an entry what a BibTeX text says.

        Raises:
            NotOneEntryError: The text is not exactly one readable entry; nothing was changed.
            KeyTakenError: It has a new key, which another entry has; nothing was changed.
        """
        from db import editing

        old = entries.read(self._db, entry_id)
        with self._step(f"Edit source of {old.key or _named(old)}") as change:
            editing.rewrite(self._db, change, entry_id, text)
        return self._notice(change)

    def new_entry(self, entry_type: str, values: Mapping[str, str] | None = None) -> int:
        """Add an entry and return its id."""
        fields = tuple(Field(name, value) for name, value in (values or {}).items())
        with self._step(f"New {entry_type}") as change:
            ids = entries.add(self._db, change, [Entry(entry_type.lower(), "", fields)])
        return ids[0]

    def trash(self, ids: Sequence[int]) -> Notice:
        """Move entries to the trash."""
        return self._set_trashed(ids, 1, f"Move {amount(len(ids))} to the trash")

    def restore_entries(self, ids: Sequence[int]) -> Notice:
        """Take entries out of the trash."""
        return self._set_trashed(ids, 0, f"Restore {amount(len(ids))} from the trash")

    def empty_trash(self) -> int:
        """Delete what is in the trash for good, and with it the history; returns how many went.

        This is the one operation that cannot be taken back, and no earlier one can after it.
        """
        from db.past.trash import empty

        if self.readonly:
            raise LibraryReadOnlyError(self.path)
        with connection.translated(self.path), journal.transaction(self._db):
            return empty(self._db, self._actor)

    def _set_trashed(self, ids: Sequence[int], trashed: int, label: str) -> Notice:
        with self._step(label) as change:
            for entry_id in ids:
                change.update("entries", entry_id, {"trashed": trashed})
                change.entries.add(entry_id)
        return self._notice(change)


def _named(entry: Entry) -> str:
    """What to call an entry that has no key."""
    title = entry.get("title")
    return f"“{title[:40]}”" if title else f"an entry of type {entry.type}"
