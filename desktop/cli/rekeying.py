"""The commands for citation keys: rekey and patterns."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from biblio.key_plan import KeyPatterns
from biblio.keys import PatternError
from biblio.sentences import counted
from db import KeyChange, Library, Step
from desktop.cli import table
from desktop.cli.keys import one_id
from desktop.cli.output import DONE, PARTLY, Output
from desktop.wording import UsageError, sentence

if TYPE_CHECKING:
    from desktop.key_files import FileUse, Rewriting, Scan

_SHOWN: Final = 1000  # lines of a list; a document has all
_ALL, _FILE = "all", "file"


def run_rekey(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Make new keys by a pattern, after a preview; documents follow where that is asked for."""
    if options.rewrite and not options.folders:
        raise UsageError("--rewrite needs a folder with documents: add --in FOLDER.")
    ids = _chosen(library, options)
    try:
        patterns = KeyPatterns(options.pattern) if options.pattern else library.key_patterns()
        plan = library.key_plan(ids, patterns)
    except PatternError as error:
        raise UsageError(pattern_fault(options.pattern or "", error)) from error
    changes = [change for change in plan if change.new != change.old]
    renamed = {change.old: change.new for change in changes if change.old}
    scan = _scanned(options.folders, renamed)
    _list(library, changes, scan, output)
    rewriting = None
    if not changes:
        output.message("Nothing to change: these entries have such keys already.")
    elif not options.dry_run and _agreed(len(changes), options, output):
        notice = library.rekey({change.entry_id: change.new for change in changes})
        output.message(
            f"Changed {counted(len(changes), 'key')}; “oeuvre undo” takes it back. The old keys"
            " still find their entries."
        )
        if options.rewrite and scan is not None and notice.step is not None:
            step = library.step(notice.step)
            rewriting = _rewrite(library, step, scan, renamed, output)
    output.document(_document(changes, scan, rewriting))
    left = rewriting is not None and (rewriting.changed or rewriting.failed or rewriting.left)
    return PARTLY if left else DONE


def _chosen(library: Library, options: argparse.Namespace) -> list[int]:
    asked = [bool(options.keys), options.search is not None, options.missing]
    if sum(asked) != 1:
        raise UsageError("Say which entries get new keys: KEY…, --search QUERY, or --missing.")
    if options.missing:
        return library.ids_without_key()
    if options.search is not None:
        return list(library.find_ids(options.search))
    return list(dict.fromkeys(one_id(library, key) for key in options.keys))


def _scanned(folders: Sequence[Path], renamed: dict[str, str]) -> Scan | None:
    if not folders:
        return None
    from desktop.key_files import scan_folders

    return scan_folders(folders, renamed)


def _list(
    library: Library, changes: Sequence[KeyChange], scan: Scan | None, output: Output
) -> None:
    rows = [
        (change.old or "(none)", change.new, _note(library, change)) for change in changes[:_SHOWN]
    ]
    if rows:
        for line in table.table(("Old key", "New key", ""), rows):
            output.line(line)
    if len(changes) > _SHOWN:
        output.line(f"… and {len(changes) - _SHOWN:,} more")
    if scan is None:
        return
    output.line()
    for use in scan.uses[:_SHOWN]:
        output.line(f"{use.path}:{use.line}: {use.key}: {use.text}")
    if len(scan.uses) > _SHOWN:
        output.line(f"… and {len(scan.uses) - _SHOWN:,} more")
    output.message(
        f"{counted(len(scan.uses), 'use')} of the old keys in {counted(scan.files, 'document')}."
    )
    for path in scan.unread:
        output.message(f"“{path}” could not be read and was passed by.")


def _note(library: Library, change: KeyChange) -> str:
    if change.holder is None:
        return ""
    other = library.entry(change.holder).entry.key
    return f"{change.wanted} is taken by {other or f'#{change.holder}'}"


def _agreed(number: int, options: argparse.Namespace, output: Output) -> bool:
    """Whether to go on; asked on a terminal only, since a script has said what it wants."""
    if options.yes or output.as_json or sys.stdin is None or not sys.stdin.isatty():
        return True
    output.flush()
    output.message(f"Change {counted(number, 'key')}? [y/N]")
    if sys.stdin.readline().strip().lower() in {"y", "yes"}:
        return True
    output.message("Nothing was changed.")
    return False


def _rewrite(
    library: Library, step: Step, scan: Scan, renamed: dict[str, str], output: Output
) -> Rewriting:
    from desktop import key_records

    done = key_records.rename(library.path, step, scan, renamed)
    tell(done, output)
    return done


def tell(done: Rewriting, output: Output) -> None:
    """Say what became of documents."""
    output.message(
        f"Renamed {counted(done.done, 'use')} in {counted(len(done.written), 'document')}."
    )
    if done.backup is not None:
        output.message(f"The documents as they were are in “{done.backup}”.")
    for path in done.changed:
        output.message(f"“{path}” was changed meanwhile and left as it is; run it again.")
    for _, error in done.failed:
        output.message(sentence(error))
    for use in done.left:
        output.message(
            f"{use.path}:{use.line}: the new key of {use.key} cannot be written there; the old"
            " one was left."
        )


def _document(
    changes: Sequence[KeyChange], scan: Scan | None, rewriting: Rewriting | None
) -> dict[str, object]:
    return {
        "keys": [
            {
                "id": change.entry_id,
                "old": change.old or None,
                "new": change.new,
                "wanted": change.wanted,
            }
            for change in changes
        ],
        "uses": [_use(use) for use in scan.uses] if scan is not None else [],
        "rewritten": [str(path) for path in rewriting.written] if rewriting is not None else [],
        "backup": str(rewriting.backup) if rewriting and rewriting.backup else None,
    }


def _use(use: FileUse) -> dict[str, object]:
    return {"file": str(use.path), "line": use.line, "key": use.key, "text": use.text}


def run_patterns(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Show or choose patterns; no key and no file changes by that."""
    chosen = {name.lower(): pattern or None for name, pattern in options.patterns}
    try:
        if _FILE in chosen:
            library.set_patterns({"": chosen.pop(_FILE)}, purpose="file")
        if chosen:
            library.set_patterns({"" if k == _ALL else k: v for k, v in chosen.items()})
    except PatternError as error:
        raise UsageError(pattern_fault("", error)) from error
    patterns = library.key_patterns()
    rows = [(_ALL, patterns.usual), *patterns.by_type.items(), (_FILE, library.file_pattern())]
    output.document(dict(rows))
    for line in table.table(("For", "Pattern"), rows):
        output.line(line)
    if chosen:
        output.message("No key was changed; “oeuvre rekey” makes new ones.")
    return DONE


def pattern_fault(pattern: str, error: PatternError) -> str:
    """What is wrong with a pattern, as a sentence."""
    named = f"“{pattern}”" if pattern else "a key"
    reason = error.reason.rstrip(".")
    return f"The pattern {named} cannot be read: {reason} (character {error.position + 1})."
