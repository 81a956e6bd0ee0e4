"""Running a command: the library is opened, errors become sentences and exit statuses."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from biblio.typed import TYPE_CHECKING
from desktop import paths
from desktop.cli.output import DONE, FAILED, STOPPED, Output, prepare_streams
from desktop.cli.quick import quick_search, quick_window

if TYPE_CHECKING:
    import argparse
    from pathlib import Path
    from typing import Final

    from db.operations.listing import ListReader
    from db.reading import LibraryReader

_ACTOR: Final = "command line"
# Command to the module that does it, whose function has the command's name; a module is
# loaded only when it is needed, so that `search` need not wait for what `import` needs.
_MODULES: Final = {
    "import": "importing",
    "export": "exporting",
    "search": "reading",
    "show": "reading",
    "profile": "profile",
    "me": "me",
    "set": "changing",
    "replace": "bulk",
    "field": "bulk",
    "charts": "charts",
    "duplicates": "works",
    "join": "works",
    "part": "works",
    "reconcile": "reconciling",
    "count": "counts",
    "check": "checking",
    "history": "history",
    "rekey": "rekeying",
    "patterns": "rekeying",
    "strings": "strings",
    "add": "filing",
    "language": "language",
    "attach": "attaching",
    "files": "attaching",
    "undo": "history",
    "redo": "history",
    "backup": "keeping",
    "restore": "keeping",
    "backups": "keeping",
    "rescue": "keeping",
    "revert": "history",
    "forget": "history",
    "verify": "keeping",
}
# These work on files, of which the library may be too damaged to be opened
_ON_FILES: Final = frozenset({"restore", "rescue", "backups"})
# These look only, and work on a library that cannot be written.
_LOOKING: Final = frozenset(
    {
        "export", "search", "show", "profile", "check", "history", "verify", "charts",
        "duplicates", "reconcile", "strings", "files", "patterns", "me", "language",
    }
)  # fmt: skip

# These change what is there: a new library has nothing for them, and would be a typing error
_ON_WHAT_IS_THERE: Final = frozenset(
    {
        "add", "backup", "field", "forget", "join", "part", "redo", "rekey", "replace", "revert",
        "set", "undo",
    }
)  # fmt: skip

# Those of them that change something, too, by one of these options
_CHANGING: Final = {
    "strings": ("set", "rename", "add", "delete", "delete_unused"),
    "files": ("locate", "detach"),
    "patterns": ("patterns",),
    "language": ("code",),
    "reconcile": ("decisions",),
    "me": (
        "new", "rename", "delete", "first", "confirm", "refuse", "same", "not_same", "orcid",
        "fields", "affiliation", "mine", "not_mine", "counts_from", "versions", "report", "show",
        "novelty",
    ),
}  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; returns the exit status."""
    prepare_streams()
    output = Output()
    try:
        return _run_checked(arguments, output)
    except BrokenPipeError:
        # Whoever read us has seen enough. Python would complain when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        output.message("Stopped; a change that was not finished was not made.")
        return STOPPED


def _run_checked(arguments: Sequence[str], output: Output) -> int:
    try:
        options = quick_window(arguments) or quick_search(arguments) or _parsed(arguments)
    except SystemExit as end:  # argparse has said why, or what was asked for
        return _flushed(end.code if isinstance(end.code, int) else DONE, output)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _unwritten(error, output)
    try:
        status = _run(options, output)
        output.flush()
    except BrokenPipeError:
        raise
    except UnicodeEncodeError as error:
        if not any("\udc80" <= char <= "\udcff" for argument in arguments for char in argument):
            raise
        output.message(f"“{error.object}” is not in UTF-8; write it in the terminal's encoding.")
        return FAILED
    except _told_errors() as error:
        return _failed(error, output)
    return status


def _told_errors() -> tuple[type[Exception], ...]:
    """What is told in a sentence; the sentences are loaded when the first is needed."""
    from biblio.formats.bibtex.layout import UnpatchableError
    from desktop.wording import WORLD_ERRORS, UsageError

    return (UsageError, UnpatchableError, *WORLD_ERRORS)


def _failed(error: Exception, output: Output) -> int:
    """Say what went wrong; returns the exit status."""
    from desktop.wording import UsageError, sentence

    output.message(sentence(error))
    if isinstance(error, UsageError):
        return error.status
    _offer_rescue(error, output)
    _let_go_of_output()
    return FAILED


def _flushed(status: int, output: Output) -> int:
    """The status, or that of a failure where the output cannot be written."""
    try:
        output.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        return _unwritten(error, output)
    _let_go_of_output()  # what argparse had to say on standard error, if that is full
    return status


def _unwritten(error: OSError, output: Output) -> int:
    output.message(f"The output could not be written: {error.strerror or error}.")
    _let_go_of_output()
    return FAILED


