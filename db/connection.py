"""Opening the file: checks before anything is written, and SQLite's errors turned into ours.

Paths are asked by `os` here: a search on the command line, which opens a library and little else,
would spend a tenth of its time on loading `pathlib`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator, Sequence

from biblio.typed import TYPE_CHECKING
from db import schema
from db.errors import (
    DiskFullError,
    LibraryDamagedError,
    LibraryError,
    LibraryLockedError,
    LibraryLostError,
    LibraryMissingError,
    LibraryNewerError,
    LibraryReadOnlyError,
    LibraryUnreadableError,
    NotALibraryError,
)
from db.place import status_of

if TYPE_CHECKING:
    from typing import TypeVar

    from db.place import StrPath

    _T = TypeVar("_T")

_BEING_MADE = 1.0  # seconds in which another program may be writing a new library's first page
# What Python and SQLite say of texts that are none any more, without a code of their own
_OF_DAMAGE = ("Could not decode to UTF-8", "malformed JSON", "unsupported file format")
_NO_DATABASE = "file is not a database"  # SQLite's words for what does not begin as one
_NO_VERSION = 10_000  # from here on it is no version of the format, but damage
_PAGE = 8192  # bytes; abstracts fill pages of 4096 badly, and are written a tenth slower
BUSY_TIMEOUT = 30.0  # seconds a write waits for another program's write
# KiB of pages that a reader keeps. The system has them all, and to ask it again takes no longer
# than to ask it for the memory to keep them in, of which a window has several readers.
_KEPT = 256


def connect(
    path: StrPath, *, create: bool, readonly: bool, patience: float = BUSY_TIMEOUT
) -> sqlite3.Connection:
    """A connection to the library at `path`, migrated to the current schema.

    Args:
        path: The library's file.
        create: Make the file, and its folder, where missing.
        readonly: Never write; the file must exist.
        patience: Seconds to wait while another program has the file for itself.

    Raises:
        LibraryError: One of its kinds in `db.errors`; the file is as it was.
    """
    try:
        return _connected(path, create, readonly, patience)
    except (NotALibraryError, LibraryDamagedError) as error:
        if isinstance(error, LibraryDamagedError) and error.detail != _NO_DATABASE:
            raise
        from pathlib import Path

        from db.safety.lost import fault_of

        raise fault_of(Path(path))(path, error.detail) from error


def _connected(path: StrPath, create: bool, readonly: bool, patience: float) -> sqlite3.Connection:
    new = _check_file(path, create=create and not readonly, readonly=readonly)
    with translated(path):
        connection = _open(path, readonly=readonly, patience=patience)
    try:
        with translated(path):
            if readonly:
                _roll_back_broken_off(connection, path, patience)
                connection.execute(f"PRAGMA cache_size = -{_KEPT}")
            version = _version(connection, path, new=new)
            # Before WAL: a new file then goes from empty to whole in one commit, as others see it
            if version < schema.SCHEMA_VERSION:
                _bring_up_to_date(connection, path, version, readonly=readonly)
            if not readonly:
                _log_ahead(connection, patience)
                connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        if new:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        raise
    return connection


def _roll_back_broken_off(connection: sqlite3.Connection, path: StrPath, patience: float) -> None:
    """Undo what a program that was killed left half written; only one that may write can."""
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        with contextlib.closing(_open(path, readonly=False, patience=patience)) as writer:
            writer.execute("SELECT 1 FROM sqlite_master").fetchone()


def _log_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Go into WAL mode; SQLite does not wait by itself where another connection is leaving it."""
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
            if not busy or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def disconnect(connection: sqlite3.Connection, *, tidy: bool = True) -> None:
    """Close a connection; the last writer leaves one file, with no log beside it.

    Out of WAL mode, since a connection that only reads cannot tidy the log away.

    Args:
        connection: What to close.
        tidy: Whether the log is to go; not where another file has taken the place of this one,
            whose log would be meant by the name.
    """
    try:
        if not tidy:
            return
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        pass  # others have it open, or we may not write: theirs to tidy
    finally:
        connection.close()


