"""Looking for what is wrong in entries, and mending what can be mended, as one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from biblio import checks
from biblio.entry import Entry
from biblio.formats.result import BlockKind
from biblio.inheritance import heritage, inherits
from db import editing, entries
from db.citing.heritage import parents_in
from db.connection import chunks
from db.errors import CancelledError
from db.past.journal import Change


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in an entry of the library.

    Attributes:
        name: The entry's key, or its title as written where it has none.
    """

    entry_id: int
    key: str
    name: str
    finding: checks.Finding


def findings(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Found]:
    """What is found in these entries, in their order."""
    done = 0
    parent = parents_in(connection)
    for chunk in chunks(ids):
        if cancelled is not None and cancelled():
            raise CancelledError
        for entry_id, entry, plain in _entries(connection, chunk):
            told = heritage(entry, parent) if inherits(entry) else None
            for finding in checks.check(entry, plain=plain, heritage=told):
                yield Found(entry_id, entry.key, entry.key or entry.get("title"), finding)
        done += len(chunk)
        if progress is not None:
            progress(done, len(ids))


def mend(
    connection: sqlite3.Connection, change: Change, chosen: Mapping[int, Collection[str]]
) -> set[str]:
    """Mend what has these codes, by entry; returns the codes that there were."""
    met: set[str] = set()

    def edits() -> Iterator[editing.Edit]:
        for chunk in chunks(list(chosen)):
            for entry_id, entry, plain in _entries(connection, chunk):
                texts, done = checks.mended(entry, chosen[entry_id], plain=plain)
                if fields := editing.changed_fields(entry, texts):
                    met.update(done)
                    yield editing.Edit(entry_id, fields, old=entry)

    editing.apply_all(connection, change, edits())
    return met


def _entries(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> Iterator[tuple[int, Entry, bool]]:
    """The entries, each with whether its texts are plain: it is of no .bib."""
    found = entries.read_many(connection, ids)
    marks = ", ".join("?" * len(ids))
    of_bib = {
        row[0]
        for row in connection.execute(
            f"SELECT entry FROM blocks WHERE kind = ? AND entry IN ({marks})",
            (BlockKind.ENTRY, *ids),
        )
    }
    for entry_id in ids:
        if entry_id in found:
            yield entry_id, found[entry_id], entry_id not in of_bib
