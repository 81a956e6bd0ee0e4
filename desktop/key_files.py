"""Documents in the user's folders: where they cite by key, and renaming keys there.

Nothing is followed out of the folders that were chosen. A file is written only if its bytes are
still those that were looked through; before that a copy of it goes into a folder beside the
library, and encoding, line ends and all but the keys stay.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from biblio.formats.encoding import decode, encode
from biblio.key_uses import KINDS, find_uses, rename_uses
from desktop.files import replace_file

_LARGEST: Final = 20 << 20  # bytes; no document that a person writes
_MOST_FILES: Final = 200_000
_LONGEST_LINE: Final = 200  # characters that are shown
_SKIPPED: Final = frozenset({"node_modules", "__pycache__", "_minted"})


@dataclass(frozen=True, slots=True)
class FileUse:
    """One mention of a key in a file.

    Attributes:
        path: The file.
        line: The line, from 1.
        key: The key.
        text: The line itself, cut where it is long.
    """

    path: Path
    line: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in some folders.

    Attributes:
        uses: All mentions, by file and line.
        digests: SHA-256 of each file that has some, when it was read.
        files: How many documents were looked through.
        unread: Files and folders that could not be read.
        whole: Whether everything was looked through; False where it was cancelled or too much.
    """

    uses: tuple[FileUse, ...]
    digests: Mapping[Path, str]
    files: int
    unread: tuple[Path, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What became of the files.

    Attributes:
        written: Files that were changed.
        changed: Files left alone, since they are not any more what was looked through.
        failed: Files that could not be written, with the error.
        left: Mentions left alone, since the new key cannot be written there.
        done: How many mentions were renamed.
        backup: The folder with the files as they were; None if nothing was written.
    """

    written: tuple[Path, ...]
    changed: tuple[Path, ...]
    failed: tuple[tuple[Path, OSError], ...]
    left: tuple[FileUse, ...]
    done: int
    backup: Path | None


def scan_folders(
    folders: Sequence[Path],
    keys: Collection[str],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Scan:
    """Look through all documents in folders, and the folders in those.

    Args:
        folders: The folders.
        keys: The keys to look for.
        progress: Called with how many documents are done; how many there are is not known.
        cancelled: Asked at each document.

    Raises:
        OSError: One of the folders themselves cannot be read.
    """
    unread: list[Path] = []
    for folder in folders:
        os.scandir(folder).close()  # says so if it is none
    found = (path for folder in folders for path in _documents(folder, unread))
    return _scan(found, keys, unread, progress, cancelled)


def scan_files(paths: Iterable[Path], keys: Collection[str]) -> Scan:
    """Look through these documents; those that are gone count as not read."""
    return _scan(paths, keys, [], None, lambda: False)


def rewrite_files(scan: Scan, new: Mapping[str, str], backup: Path) -> Rewriting:
    """Rename keys in the files that were looked through.

    Args:
        scan: What was found.
        new: Old key to new one.
        backup: A folder for the files as they were; made when the first is written.
    """
    written: list[Path] = []
    changed: list[Path] = []
    failed: list[tuple[Path, OSError]] = []
    left: list[FileUse] = []
    done = 0
    for number, (path, digest) in enumerate(scan.digests.items(), 1):
        try:
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != digest:
                changed.append(path)
                continue
            decoded = decode(data)
            renamed = rename_uses(decoded.text, _kind(path), new)
            left += [_shown(path, decoded.text, u.line, u.key, u.start) for u in renamed.left]
            if renamed.text == decoded.text:
                continue
            try:
                result = encode(renamed.text, decoded.encoding)
            except UnicodeEncodeError:  # keys are ASCII but for what the user typed
                left += [use for use in scan.uses if use.path == path]
                continue
            backup.mkdir(parents=True, exist_ok=True)
            replace_file(backup / f"{number:04} {path.name}", data)
            replace_file(path, result)
        except OSError as error:
            failed.append((path, error))
            continue
        written.append(path)
        done += renamed.done
    kept = backup if backup.is_dir() and written else None
    return Rewriting(tuple(written), tuple(changed), tuple(failed), tuple(left), done, kept)


def documents_folder(library: Path) -> Path:
    """The folder beside a library for documents as they were before they were rewritten."""
    return library.with_name(f"{library.stem}.documents")


def backup_folder(library: Path) -> Path:
    """A new folder for documents as they were before they are rewritten, named by this moment.

    Args:
        library: The library's file.
    """
    moment = dt.datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    folder = documents_folder(library) / moment
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{moment} ({number})")
    return folder


def _scan(
    paths: Iterable[Path],
    keys: Collection[str],
    unread: list[Path],
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool],
) -> Scan:
    uses: list[FileUse] = []
    digests: dict[Path, str] = {}
    files = 0
    wanted = frozenset(keys)
    seen: set[Path] = set()
    for path in paths:
        if cancelled() or files >= _MOST_FILES:
            return Scan(tuple(uses), digests, files, tuple(unread), whole=False)
        real = path.resolve()
        if real in seen:
            continue
        seen.add(real)
        files += 1
        if progress is not None:
            progress(files, 0)
        try:
            data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        except OSError:
            unread.append(path)
            continue
        found = _uses(path, data, wanted)
        if found:
            uses += found
            digests[path] = hashlib.sha256(data).hexdigest()
    return Scan(tuple(uses), digests, files, tuple(unread))


def _documents(folder: Path, unread: list[Path]) -> Iterator[Path]:
    """The documents in a folder; links that lead out of it are passed by."""
    root = folder.resolve()

    def note(error: OSError) -> None:
        unread.append(Path(error.filename))

    for parent, folders, names in os.walk(folder, onerror=note, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        for name in sorted(names):
            path = Path(parent, name)
            if path.suffix.lower() not in KINDS or name.startswith("."):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            if path.is_file():
                yield path


def _uses(path: Path, data: bytes, keys: frozenset[str]) -> list[FileUse]:
    if not data:
        return []
    text = decode(data).text
    found = find_uses(text, _kind(path), keys)
    return [_shown(path, text, use.line, use.key, use.start) for use in found]


def _shown(path: Path, text: str, line: int, key: str, place: int) -> FileUse:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    whole = text[start : end if end >= 0 else len(text)].strip()
    if len(whole) > _LONGEST_LINE:
        begin = max(0, min(place - start - _LONGEST_LINE // 2, len(whole) - _LONGEST_LINE))
        whole = f"{'…' if begin else ''}{whole[begin : begin + _LONGEST_LINE]}…"
    return FileUse(path, line, key, whole)


def _kind(path: Path) -> str:
    return KINDS[path.suffix.lower()]
