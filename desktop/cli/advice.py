"""What can be done about a library that is damaged or gone, as commands to be copied."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import sys
from pathlib import Path

from db import errors
from db.safety.rotation import latest_good

_NOT_PLAIN = re.compile(r"[^\w.:\\/-]")  # what a shell of Windows may take for its own


def advice(error: BaseException) -> list[str]:
    """What to do: restore the latest good backup, or rescue what can be read; a line for each."""
    if not isinstance(error, errors.LibraryDamagedError | errors.LibraryMissingError):
        return []
    good = latest_good(error.path)
    lines = [] if good is None else [_of_backup(good.made, error.path, good.path)]
    if isinstance(error, errors.LibraryMissingError):
        return lines
    if not lines:
        lines.append("There is no good backup of it.")
    if not isinstance(error, errors.NothingToRescueError):
        line = command_line("oeuvre", "rescue", str(error.path), "NEW")
        lines.append(f"To copy what can be read of it to a new library: {line}")
    return lines


def command_line(*words: str) -> str:
    """A command as it can be pasted into the usual shell of the system."""
    if sys.platform != "win32":
        return shlex.join(words)
    # No name of a file has a quotation mark there
    return " ".join(f'"{word}"' if _NOT_PLAIN.search(word) else word for word in words)


def _of_backup(made: dt.datetime, library: Path, backup: Path) -> str:
    line = command_line("oeuvre", "--library", str(library), "restore", str(backup))
    return f"To restore the latest good backup, of {made:%Y-%m-%d %H:%M}: {line}"
