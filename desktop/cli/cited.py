"""The keys that a LaTeX document cites, with the files that it includes."""

from __future__ import annotations

from pathlib import Path

from biblio.citations import cited_in
from biblio.formats.encoding import decode

_MOST_FILES = 1000


def cited_keys(path: Path) -> list[str] | None:
    """The keys cited in a file and in those that it includes; None when it cites everything.

    Only included files in the folder of the first one, or below it, are read.

    Raises:
        OSError: The first file cannot be read; included ones may be missing.
    """
    kind = path.suffix.lower().removeprefix(".")
    folder = path.parent.resolve()
    keys: dict[str, None] = {}
    seen: set[Path] = set()
    waiting = [path]
    while waiting and len(seen) < _MOST_FILES:
        file = waiting.pop(0)
        if file.resolve() in seen:
            continue
        seen.add(file.resolve())
        found = cited_in(decode(file.read_bytes()).text, kind)
        if found.everything:
            return None
        keys |= dict.fromkeys(found.keys)
        waiting += [
            included
            for name in found.inputs
            if (included := _included(folder, name, kind)) is not None
        ]
    return list(keys)


def _included(folder: Path, name: str, kind: str) -> Path | None:
    for candidate in (folder / name, folder / f"{name}.{kind}"):
        file = candidate.resolve()
        if file.is_relative_to(folder) and file.is_file():
            return file
    return None
