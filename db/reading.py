"""Reading a library: what needs no right to write.

What is asked for often and early (the list) is loaded at once, the rest where it is used: a
search on the command line must not pay for the parsers that an import needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db import connection
from db.operations.attachments import AttachmentsReader
from db.operations.bulk_editing import BulkEditingReader
from db.operations.charts import ChartsReader
from db.operations.checking import CheckingReader
from db.operations.counting import CountingReader
from db.operations.entries import EntryReader
from db.operations.exporting import ExportingReader
from db.operations.grouping import GroupingReader
from db.operations.history import HistoryReader
from db.operations.keeping import Keeper
from db.operations.keys import KeysReader
from db.operations.listing import ListReader
from db.operations.ordering import OrderingReader
from db.operations.profiles import ProfileReader
from db.operations.reconciling import ReconcilingReader
from db.operations.strings import StringsReader
from db.operations.works import WorksReader

if TYPE_CHECKING:
    from biblio.problem import Problem
    from db.rows import ProblemRow, Source


class LibraryReader(
    AttachmentsReader,
    BulkEditingReader,
    CheckingReader,
    CountingReader,
    EntryReader,
    ExportingReader,
    GroupingReader,
    HistoryReader,
    Keeper,
    KeysReader,
    OrderingReader,
    ProfileReader,
    StringsReader,
    ListReader,
    WorksReader,
    ChartsReader,
    ReconcilingReader,
):
    """An open library file, to be read by one thread; see `db.operations` for its themes."""

    def problems(self, limit: int = 1000) -> list[ProblemRow]:
        """What is wrong or doubtful, worst first; assumptions last."""
        from db.problems import worst

        return worst(self._db, limit)

    def sources(self) -> list[Source]:
        """The imported files, newest first."""
        from db.imports.sources import all_sources

        return all_sources(self._db)

    def interrupt(self) -> None:
        """Stop a query that another thread runs on this object; it raises there."""
        self._db.interrupt()

    def data_version(self) -> int:
        """A number that changes when another connection has changed the library."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def verify(self) -> list[Problem]:
        """All that is wrong with the file; empty when it is sound."""
        from db.safety.verify import verify

        with connection.translated(self.path):
            return verify(self._db)

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the library to `target`.

        Raises:
            LibraryError: The target cannot be written.
        """
        from db.safety.backup import copy_to

        copy_to(self._db, self.path, target)
