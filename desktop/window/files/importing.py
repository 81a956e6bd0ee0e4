"""Bringing files and pasted text in: one after the other, with progress, each its own step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from biblio.problem import Severity
from db import ImportReport, Library
from db.errors import CancelledError
from db.sites.site_values import Wishes
from desktop import wording
from desktop.paths import LIBRARY_SUFFIX
from desktop.window.session import Session
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from biblio.formats.sites.shapes import Columns

PASTED = "clipboard"


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What the user says of a site's file.

    Attributes:
        columns: What is in its columns; None where that is known.
        as_of: The day its counts hold for; None for that of the file.
        wishes: What becomes of papers that are no entry's for certain.
    """

    columns: Columns | None = None
    as_of: dt.date | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A site's file, before anything is done with it.

    Attributes:
        name: The file's name.
        preview: What importing it would do; called where the library may be read and written.
        report: That, as the file is understood now; None where its columns are not known.
        header: The names of its columns, where the user can say what they hold.
        sample: What is in the columns of its first row.
        reason: Why they are not known.
        answered: To be called once, with None to leave the file.
    """

    name: str
    preview: Callable[[Library, TableAnswer], ImportReport]
    report: ImportReport | None
    header: tuple[str, ...]
    sample: tuple[str, ...]
    reason: str
    answered: Callable[[TableAnswer | None], None]


@dataclass(slots=True)
class Outcome:
    """What became of some inputs.

    Attributes:
        reports: One for each input that was read.
        failures: A sentence for each one that was not.
        cancelled: Whether the user stopped it; what was done before that stays.
        declined: Names of files that the user looked at and left.
    """

    reports: list[ImportReport] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cancelled: bool = False
    declined: list[str] = field(default_factory=list)

    @property
    def added(self) -> int:
        """New entries."""
        return sum(report.added for report in self.reports)

    @property
    def merged(self) -> int:
        """Entries that were known and got something new."""
        return sum(report.merged for report in self.reports if report.table is None)

    @property
    def counts(self) -> int:
        """New counts of citations."""
        return sum(report.counts for report in self.reports)

    @property
    def to_look_at(self) -> int:
        """Warnings and errors."""
        return sum(
            problem.severity is not Severity.NOTE
            for report in self.reports
            for problem in report.problems
        )


class Imports(QObject):
    """Imports into a session's library.

    Signals:
        begun: (a sentence, the `Control` of it) for each input.
        finished: The `Outcome` of all inputs that were given together.
        paused: The user is asked about an input; it goes on with `begun` or `finished`.
        library_given: The path of another library that was among the files.

    Attributes:
        asker: Shows the user what a site's file holds (a `TableQuestion`) before it is imported;
            None to import it right away.
        take_papers: Given the PDFs among the files; None imports them like others.
    """

    library_given = Signal(object)
    begun = Signal(str, object)
    finished = Signal(object)
    paused = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.asker: Callable[[TableQuestion], None] | None = None
        self.take_papers: Callable[[Sequence[Path]], None] | None = None

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files in the order given; a library among them is offered to be opened.

        The library that is open is not even read: closing a file gives up all locks that this
        process has on it, SQLite's too, and the next write could damage it.
        """
        outcome, waiting = Outcome(), list[Path]()
        libraries, papers = list[Path](), list[Path]()
        for path in paths:
            if is_same_file(path, self._session.path):
                words = self.tr("“{0}” is the library that is open; it cannot be imported.")
                outcome.failures.append(words.format(path.name))
            elif path.suffix.lower() == LIBRARY_SUFFIX:
                libraries.append(path)
            elif self.take_papers is not None and path.suffix.lower() == ".pdf":
                papers.append(path)
            else:
                waiting.append(path)
        if waiting or outcome.failures:
            self._next(_Queue(waiting, len(waiting), outcome))
        for path in libraries[:1]:
            self.library_given.emit(path)
        if papers and self.take_papers is not None:
            self.take_papers(papers)

    def import_text(self, text: str) -> None:
        """Import a text from the clipboard."""
        today = dt.date.today()  # noqa: DTZ011 - the day on the user's calendar
        name = f"{PASTED} {today.isoformat()}"
        found = _Given(name, "", text.encode("utf-8", "surrogatepass"), today)
        queue = _Queue([], 1, Outcome())
        self._submit(lambda: found, name, self.tr("Importing from the clipboard…"), queue)

    def _next(self, queue: _Queue) -> None:
        if not queue.waiting or queue.outcome.cancelled:
            self.finished.emit(queue.outcome)
            return
        path = queue.waiting.pop(0)
        text = self.tr("Importing {0}…").format(path.name)
        if queue.total > 1:
            place = queue.total - len(queue.waiting)
            text = self.tr("Importing {0} ({1} of {2})…").format(path.name, place, queue.total)
        self._submit(lambda: _given(path), path.name, text, queue)

    def _submit(
        self,
        give: Callable[[], _Given],
        name: str,
        text: str,
        queue: _Queue,
        answer: TableAnswer | None = None,
    ) -> None:
        """Import one input, or ask about it first where it is a site's file."""
        kept: list[_Given] = []

        def work(library: Library, control: Control) -> ImportReport:
            kept.append(give())
            return kept[0].imported(
                library, answer, control, asks=answer is None and self.asker is not None
            )

        def done(report: ImportReport) -> None:
            if report.table is not None and answer is None and self.asker is not None:
                self._ask(kept[0], report, report.table.header, "", text, queue)
                return
            queue.outcome.reports.append(report)
            self._next(queue)

        def failed(error: Exception) -> None:
            if isinstance(error, CancelledError):
                queue.outcome.cancelled = True
            elif (header := getattr(error, "header", ())) and self.asker and kept:
                reason = str(getattr(error, "reason", ""))  # not imported: it loads all readers
                self._ask(kept[0], None, header, reason, text, queue)
                return
            else:
                queue.outcome.failures.append(failure(name, error))
            self._next(queue)

        control = self._session.write(work, failed, done)
        self.begun.emit(text, control)

    def _ask(
        self,
        given: _Given,
        report: ImportReport | None,
        header: tuple[str, ...],
        reason: str,
        text: str,
        queue: _Queue,
    ) -> None:
        """Let the user see what a site's file holds; the queue goes on with the answer."""
        assert self.asker is not None
        self.paused.emit()

        def answered(answer: TableAnswer | None) -> None:
            if not self._session.is_open:
                return
            if answer is None:
                queue.outcome.declined.append(given.name)
                self._next(queue)
            else:
                self._submit(lambda: given, given.name, text, queue, answer)

        sample = given.sample() if header else ()
        self.asker(
            TableQuestion(given.name, given.preview, report, header, sample, reason, answered)
        )


