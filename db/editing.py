"""Editing: fields, types and keys of entries, in the library and in the blocks they came from.

A block's text is always the current text of its stretch of the file, so that writing a source
back is joining its blocks; an edit patches the lines of its field there and nothing else.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from biblio.dates import MONTH_MACROS
from biblio.entry import Entry, Field
from biblio.formats.result import BlockKind
from biblio.private import LIBRARY_FIELDS
from db import entries
from db.connection import chunks
from db.errors import NoSuchEntryError
from db.past.journal import Change, Value
from db.person import profiles
from db.replacing import Replacement, replace_all

_TOGETHER = 500  # entries that are edited in a few statements


def changed_fields(old: Entry, values: Mapping[str, str | None]) -> dict[str, Field | None]:
    """The fields that really change: those set to another text, and those removed.

    Args:
        old: The entry as it is.
        values: Field name to its new text; None or blank text removes the field.
    """
    changes: dict[str, Field | None] = {}
    for name, value in values.items():
        current = next((each for each in old.fields if each.id == name.lower()), None)
        if value is None or not value.strip():
            if current is not None:
                changes[name.lower()] = None
        elif current is None or current.value != value:
            changes[name.lower()] = _field(current.name if current else name, value)
    return changes


def _field(name: str, value: str) -> Field:
    if name.lower() == "month" and value.lower() in MONTH_MACROS:
        return Field(name, value.lower(), expression=value.lower())
    return Field(name, value)


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of an entry.

    Attributes:
        fields: Lower-case name to the new field, None to remove it.
        type: The new type; None for the old one.
        key: The new citation key; None for the old one.
        renamed: Lower-case name of a field that keeps its place and text to its new name,
            which no other field has.
        old: The entry as it is, where it was read in the same transaction; None to read it.
    """

    entry_id: int
    fields: Mapping[str, Field | None] = field(default_factory=dict)
    type: str | None = None
    key: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    old: Entry | None = None


def apply(connection: sqlite3.Connection, change: Change, edit: Edit) -> None:
    """Edit an entry.

    Raises:
        NoSuchEntryError: There is none with this id.
        PatchError: A text whose braces do not pair, or a name that no .bib could hold.
    """
    apply_all(connection, change, [edit])


def apply_all(connection: sqlite3.Connection, change: Change, edits: Iterable[Edit]) -> int:
    """Edit entries, some hundreds at a time; returns how many edits there were.

    Args:
        connection: The connection of `change`.
        change: The step.
        edits: Each of another entry; they may still be worked out while the first are made.

    Raises:
        NoSuchEntryError: There is none with one of the ids.
        PatchError: A text whose braces do not pair, or a name that no .bib could hold.
    """
    number = 0
    waiting = iter(edits)
    while batch := list(itertools.islice(waiting, _TOGETHER)):
        _apply(connection, change, batch)
        number += len(batch)
    return number


def settle(
    connection: sqlite3.Connection, change: Change, edited: Mapping[int, Collection[str]]
) -> None:
    """Problems of a field that the user has edited are taken as seen to."""
    settled: list[int] = []
    for chunk in chunks(list(edited)):
        settled += [
            row_id
            for row_id, entry_id, name in connection.execute(
                "SELECT id, entry, field FROM problems WHERE field IS NOT NULL"
                f" AND entry IN ({', '.join('?' * len(chunk))})",
                chunk,
            )
            if name in edited[entry_id]
        ]
    change.delete("problems", settled)


def _apply(connection: sqlite3.Connection, change: Change, edits: Sequence[Edit]) -> None:
    found = entries.read_many(connection, [each.entry_id for each in edits if each.old is None])
    made: dict[int, tuple[Edit, Mapping[str, Field | None]]] = {}
    wanted: list[Replacement] = []
    for edit in edits:
        old = edit.old or found.get(edit.entry_id)
        if old is None:
            raise NoSuchEntryError(edit.entry_id)
        whole = replace(edit, fields=_with_marks(old, edit.fields))
        moved = _moved(old, whole.renamed)
        made[whole.entry_id] = whole, moved
        wanted.append(Replacement(whole.entry_id, old, _edited(old, whole, moved)))
    differing = replace_all(connection, change, wanted, edited=True)
    _patch_blocks(connection, change, {each.entry_id: made[each.entry_id] for each in differing})
    names = {entry_id: {*edit.fields, *moved} for entry_id, (edit, moved) in made.items()}
    settle(connection, change, {each.entry_id: names[each.entry_id] for each in differing})
    authored = [(each.entry_id, each.new) for each in differing if "author" in names[each.entry_id]]
    if authored:
        profiles.attribute(connection, change, authored)


