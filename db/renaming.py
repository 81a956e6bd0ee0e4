"""Renaming a value everywhere: what would change, and the change as one step.

Entries are edited as by hand, so the files that they came from change in those fields' lines
and nowhere else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from biblio.entry import Entry, Field
from biblio.formats.bibtex.values import is_new_type
from biblio.query.fields import stored_fields
from biblio.query.words import plain
from biblio.renaming import is_person, renamed, renamed_part, renamed_person
from biblio.sentences import counted
from biblio.summary import VENUE_FIELDS
from db import editing, entries
from db.errors import CancelledError
from db.past.journal import Change
from db.rows import ValueChange, View

#: Facets whose values are texts of fields.
RENAMABLE: Final = frozenset({"author", "venue", "type", "field", "keywords", "badge"})

_BATCH: Final = 100  # entries between two looks at the wish to cancel


def planned(
    connection: sqlite3.Connection, name: str, forms: Sequence[str], new: str
) -> list[ValueChange]:
    """Every change that renaming a value would make, in the order of the entries.

    Args:
        connection: A connection.
        name: One of `RENAMABLE`.
        forms: The value as queries ask for it.
        new: What it is to be, as written in a field.
    """
    found = []
    for entry_id, entry in _having(connection, name, forms):
        for field, before, after in _changes(entry, name, forms, new):
            found.append(ValueChange(entry_id, entry.key, entry.get("title"), field, before, after))
    return found


def rename(
    connection: sqlite3.Connection,
    change: Change,
    name: str,
    forms: Sequence[str],
    new: str,
    entry_ids: Collection[int] | None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> str:
    """Make the changes that are planned, all or those of some entries; returns the step's name.

    Raises:
        PatchError: A text whose braces do not pair.
        CancelledError: The user cancelled; the caller's transaction is to be rolled back.
    """
    wanted = None if entry_ids is None else set(entry_ids)
    affected = [
        (entry_id, entry)
        for entry_id, entry in _having(connection, name, forms)
        if wanted is None or entry_id in wanted
    ]

    def edits() -> Iterator[editing.Edit]:
        for place, (entry_id, entry) in enumerate(affected):
            if place % _BATCH == 0:
                if cancelled is not None and cancelled():
                    raise CancelledError
                if progress is not None:
                    progress(place, len(affected))
            changes = _changes(entry, name, forms, new)
            fields = {
                field.lower(): Field(field, after) if after.strip() else None
                for field, _, after in reversed(changes)  # the first counts
                if field != "type"
            }
            kind = next((after for field, _, after in changes if field == "type"), None)
            if changes:
                yield editing.Edit(entry_id, fields, kind, old=entry)

    number = editing.apply_all(connection, change, edits())
    many = counted(number, "entry", "entries")
    return f"Rename {_WORDS[name]} “{forms[0]}” to “{new}” in {many}"


_WORDS: Final = {
    "author": "author",
    "venue": "venue",
    "type": "type",
    "field": "field",
    "keywords": "keyword",
    "badge": "badge",
}


def _having(
    connection: sqlite3.Connection, name: str, forms: Sequence[str]
) -> Iterator[tuple[int, Entry]]:
    """The entries outside the trash with a value."""
    from biblio.query.terms import Choice, choose
    from db.finding.listing import Finder

    query = choose("", name, forms, Choice.INCLUDED)
    ids = Finder(connection).find_ids(query, (), View())
    yield from sorted(entries.read_many(connection, ids.tolist()).items())


def _changes(entry: Entry, name: str, forms: Sequence[str], new: str) -> list[tuple[str, str, str]]:
    """(field, before, after) of an entry."""
    keys = set(map(plain, forms))
    if name == "type":
        is_other = plain(entry.type) in keys and entry.type != new.lower()
        return [("type", entry.type, new.lower())] if is_other and is_new_type(new) else []
    if name == "author" and not is_person(new):
        return []  # the others would be left with an "and" too many
    names = _fields_of(entry, name)
    found = []
    further = []
    # Of two fields of one name the first counts; an edit is of that, and takes the other away
    firsts = {field.id: field for field in reversed(entry.fields)}
    for field in firsts.values():
        if field.id in names:
            if name == "author":
                after = renamed_person(field.value, forms, new)
            elif name in {"keywords", "badge"}:
                after = renamed_part(field.value, keys, new)
            else:
                after = renamed(field.value, keys, new)
            if after != field.value:
                found.append((field.name, field.value, after))
                further += [
                    (each.name, each.value, "")
                    for each in entry.fields
                    if each.id == field.id and each is not field and each.value.strip()
                ]
    return [*found, *further]


def _fields_of(entry: Entry, name: str) -> Collection[str]:
    """The fields that a facet's value is read from."""
    if name == "venue":  # the first that is there
        texts = entry.texts()
        return [field for field in VENUE_FIELDS if field in texts][:1]
    if name == "field":
        return ("primaryclass", "subject")
    return stored_fields(name)
