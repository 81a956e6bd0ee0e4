"""Editing: one entry's fields, type or key, in the library and in the blocks it came from.

A block's text is always the current text of its stretch of the file, so that writing a source
back is joining its blocks; an edit patches the lines of its field there and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from biblio.dates import MONTH_MACROS
from biblio.entry import Entry, Field
from biblio.formats.result import BlockKind
from biblio.private import LIBRARY_FIELDS
from biblio.problem import Severity
from db import entries
from db.errors import KeyTakenError, NotOneEntryError
from db.past.journal import Change
from db.person import profiles

# What an entry may well be like: its key is to come, its macros are defined elsewhere
_TOLERATED = {"missing-key", "undefined-macro", "duplicate-field"}


def changed_fields(old: Entry, values: Mapping[str, str | None]) -> dict[str, Field | None]:
    """The fields that really change: those set to another text, and those removed.

    Args:
        old: The entry as it is.
        values: Field name to its new text; None or blank text removes the field.
    """
    changes: dict[str, Field | None] = {}
    for name, value in values.items():
        current = next((field for field in old.fields if field.id == name.lower()), None)
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


def apply(
    connection: sqlite3.Connection,
    change: Change,
    entry_id: int,
    fields: dict[str, Field | None],
    *,
    type: str | None = None,  # noqa: A002
    key: str | None = None,
    renamed: Mapping[str, str] | None = None,
) -> None:
    """Edit an entry.

    Args:
        connection: The connection of `change`.
        change: The step.
        entry_id: The entry.
        fields: Lower-case name to the new field, None to remove it.
        type: The new type.
        key: The new citation key.
        renamed: Lower-case name of a field that keeps its place and text to its new name,
            which no other field has.

    Raises:
        NoSuchEntryError: There is none with this id.
        PatchError: A text whose braces do not pair, or a name that no .bib could hold.
    """
    from biblio.formats.bibtex import layout

    old = entries.read(connection, entry_id)
    moved = _moved(old, renamed or {})
    for name, field in (fields | moved).items():
        if field is not None:
            _check(name, field)
    new = old.with_names(renamed or {}).with_fields(dict(fields))
    if type is not None:
        new = replace(new, type=type.lower())
    if key is not None:
        new = replace(new, key=key)
    new = _without_assumption(new, {*fields, *moved})
    if not entries.replace(connection, change, entry_id, new, edited=True):
        return
    for block_id, text in connection.execute(
        "SELECT id, text FROM blocks WHERE entry = ? AND kind = ?", (entry_id, BlockKind.ENTRY)
    ).fetchall():
        # Only these ask what the text has
        asks = renamed or not LIBRARY_FIELDS.isdisjoint(fields)
        present = _names_in(text) if asks else set()
        in_place = {
            name: new_name
            for name, new_name in (renamed or {}).items()
            if name in present and new_name.lower() not in {*present, *LIBRARY_FIELDS}
        }
        done = {*in_place, *(name.lower() for name in in_place.values())}
        written = {
            name: field
            for name, field in (moved | fields).items()
            # What only this library knows stays here, unless the file has that field too
            if name not in done and (name not in LIBRARY_FIELDS or name in present)
        }
        patched = layout.patch(text, written, type=type, key=key, renamed=in_place)
        if patched != text:
            change.update("blocks", block_id, {"text": patched})
    _settle(connection, change, entry_id, {*fields, *moved})
    if "author" in {*fields, *moved}:
        profiles.attribute(connection, change, [(entry_id, new)])


def _moved(old: Entry, renamed: Mapping[str, str]) -> dict[str, Field | None]:
    """New names of fields as removals and additions."""
    moved: dict[str, Field | None] = {}
    for name, new_name in renamed.items():
        field = next(each for each in old.fields if each.id == name)
        moved |= {name: None, new_name.lower(): replace(field, name=new_name)}
    return moved


def rewrite(connection: sqlite3.Connection, change: Change, entry_id: int, text: str) -> None:
    """Make an entry what a BibTeX text says, and its blocks that text.

    Raises:
        NotOneEntryError: The text is not exactly one readable entry.
        KeyTakenError: It has a new key, which another entry has.
    """
    new = one_entry(text, strings=_strings_for(connection, entry_id))
    old = entries.read(connection, entry_id)
    if new.key not in {"", old.key} and entries.holders_of_key(connection, new.key) - {entry_id}:
        raise KeyTakenError(new.key)
    entries.replace(connection, change, entry_id, new, edited=True)
    for (block_id,) in connection.execute(
        "SELECT id FROM blocks WHERE entry = ? AND kind = ?", (entry_id, BlockKind.ENTRY)
    ).fetchall():
        change.update("blocks", block_id, {"text": text.strip()})
    names = {field.id for field in (*old.fields, *new.fields)}
    _settle(
        connection, change, entry_id, {name for name in names if old.get(name) != new.get(name)}
    )
    profiles.attribute(connection, change, [(entry_id, new)])


def one_entry(text: str, *, strings: str = "") -> Entry:
    """The entry that a BibTeX text is.

    Args:
        text: The entry's text.
        strings: ``@string`` blocks that define its macros.

    Raises:
        NotOneEntryError: It is none, several, or unreadable.
    """
    from biblio.formats.bibtex import reader

    before = f"{strings}\n" if strings else ""
    result = reader.read(f"{before}{text}".encode())
    first_line = before.count("\n") + 1
    for problem in result.problems:
        line = problem.line or 1
        if (
            line >= first_line
            and problem.severity is not Severity.NOTE
            and problem.code not in _TOLERATED
        ):
            raise NotOneEntryError(problem.message, line - first_line + 1)
    if not result.entries:
        raise NotOneEntryError("There is no entry in this text.")
    if len(result.entries) > 1:
        raise NotOneEntryError(f"There are {len(result.entries)} entries in this text, not one.")
    for block in result.blocks:
        if block.line >= first_line and block.kind is not BlockKind.ENTRY and block.text.strip():
            raise NotOneEntryError("There is text outside the entry.", block.line - first_line + 1)
    return result.entries[0]


def _strings_for(connection: sqlite3.Connection, entry_id: int) -> str:
    """The ``@string`` blocks of the newest file that holds the entry."""
    texts = connection.execute(
        "SELECT text FROM blocks WHERE kind = ? AND source ="
        " (SELECT max(source) FROM blocks WHERE entry = ?) ORDER BY line, id",
        (BlockKind.STRING, entry_id),
    )
    return "\n".join(text for (text,) in texts)


def _names_in(text: str) -> set[str]:
    """Lower-case names of the fields of an entry's text."""
    from biblio.formats.bibtex.scan import scan

    found = scan(text)
    return {text[slice(*span.name)].lower() for span in found.fields} if found else set()


def _check(name: str, field: Field) -> None:
    from biblio.formats.bibtex.layout import UnwritableNameError, delimit
    from biblio.formats.bibtex.values import is_lawful_name

    if not is_lawful_name(name):
        raise UnwritableNameError(name)
    delimit(name, field.value)


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


def _settle(
    connection: sqlite3.Connection, change: Change, entry_id: int, edited: set[str]
) -> None:
    """Problems of a field that the user has edited are taken as seen to."""
    rows = connection.execute(
        "SELECT id, field FROM problems WHERE entry = ? AND field IS NOT NULL", (entry_id,)
    ).fetchall()
    change.delete("problems", [row_id for row_id, field in rows if field in edited])