def _with_marks(old: Entry, fields: Mapping[str, Field | None]) -> Mapping[str, Field | None]:
    """The changes of fields, and of the marks of names, which follow their names."""
    if not any("+an" in each.id for each in old.fields):
        return fields
    from biblio.name_marks import followed_fields

    return {**fields, **followed_fields(old, fields)[0]}


def _edited(old: Entry, edit: Edit, moved: Mapping[str, Field | None]) -> Entry:
    there = {each.id for each in old.fields}
    for name, new in (*edit.fields.items(), *moved.items()):
        if new is not None:
            _check(name, new, is_there=name.lower() in there)
    entry = old.with_names(edit.renamed).with_fields(dict(edit.fields))
    if edit.type is not None and edit.type.lower() != entry.type:
        _check_type(edit.type)
        entry = replace(entry, type=edit.type.lower())
    if edit.key is not None:
        if edit.key not in {"", entry.key}:
            _check_key(edit.key)
        entry = replace(entry, key=edit.key)
    return _without_assumption(entry, {*edit.fields, *moved})


def _patch_blocks(
    connection: sqlite3.Connection,
    change: Change,
    made: Mapping[int, tuple[Edit, Mapping[str, Field | None]]],
) -> None:
    """Edit the texts that entries came from."""
    texts: dict[int, dict[str, Value]] = {}
    for chunk in chunks(list(made)):
        for block_id, entry_id, text in connection.execute(
            "SELECT id, entry, text FROM blocks"
            f" WHERE kind = ? AND entry IN ({', '.join('?' * len(chunk))})",
            (BlockKind.ENTRY, *chunk),
        ):
            new = patched(text, *made[entry_id])
            if new != text:
                texts[block_id] = {"text": new}
    change.update_many("blocks", texts)


def patched(text: str, edit: Edit, moved: Mapping[str, Field | None]) -> str:
    """The text of an entry in a file after an edit.

    Args:
        text: The text.
        edit: What becomes of the entry; fields that the library keeps for itself are passed by.
        moved: New names of fields, as removals and additions.

    Raises:
        PatchError: The text cannot be made to say that.
    """
    from biblio.formats.bibtex.layout import patch
    from biblio.formats.bibtex.scan import scan

    found = scan(text)
    # Only these ask what the text has
    asks = edit.renamed or not LIBRARY_FIELDS.isdisjoint(edit.fields)
    spans = found.fields if found is not None and asks else ()
    present = {text[slice(*span.name)].lower() for span in spans}
    in_place = {
        name: new_name
        for name, new_name in edit.renamed.items()
        if name in present and new_name.lower() not in {*present, *LIBRARY_FIELDS}
    }
    done = {*in_place, *(name.lower() for name in in_place.values())}
    written = {
        name: new
        for name, new in {**moved, **edit.fields}.items()
        # What only this library knows stays here, unless the file has that field too
        if name not in done and (name not in LIBRARY_FIELDS or name in present)
    }
    return patch(text, written, type=edit.type, key=edit.key, renamed=in_place, scanned=found)


def _moved(old: Entry, renamed: Mapping[str, str]) -> dict[str, Field | None]:
    """New names of fields as removals and additions."""
    moved: dict[str, Field | None] = {}
    for name, new_name in renamed.items():
        first = next(each for each in old.fields if each.id == name)
        moved |= {name: None, new_name.lower(): replace(first, name=new_name)}
    return moved


def _check_key(new: str) -> None:
    from biblio.formats.bibtex.layout import UnwritableNameError
    from biblio.formats.bibtex.values import is_lawful_key

    if not is_lawful_key(new):
        raise UnwritableNameError(new)


def _check_type(new: str) -> None:
    from biblio.formats.bibtex.layout import UnwritableNameError
    from biblio.formats.bibtex.values import is_new_type

    if not is_new_type(new):
        raise UnwritableNameError(new, f"“{new}” cannot be the type of an entry in a .bib")


def _check(name: str, new: Field, *, is_there: bool) -> None:
    from biblio.formats.bibtex.layout import UnwritableNameError, delimit
    from biblio.formats.bibtex.values import is_lawful_name, is_new_name

    if not (is_lawful_name(name) if is_there else is_new_name(name)):
        raise UnwritableNameError(name)
    delimit(name, new.value)


def _without_assumption(entry: Entry, edited: set[str]) -> Entry:
    """What the user has set is no longer assumed."""
    assumed = [part.strip() for part in entry.get("assumed").split(",") if part.strip()]
    settled = edited | ({"date"} if edited & {"year", "month", "day"} else set())
    settled |= {"subject"} if "primaryclass" in edited else set()
    left = [name for name in assumed if name not in settled]
    if left == assumed:
        return entry
    value = Field("assumed", ", ".join(left)) if left else None
    return entry.with_fields({"assumed": value})
