"""The commands that look after a library: verify, backup, backups, restore and rescue."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from biblio.problem import Problem
from biblio.sentences import counted
from db import Library
from db.errors import LibraryDamagedError, LibraryMissingError, NotALibraryError
from db.safety.rotation import all_backups, moment_of
from desktop.cli import table
from desktop.cli.advice import command_line
from desktop.cli.documents import problem_document
from desktop.cli.output import DONE, PARTLY, Output
from desktop.history_wording import amount_of_bytes, backup_kind, rescue_lines
from desktop.wording import UsageError


def run_verify(library: Library, options: argparse.Namespace, output: Output) -> int:  # noqa: ARG001 - every command takes its options
    """Check that the file is whole."""
    problems: list[Problem] = library.verify()
    output.document({"problems": [problem_document(problem) for problem in problems]})
    for problem in problems:
        output.line(f"{problem.severity.value}: {problem.message}")
    if not problems:
        entries = counted(library.count(), "entry", "entries")
        output.line(f"“{library.path}” is whole: {entries}.")
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
        if not _may_be_replaced(library, target):
            raise UsageError(
                f"“{target}” is another library, or holds changes that this one does not; name"
                " another file, or remove that one first."
            )
    library.backup(target)
    output.line(f"Wrote the backup “{target}”.")
    return DONE


def run_backups(path: Path, options: argparse.Namespace, output: Output) -> int:
    """List the backups of the library, or what restoring one would change."""
    if options.show is not None:
        return _show(path, _chosen(path, Path(options.show)), output)
    found = all_backups(path)
    output.document(
        [
            {
                "number": number,
                "file": str(backup.path),
                "made": backup.made.isoformat(),
                "kind": backup.kind,
                "size": backup.size,
            }
            for number, backup in enumerate(found, start=1)
        ]
    )
    if not found:
        output.message(f"There is no backup of “{path}”.")
        return DONE
    rows = [
        (
            str(number),
            backup.made.strftime("%Y-%m-%d %H:%M"),
            amount_of_bytes(backup.size),
            backup_kind(backup.kind),
            str(backup.path),
        )
        for number, backup in enumerate(found, start=1)
    ]
    for line in table.table(("No.", "Made", "Size", "Why", "File"), rows):
        output.line(line)
    return DONE


def _show(path: Path, backup: Path, output: Output) -> int:
    """What a backup holds, and how that differs from the library where that can be read."""
    from db.safety.comparing import details

    try:
        with Library.open(path, create=False, readonly=True) as library:
            found = library.backup_details(backup)
    except (LibraryMissingError, LibraryDamagedError):
        found = details(None, backup)
    output.document(
        {
            "file": str(backup),
            "entries": found.entries,
            "steps": found.steps,
            "back": found.back,
            "gone": found.gone,
            "changed": found.other,
        }
    )
    entries = counted(found.entries, "entry", "entries")
    steps = counted(found.steps, "change", "changes")
    output.line(f"“{backup}” holds {entries} and {steps}.")
    for number, words, titles in (
        (found.back, "would come back", found.titles_back),
        (found.gone, "would not be there any more", found.titles_gone),
        (
            found.other,
            "would be as it was" if found.other == 1 else "would be as they were",
            found.titles_other,
        ),
    ):
        if number:
            output.line(f"{counted(number, 'entry', 'entries')} {words}:")
            for title in titles:
                output.line(f"    {table.shortened(title, 90)}")
            if number > len(titles):
                output.line(f"    … and {number - len(titles):,} more")
    return DONE


def run_restore(path: Path, options: argparse.Namespace, output: Output) -> int:
    """Make the library what a backup holds; what it was is kept."""
    from db.safety.restoring import is_whole, restore

    backup = _chosen(path, options.file)
    if path.exists() and backup.exists() and path.samefile(backup):
        raise UsageError("This file is the library itself; name a backup.")
    kept = restore(backup, path)
    made = moment_of(path, backup).strftime("%Y-%m-%d %H:%M")
    output.line(f"Restored “{path}” from “{backup}”, of {made}.")
    if kept is not None and not is_whole(kept):
        output.line(f"What it was before is damaged, and kept in “{kept}”.")
    elif kept is not None:
        back = command_line("oeuvre", "--library", str(path), "restore", str(kept))
        output.line(f"What it was before is kept in “{kept}”; to take this back: {back}")
    return DONE


def run_rescue(path: Path, options: argparse.Namespace, output: Output) -> int:  # noqa: ARG001 - as `run_restore`
    """Copy what can be read of a damaged library into a new one."""
    from db.safety.rescue import rescue

    if options.new.exists():
        raise UsageError(f"“{options.new}” exists; name a file that does not.")
    found = rescue(options.file, options.new)
    for line in rescue_lines(found, options.new):
        output.line(line)
    return PARTLY if found.damaged or found.made_up or found.dropped else DONE


def _chosen(path: Path, named: Path) -> Path:
    """The backup that is meant: a file, or a number of the list."""
    name = str(named)
    if name.isdecimal() and not named.exists():
        found = all_backups(path)
        if not 0 < int(name) <= len(found):
            raise UsageError(f"There is no backup of the number {name}; see oeuvre backups.")
        return found[int(name) - 1].path
    return named


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


def _may_be_replaced(library: Library, target: Path) -> bool:
    """Whether nothing is lost with a library: it is empty, or an earlier state of this one."""
    return not target.stat().st_size or library.is_earlier(target)
