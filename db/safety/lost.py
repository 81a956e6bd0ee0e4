"""Whether there was a library where none can be found: its backups say so, or what is left of it.

A first page that is damaged reads like any other file, and a library that is gone like one that
never was; both would be answered with the wrong advice.
"""

from __future__ import annotations

from pathlib import Path

from db.errors import (
    LibraryDamagedError,
    LibraryError,
    NotALibraryError,
    NothingToRescueError,
)
from db.safety.pages import is_header_sound, looks_like_library
from db.safety.rotation import all_backups, folder_of

_SUFFIX = ".oeuvre"  # backups of `paper.oeuvre` are none of a `paper.bib` beside it


def has_backups(path: Path) -> bool:
    """Whether backups of a library of this name lie beside it."""
    if path.suffix != _SUFFIX or not path.parent.is_dir():
        return False
    return folder_of(path).is_dir() and bool(all_backups(path))


def fault_of(path: Path) -> type[LibraryError]:
    """What is wrong with a file that says of itself that it is something else."""
    try:
        if looks_like_library(path):
            return LibraryDamagedError
        if not has_backups(path):
            return NotALibraryError
        # Something else in the place of a library has nothing that `rescue` could read
        return LibraryDamagedError if is_header_sound(path) else NothingToRescueError
    except OSError:
        return NotALibraryError
