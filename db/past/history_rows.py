"""What the library hands out of its past: differences, versions, backups, what was rescued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from biblio.entry import Entry
    from db.rows import Step

BackupKind = Literal["automatic", "migration", "restore", "own"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entry, or one thing with a name, before a step and after it.

    Attributes:
        name: The field in lower case; ``type``, ``key``, ``trash``, ``tag``, ``collection``; or
            the table of something else.
        before, after: Its texts; empty where there was none.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What a step did to one entry.

    Attributes:
        key, title: By which it is known; the title as written, of the later side.
        kind: Whether it came, went, or became another.
    """

    entry_id: int
    key: str
    title: str
    kind: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class StepChanges:
    """What a step did.

    Attributes:
        entries: What became of entries; the first of them.
        others: What is of no entry: files, collections, tags, searches, profiles.
        more: How many further entries it touched.
    """

    entries: tuple[EntryChange, ...]
    others: tuple[FieldChange, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was after a step.

    Attributes:
        step: The step that made it; None for what it was before the journal begins.
        fields: What that step changed in it.
    """

    step: Step | None
    entry: Entry
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Forgettable:
    """Old steps that could be forgotten.

    Attributes:
        steps: How many there are.
        size: About how many bytes they take.
        oldest, newest: When the first and the last of them were made; empty without any.
    """

    steps: int
    size: int
    oldest: str = ""
    newest: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library.

    Attributes:
        made: When, by the user's clock.
        kind: Made by the program now and then (``automatic``), before a new version of the
            format (``migration``), before a restore (``restore``), or by the user (``own``).
        size: In bytes.
    """

    path: Path
    made: dt.datetime
    kind: BackupKind
    size: int


@dataclass(frozen=True, slots=True)
class BackupDetails:
    """What a backup holds, and what restoring it would change in the library.

    Attributes:
        entries: Entries outside the trash.
        steps: Steps of its journal.
        last_step: When the last one was made, ISO 8601 in UTC; empty for none.
        back: Entries that would come back; with the titles of some of them.
        gone: Entries that would not be there any more.
        other: Entries that would be as they were.
        is_compared: Whether the library could be read; else the last three say nothing.
    """

    entries: int
    steps: int
    last_step: str
    back: int
    gone: int
    other: int
    titles_back: tuple[str, ...]
    titles_gone: tuple[str, ...]
    titles_other: tuple[str, ...]
    is_compared: bool = True


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was read of a damaged library.

    Attributes:
        entries: How many entries the new library has.
        made_up: Of these, how many had lost their type and key and only have their fields.
        dropped: Rows that were left out since what they belong to is lost.
        damaged: Tables of which not every row could be read.
        steps: How many steps of the journal came along; None where it could not be read whole,
            or would not fit what was.
    """

    entries: int
    made_up: int
    dropped: int
    damaged: tuple[str, ...]
    steps: int | None
