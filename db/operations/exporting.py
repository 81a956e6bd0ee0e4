"""Writing entries and imported files, and remembering what was written where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Writer
from db.operations.listing import ListReader

if TYPE_CHECKING:
    from db.citing.exporting import ExportOptions, ExportResult
    from db.imports.sources import WrittenBack


class ExportingReader(ListReader):
    """Gives out what a file is to hold."""

    def bibtex(self, entry_id: int) -> str:
        """An entry as BibTeX: its own text where it came from a .bib, else written."""
        from db.citing.exporting import text_of

        return text_of(self._db, entry_id)

    def export(
        self,
        ids: Sequence[int] | None,
        options: ExportOptions,
        folded: Collection[int] = (),
    ) -> ExportResult:
        """Entries as BibTeX in the form that `options` ask for.

        Args:
            ids: Which, in order; None for all.
            options: The form.
            folded: Those of them that stand for all versions of their work.
        """
        from db.citing.exporting import export

        with connection.translated(self.path):
            chosen = self.find_ids() if ids is None else ids
            return export(self._db, list(chosen), options, folded)

    def export_source(self, name: str) -> bytes:
        """The bytes of an imported .bib as it is now.

        Raises:
            UnknownSourceError: No imported file has this name or path.
            UnwritableLetterError: An edit brought a letter that its encoding lacks.
        """
        return self.written_back(name).data

    def written_back(self, name: str, encoding: str | None = None) -> WrittenBack:
        """An imported file as it is now.

        Args:
            name: Its name or path.
            encoding: A Python codec name other than that of the file; None for its own.

        Raises:
            UnknownSourceError: No imported file has this name or path.
            UnwritableLetterError: An edit brought a letter that the encoding lacks.
        """
        from db.imports.sources import write_back

        with connection.translated(self.path):
            return write_back(self._db, name, encoding)

    def may_overwrite(self, path: Path, data: bytes) -> bool:
        """Whether an export may replace a file: nobody edited what was exported to it last.

        Args:
            path: The file.
            data: What it holds now.
        """
        from db.citing.targets import is_ours

        return is_ours(self._db, str(path.absolute()), data)


class Exporting(Writer):
    """Remembers what was written."""

    def remember_target(self, path: Path, data: bytes) -> None:
        """Note what an export wrote to a file; see `may_overwrite`. No step: undo passes it by."""
        from db.citing.targets import remember

        with connection.translated(self.path):
            remember(self._db, str(path.absolute()), data)
