"""What tells a file, and SQLite's log of it, from others at the same path."""

from __future__ import annotations

import errno
import os

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    StrPath = str | PathLike[str]
    # Device and number of a file, its size, and when it and what is known of it were changed
    Place = tuple[int, int, int, int, int]
    Log = tuple[int, int, int]  # a log's number, its size, and when it was written


def place_of(path: StrPath) -> Place | None:
    """What tells a file from another one at the same path; None where there is none.

    Raises:
        OSError: It cannot be told now, as on a network that is away.
    """
    found = status_of(path)
    if found is None:
        return None
    return (
        found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns,
    )  # fmt: skip


def is_same(one: Place | None, other: Place | None) -> bool:
    """Whether two looks at a path saw one file.

    Some file systems (FUSE, network shares) give a file another number now and then: all the
    rest is then the same, which it never is of a file that was put in the place of another one,
    since that has another time of change.
    """
    if one is None or other is None:
        return False
    return one[:2] == other[:2] or one[2:] == other[2:]


def status_of(path: StrPath) -> os.stat_result | None:
    """What the system says of a file; None where there is none."""
    try:
        return os.stat(path)
    except OSError as error:
        if error.errno not in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            raise
        return None


def is_empty(log: Log) -> bool:
    """Whether a log has no page; SQLite writes its head of 32 bytes before it has any."""
    return log[1] <= 32


def log_of(path: StrPath) -> Log | None:
    """The state of the log beside a file; None where there is none."""
    try:
        found = os.stat(f"{os.fspath(path)}-wal")
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)
