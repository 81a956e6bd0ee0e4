"""The commands that look after a library: check, verify, backup and restore."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from biblio.problem import Problem, Severity
from db import Library
from db.errors import NotALibraryError
from desktop.cli.documents import placed_problem_document, problem_document
from desktop.cli.output import DONE, PARTLY, Output
from desktop.wording import UsageError

_ALL = 1_000_000


def run_check(library: Library, options: argparse.Namespace, output: Output) -> int:  # noqa: ARG001 - every command takes its options
    """List what is wrong or doubtful in the library."""
    rows = library.problems(_ALL)
    output.document({"problems": [placed_problem_document(row) for row in rows]})
    for row in rows:
        place = ", ".join(
            filter(
                None,
                (
                    row.source,
                    f"line {row.problem.line}" if row.problem.line else "",
                    _named(library, row.entry_id) if row.entry_id else "",
                ),
            )
        )
        output.line(
            f"{row.problem.severity.value}: {place}{': ' * bool(place)}{row.problem.message}"
        )
    wrong = sum(row.problem.severity is not Severity.NOTE for row in rows)
    if not wrong:
        output.message("No problems.")
    return PARTLY if wrong else DONE


def _named(library: Library, entry_id: int) -> str:
    return library.entry(entry_id).entry.key or f"entry #{entry_id}"


def run_verify(library: Library, options: argparse.Namespace, output: Output) -> int:  # noqa: ARG001 - every command takes its options
    """Check that the file is whole."""
    problems: list[Problem] = library.verify()
    output.document({"problems": [problem_document(problem) for problem in problems]})
    for problem in problems:
        output.line(f"{problem.severity.value}: {problem.message}")
    if not problems:
        output.line(f"“{library.path}” is whole: {library.count():,} entries.")
    return PARTLY if problems else DONE


def run_backup(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Write a copy of the library."""
    target: Path = options.file or _dated_name(library.path)
    if target.is_dir():
        target = target / _dated_name(library.path).name
    if target.exists():
        if not target.is_file():
            raise UsageError(f"“{target}” is no file; name another one.")
        if target.samefile(library.path):
            raise UsageError("A library cannot be its own backup; name another file.")
        if not _is_library(target):
            raise UsageError(f"“{target}” exists and is no library; name another file.")
    library.backup(target)
    output.line(f"Wrote the backup “{target}”.")
    return DONE


def run_restore(path: Path, options: argparse.Namespace, output: Output) -> int:
    """Make the library what a backup holds; what it was is kept."""
    from db.backup import restore

    backup: Path = options.file
    if path.exists() and backup.exists() and path.samefile(backup):
        raise UsageError("This file is the library itself; name a backup.")
    kept = restore(backup, path)
    output.line(f"Restored “{path}” from “{backup}”.")
    if kept is not None:
        output.line(f"What it was before is kept in “{kept}”.")
    return DONE


def _dated_name(library: Path) -> Path:
    """A name beside the library that says when the copy was made."""
    stamp = dt.datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        name = library.with_name(f"{library.stem}.backup-{stamp}{more}{library.suffix}")
        if not name.exists():
            return name
        number += 1


def _is_library(path: Path) -> bool:
    """Whether a file may be replaced by a library: it is one, of whatever version, or empty."""
    if not path.stat().st_size:
        return True
    try:
        Library.open(path, create=False, readonly=True).close()
    except NotALibraryError:
        return False
    return True
