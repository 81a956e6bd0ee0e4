"""The command export: entries, or an imported file, as BibTeX to a file or standard output."""

from __future__ import annotations

import argparse
import codecs
import contextlib
import errno
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from biblio.formats.bibtex.options import WriteOptions
from biblio.private import PRIVATE_FIELDS
from biblio.problem import Problem, Severity
from biblio.sentences import counted
from db import Library
from db.citing.exporting import ExportFormat, ExportOptions
from db.errors import LibraryReadOnlyError, UnwritableLetterError
from db.reading import LibraryReader
from desktop.cli.choosing import chosen_entries
from desktop.cli.documents import Document, problem_document
from desktop.cli.keys import NamedEntryError
from desktop.cli.output import DONE, PARTLY, Output
from desktop.cli.style_arguments import style_of
from desktop.files import difference, replace_file
from desktop.wording import UsageError, sentence

_STDOUT = "-"
_SHOWN = 40  # lines of a difference
_BY_SUFFIX: dict[str, ExportFormat] = {".ris": "ris", ".json": "csl-json"}
_HARMLESS = frozenset({"other-encoding", "one-of-several"})
_OTHER_ENCODING = "Use --encoding utf-8 to write it in UTF-8."
_DATABASE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class _Export:
    """The bytes to write, and what is said of them.

    Attributes:
        entries: How many entries were asked for; None for a whole source.
    """

    data: bytes
    format: str
    encoding: str | None
    entries: int | None
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def run_export(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Write the chosen entries, or an imported file as it is now."""
    if options.output != _STDOUT:
        _check_target(Path(options.output), library)
    export = _of_source(library, options) if options.source else _of_entries(library, options)
    for key in export.missing:
        output.message(f"There is no entry “{key}” in the library.")
    for problem in export.problems:
        output.message(f"{problem.severity.value}: {problem.message}")
    document: Document = {
        "file": None if options.output == _STDOUT else options.output,
        "format": export.format,
        "encoding": export.encoding,
        "entries": export.entries,
        "missing": list(export.missing),
        "problems": [problem_document(problem) for problem in export.problems],
    }
    if options.output != _STDOUT:
        target = Path(options.output)
        difference = [] if options.force else _edited_by_others(library, target, export.data)
        if difference:
            for line in difference:
                output.message(line)
            output.message(
                f"“{target}” was edited since it was last exported, so nothing was written (above,"
                " - is in the file and + would be written). Import it to keep those edits, or use"
                " --force to overwrite them."
            )
            output.document(document | {"written": False})
            return PARTLY
        written = replace_file(target, export.data)
        _remember(library, target, export.data)
        output.message(_written(export, options.output) if written else _same(options.output))
        document["written"] = written
    elif output.as_json:
        document["text"] = export.data.decode(export.encoding or "utf-8", "replace")
    else:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed", "standard output")
        sys.stdout.flush()
        sys.stdout.buffer.write(export.data)
        sys.stdout.buffer.flush()
    output.document(document)
    told = [each for each in export.problems if each.code not in _HARMLESS]
    return PARTLY if export.missing or told else DONE


def _edited_by_others(library: Library, target: Path, data: bytes) -> list[str]:
    """How a file differs from what would be written, where others edited it; else empty."""
    if not target.is_file():
        return []
    there = target.read_bytes()
    if there == data or library.may_overwrite(target, there):
        return []
    return difference(there, data, _SHOWN)


def _remember(library: Library, target: Path, data: bytes) -> None:
    if not target.is_file():
        return  # a pipe or a device holds nothing that could be edited
    with (
        contextlib.suppress(LibraryReadOnlyError),
        Library.open(library.path, create=False) as writer,
    ):
        writer.remember_target(target, data)


def _check_target(path: Path, library: Library) -> None:
    """A slip of the pen must not replace a library."""
    if not path.is_file():
        return
    # Not to be opened here while SQLite has it open (see db.connection)
    if path.samefile(library.path):
        raise UsageError(f"“{path}” is the library itself; name another file.")
    with path.open("rb") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            raise UsageError(f"“{path}” is a library or another database; name another file.")


def _written(export: _Export, name: str) -> str:
    if export.entries is None:
        return f"Wrote “{name}”."
    return f"Wrote {counted(export.entries, 'entry', 'entries')} to “{name}”."


def _same(name: str) -> str:
    return f"“{name}” is up to date; it was not written."


def _of_source(library: Library, options: argparse.Namespace) -> _Export:
    if (
        options.format not in {None, "as-imported"}
        or options.ascii
        or style_of(options)[0] != WriteOptions()
    ):
        raise UsageError(
            "An imported file is written as it is; leave out the options of form (only --encoding"
            " goes with --source)."
        )
    encoding = _codec(options.encoding) if options.encoding else None
    name = source_name(library, options.source)
    try:
        found = library.written_back(name, encoding)
    except UnwritableLetterError as error:
        raise UsageError(f"{sentence(error)} {_OTHER_ENCODING}") from error
    problems: list[Problem] = []
    if found.unwritten:
        edited = counted(found.unwritten, "entry", "entries")
        problems.append(
            Problem(
                "edits-unwritten",
                Severity.WARNING,
                f"Only a .bib is written back with its edits: “{found.source.name}” is as it was"
                f" imported, and the edits of {edited} are not in it. Export the entries"
                " themselves for those, as with --search or --format.",
            )
        )
    paths = {each.path for each in library.sources() if each.name == found.source.name}
    if len(paths) > 1 and name == found.source.name:
        message = f"Several files “{name}” were imported; this is “{found.source.path}”."
        problems.append(Problem("one-of-several", Severity.NOTE, message))
    if found.encoding != found.was:
        message = f"“{found.source.name}” was {found.was}; it is written in {found.encoding}."
        problems.append(Problem("other-encoding", Severity.NOTE, message))
    return _Export(found.data, "as-imported", encoding, None, (), tuple(problems))


def source_name(library: LibraryReader, asked: str) -> str:
    """The name or path by which the library knows an imported file.

    Args:
        library: The library.
        asked: A name, or a path that may be relative; a file that lies here counts before
            others of its name.

    Raises:
        NamedEntryError: There is no such file.
    """
    sources = library.sources()
    here = str(Path(asked).absolute())
    paths = {source.path for source in sources}
    for path in (here, str(Path(asked).resolve())):
        if path in paths:
            return path
    if any(asked in (source.name, source.path) for source in sources):
        return asked
    written = [source for source in sources if source.format == "bibtex"]
    places = {(source.name, source.path) for source in written}
    several = Counter(name for name, _ in places)
    names = dict.fromkeys(
        (source.path or source.name) if several[source.name] > 1 else source.name
        for source in written
    )
    known = ", ".join(f"“{name}”" for name in names)
    there = f"there are: {known}" if known else "none was imported yet"
    raise NamedEntryError(f"No imported .bib has the name “{asked}”; {there}.")


def _of_entries(library: Library, options: argparse.Namespace) -> _Export:
    form, encoding = export_options(options), _codec(options.encoding or "utf-8")
    ids, missing = chosen_entries(library, options)
    result = library.export(ids, form)
    try:
        data = result.text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        raise UsageError(
            f"“{letter}” cannot be written in {encoding}; leave out --encoding for UTF-8, or use"
            " --ascii for LaTeX commands."
        ) from error
    return _Export(data, form.format, encoding, result.entries, tuple(missing), result.problems)


def export_options(options: argparse.Namespace) -> ExportOptions:
    """The form of the export that was asked for.

    Raises:
        UsageError: The options contradict each other or name what does not exist.
    """
    private = frozenset(name.lower() for name in options.private)
    if unknown := sorted(private - PRIVATE_FIELDS):
        raise UsageError(
            f"“{unknown[0]}” is no private field; these are: {', '.join(sorted(PRIVATE_FIELDS))}."
        )
    style, is_styled = style_of(options)
    is_styled = is_styled or options.ascii
    usual: ExportFormat = "bibtex" if is_styled else "as-imported"
    form = options.format or _BY_SUFFIX.get(Path(options.output).suffix.lower(), usual)
    if is_styled and form not in {"bibtex", "biblatex"}:
        raise UsageError(
            "--ascii and the options of form change entries; use them with --format bibtex or"
            " biblatex."
        )
    escape = "latex" if options.ascii else style.escape
    styled = replace(style, escape=escape, private=private)
    return ExportOptions(form, styled, options.versions)


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name)
        "".encode(name)
    except LookupError:
        raise UsageError(f"“{name}” is no text encoding; use for example utf-8.") from None
    return found.name
