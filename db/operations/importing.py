"""Bringing what a file holds into the library."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from biblio.sentences import counted
from db import connection
from db.errors import CancelledError
from db.operations.base import Writer, amount
from db.rows import ImportReport
from db.sites.site_values import Wishes

if TYPE_CHECKING:
    from biblio.formats.result import ReadResult
    from biblio.formats.sites.rows import SiteTable
    from biblio.formats.sites.shapes import Columns
    from db.imports.importing import Input, Origin


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
        columns: Columns | None = None,
        wishes: Wishes | None = None,
        dry_run: bool = False,
        ask_tables: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Read an input and bring it into the library as one step.

        Papers of a site's file become no entries unless `wishes` says so: their counts go to
        the ledger, and the report lists those that are no entry's for certain. A .bib or RIS
        whose every entry has a count by the site that made it is such a file, unless `format`
        says what it is.

        Args:
            data: The bytes of the file.
            name: By what name the source is known.
            path: Where the file lies, or empty.
            format: The format's name; None to recognise it by its content.
            as_of: The day for which numbers in it hold; None for `file_date`.
            file_date: The file's own date.
            columns: What is in the columns of a table; remembered for tables with the same ones.
            wishes: What becomes of papers that are no entry's for certain.
            dry_run: Report what would be done and change nothing.
            ask_tables: As `dry_run`, but only for files of sites, whose report has a table.
            progress: Called with how many entries are done, and about how many there are.
            cancelled: Asked from time to time; True leaves the library as it was.

        Raises:
            UnknownFormat: The bytes are in no format that we read.
            CancelledError: The user cancelled.
            LibraryError: The library cannot be written.
        """
        from db.imports.streaming import second_process, streamed_input

        def reading(_done: int, _whole: int) -> None:
            if cancelled is not None and cancelled():
                raise CancelledError

        with second_process(data) as second:
            from biblio.formats import detect
            from biblio.formats.encoding import texts
            from biblio.formats.sites.carried import as_site_list, may_carry
            from db.imports.importing import whole_input

            parts = None
            if columns is None and format in (None, "table"):
                columns = self._remembered_columns(data)
            if columns is None:
                parts = detect.bibtex_parts(data, name=name, format=format)
            if parts is not None and format is None and may_carry(next(texts(parts), "")):
                parts = None  # only the whole of it tells whether it is a site's list
            if parts is not None:
                with streamed_input(parts, second) as read:
                    origin, as_of, day = self._dated(data, name, path, as_of, file_date)
                    told = as_of.isoformat() if as_of else ""
                    expected = data.count(b"\n@") + 1
                    new = replace(read, day=told, count_day=day, expected=expected)
                    return self._import(new, origin, dry_run, progress, cancelled)
        origin, as_of, day = self._dated(data, name, path, as_of, file_date)
        result = detect.read(
            data,
            name=name,
            format=format,
            as_of=as_of,
            file_date=file_date,
            columns=columns,
            progress=reading,
        )
        if format is None:
            result = as_site_list(result, as_of or file_date)
        new = whole_input(result, as_of, day)
        dry_run = dry_run or (ask_tables and result.table is not None)
        report = self._import(new, origin, dry_run, progress, cancelled, wishes)
        if columns is not None and result.table is not None and not dry_run:
            self._remember_columns(columns.site, result.table)
        return report

    def _remember_columns(self, site: str, table: SiteTable) -> None:
        """Note what the user said of the columns of a table."""
        from biblio.formats.sites.shapes import Columns
        from db.sites import columns_of_tables

        if table.told_by_user:
            with connection.translated(self.path):
                told = Columns(site, table.columns)
                columns_of_tables.remember(self._db, table.header, told)

    def _remembered_columns(self, data: bytes) -> Columns | None:
        """What the user said of the columns of a table with the same ones before."""
        from db.sites import columns_of_tables

        with connection.translated(self.path):
            return columns_of_tables.remembered(self._db, data)

    def _dated(
        self, data: bytes, name: str, path: str, as_of: dt.date | None, file_date: dt.date | None
    ) -> tuple[Origin, dt.date | None, str]:
        """An input's origin, the day that was told for it, and that for counts or empty.

        What told no day now was told one when the same bytes came before: the same page says
        nothing new.
        """
        from db.imports.importing import Origin

        digest = hashlib.sha256(data).hexdigest()
        if as_of is None:
            row = self._db.execute(
                "SELECT as_of FROM sources WHERE digest = ? AND as_of <> '' ORDER BY id DESC"
                " LIMIT 1",
                (digest,),
            ).fetchone()
            as_of = dt.date.fromisoformat(row[0]) if row else None
        count_day = as_of or file_date
        day = count_day.isoformat() if count_day else ""
        return Origin(name, path, digest, len(data)), as_of, day

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
        from db.imports.importing import whole_input

        return self._import(whole_input(result), origin, dry_run, progress, cancelled)

    def _import(
        self,
        new: Input,
        origin: Origin,
        dry_run: bool,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
        wishes: Wishes | None = None,
    ) -> ImportReport:
        from db.imports.bulk import filling
        from db.imports.importing import import_input

        report: ImportReport | None = None

        def label() -> str:
            assert report is not None
            return _named(report)

        try:
            with filling(self._db, new.expected), self._step(label) as change:
                if new.table is not None:
                    from db.sites.site_importing import import_table

                    report = import_table(self._db, change, new, origin, wishes or Wishes())
                else:
                    report = import_input(
                        self._db, change, new, origin, progress=progress, cancelled=cancelled
                    )
                if dry_run:
                    raise _DryRunError  # noqa: TRY301 - the step's own way to leave no trace
        except _DryRunError:
            pass
        assert report is not None
        return report


def _named(report: ImportReport) -> str:
    """What an import did, for the history."""
    if report.table is None:
        return f"Import {amount(report.added, report.merged)} from {report.file}"
    if not report.counts and not report.added:
        return f"Import a list by {report.table.site} from {report.file}"
    counts = counted(report.counts, "count")
    made = f" and {amount(report.added)}" if report.added else ""
    return f"Import {counts}{made} by {report.table.site} from {report.file}"


class _DryRunError(Exception):
    """Ends an import that is only tried; its transaction is rolled back."""