def _let_go_of_output() -> None:
    """Drop what standard output would not take, or Python fails with it at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _offer_rescue(error: BaseException, output: Output) -> None:
    from desktop.cli.advice import advice

    for line in advice(error):
        output.message(line)


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    from desktop.cli.arguments import parse_arguments

    return parse_arguments(arguments)


def _run(options: argparse.Namespace, output: Output) -> int:
    if options.command == "search" and not (options.json or options.example):
        file = paths.library_file(options.library)
        if os.path.exists(file):
            return _search(file, options, output)
    path = _library_path(options, output)
    if options.command is None:
        from desktop.starting import start_window

        return start_window(path, output)
    output.as_json = options.json
    module = importlib.import_module(f"desktop.cli.{_MODULES[options.command]}")
    command: Callable[..., int] = getattr(module, f"run_{options.command}")
    if options.command in _ON_FILES:
        return command(path, options, output)
    from db.connection import translated

    if options.command == "import" and options.dry_run and not path.exists():
        return _tried(command, options, output)
    with _opened(path, options, output) as library, translated(path):
        tries = options.command == "backup" or getattr(options, "dry_run", False)
        if not (library.readonly or tries):
            from desktop.cli.services import warn_of_service

            warn_of_service(path, output)
            _back_up(library, output)
        return command(library, options, output)


def _search(file: str, options: argparse.Namespace, output: Output) -> int:
    """Find entries, with as little of the program as that needs: all else takes longer to load."""
    from db.connection import translated
    from desktop.cli.reading import run_search

    with _opened_to_find(file) as library, translated(file):
        return run_search(library, options, output)


def _back_up(library: LibraryReader, output: Output) -> None:
    """Keep what the library was before a change, once an hour at most.

    What hinders that hinders no more, unless the library is damaged: to write it makes it worse.
    """
    from db.errors import LibraryDamagedError
    from desktop.wording import WORLD_ERRORS, sentence

    try:
        library.check_if_small()
        library.back_up_if_due()
    except WORLD_ERRORS as error:
        if isinstance(error, LibraryDamagedError) and error.path == library.path:
            raise
        output.message(f"No automatic backup could be made: {sentence(error)}")


def _tried(command: Callable[..., int], options: argparse.Namespace, output: Output) -> int:
    """Try an import on a library that there is not: nothing is made."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from db.library import Library

    with TemporaryDirectory() as folder, Library.open(Path(folder) / "tried.oeuvre") as library:
        return command(library, options, output)


def _opened(path: Path, options: argparse.Namespace, output: Output) -> LibraryReader:
    """The library; one that is only looked at is not opened for writing, if that can be."""
    from db.errors import LibraryReadOnlyError
    from db.reading import LibraryReader

    writes = _writes(options)
    if options.command in _LOOKING and not writes and path.exists():
        # Written all the same where it is of an older version or was left behind by a crash
        with contextlib.suppress(LibraryReadOnlyError):
            return LibraryReader.open(path, create=False, readonly=True, actor=_ACTOR)
    is_new = not path.exists() or (path.is_file() and not path.stat().st_size)
    looks = options.command in _LOOKING and not writes
    if is_new and (looks or options.command in _ON_WHAT_IS_THERE):
        # Opened in a way that makes none, for the reason why
        return LibraryReader.open(path, create=False, readonly=True, actor=_ACTOR)
    if is_new and not options.example:
        output.message(f"Making a new library “{path}”.")
    from db.library import Library

    library = Library.open(path, actor=_ACTOR)
    if is_new:
        from desktop.languages import system_language

        library.begin_language(system_language())
    return library


def _opened_to_find(file: str) -> ListReader:
    """The library with the list's operations alone, if it can be only read."""
    from db.errors import LibraryReadOnlyError
    from db.operations.listing import ListReader

    try:
        return ListReader.open(file, create=False, readonly=True, actor=_ACTOR)
    except LibraryReadOnlyError:  # of an older version, or left behind by a crash
        from db.library import Library

        return Library.open(file, actor=_ACTOR)


def _writes(options: argparse.Namespace) -> bool:
    """Whether a command that mostly looks is to change something this time."""
    if getattr(options, "merge", False):
        return True
    changing = _CHANGING.get(options.command, ())
    # An empty text is something to be set, too
    if any(getattr(options, name) not in (None, False, [], ()) for name in changing):
        return True
    return bool(getattr(options, "fix", ())) and not options.dry_run


def _library_path(options: argparse.Namespace, output: Output) -> Path:
    from pathlib import Path

    if not options.example:
        return Path(paths.library_file(options.library))
    from desktop.example import make_example

    path = Path(options.library) if options.library else paths.example_library()
    if make_example(path):
        output.message(f"Made the example library “{path}”.")
    return path
