"""The library: what the window and the command line call.

Every operation that writes is one named, undoable step and returns a notice of what changed.
A library object belongs to one thread; others open their own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from biblio.entry import Entry, Field
from db import connection, entries, journal
from db.errors import CancelledError, KeyTakenError, LibraryReadOnlyError
from db.grouping import GroupingLibrary
from db.rows import ImportReport, Notice, Step

if TYPE_CHECKING:
    from biblio.formats.result import ReadResult
    from db.importing import Input, Origin


class Library(GroupingLibrary):
    """An open library file, to be read and written by one thread."""

    # --- Import ----------------------------------------------------------------------------

    def import_bytes(
        self,
        data: bytes,
        *,
        name: str,
        path: str = "",
        format: str | None = None,  # noqa: A002
        as_of: dt.date | None = None,
        file_date: dt.date | None = None,
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Read an input and bring it into the library as one step.

        Args:
            data: The bytes of the file.
            name: By what name the source is known.
            path: Where the file lies, or empty.
            format: The format's name; None to recognise it by its content.
            as_of: The day for which numbers in it hold; None for `file_date`.
            file_date: The file's own date.
            dry_run: Report what would be done and change nothing.
            progress: Called with how many entries are done, and about how many there are.
            cancelled: Asked from time to time; True leaves the library as it was.

        Raises:
            UnknownFormat: The bytes are in no format that we read.
            CancelledError: The user cancelled.
            LibraryError: The library cannot be written.
        """
        from biblio.formats import detect
        from db.importing import Origin, whole_input
        from db.streaming import streamed_input

        def reading(_done: int, _whole: int) -> None:
            if cancelled is not None and cancelled():
                raise CancelledError

        origin = Origin(name, path, hashlib.sha256(data).hexdigest(), len(data))
        if as_of is None:
            as_of = self._known_day(origin)
        parts = detect.bibtex_parts(data, name=name, format=format)
        if parts is not None:
            expected = data.count(b"\n@") + 1
            with streamed_input(parts, len(data), expected) as new:
                return self._import(new, origin, dry_run, progress, cancelled)
        result = detect.read(
            data, name=name, format=format, as_of=as_of, file_date=file_date, progress=reading
        )
        return self._import(whole_input(result), origin, dry_run, progress, cancelled)

    def _known_day(self, origin: Origin) -> dt.date | None:
        """The day that was given for the same bytes before: the same page says nothing new."""
        row = self._db.execute(
            "SELECT as_of FROM sources WHERE digest = ? AND as_of <> '' ORDER BY id DESC LIMIT 1",
            (origin.digest,),
        ).fetchone()
        return dt.date.fromisoformat(row[0]) if row else None

    def import_result(
        self,
        result: ReadResult,
        origin: Origin,
        *,
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Bring what was read into the library as one step; see `import_bytes`."""
        from db.importing import whole_input

        return self._import(whole_input(result), origin, dry_run, progress, cancelled)

    def _import(
        self,
        new: Input,
        origin: Origin,
        dry_run: bool,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> ImportReport:
        from db.importing import import_input

        report: ImportReport | None = None

        def label() -> str:
            assert report is not None
            return f"Import {_amount(report.added, report.merged)} from {origin.name}"

        try:
            with self._step(label) as change:
                report = import_input(
                    self._db, change, new, origin, progress=progress, cancelled=cancelled
                )
                if dry_run:
                    raise _DryRunError  # noqa: TRY301 - the step's own way to leave no trace
        except _DryRunError:
            pass
        assert report is not None
        return report

    # --- Operations: each one step ---------------------------------------------------------

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
        label = f"Edit {_listed(list(changes))} of {old.key or _named(old)}"
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

        old = entries.read(self._db, entry_id)
        if key and entries.holders_of_key(self._db, key) - {entry_id}:
            raise KeyTakenError(key)
        with self._step(f"Change key {old.key} to {key}") as change:
            editing.apply(self._db, change, entry_id, {}, key=key)
        return self._notice(change)

    def set_source_text(self, entry_id: int, text: str) -> Notice:
        """Make an entry what a BibTeX text says.

        Raises:
            NotOneEntryError: The text is not exactly one readable entry; nothing was changed.
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
        return self._set_trashed(ids, 1, f"Move {_amount(len(ids))} to the trash")

    def restore_entries(self, ids: Sequence[int]) -> Notice:
        """Take entries out of the trash."""
        return self._set_trashed(ids, 0, f"Restore {_amount(len(ids))} from the trash")

    def empty_trash(self) -> int:
        """Delete what is in the trash for good, and with it the history; returns how many went.

        This is the one operation that cannot be taken back, and no earlier one can after it.
        """
        from db.trash import empty

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

    def remember_target(self, path: Path, data: bytes) -> None:
        """Note what an export wrote to a file; see `may_overwrite`. No step: undo passes it by."""
        from db.targets import remember

        with connection.translated(self.path):
            remember(self._db, str(path.absolute()), data)

    # --- The journal -----------------------------------------------------------------------

    def undo(self, n: int = 1) -> list[Step]:
        """Take back the last `n` steps; returns those that were, in that order."""
        return self._move(n, journal.latest, "undone")

    def redo(self, n: int = 1) -> list[Step]:
        """Do again the last `n` steps taken back; returns those that were, in that order."""
        return self._move(n, journal.next_redo, "done")

    def _move(
        self, n: int, pick: Callable[[sqlite3.Connection], Step | None], state: str
    ) -> list[Step]:
        moved: list[Step] = []
        with connection.translated(self.path), journal.transaction(self._db):
            while len(moved) < n and (step := pick(self._db)) is not None:
                before = self._touched(step.id)
                entries.unindex(self._db, before.items())
                journal.swap(self._db, step.id, state)
                entries.index(self._db, self._touched(step.id).items())
                moved.append(step)
        return moved

    def _touched(self, step_id: int) -> dict[int, Entry]:
        ids = journal.touched_entries(self._db, step_id, journal.INDEXED_TABLES)
        return entries.read_many(self._db, sorted(ids))


class _DryRunError(Exception):
    """Ends an import that is only tried; its transaction is rolled back."""


def _amount(entries_: int, merged: int = 0) -> str:
    """``3 entries``, with those merged beside those added."""
    text = "1 entry" if entries_ == 1 else f"{entries_:,} entries"
    return f"{text} ({merged:,} merged)" if merged else text


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _named(entry: Entry) -> str:
    """What to call an entry that has no key."""
    title = entry.get("title")
    return f"“{title[:40]}”" if title else f"an entry of type {entry.type}"
