"""Changing a field in many entries: the operations as values, and what comes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from biblio.entry import Field

#: The entry's type, as operations call it: ``type`` is a field of reports and theses too.
ENTRY_TYPE: Final = "entrytype"


class Occupied(Enum):
    """What becomes of a text that is there already."""

    REPLACE = "replace"
    KEEP = "keep"
    APPEND = "append"


class Fault(Enum):
    """Why a change cannot be made."""

    UNBALANCED = "unbalanced"  # its braces would not pair
    NAME = "name"  # no name of a type
    TOO_LONG = "too long"  # to look through, or what would come of it


@dataclass(frozen=True, slots=True)
class SetText:
    """Give a field a text.

    Attributes:
        occupied: What becomes of the text that it has.
        separator: What stands between it and an appended one; None for what is usual there.
    """

    field: str
    text: str
    occupied: Occupied = Occupied.REPLACE
    separator: str | None = None


@dataclass(frozen=True, slots=True)
class Clear:
    """Remove a field."""

    field: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Copy a field's text to another field, or move it there.

    Attributes:
        keep: Whether the first field keeps it.
        occupied: What becomes of a text that the other field has; with `KEEP` nothing is done.
    """

    source: str
    target: str
    keep: bool = False
    occupied: Occupied = Occupied.KEEP


@dataclass(frozen=True, slots=True)
class Swap:
    """Exchange the texts of two fields."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Replace within the texts of fields; see `biblio.substitution`.

    Attributes:
        fields: Lower-case names; none of them for all fields of an entry, but not its type.
    """

    find: str
    by: str
    fields: tuple[str, ...] = ()
    is_regex: bool = False
    match_case: bool = False
    whole: bool = False


Operation = SetText | Clear | Transfer | Swap | Replace


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What becomes of one field.

    Attributes:
        field: Its name as written; `ENTRY_TYPE` for the type.
        before, after: Its text as written; empty where there is no field.
        fault: Why it cannot be; the entry is then left as it is in this field.
    """

    field: str
    before: str
    after: str
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """What operations make of one entry.

    Attributes:
        changes: Each field that changes, to be shown; of two fields of one name both, where
            they are removed.
        fields: Lower-case name to the new field, None to remove it.
        renamed: Lower-case name of a field that keeps its place and text to its new name.
        type: The new type, or None.
    """

    changes: tuple[FieldChange, ...] = ()
    fields: dict[str, Field | None] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    type: str | None = None
