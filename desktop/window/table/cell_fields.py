"""Which field of an entry a cell of the list shows, and so which one is edited in it."""

from __future__ import annotations

from typing import Final

from biblio.entry import Entry
from biblio.entry_types import entry_type
from biblio.summary import VENUE_FIELDS
from db.listed import FIELD
from desktop.window.entry.field_checks import KEY, TYPE

_FIELDS: Final = {
    "title": "title",
    "subject": "primaryclass",
    "badges": "badge",
    "rating": "rating",
    "read": "readstatus",
    "key": KEY,
    "type": TYPE,
}
_OTHERS: Final = frozenset({"authors", "year", "venue", "date"})


def is_editable(column: str) -> bool:
    """Whether a column shows what can be typed over."""
    return column in _FIELDS or column in _OTHERS or column.startswith(FIELD)


def field_of(column: str, entry: Entry) -> str:
    """The lower-case field that a column shows of an entry, or `KEY` or `TYPE`; else empty.

    Args:
        column: The column's name.
        entry: The entry: of several fields that a column could show, the one that it has.
    """
    match column:
        case "authors":
            return "editor" if entry.has("editor") and not entry.has("author") else "author"
        case "year":
            return "date" if entry.has("date") and not entry.has("year") else "year"
        case "date":
            return "date" if entry.has("date") or not entry.has("year") else "year"
        case "venue":
            return _venue_field(entry)
        case _ if column.startswith(FIELD):
            return column.removeprefix(FIELD)
        case _:
            return _FIELDS.get(column, "")


def text_of(field: str, entry: Entry) -> str:
    """What a field, or `KEY` or `TYPE`, says now."""
    if field == KEY:
        return entry.key
    return entry.type if field == TYPE else entry.get(field)


def _venue_field(entry: Entry) -> str:
    """The venue's field that the entry has, else the one that its type is first to have."""
    for name in VENUE_FIELDS:
        if entry.has(name):
            return name
    kind = entry_type(entry.type)
    slots = [slot[0] for slot in (*kind.required, *kind.optional)]
    return next((name for name in slots if name in VENUE_FIELDS), "journal")
