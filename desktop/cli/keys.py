"""Entries as users name them: by citation key, or by ``#`` and their number."""

from __future__ import annotations

import re

from db.errors import NoSuchEntryError
from db.reading import LibraryReader
from desktop.cli.output import PARTLY
from desktop.wording import UsageError

_NUMBER = re.compile(r"#(\d{1,15})", re.ASCII)


class NamedEntryError(UsageError):
    """No entry, or several, have this key; the text is the sentence to show."""

    status = PARTLY


def one_id(library: LibraryReader, key: str) -> int:
    """The entry that is meant.

    Raises:
        NamedEntryError: None or several are.
    """
    ids = ids_of(library, key)
    if not ids:
        raise NamedEntryError(f"There is no entry “{key}” in the library.")
    if len(ids) > 1:
        numbers = ", ".join(f"#{entry_id}" for entry_id in ids)
        raise NamedEntryError(
            f"{len(ids)} entries have the key “{key}”; name the one you mean by its number:"
            f" {numbers}."
        )
    return ids[0]


def ids_of(library: LibraryReader, key: str) -> list[int]:
    """All entries that a key or number names; empty when there is none."""
    ids = library.ids_of_key(key)
    number = _NUMBER.fullmatch(key)
    if ids or number is None:
        return ids
    try:
        return [] if library.entry(int(number[1])).trashed else [int(number[1])]
    except NoSuchEntryError:
        return []
