"""Records: in which documents a step renamed keys, so that these can follow when it is undone.

A record lies with the copies of the documents, in a folder beside the library. It is only ever
used for the step that it was made of: number and moment must both be the same, since a library
that was restored counts on from an older number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from db import Step
from desktop.files import replace_file
from desktop.key_files import (
    Rewriting,
    Scan,
    backup_folder,
    documents_folder,
    rewrite_files,
    scan_files,
)

_NAME: Final = "renamed.json"


@dataclass(frozen=True, slots=True)
class Record:
    """What is to be renamed in documents that a step had renamed keys in.

    Attributes:
        keys: Keys that may stand there to those that belong there now.
        files: The documents in which one of them stands.
        missing: Documents that are gone or cannot be read.
    """

    keys: Mapping[str, str]
    files: tuple[Path, ...]
    missing: tuple[Path, ...]


def rename(library: Path, step: Step, scan: Scan, keys: Mapping[str, str]) -> Rewriting:
    """Rename keys in documents with a step that gave entries other ones, and record it.

    Args:
        library: The library's file.
        step: The step.
        scan: What was found in the documents.
        keys: Old key to new one.

    Raises:
        OSError: The record cannot be written.
    """
    rewriting = rewrite_files(scan, keys, backup_folder(library))
    if rewriting.backup is None:
        return rewriting
    told = {
        "step": step.id,
        "made": step.made,
        "keys": dict(keys),
        "files": [str(path) for path in rewriting.written],
    }
    data = json.dumps(told, ensure_ascii=False, indent=1).encode()
    replace_file(rewriting.backup / _NAME, data)
    return rewriting


def of_steps(library: Path, steps: Sequence[Step], *, undone: bool) -> list[Record]:
    """What documents need after steps, in their order; none where they are as they should be.

    Args:
        library: The library's file.
        steps: The steps, of which few have a record.
        undone: Whether they were undone; else they were done again.
    """
    folder = documents_folder(library)
    if not folder.is_dir():
        return []
    found = [told for path in folder.glob(f"*/{_NAME}") if (told := _read(path)) is not None]
    found.sort(key=lambda told: int(told["step"]))
    records = []
    for step in steps:
        for told in found:
            if (told["step"], told["made"]) == (step.id, step.made):
                keys = _back(found, told) if undone else dict(told["keys"])
                scan = scan_files(map(Path, told["files"]), keys)
                if scan.uses or scan.unread:
                    records.append(Record(keys, tuple(scan.digests), scan.unread))
    return records


def follow(library: Path, record: Record) -> Rewriting:
    """Rename what is to be renamed.

    Args:
        library: The library's file.
        record: What that is.
    """
    scan = scan_files(record.files, record.keys)
    return rewrite_files(scan, record.keys, backup_folder(library))


def _back(found: Sequence[dict[str, Any]], told: dict[str, Any]) -> dict[str, str]:
    """What leads back from a step's new keys, and from those that later steps made of them.

    Later steps are undone before it; documents may have stayed as they were then.
    """
    back = {new: old for old, new in told["keys"].items()}
    for later in found:
        if later["step"] > told["step"]:
            back |= {new: back[old] for old, new in later["keys"].items() if old in back}
    return back


def _read(path: Path) -> dict[str, Any] | None:
    """What a record tells; None for a file that the user made something else of."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = (
        isinstance(told, dict)
        and isinstance(told.get("step"), int)
        and isinstance(told.get("made"), str)
        and isinstance(told.get("keys"), dict)
        and isinstance(told.get("files"), list)
        and all(isinstance(each, str) for each in (*told["keys"].values(), *told["files"]))
    )
    return told if whole else None
