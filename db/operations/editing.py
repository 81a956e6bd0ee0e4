"""Changing entries: their fields, type, key and text; new ones, and the trash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from biblio.entry import Entry, Field
from biblio.sentences import all_of
from db import connection, entries
from db.errors import KeyTakenError, LibraryReadOnlyError
from db.operations.base import Writer, amount
from db.past import journal
from db.rows import Notice

if TYPE_CHECKING:
    from biblio.bulk import Operation


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
            editing.apply(self._db, change, editing.Edit(entry_id, changes))
        return self._notice(change)

    def edit_entry(
        self, entry_id: int, operations: Sequence[Operation], *, key: str | None = None
    ) -> Notice:
        """Change fields, type and key of an entry as one step.

        Args:
            entry_id: The entry.
            operations: What is to be done, each to fields of its own.
            key: Its new citation key; None for the old one.

        Raises:
            NoSuchEntryError: There is none with this id.
            KeyTakenError: Another entry has the key; nothing was changed.
            PatchError: A text whose braces do not pair, or a name that no .bib could hold.
        """
        from biblio.bulk import Fault
        from biblio.bulk_edits import editor
        from biblio.formats.bibtex.layout import UnwritableNameError
        from db import editing
        from db.citing import keys

        names: list[str] = []
        with self._step(lambda: names[0]) as change:
            old = entries.read(self._db, entry_id)
            edited = editor(operations)(old)
            fields = dict(edited.fields)
            for each in edited.changes:
                if each.fault is Fault.NAME:
                    raise UnwritableNameError(each.after)
                if each.fault is not None:  # it is refused as it would be by itself
                    fields[each.field.lower()] = Field(each.field, each.after)
            is_meant = self._is_meant(entry_id, old.key, key)
            new_key = key if key != old.key else None
            names.append(_edit_name(old, list(fields), edited.type, new_key))
            editing.apply(
                self._db,
                change,
                editing.Edit(entry_id, fields, edited.type, new_key, edited.renamed, old),
            )
            if new_key and is_meant:
                keys.follow(self._db, change, {old.key: new_key})
        return self._notice(change)

    def set_type(self, entry_id: int, entry_type: str) -> Notice:
        """Change an entry's type; every field is kept."""
        from db import editing

        old = entries.read(self._db, entry_id)
        with self._step(f"Change type of {old.key or _named(old)} to {entry_type}") as change:
            editing.apply(self._db, change, editing.Edit(entry_id, type=entry_type))
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
        is_meant = self._is_meant(entry_id, old.key, key)
        with self._step(_edit_name(old, [], None, key)) as change:
            editing.apply(self._db, change, editing.Edit(entry_id, key=key))
            if is_meant:
                keys.follow(self._db, change, {old.key: key})
        return self._notice(change)

    def set_source_text(self, entry_id: int, text: str) -> Notice:
        """Make an entry what a BibTeX text says.

        Raises:
            NotOneEntryError: The text is not exactly one readable entry; nothing was changed.
            KeyTakenError: It has a new key, which another entry has; nothing was changed.
        """
        from db.source_text import rewrite

        old = entries.read(self._db, entry_id)
        with self._step(f"Edit source of {old.key or _named(old)}") as change:
            rewrite(self._db, change, entry_id, text)
        return self._notice(change)

    def new_entry(
        self,
        entry_type: str,
        values: Mapping[str, str] | None = None,
        *,
        source: int | None = None,
    ) -> int:
        """Add an entry and return its id.

        Args:
            entry_type: Its type.
            values: Its fields.
            source: The imported .bib that it is written into; None for none, as where this one
                is no .bib.
        """
        fields = tuple(Field(name, value) for name, value in (values or {}).items())
        with self._step(f"New {entry_type}") as change:
            ids = entries.add(self._db, change, [Entry(entry_type.lower(), "", fields)])
            if source is not None:
                from db.citing.filing import file_entries, is_file

                if is_file(self._db, source):
                    file_entries(self._db, change, ids, source)
        return ids[0]

    def trash(self, ids: Sequence[int]) -> Notice:
        """Move entries to the trash."""
        return self._set_trashed(ids, 1, f"Move {amount(len(ids))} to the trash")

    def restore_entries(self, ids: Sequence[int]) -> Notice:
        """Take entries out of the trash."""
        return self._set_trashed(ids, 0, f"Restore {amount(len(ids))} from the trash")

    def empty_trash(self) -> int:
        """Delete what is in the trash for good, and its history with it; returns how many went.

        This cannot be taken back; what earlier steps did to other entries still can.
        """
        from db.past.trash import empty

        if self.readonly:
            raise LibraryReadOnlyError(self.path)
        with connection.translated(self.path), journal.transaction(self._db):
            return empty(self._db, self._actor)

    def _is_meant(self, entry_id: int, old: str, new: str | None) -> bool:
        """Whether those that name an entry by its old key are to name it by the new one.

        Not where two entries had it: who knows which one is referred to.

        Raises:
            KeyTakenError: Another entry has the new key.
        """
        if not new:
            return False
        if entries.holders_of_key(self._db, new) - {entry_id}:
            raise KeyTakenError(new)
        return entries.holders_of_key(self._db, old) == {entry_id}

    def _set_trashed(self, ids: Sequence[int], trashed: int, label: str) -> Notice:
        with self._step(label) as change:
            change.update_many("entries", {each: {"trashed": trashed} for each in ids})
            change.entries.update(ids)
        return self._notice(change)


def _edit_name(old: Entry, fields: Sequence[str], kind: str | None, key: str | None) -> str:
    """The name of the step that edits an entry."""
    whole = [*fields, *["type"] * (kind is not None), *["key"] * (key is not None)]
    if whole == ["key"]:
        if not old.key:
            return f"Give {_named(old)} the key {key}"
        return f"Change key {old.key} to {key}"
    if whole == ["type"]:
        return f"Change type of {old.key or _named(old)} to {kind}"
    return f"Edit {all_of(whole)} of {old.key or _named(old)}"


def _named(entry: Entry) -> str:
    """What to call an entry that has no key."""
    title = entry.get("title")
    return f"“{title[:40]}”" if title else f"an entry of type {entry.type}"
