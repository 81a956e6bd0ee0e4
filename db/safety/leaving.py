"""The log beside an open library: emptied into the file, and not left beside another one.

SQLite writes to a log (``-wal``) first. A copy of the file alone would lack what is in there, and
the log of a file that was moved or replaced would be taken for one of whatever lies at its path
now, which it breaks (SQLite, "How To Corrupt An SQLite Database File", section 1.4).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3

from biblio.typed import TYPE_CHECKING
from db.place import is_empty, log_of

if TYPE_CHECKING:
    from db.place import Log, StrPath


def settle(connection: sqlite3.Connection) -> bool:
    """Bring what is in the log into the file and empty the log, without waiting for others.

    Returns:
        Whether that was done; not while others read what is in the log, or write.
    """
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_LOCKED:
            raise
        return False  # this connection is in the middle of a question
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy


def leave(connection: sqlite3.Connection, path: StrPath, seen: Log | None) -> None:
    """Close a file that is not at its path any more.

    What is in its log goes into it, wherever it is now, and no log of it stays beside what is at
    its path, as far as the log can be known to be its own: there is nothing else at the path, or
    nobody has written the log since the file was there.

    Args:
        connection: The only one of this program that writes the file.
        path: Where the file was.
        seen: The log when the file was last seen there.
    """
    log = log_of(path)
    is_ours = log is not None and (log == seen or not os.path.lexists(path))
    if is_ours:
        with contextlib.suppress(sqlite3.OperationalError):
            settle(connection)
    connection.close()
    left = log_of(path) if is_ours and not os.path.lexists(path) else None
    if left is not None and is_empty(left):
        for end in ("-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.unlink(f"{os.fspath(path)}{end}")
