"""Editing many entries at once: what would change, and the change as one step.

Entries are edited as by hand, so the files that they came from change in those fields' lines
and nowhere else.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from biblio.bulk import Edited, FieldChange, Operation
from biblio.bulk_edits import editor
from biblio.entry import Entry
from db import editing, entries
from db.errors import CancelledError
from db.past.journal import Change
from db.rows import BulkChange

_BATCH = 200  # entries that are read together
_FIRST = 100  # changes that fill a screen, and are told before all are known

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
First = Callable[[list[BulkChange]], None]


def planned(
    connection: sqlite3.Connection,
    entry_ids: Sequence[int],
    operations: Sequence[Operation],
    *,
    first: First | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[BulkChange]:
    """Every change that operations would make, in the order of the entries.

    Args:
        connection: A connection to the library.
        entry_ids: The entries.
        operations: What is to be done.
        first: Called once with the first changes, long before all are known; not where they
            are few.
        progress: Called with (done, all).
        cancelled: Asked from time to time.

    Raises:
        PatternError: What is to be replaced is no pattern.
        CancelledError: The user cancelled.
    """
    edit = editor(operations)
    found: list[BulkChange] = []
    for entry_id, entry in _read(connection, entry_ids, progress, cancelled):
        found += _named(entry_id, entry, edit(entry))
        if first is not None and len(found) >= _FIRST:
            first(found.copy())
            first = None
    return found


def make(
    connection: sqlite3.Connection,
    change: Change,
    entry_ids: Sequence[int],
    operations: Sequence[Operation],
    accepted: Iterable[BulkChange] | None,
    *,
    told: list[BulkChange] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Make the changes that are planned, or of these the accepted; returns how many entries.

    What another program changed since it was planned is left as it is.

    Args:
        connection: The writing connection.
        change: The step.
        entry_ids: The entries.
        operations: What is to be done.
        accepted: Changes that were `planned`; None for whatever there is to be done now.
        told: Takes all changes, those too that cannot be made.
        progress: Called with (done, all).
        cancelled: Asked from time to time.

    Raises:
        PatternError: What is to be replaced is no pattern.
        CancelledError: The user cancelled; the caller's transaction is to be rolled back.
    """
    edit = editor(operations)
    wanted = None if accepted is None else _by_entry(accepted)
    ids = sorted(set(entry_ids))  # the index and the file's pages are best written in this order
    if wanted is not None:
        ids = [each for each in ids if each in wanted]

    def edits() -> Iterator[editing.Edit]:
        for entry_id, entry in _read(connection, ids, progress, cancelled):
            edited = edit(entry)
            if told is not None:
                told.extend(_named(entry_id, entry, edited))
            if wanted is not None:
                edited = _only(edited, wanted[entry_id])
            if edited.fields or edited.renamed or edited.type is not None:
                yield editing.Edit(
                    entry_id, edited.fields, edited.type, renamed=edited.renamed, old=entry
                )

    return editing.apply_all(connection, change, edits())


def _named(entry_id: int, entry: Entry, edited: Edited) -> list[BulkChange]:
    title = entry.get("title")
    return [BulkChange(entry_id, entry.key, title, each) for each in edited.changes]


def _by_entry(accepted: Iterable[BulkChange]) -> dict[int, set[FieldChange]]:
    found: dict[int, set[FieldChange]] = defaultdict(set)
    for each in accepted:
        found[each.entry_id].add(each.change)
    return found


def _only(edited: Edited, accepted: Collection[FieldChange]) -> Edited:
    """What was accepted; all of it that is not any more what was shown is left out."""
    refused = {each.field.lower() for each in edited.changes if each not in accepted}
    names = {each.field.lower() for each in edited.changes} - refused
    return Edited(
        edited.changes,
        {name: field for name, field in edited.fields.items() if name in names},
        {
            name: new
            for name, new in edited.renamed.items()
            if name in names and new.lower() in names
        },
        edited.type if "entrytype" in names else None,
    )


def _read(
    connection: sqlite3.Connection,
    entry_ids: Sequence[int],
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Iterator[tuple[int, Entry]]:
    for start in range(0, len(entry_ids), _BATCH):
        if progress is not None:
            progress(start, len(entry_ids))
        batch = entry_ids[start : start + _BATCH]
        found = entries.read_many(connection, batch)
        for each in batch:
            if cancelled is not None and cancelled():  # an expression can take its time
                raise CancelledError
            if each in found:
                yield each, found[each]
    if progress is not None:
        progress(len(entry_ids), len(entry_ids))