@dataclass(slots=True)
class _Queue:
    """Inputs that were given together: those that wait, how many they were, what became of them."""

    waiting: list[Path]
    total: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Given:
    """An input."""

    name: str
    path: str
    data: bytes
    date: dt.date

    def imported(
        self, library: Library, answer: TableAnswer | None, control: Control, *, asks: bool
    ) -> ImportReport:
        """Bring it in."""
        bring = self._bringing(library, answer or TableAnswer())
        return bring(ask_tables=asks, progress=control.progress, cancelled=control.cancelled)

    def sample(self) -> tuple[str, ...]:
        """The first row of a table, which shows what is in its columns."""
        from biblio.formats.sites.shapes import shape_of
        from biblio.formats.sites.workbooks import beginning_of

        shape = shape_of(beginning_of(self.data))
        return shape.sample if shape is not None else ()

    def preview(self, library: Library, answer: TableAnswer) -> ImportReport:
        """What bringing it in would do."""
        return self._bringing(library, answer)(dry_run=True)

    def _bringing(self, library: Library, told: TableAnswer) -> Callable[..., ImportReport]:
        return partial(
            library.import_bytes,
            self.data,
            name=self.name,
            path=self.path,
            as_of=told.as_of,
            file_date=self.date,
            columns=told.columns,
            wishes=told.wishes,
        )


def _given(path: Path) -> _Given:
    date = dt.date.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ012 - as files are listed
    return _Given(path.name, str(path.absolute()), path.read_bytes(), date)


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, however they are written; found without opening it."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def failure(name: str, error: Exception) -> str:
    """Why an input was not imported, as a sentence."""
    reason = getattr(error, "reason", None)
    return wording.unreadable(name, reason) if isinstance(reason, str) else wording.sentence(error)
