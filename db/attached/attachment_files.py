"""Bringing a file into the library's folder: whole or not at all, never over another one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

from biblio.file_names import free_name

_PART = 1 << 20


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: The file cannot be read, or is none.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_into(folder: Path, source: Path, name: str) -> Path:
    """Copy a file into a folder, made where missing, and return where it is.

    Where the folder has a file of that name with the same bytes, that one serves; where it has
    another one, the copy gets a number. The bytes are on the disk before the name is there.

    Args:
        folder: The folder.
        source: The file to copy.
        name: What the copy is to be called.

    Raises:
        OSError: The file cannot be read or the folder cannot be written; nothing is there then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest = digest_of(source)

    def taken(candidate: str) -> bool:
        path = folder / candidate
        if not os.path.lexists(path):
            return False
        return path.is_symlink() or not path.is_file() or digest_of(path) != digest

    while True:
        target = folder / free_name(name, taken)
        if target.exists():
            return target
        temporary = folder / f".{target.name[:100]}.{os.getpid()}.part"
        try:
            with source.open("rb") as old, temporary.open("xb") as new:
                shutil.copyfileobj(old, new, _PART)
                new.flush()
                os.fsync(new.fileno())
            if _put(temporary, target):
                return target
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()


def _put(temporary: Path, target: Path) -> bool:
    """Give a file its name unless another program took that meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        if target.exists():
            return False
        temporary.rename(target)
    return True
