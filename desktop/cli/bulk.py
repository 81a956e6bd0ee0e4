"""The commands that change many entries: replace, field, and set with a query."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from biblio.bulk import (
    ENTRY_TYPE,
    Clear,
    Fault,
    Occupied,
    Operation,
    Replace,
    SetText,
    Swap,
    Transfer,
)
from biblio.query import parse, remarks
from biblio.sentences import counted
from biblio.substitution import PatternError
from db import BulkChange, Library
from db.rows import BulkOutcome
from desktop.cli import table
from desktop.cli.output import DONE, PARTLY, Output
from desktop.cli.progress import progress
from desktop.wording import UsageError

_SHOWN = 1000  # changes that are listed; a document has all
KEY_FIELDS = frozenset({"key", "citekey", "citationkey"})
_TYPE = frozenset({"type", ENTRY_TYPE})
_FAULTS = {
    Fault.UNBALANCED: "its braces would not pair",
    Fault.NAME: "it is no entry type",
    Fault.TOO_LONG: "it takes too long, or would be too long",
}


def run_replace(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Replace text in the fields of many entries."""
    fields = tuple(ENTRY_TYPE if name in _TYPE else name.lower() for name in options.fields)
    operation = Replace(
        options.find,
        options.by,
        fields,
        is_regex=options.regex,
        match_case=options.case,
        whole=options.whole,
    )
    return change_many(library, [operation], options, output)


def run_field(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Copy, move, rename, swap or clear a field of many entries."""
    one, other = options.name, options.other
    if options.action == "clear":
        if other is not None:
            raise UsageError("“field clear” takes the name of one field.")
        return change_many(library, [Clear(one)], options, output)
    if other is None:
        raise UsageError(f"“field {options.action}” takes the names of two fields.")
    if options.action == "swap":
        return change_many(library, [Swap(one, other)], options, output)
    operation = Transfer(one, other, options.action == "copy", Occupied(options.onto))
    return change_many(library, [operation], options, output)


def set_many(
    library: Library,
    values: Sequence[tuple[str, str]],
    options: argparse.Namespace,
    output: Output,
) -> int:
    """Set fields of all entries that a query finds; ``field+`` appends."""
    if any(written.removesuffix("+").lower() in KEY_FIELDS for written, _ in values):
        raise UsageError("Many entries cannot have one citation key; nothing was changed.")
    return change_many(library, [setting(*each) for each in values], options, output)


def setting(written: str, text: str) -> Operation:
    """What ``FIELD=VALUE`` asks for; ``FIELD+`` appends, and no text removes the field."""
    name, appends = written.removesuffix("+"), written.endswith("+")
    field = ENTRY_TYPE if name.lower() in _TYPE else name
    if not text.strip():
        return Clear(field)
    return SetText(field, text, Occupied.APPEND if appends else Occupied.REPLACE)


def change_many(
    library: Library,
    operations: Sequence[Operation],
    options: argparse.Namespace,
    output: Output,
) -> int:
    """Do operations to the entries that a query finds, or show what they would do.

    Raises:
        UsageError: What is to be replaced is no pattern.
    """
    query = options.search or ""
    understood = library.understood(parse(query))
    for remark in (*library.remarks(understood), *remarks(understood)):
        output.message(remark)
    try:
        if options.dry_run:
            ids = library.find_ids(query).tolist()
            planned = library.bulk_changes(ids, operations, progress=progress("Looking"))
            outcome = BulkOutcome("", len(ids), tuple(planned))
        else:
            outcome = library.bulk_edit_found(query, operations, progress=progress("Changing"))
    except PatternError as error:
        raise UsageError(f"{error} Nothing was changed.") from error
    changes = outcome.changes
    possible = [each for each in changes if each.change.fault is None]
    output.document([_document(each) for each in changes])
    if options.dry_run:
        for line in _lines(changes[:_SHOWN], output.width):
            output.line(line)
        if len(changes) > _SHOWN:
            output.message(f"And {len(changes) - _SHOWN:,} more.")
    _tell_faults(changes, output)
    if not possible:
        output.message(f"Nothing to change in {counted(outcome.found, 'entry', 'entries')}.")
    elif options.dry_run:
        entries = len({each.entry_id for each in possible})
        output.message(f"Would change {counted(entries, 'entry', 'entries')}; nothing was changed.")
    else:
        output.line(f"{outcome.step}.")
    return PARTLY if len(possible) < len(changes) else DONE


def _tell_faults(changes: Sequence[BulkChange], output: Output) -> None:
    faults = Counter(each.change.fault for each in changes)
    for fault, reason in _FAULTS.items():
        if faults[fault]:
            first = next(each for each in changes if each.change.fault is fault)
            name = first.key or f"#{first.entry_id}"
            more = f" and {faults[fault] - 1:,} more" if faults[fault] > 1 else ""
            output.message(f"Left as it is, since {reason}: {first.change.field} of {name}{more}.")


def _document(change: BulkChange) -> dict[str, object]:
    new = change.change
    return {
        "id": change.entry_id,
        "key": change.key,
        "field": new.field,
        "before": new.before or None,
        "after": new.after or None,
        "fault": new.fault.value if new.fault else None,
    }


def _lines(changes: Sequence[BulkChange], width: int) -> list[str]:
    if not changes:
        return []
    room = max(16, (width - 44) // 2)
    rows = [
        (
            table.shortened(each.key or f"#{each.entry_id}", 22),
            table.shortened(each.change.field, 16),
            table.shortened(" ".join(each.change.before.split()), room),
            table.shortened(" ".join(each.change.after.split()), room),
        )
        for each in changes
    ]
    return table.table(("Entry", "Field", "Before", "After"), rows)
