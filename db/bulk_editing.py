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

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def planned(
    connection: sqlite3.Connection,
    entry_ids: Sequence[int],
    operations: Sequence[Operation],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[BulkChange]:
    """Every change that operations would make, in the order of the entries.

    Raises:
        PatternError: What is to be replaced is no pattern.
        CancelledError: The user cancelled.
    """
    edit = editor(operations)
    return [
        BulkChange(entry_id, entry.key, entry.get("title"), change)
        for entry_id, entry in _read(connection, entry_ids, progress, cancelled)
        for change in edit(entry).changes
    ]


def make(
    connection: sqlite3.Connection,
    change: Change,
    entry_ids: Sequence[int],
    operations: Sequence[Operation],
    accepted: Iterable[BulkChange] | None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Make the changes that are planned, or of these the accepted; returns how many entries.

    What another program changed since it was planned is left as it is.

    Raises:
        PatternError: What is to be replaced is no pattern.
        CancelledError: The user cancelled; the caller's transaction is to be rolled back.
    """
    edit = editor(operations)
    wanted = None if accepted is None else _by_entry(accepted)
    ids = entry_ids if wanted is None else [each for each in entry_ids if each in wanted]
    number = 0
    for entry_id, entry in _read(connection, ids, progress, cancelled):
        edited = edit(entry)
        if wanted is not None:
            edited = _only(edited, wanted[entry_id])
        if edited.fields or edited.renamed or edited.type is not None:
            editing.apply(
                connection,
                change,
                entry_id,
                edited.fields,
                type=edited.type,
                renamed=edited.renamed,
            )
            number += 1
    return number


def _by_entry(accepted: Iterable[BulkChange]) -> dict[int, set[FieldChange]]:
    found: dict[int, set[FieldChange]] = defaultdict(set)
    for each in accepted:
        found[each.entry_id].add(each.change)
    return found


def _only(edited: Edited, accepted: Collection[FieldChange]) -> Edited:
    """What was accepted; all of it that is not any more what was shown is left out."""
    names = {each.field.lower() for each in edited.changes if each in accepted}
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
