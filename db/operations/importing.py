"""Bringing what a file holds into the library."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from db.errors import CancelledError
from db.operations.base import Writer, amount
from db.rows import ImportReport

if TYPE_CHECKING:
    from biblio.formats.result import ReadResult
    from db.importing import Input, Origin


class Importing(Writer):
    """Imports files, each as one step."""

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
            return f"Import {amount(report.added, report.merged)} from {origin.name}"

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


class _DryRunError(Exception):
    """Ends an import that is only tried; its transaction is rolled back."""