@contextlib.contextmanager
def translated(path: StrPath) -> Iterator[None]:
    """Raise SQLite's operational errors as the `LibraryError` that they mean."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = _meaning(error)
        if kind is None:
            raise
        raise kind(path, str(error)) from error
    except UnicodeDecodeError as error:
        if not error.object.startswith(b"malformed database schema"):
            raise
        # Python could not read SQLite's own sentence, which quotes names that are no text
        raise LibraryDamagedError(path, str(error)) from error


def _meaning(error: sqlite3.DatabaseError) -> type[LibraryError] | None:
    code = getattr(error, "sqlite_errorcode", None)
    if any(words in str(error) for words in _OF_DAMAGE):
        return LibraryDamagedError
    if code is None:
        return None
    return {
        sqlite3.SQLITE_BUSY: LibraryLockedError,
        sqlite3.SQLITE_LOCKED: LibraryLockedError,
        sqlite3.SQLITE_READONLY: LibraryReadOnlyError,
        sqlite3.SQLITE_PERM: LibraryReadOnlyError,
        sqlite3.SQLITE_CANTOPEN: LibraryUnreadableError,
        sqlite3.SQLITE_CORRUPT: LibraryDamagedError,
        sqlite3.SQLITE_TOOBIG: LibraryDamagedError,  # a length that is none
        sqlite3.SQLITE_NOTADB: LibraryDamagedError,  # it was one when it was opened
        sqlite3.SQLITE_FULL: DiskFullError,
        sqlite3.SQLITE_IOERR: DiskFullError if _is_write_error(code) else LibraryUnreadableError,
    }.get(code & 0xFF)


def _is_write_error(code: int) -> bool:
    return code in {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_TRUNCATE,
    }


def _check_file(path: StrPath, *, create: bool, readonly: bool) -> bool:
    """Look at the file before SQLite does; returns whether it is new.

    SQLite would make an empty file, leave a -wal beside a foreign one, and report most of
    these as "unable to open database file".
    """
    status, folder = status_of(path), _folder(path)
    if status is None:
        _check_not_lost(path)
        if os.path.islink(path) or not create:
            raise LibraryMissingError(path)
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise LibraryReadOnlyError(path, str(error)) from error
        if not os.access(folder, os.W_OK):
            raise LibraryReadOnlyError(path, "the folder cannot be written")
        return True
    if not stat.S_ISREG(status.st_mode):
        raise LibraryUnreadableError(path, "is not a file")
    if status.st_size:
        _check_numbers(path)
    else:
        _check_not_lost(path)
        if readonly:
            raise NotALibraryError(path, "is empty")
        return True  # an empty file, such as mktemp makes: ours to fill
    if not readonly and not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        raise LibraryReadOnlyError(path)
    return False


def _check_not_lost(path: StrPath) -> None:
    """Make no new library in the place of one that is gone, but has backups."""
    from pathlib import Path

    from db.safety.lost import has_backups

    if has_backups(Path(path)):
        raise LibraryLostError(path)


def _folder(path: StrPath) -> str:
    return os.path.dirname(path) or os.curdir


def _check_numbers(path: StrPath) -> None:
    """Refuse what is not ours, before opening it for real may write a log beside it.

    SQLite looks, not we: closing a file of one's own drops all locks that this process holds
    on it (POSIX fcntl), those of its other connections to the library too; SQLite knows of
    them and waits. `immutable` keeps it from making a log, and from heeding one: where there
    is a log, of a program at work or of one that was killed, the file alone says nothing, and
    it is left to the opening to recover and to decide (`_version`).
    """
    while not _has_log(path):
        try:
            application, version = _numbers(path)
        except LibraryDamagedError:
            return  # perhaps only half written at this moment; opening waits, and tells
        except NotALibraryError:
            if _has_log(path):
                return
            raise
        if application == schema.APPLICATION_ID:
            _check_version(path, version)
            return
        if application or time.time() - os.stat(path).st_mtime >= _BEING_MADE:
            raise NotALibraryError(path)
        time.sleep(0.02)  # another program is just writing it


def _check_version(path: StrPath, version: int) -> None:
    if not 0 <= version < _NO_VERSION:
        raise LibraryDamagedError(path, f"its version is {version}")
    if version > schema.SCHEMA_VERSION:
        raise LibraryNewerError(path, version, schema.SCHEMA_VERSION)


def _has_log(path: StrPath) -> bool:
    return any(os.path.exists(os.fspath(path) + suffix) for suffix in ("-wal", "-journal"))


def _numbers(path: StrPath) -> tuple[int, int]:
    """The application id and the user version that a database file states of itself."""
    with translated(path):
        try:
            connection = sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True)
        except sqlite3.OperationalError as error:
            raise LibraryUnreadableError(path, str(error)) from error
        try:
            return (
                connection.execute("PRAGMA application_id").fetchone()[0],
                connection.execute("PRAGMA user_version").fetchone()[0],
            )
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_NOTADB:
                raise
            raise NotALibraryError(path, str(error)) from error
        finally:
            connection.close()


def _open(path: StrPath, *, readonly: bool, patience: float) -> sqlite3.Connection:
    options = "mode=ro" if readonly else "mode=rwc"
    if readonly and not os.access(_folder(path), os.W_OK):
        # WAL needs a -shm beside the file; in a folder that cannot be written nobody writes
        options += "&immutable=1"
    return sqlite3.connect(
        _uri(path, options),
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def _uri(path: StrPath, options: str) -> str:
    """A file with options as SQLite takes them: https://sqlite.org/uri.html."""
    whole = os.path.join(os.getcwd(), path).replace(os.sep, "/")
    for mark in "%?#":
        whole = whole.replace(mark, f"%{ord(mark):02x}")
    return f"file://{'' if whole.startswith('/') else '/'}{whole}?{options}"


def _version(connection: sqlite3.Connection, path: StrPath, *, new: bool) -> int:
    """The file's schema version, 0 for a new one.

    Raises:
        NotALibraryError, LibraryNewerError: The file is not for us.
    """
    connection.execute("BEGIN")  # one look: another program may be making the tables
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute("COMMIT")
    if application != schema.APPLICATION_ID:
        # Without pages it is what a program left that was killed while it made a library
        if (new and not tables) or not pages:
            return 0
        raise NotALibraryError(path)
    _check_version(path, version)
    if not version and tables:
        raise LibraryDamagedError(path, "its version is lost")
    return version


def _bring_up_to_date(
    connection: sqlite3.Connection, path: StrPath, version: int, *, readonly: bool
) -> None:
    """Migrate the file, after a backup when it holds something."""
    if readonly:
        raise LibraryReadOnlyError(path, "needs a migration")
    if not version:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
    else:
        from pathlib import Path

        from db.safety.backup import copy_to

        old = Path(path)
        kept = old.with_name(f"{old.stem}.before-version-{version + 1}{old.suffix}")
        copy_to(connection, old, kept)
    schema.migrate(connection)


def chunks(values: Sequence[_T], size: int = 900) -> Iterator[tuple[_T, ...]]:
    """Pieces small enough to be bound as parameters of one statement."""
    for start in range(0, len(values), size):
        yield tuple(values[start : start + size])
