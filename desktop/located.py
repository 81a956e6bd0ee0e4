"""Finding attached files again that were moved: by their bytes, in a folder and those in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from db import Attachment
from db.attached.attachment_files import digest_of
from desktop.paths import LIBRARY_SUFFIX


def find_by_content(
    folder: Path, missing: Sequence[Attachment], *, cancelled: Callable[[], bool] = lambda: False
) -> dict[int, Path]:
    """Where missing attachments are now: files of the same bytes, the same name first.

    Args:
        folder: Where to look; links in it are not followed.
        missing: The attachments.
        cancelled: Asked at each file.

    Raises:
        OSError: The folder cannot be read.
    """
    os.scandir(folder).close()  # says so if it is none
    endings = {PurePosixPath(each.path).suffix.lower() for each in missing} - {LIBRARY_SUFFIX}
    names = {PurePosixPath(each.path).name for each in missing}
    candidates: list[Path] = []
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        candidates += (Path(parent, f) for f in sorted(files) if Path(f).suffix.lower() in endings)
    candidates.sort(key=lambda path: path.name not in names)
    wanted = {each.digest: each for each in missing}
    found: dict[int, Path] = {}
    for path in candidates:
        if not wanted or cancelled():
            break
        if path.is_symlink() or not path.is_file():
            continue
        try:
            match = wanted.pop(digest_of(path), None)
        except OSError:
            continue
        if match is not None:
            found |= {each.id: path for each in missing if each.digest == match.digest}
    return found
