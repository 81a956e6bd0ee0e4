"""The commands that edit and take back: set, history, undo and redo."""

from __future__ import annotations

import argparse

from db import Library, Step
from desktop.cli import table
from desktop.cli.documents import step_document
from desktop.cli.keys import one_id
from desktop.cli.output import DONE, PARTLY, Output

_KEY_FIELDS = {"key", "citekey", "citationkey"}
_TYPE_FIELDS = {"type", "entrytype"}
_STATES = {"done": "", "undone": "undone", "abandoned": "undone, given up"}


def run_set(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Edit fields of an entry; all fields together are one change."""
    from biblio.formats.bibtex.layout import UnbalancedValueError
    from db.errors import KeyTakenError
    from desktop.wording import UsageError, sentence

    entry_id = one_id(library, options.key)
    fields = {
        name: value or None
        for name, value in options.values
        if name.lower() not in _KEY_FIELDS | _TYPE_FIELDS
    }
    key = next((value for name, value in options.values if name.lower() in _KEY_FIELDS), None)
    kind = next((value for name, value in options.values if name.lower() in _TYPE_FIELDS), None)
    if key is not None and not _is_key(key):
        raise UsageError(f"“{key}” cannot be a citation key: it is empty or has spaces or braces.")
    if kind is not None and not kind.isalnum():
        raise UsageError(f"“{kind}” cannot be an entry type; a type is one word such as article.")
    notices = []
    try:
        if fields:
            notices.append(library.set_fields(entry_id, fields))
    except UnbalancedValueError as error:
        reason = str(error)
        raise UsageError(f"{reason[0].upper()}{reason[1:]}; nothing was changed.") from error
    if kind is not None and kind.lower() != library.entry(entry_id).entry.type:
        notices.append(library.set_type(entry_id, kind))
    if key is not None and key != library.entry(entry_id).entry.key:
        try:
            notices.append(library.set_key(entry_id, key))
        except KeyTakenError as error:
            raise UsageError(sentence(error)) from error
    steps = {notice.step for notice in notices if notice.step is not None}
    if not steps:
        output.message("Nothing to change: the entry is so already.")
    for step in reversed(library.history(len(steps)) if steps else []):
        output.line(f"{step.name}.")
    return DONE


def _is_key(key: str) -> bool:
    return bool(key.strip()) and not set(key) & set(" \t\n\r{}\"#%'(),=\\~")


def run_history(library: Library, options: argparse.Namespace, output: Output) -> int:
    """List the newest changes, newest first."""
    steps = library.history(options.limit)
    output.document([step_document(step) for step in steps])
    if not steps:
        output.message("Nothing has been changed in this library yet.")
        return DONE
    for line in history_lines(steps, output.width):
        output.line(line)
    return DONE


def history_lines(steps: list[Step], width: int) -> list[str]:
    """The changes as a table."""
    rows = [
        (step.made[:16].replace("T", " "), step.actor, step.name, _STATES[step.state])
        for step in steps
    ]
    left = width - sum(max(map(len, column)) + 2 for column in list(zip(*rows, strict=True))[:2])
    room = max(20, left - max(len(row[3]) for row in rows) - 2)
    return table.table(
        ("When (UTC)", "By", "Change", ""),
        [(when, actor, table.shortened(name, room), state) for when, actor, name, state in rows],
    )


def run_undo(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Take back the last changes."""
    return _moved(library.undo(options.n), "Undone", "undo", options.n, output)


def run_redo(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Do the last changes taken back again."""
    return _moved(library.redo(options.n), "Redone", "redo", options.n, output)


def _moved(steps: list[Step], done: str, command: str, asked: int, output: Output) -> int:
    for step in steps:
        output.line(f"{done}: {step.name}.")
    if len(steps) == asked:
        return DONE
    output.message(f"There is nothing {'more ' if steps else ''}to {command}.")
    return PARTLY
