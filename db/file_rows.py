"""What the library hands out of new keys, constants and files: immutable values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from biblio.attached import LinkKind


@dataclass(frozen=True, slots=True)
class KeyChange:
    """The citation key that an entry would get.

    Attributes:
        old: Its key now; empty for none.
        new: The key to be; `old` where nothing changes.
        wanted: What the pattern gives; `new` has letters behind it where that is not free.
        holder: The entry that has `wanted`, or had it, where it is not free; else None.
    """

    entry_id: int
    title: str
    old: str
    new: str
    wanted: str
    holder: int | None


@dataclass(frozen=True, slots=True)
class MacroString:
    """A ``@string`` constant of an imported file.

    Attributes:
        block_id: The block that defines it.
        source_id: The file.
        source: The file's name.
        name: As written.
        value: What it stands for, other constants in it expanded.
        expression: The right side as written.
        uses: How many fields and other constants of the file use it.
        line: Where the file had it when it was imported.
    """

    block_id: int
    source_id: int
    source: str
    name: str
    value: str
    expression: str
    uses: int
    line: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the user gave an entry.

    Attributes:
        path: With slashes: within the library's folder of files, or absolute.
        title: What it is called; perhaps empty.
        digest: SHA-256 of its bytes when it was attached.
        added: When, ISO 8601 in UTC.
    """

    id: int
    entry_id: int
    path: str
    title: str
    digest: str
    added: str


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file that an entry has, or says that it has.

    Attributes:
        entry_id: The entry; 0 where a field names the file.
        text: The path as stored or written, with slashes; an address; or empty.
        title: What it is called; perhaps empty.
        kind: What `text` leads to.
        path: Where the file is or should be; None where it may not be looked for.
        exists: Whether there is a file at `path`.
        attachment: What the user attached; None where a field names the file.
        field: The field that names it, or empty.
    """

    entry_id: int
    text: str
    title: str
    kind: LinkKind
    path: Path | None
    exists: bool
    attachment: Attachment | None = None
    field: str = ""
