"""Bringing files and pasted text in: one after the other, with progress, each its own step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from biblio.problem import Severity
from db import ImportReport, Library
from db.errors import CancelledError
from desktop import wording
from desktop.paths import LIBRARY_SUFFIX
from desktop.window.session import Session
from desktop.window.tasks import Control, Work

PASTED = "clipboard"


@dataclass(slots=True)
class Outcome:
    """What became of some inputs.

    Attributes:
        reports: One for each input that was read.
        failures: A sentence for each one that was not.
        cancelled: Whether the user stopped it; what was done before that stays.
    """

    reports: list[ImportReport] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cancelled: bool = False

    @property
    def added(self) -> int:
        """New entries."""
        return sum(report.added for report in self.reports)

    @property
    def merged(self) -> int:
        """Entries that were known and got something new."""
        return sum(report.merged for report in self.reports)

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
        library_given: The path of another library that was among the files.
    """

    library_given = Signal(object)
    begun = Signal(str, object)
    finished = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files in the order given; a library among them is offered to be opened.

        The library that is open is not even read: closing a file gives up all locks that this
        process has on it, SQLite's too, and the next write could damage it.
        """
        outcome, waiting = Outcome(), list[Path]()
        libraries = list[Path]()
        for path in paths:
            if is_same_file(path, self._session.path):
                words = self.tr("“{0}” is the library that is open; it cannot be imported.")
                outcome.failures.append(words.format(path.name))
            elif path.suffix.lower() == LIBRARY_SUFFIX:
                libraries.append(path)
            else:
                waiting.append(path)
        if waiting or outcome.failures:
            self._next(waiting, len(waiting), outcome)
        for path in libraries[:1]:
            self.library_given.emit(path)

    def import_text(self, text: str) -> None:
        """Import a text from the clipboard."""
        today = dt.date.today()  # noqa: DTZ011 - the day on the user's calendar
        data = text.encode("utf-8", "surrogatepass")
        name = f"{PASTED} {today.isoformat()}"
        outcome = Outcome()

        def work(library: Library, control: Control) -> ImportReport:
            return library.import_bytes(
                data,
                name=name,
                file_date=today,
                progress=control.progress,
                cancelled=control.cancelled,
            )

        self._submit(work, name, self.tr("Importing from the clipboard…"), [], 1, outcome)

    def _next(self, waiting: list[Path], total: int, outcome: Outcome) -> None:
        if not waiting or outcome.cancelled:
            self.finished.emit(outcome)
            return
        path = waiting.pop(0)
        text = self.tr("Importing {0}…").format(path.name)
        if total > 1:
            place = total - len(waiting)
            text = self.tr("Importing {0} ({1} of {2})…").format(path.name, place, total)

        def work(library: Library, control: Control) -> ImportReport:
            date = dt.date.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ012 - as files are listed
            return library.import_bytes(
                path.read_bytes(),
                name=path.name,
                path=str(path.absolute()),
                file_date=date,
                progress=control.progress,
                cancelled=control.cancelled,
            )

        self._submit(work, path.name, text, waiting, total, outcome)

    def _submit(
        self,
        work: Work[ImportReport],
        name: str,
        text: str,
        waiting: list[Path],
        total: int,
        outcome: Outcome,
    ) -> None:
        def done(report: ImportReport) -> None:
            outcome.reports.append(report)
            self._next(waiting, total, outcome)

        def failed(error: Exception) -> None:
            if isinstance(error, CancelledError):
                outcome.cancelled = True
            else:
                outcome.failures.append(failure(name, error))
            self._next(waiting, total, outcome)

        control = self._session.write(work, failed, done)
        self.begun.emit(text, control)


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
