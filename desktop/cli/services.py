"""A library in a folder that a service copies to other machines: said once of each."""

from __future__ import annotations

import contextlib
from pathlib import Path

from db.safety.synced import service_of
from desktop.cli.output import Output
from desktop.files import replace_file


def warn_of_service(library: Path, output: Output) -> None:
    """Warn when a library is made or first changed in such a folder, and not again."""
    service = service_of(library)
    if service is None:
        return
    told, path = _file_of_told(), str(library.absolute())
    known: list[str] = []
    with contextlib.suppress(OSError, UnicodeDecodeError):
        known = told.read_text(encoding="utf-8").splitlines()
    if path in known:
        return
    output.message(
        f"“{library}” is in a folder that {service} copies. Do not use it on two computers at the"
        " same time: one of the copies would lose what was written, or break."
    )
    with contextlib.suppress(OSError):  # then it is said again
        told.parent.mkdir(parents=True, exist_ok=True)
        replace_file(told, "".join(f"{each}\n" for each in [*known, path]).encode())


def _file_of_told() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("oeuvre", appauthor=False)) / "synchronised.txt"
