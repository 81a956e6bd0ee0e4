"""Counts of citations that come with entries, as in a .bib of Scopus: they go to the ledger too."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from biblio.formats.result import BlockKind
from biblio.formats.sites.notes import COUNTING_NAMES, counts_in, export_day
from biblio.prepare import Batch
from db.past.journal import Change
from db.sites import entering
from db.sites.entering import NewCount

if TYPE_CHECKING:
    from db.imports.importing import Input, Origin

_NAME = itemgetter(0)
_HEAD = 5  # blocks from the beginning of a file in which it says when it was made


class EntryCounts:
    """Collects the counts of one input, batch by batch.

    Attributes:
        entered: How many of them are new.
    """

    def __init__(
        self, connection: sqlite3.Connection, change: Change, new: Input, origin: Origin
    ) -> None:
        """Begin, before the input is noted as a source.

        A copy of a file that was imported before says nothing new, unless for another day.
        """
        copy = connection.execute("SELECT 1 FROM sources WHERE digest = ?", (origin.digest,))
        self._is_copy = not new.day and copy.fetchone() is not None
        day = new.day or new.count_day
        self._connection = connection
        self._change = change
        self._label = origin.name
        self._day = day or dt.datetime.now().astimezone().date().isoformat()
        self._looked = False
        self.entered = 0

    def take(self, batch: Batch, ids: Sequence[int]) -> None:
        """Enter the counts of a batch, whose entries have these ids."""
        if not self._looked:
            self._looked = bool(batch.blocks)
            for _, kind, text, _ in batch.blocks[:_HEAD]:
                day = export_day(text) if kind == BlockKind.TEXT.value else None
                if day is not None:
                    self._day = day.isoformat()
        if self._is_copy:
            return
        new: list[NewCount] = []
        for entry_id, entry in zip(ids, batch.entries, strict=True):
            if COUNTING_NAMES.isdisjoint(map(_NAME, entry.fields)):
                continue
            for told in counts_in([(name, value) for name, value, _ in entry.fields]):
                day_ = told.day.isoformat() if told.day else self._day
                new.append(NewCount(entry_id, told.source or self._label, day_, told.value))
        if new:
            self.entered += entering.enter(self._connection, self._change, new).new
