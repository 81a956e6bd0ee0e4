"""The commands about what was done: history, undo, redo, revert and forget."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from biblio.sentences import counted
from biblio.word_diff import marked
from desktop.cli import table
from desktop.cli.documents import Document, step_document
from desktop.cli.output import DONE, PARTLY, Output
from desktop.history_wording import amount_of_bytes, change_sentence, field_title, step_state
from desktop.wording import UsageError

if TYPE_CHECKING:
    from db import Library, Step
    from db.past.history_rows import EntryChange, FieldChange, StepChanges, Version
    from db.reading import LibraryReader

_LONGEST = 400  # characters of one difference


def run_history(library: LibraryReader, options: argparse.Namespace, output: Output) -> int:
    """List the newest changes, the versions of an entry, or what one change did."""
    if options.show is not None:
        return _show(library, options.show, output)
    if options.key is not None:
        return _versions(library, options.key, output)
    steps = library.history(options.limit, options.search or "")
    output.document([step_document(step) for step in steps])
    if not steps:
        output.message(
            "No change is called that."
            if options.search
            else "Nothing has been changed in this library yet."
        )
        return DONE
    for line in history_lines(steps, output.width):
        output.line(line)
    return DONE


def history_lines(steps: list[Step], width: int) -> list[str]:
    """The changes as a table."""
    rows = [
        (str(step.id), _local(step.made), step.actor, step.name, step_state(step.state))
        for step in steps
    ]
    left = width - sum(max(map(len, column)) + 2 for column in list(zip(*rows, strict=True))[:3])
    room = max(20, left - max(len(row[4]) for row in rows) - 2)
    return table.table(
        ("No.", "When", "By", "Change", ""),
        [(*row[:3], table.shortened(row[3], room), row[4]) for row in rows],
    )


def _show(library: LibraryReader, step_id: int, output: Output) -> int:
    from db.errors import NoSuchStepError

    try:
        changes = library.step_changes(step_id)
    except NoSuchStepError:
        raise UsageError(f"No step has the number {step_id}; see oeuvre history.") from None
    output.document(_changes_document(changes))
    for change in changes.entries:
        output.line(_entry_line(change))
        for line in _field_lines(change.fields):
            output.line(f"    {line}")
    for line in _field_lines(changes.others):
        output.line(line)
    if changes.more:
        output.line(f"… and {changes.more:,} more entries")
    if not (changes.entries or changes.others):
        output.message("It left no more than what follows from it: the order, or old texts.")
    return DONE


def _versions(library: LibraryReader, key: str, output: Output) -> int:
    from desktop.cli.keys import one_id

    versions = library.versions(one_id(library, key))
    output.document([_version_document(version) for version in versions])
    for version in versions:
        step = version.step
        if step is None:
            output.line("Before the first change that is remembered it was:")
            for field in version.entry.fields[:3]:
                output.line(f"    {field.name}: {table.shortened(field.value, 80)}")
            continue
        output.line(f"{step.id}  {_local(step.made)}  {step.actor}  {step.name}")
        for line in _field_lines(version.fields):
            output.line(f"    {line}")
    return DONE


def _entry_line(change: EntryChange) -> str:
    signs = {"added": "+", "removed": "-", "changed": "~"}
    name = change.key or f"#{change.entry_id}"
    return f"{signs[change.kind]} {name}: {table.shortened(change.title, 70)}"


def _field_lines(fields: Iterable[FieldChange]) -> Iterable[str]:
    for field in fields:
        said = change_sentence(field)
        if said is not None:
            yield said
        else:
            difference = " ".join(marked(field.before, field.after).split())
            yield f"{field_title(field.name)}: {table.shortened(difference, _LONGEST)}"


def run_undo(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Take back the last changes, or all down to one."""
    if options.to is not None:
        return _moved_to(library, options, "done", output)
    steps = library.undo(options.n)
    status = _moved(steps, "Undone", "undo", options.n, output)
    return max(status, _documents(library, steps, options, output, undone=True))


