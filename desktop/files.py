"""Replacing a file of the user's: whole or not at all, and only when its bytes change."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def replace_file(path: Path, data: bytes) -> bool:
    """Make a file hold these bytes; returns whether it had to be written.

    The bytes go to a temporary file in the same folder, are forced to the disk, and take the
    place of the old file in one step; so whatever happens there is the old file or the new
    one. A link stays and the file behind it is replaced; permissions stay. What is no regular
    file (a pipe, ``/dev/stdout``) is written to.

    Raises:
        OSError: The file is as it was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, "Is a directory", str(path))
        target.write_bytes(data)
        return True
    if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
        return False
    if target.is_file() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.is_file():
            _keep_permissions(target, temporary)
        temporary.replace(target)
    except OSError as error:
        # Of the user's file, not of the temporary one.
        raise type(error)(error.errno, error.strerror, str(path)) from error
    finally:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            temporary.unlink()
    _settle(target.parent)
    return True


def difference(there: bytes, new: bytes, most: int) -> list[str]:
    """How two texts differ, by lines that begin with ``-``, ``+`` or a space.

    Args:
        there: What a file holds.
        new: What would be written.
        most: How many lines are given; of more, the last line says how many.
    """
    import difflib

    lines = difflib.unified_diff(
        there.decode("utf-8", "replace").splitlines(),
        new.decode("utf-8", "replace").splitlines(),
        lineterm="",
        n=1,
    )
    shown = [line for line in lines if not line.startswith(("---", "+++"))]
    return shown[:most] + ([f"… {len(shown) - most:,} more lines"] if len(shown) > most else [])


def _keep_permissions(old: Path, new: Path) -> None:
    found = old.stat()
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):  # only root may give files away
            os.chown(new, found.st_uid, found.st_gid)
    new.chmod(found.st_mode & 0o7777)


def _settle(folder: Path) -> None:
    """Force the renaming to the disk, where a folder can be opened for that."""
    with contextlib.suppress(OSError):  # not on Windows, nor on some network disks
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
