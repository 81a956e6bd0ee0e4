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
from desktop.key_files import Rewriting, backup_folder, documents_folder, rewrite_files, scan_files

_NAME: Final = "renamed.json"


@dataclass(frozen=True, slots=True)
class Record:
    """What one step did in documents.

    Attributes:
        keys: Old key to new one.
        files: The documents in which keys were renamed.
    """

    keys: Mapping[str, str]
    files: tuple[Path, ...]


def keep(rewriting: Rewriting, step: Step, keys: Mapping[str, str]) -> None:
    """Record what became of documents with a step, if anything did.

    Raises:
        OSError: It cannot be written.
    """
    if rewriting.backup is None:
        return
    told = {
        "step": step.id,
        "made": step.made,
        "keys": dict(keys),
        "files": [str(path) for path in rewriting.written],
    }
    data = json.dumps(told, ensure_ascii=False, indent=1).encode()
    replace_file(rewriting.backup / _NAME, data)


def of_steps(library: Path, steps: Sequence[Step]) -> list[Record]:
    """The records of steps, in their order.

    Args:
        library: The library's file.
        steps: The steps, of which few have a record.
    """
    folder = documents_folder(library)
    if not folder.is_dir():
        return []
    found = {
        (told["step"], told["made"]): Record(told["keys"], tuple(map(Path, told["files"])))
        for path in sorted(folder.glob(f"*/{_NAME}"))
        if (told := _read(path)) is not None
    }
    return [found[step.id, step.made] for step in steps if (step.id, step.made) in found]


def follow(library: Path, record: Record, moment: str, *, undone: bool) -> Rewriting:
    """Rename the keys in the documents of a record as its step was undone or done again.

    Args:
        library: The library's file.
        record: Of the step.
        moment: Date and time, for the folder with the documents as they were.
        undone: Whether the old keys are wanted.
    """
    keys = {new: old for old, new in record.keys.items()} if undone else record.keys
    return rewrite_files(scan_files(record.files, keys), keys, backup_folder(library, moment))


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
