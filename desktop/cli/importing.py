"""The command import: files into the library, each reported for itself."""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from biblio.formats.detect import UnknownFormat
from biblio.problem import Problem, Severity
from biblio.sentences import counted
from db import ImportReport, Library
from db.sites.site_values import Wishes
from desktop.cli.counts import hint, table_document, table_lines
from desktop.cli.documents import Document, problem_document
from desktop.cli.output import DONE, FAILED, PARTLY, Output
from desktop.cli.progress import progress
from desktop.wording import sentence, unreadable

if TYPE_CHECKING:
    from biblio.formats.sites.shapes import Columns

_STDIN = "-"
_SHOWN_PROBLEMS = 30  # in the report for people; the rest is counted
_OF_THE_PAGE = {"papers-missing", "papers-extra", "h-index-impossible", "metric-conflict"}


@dataclass(frozen=True, slots=True)
class _Item:
    """An input: its bytes, name, place (empty for none) and the day it was last changed."""

    data: bytes
    label: str
    path: str
    date: dt.date


def run_import(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Import each file; one that cannot be read does not stop the others."""
    statuses = [DONE]
    documents: list[Document] = []
    for name in options.files:
        try:
            _check_name(name, library)
            item = _item(name)
            report = library.import_bytes(
                item.data,
                name=item.label,
                path=item.path,
                format=options.format,
                as_of=options.as_of,
                file_date=item.date,
                columns=_columns(options),
                wishes=Wishes(create=options.create_unmatched),
                dry_run=options.dry_run,
                progress=progress(name),
            )
        except (OSError, UnknownFormat) as error:
            reason = (
                _unreadable(name, error) if isinstance(error, UnknownFormat) else sentence(error)
            )
            output.message(reason)
            documents.append(_failed_document(name, reason))
            statuses.append(FAILED)
            continue
        documents.append(_document(name, report))
        output.text("\n".join(report_lines(name, report, dry_run=options.dry_run)))
        statuses.append(PARTLY if _lost_something(report) else DONE)
    output.document({"files": documents})
    return max(statuses)


def _columns(options: argparse.Namespace) -> Columns | None:
    """What the user says of the columns of a table."""
    if not options.columns and not options.counted_by:
        return None
    from biblio.formats.sites.shapes import Columns

    return Columns(options.counted_by.strip(), tuple(options.columns))


def _unreadable(name: str, error: UnknownFormat) -> str:
    if not error.header:
        return unreadable(name, error.reason)
    names = ", ".join(f"“{each}”" for each in error.header[:12])
    return (
        f"{unreadable(name, error.reason)} It has {names}; say what they hold, as in"
        " --column title=NAME --column count=NAME."
    )


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed", "standard input")
    return sys.stdin.buffer.read()


def _check_name(name: str, library: Library) -> None:
    """A library is not to be opened here beside SQLite, which would lose its locks.

    Raises:
        UnknownFormat: It is the library itself.
    """
    path = Path(name)
    if name != _STDIN and path.exists() and path.samefile(library.path):
        raise UnknownFormat("it is the library itself", code="library", name=name)


def _item(name: str) -> _Item:
    """What an argument names.

    Raises:
        OSError: The file cannot be read.
    """
    if name == _STDIN:
        today = dt.datetime.now().astimezone().date()
        item = _Item(_standard_input(), "standard input", "", today)
    else:
        path = Path(name)
        data = path.read_bytes()
        changed = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
        item = _Item(data, _text(path.name), _text(str(path.absolute())), changed)
    return item


def _text(name: str) -> str:
    """A file's name as text: on Unix it may be any bytes."""
    return os.fsencode(name).decode("utf-8", "replace")


def _lost_something(report: ImportReport) -> bool:
    """Whether something in the input could not be used as it stands there.

    That a page's own numbers do not fit each other is no such thing.
    """
    return any(
        problem.severity is not Severity.NOTE and problem.code not in _OF_THE_PAGE
        for problem in report.problems
    )


def report_lines(name: str, report: ImportReport, *, dry_run: bool) -> list[str]:
    """The report for people."""
    if report.table is not None:
        lines = list(table_lines(name, report, dry_run=dry_run))
    else:
        lines = _entry_lines(name, report, dry_run=dry_run)
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        place = f"line {problem.line}: " if problem.line else ""
        lines.append(f"  {problem.severity.value}: {place}{problem.message}")
    left = len(report.problems) - _SHOWN_PROBLEMS
    if left > 0:
        where = "" if report.table is not None else "; “oeuvre check” lists all of them"
        lines.append(f"  … and {left:,} more{where}.")
    if report.table is not None and (told := hint(report.table)):
        lines.append(told)
    return lines


def _entry_lines(name: str, report: ImportReport, *, dry_run: bool) -> list[str]:
    amounts = [
        f"{report.added:,} added",
        f"{report.merged:,} merged",
        f"{report.unchanged:,} unchanged",
    ]
    if report.counts:
        amounts.append(counted(report.counts, "count"))
    title = f"{name}: {report.format}, {report.encoding}: {report.read:,} read"
    return [f"{title}, {', '.join(amounts)}{' (dry run: nothing was changed)' * dry_run}."]


def _document(name: str, report: ImportReport) -> Document:
    return {
        "file": name,
        "format": report.format,
        "encoding": report.encoding,
        "read": report.read,
        "added": report.added,
        "merged": report.merged,
        "unchanged": report.unchanged,
        "problems": [problem_document(problem) for problem in report.problems],
        **({"counts": report.counts} if report.counts else {}),
        **({"table": table_document(report.table)} if report.table is not None else {}),
    }


def _failed_document(name: str, reason: str) -> Document:
    problem = Problem("unreadable", Severity.ERROR, reason)
    return {
        "file": name,
        "format": None,
        "encoding": None,
        "read": 0,
        "added": 0,
        "merged": 0,
        "unchanged": 0,
        "problems": [problem_document(problem)],
    }