def run_redo(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Do the last changes taken back again, or all up to one."""
    if options.to is not None:
        return _moved_to(library, options, "undone", output)
    steps = library.redo(options.n)
    status = _moved(steps, "Redone", "redo", options.n, output)
    return max(status, _documents(library, steps, options, output, undone=False))


def _moved_to(library: Library, options: argparse.Namespace, state: str, output: Output) -> int:
    from db.errors import NoSuchStepError

    step_id = options.to
    steps = {step.id: step for step in library.history(2**31)}
    if step_id in steps and steps[step_id].state != state:
        raise UsageError(f"The change {step_id} is {'done' if state != 'done' else 'not done'}.")
    try:
        moved = library.move_to(step_id)
    except NoSuchStepError:
        raise UsageError(
            f"No step that could be moved has the number {step_id}; see oeuvre history."
        ) from None
    for step in moved:
        output.line(f"{'Undone' if state == 'done' else 'Redone'}: {step.name}.")
    return _documents(library, moved, options, output, undone=state == "done")


def _documents(
    library: Library,
    steps: list[Step],
    options: argparse.Namespace,
    output: Output,
    *,
    undone: bool,
) -> int:
    """Documents that got other keys with these steps: they follow where that is asked for."""
    from desktop import key_records

    records = key_records.of_steps(library.path, steps, undone=undone)
    if not records:
        return DONE
    if not options.documents:
        back, again = ("redo", "undo") if undone else ("undo", "redo")
        output.message(
            "The documents that got other keys with it stay as they are; “oeuvre"
            f" {back}” and then “oeuvre {again} --documents” changes them too."
        )
        return DONE
    from desktop.cli.rekeying import tell

    status = DONE
    for record in records:
        rewriting = key_records.follow(library.path, record)
        tell(rewriting, output)
        for path in record.missing:
            output.message(f"“{path}” is not there any more, or cannot be read.")
        if rewriting.changed or rewriting.failed or rewriting.left or record.missing:
            status = PARTLY
    return status


def _moved(steps: list[Step], done: str, command: str, asked: int, output: Output) -> int:
    for step in steps:
        output.line(f"{done}: {step.name}.")
    if len(steps) == asked:
        return DONE
    output.message(f"There is nothing {'more ' if steps else ''}to {command}.")
    return PARTLY


def run_revert(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Make an entry, or fields of it, what it was after a change."""
    from db.errors import KeyTakenError, NoSuchStepError, NoSuchVersionError
    from desktop.cli.keys import one_id

    entry_id = one_id(library, options.key)
    try:
        notice = library.restore_version(entry_id, options.to or None, options.fields)
    except (NoSuchVersionError, NoSuchStepError):
        raise UsageError(
            f"The entry was not there then, or no step has the number {options.to}; see"
            f" oeuvre history {options.key}."
        ) from None
    except KeyTakenError as error:
        raise UsageError(
            f"Another entry has the key “{error.key}” now; name the fields to be restored without"
            " the key."
        ) from None
    if notice.step is not None:
        output.line(f"{library.step(notice.step).name}.")
    else:
        output.message("Nothing to change: the entry is so already.")
    return DONE


def run_forget(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Say which old changes could be forgotten and, asked with --yes, forget them."""
    day: dt.date = options.before
    before = dt.datetime.combine(day, dt.time()).astimezone(dt.UTC).isoformat(timespec="seconds")
    found = library.forgettable(before)
    if not found.steps:
        output.message(f"No change was made before {day}.")
        return DONE
    what = f"{counted(found.steps, 'change')} made before {day}"
    if not options.yes:
        output.line(f"{what} would be forgotten; that frees about {amount_of_bytes(found.size)}.")
        output.line("They could not be undone or looked at any more; the entries stay as they are.")
        output.line("To do so, say it again with --yes.")
        return DONE
    gone = library.forget_steps(before)
    output.line(f"Forgot {counted(gone, 'change')} made before {day}.")
    return DONE


def _local(moment: str) -> str:
    return dt.datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _changes_document(changes: StepChanges) -> Document:
    return {
        "entries": [
            {
                "id": change.entry_id,
                "key": change.key or None,
                "title": change.title,
                "kind": change.kind,
                "fields": _field_documents(change.fields),
            }
            for change in changes.entries
        ],
        "others": _field_documents(changes.others),
        "more": changes.more,
    }


def _field_documents(fields: Iterable[FieldChange]) -> list[Document]:
    return [{"name": each.name, "before": each.before, "after": each.after} for each in fields]


def _version_document(version: Version) -> Document:
    return {
        "step": step_document(version.step) if version.step is not None else None,
        "changes": _field_documents(version.fields),
        "type": version.entry.type,
        "key": version.entry.key,
        "fields": {field.id: field.value for field in reversed(version.entry.fields)},
    }
