"""The example library: made from the program's own data where it is missing."""

from __future__ import annotations

import tomllib
from pathlib import Path

from db import Library
from desktop import paths


def make_example(path: Path) -> bool:
    """Make the example library at `path`, unless there is a file; returns whether it was made.

    It appears whole or not at all, and one that the user has changed is left alone.

    Raises:
        LibraryError, OSError: It cannot be written.
    """
    if path.exists():
        return False
    folder = paths.resources() / "example"
    with (folder / "example.toml").open("rb") as file:
        facts = tomllib.load(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with Library.open(unfinished, actor="example") as library:
            for source in facts["source"]:
                library.import_bytes(
                    (folder / source["file"]).read_bytes(),
                    name=source["file"],
                    format=source["format"],
                    as_of=source.get("as_of"),
                )
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return True
