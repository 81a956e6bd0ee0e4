"""The command import: files into the library, each reported for itself."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from biblio.formats.detect import UnknownFormat
from biblio.problem import Problem, Severity
from db import ImportReport, Library
from desktop.cli.documents import Document, problem_document
from desktop.cli.output import DONE, FAILED, PARTLY, Output
from desktop.wording import sentence, unreadable

_STDIN = "-"
_SHOWN_PROBLEMS = 30  # in the report for people; the rest is counted
_OF_THE_PAGE = {"papers-missing", "papers-extra", "h-index-impossible", "metric-conflict"}
_QUIET_SECONDS = 0.5  # before progress is shown


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
            item = _item(name)
            report = library.import_bytes(
                item.data,
                name=item.label,
                path=item.path,
                format=options.format,
                as_of=options.as_of,
                file_date=item.date,
                dry_run=options.dry_run,
                progress=_progress(name),
            )
        except (OSError, UnknownFormat) as error:
            reason = (
                unreadable(name, error.reason)
                if isinstance(error, UnknownFormat)
                else sentence(error)
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


def _item(name: str) -> _Item:
    """What an argument names.

    Raises:
        OSError: The file cannot be read.
        UnknownFormat: There is nothing in it.
    """
    if name == _STDIN:
        today = dt.datetime.now().astimezone().date()
        item = _Item(sys.stdin.buffer.read(), "standard input", "", today)
    else:
        path = Path(name)
        data = path.read_bytes()
        changed = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
        item = _Item(data, _text(path.name), _text(str(path.absolute())), changed)
    if not item.data.strip():
        raise UnknownFormat("it is empty", code="empty", name=item.label)
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


def _progress(name: str) -> Callable[[int, int], None] | None:
    """Shows how far an import is, on a terminal, when it takes a while."""
    if not sys.stderr.isatty():
        return None
    began = time.monotonic()

    def show(done: int, total: int) -> None:
        if time.monotonic() - began > _QUIET_SECONDS:
            end = "\r\x1b[K" if done >= total else ""
            sys.stderr.write(f"\r{name}: {done:,} of {total:,} entries{end}")
            sys.stderr.flush()

    return show


def report_lines(name: str, report: ImportReport, *, dry_run: bool) -> list[str]:
    """The report for people."""
    amounts = [
        f"{report.added:,} added",
        f"{report.merged:,} merged",
        f"{report.unchanged:,} unchanged",
    ]
    title = f"{name}: {report.format}, {report.encoding}: {report.read:,} read"
    lines = [f"{title}, {', '.join(amounts)}{' (dry run: nothing was changed)' * dry_run}."]
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        place = f"line {problem.line}: " if problem.line else ""
        lines.append(f"  {problem.severity.value}: {place}{problem.message}")
    left = len(report.problems) - _SHOWN_PROBLEMS
    if left > 0:
        lines.append(f"  … and {left:,} more; “oeuvre check” lists all of them.")
    return lines


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
