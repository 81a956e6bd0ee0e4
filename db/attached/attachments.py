"""Attachments: files that entries have, in the library's own folder or linked where they are.

The folder ``NAME.files`` lies beside ``NAME.oeuvre``; what is in it is stored relative to it, so
that library and folder can be moved together. A path that is stored or imported never leads out
of the folder that it is relative to, by ``..`` or by a link of the file system.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from biblio.attached import Link, LinkKind, kind_of, links_of
from db import entries
from db.errors import NoSuchAttachmentError
from db.file_rows import Attachment, EntryFile
from db.past.journal import Change, now

_COLUMNS = "id, entry, path, title, digest, added"


def folder_of(library: Path) -> Path:
    """The folder for the files of a library; it need not exist."""
    return library.with_name(f"{library.stem}.files")


def of_entry(connection: sqlite3.Connection, library: Path, entry_id: int) -> list[EntryFile]:
    """The files of an entry: those that the user gave it, then those that its fields name.

    Raises:
        NoSuchEntryError: There is none with this id.
    """
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM attachments WHERE entry = ? ORDER BY id", (entry_id,)
    )
    own = [Attachment(*row) for row in rows]
    entry = entries.read(connection, entry_id)
    places = [Path(path).parent for path in _source_paths(connection, entry_id)]
    places += [folder_of(library), library.parent]
    files = [_of_attachment(library, each) for each in own]
    return files + [_of_link(link, places) for link in links_of(entry)]


def every(connection: sqlite3.Connection, library: Path) -> Iterator[EntryFile]:
    """All files that the user gave entries outside the trash."""
    rows = connection.execute(
        "SELECT a.id, a.entry, a.path, a.title, a.digest, a.added FROM attachments a"
        " JOIN entries e ON e.id = a.entry WHERE e.trashed = 0 ORDER BY a.entry, a.id"
    )
    for row in rows.fetchall():
        yield _of_attachment(library, Attachment(*row))


def unused(connection: sqlite3.Connection, library: Path) -> list[Path]:
    """The files in the library's folder that no entry has, not even one in the trash."""
    folder = folder_of(library)
    used = {row[0] for row in connection.execute("SELECT path FROM attachments")}
    found = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            if path.relative_to(folder).as_posix() not in used and not name.startswith("."):
                found.append(path)
    return found


def attach(
    connection: sqlite3.Connection,
    change: Change,
    entry_id: int,
    path: str,
    *,
    title: str,
    digest: str,
) -> int | None:
    """Give an entry a file; None where it has it already.

    Args:
        connection: The writing connection.
        change: The step.
        entry_id: The entry.
        path: As it is stored; see `stored_path`.
        title: What it is called, or empty.
        digest: SHA-256 of its bytes in hexadecimal.

    Raises:
        NoSuchEntryError: There is none with this id.
    """
    entries.read(connection, entry_id)
    known = connection.execute(
        "SELECT 1 FROM attachments WHERE entry = ? AND path = ?", (entry_id, path)
    ).fetchone()
    if known is not None:
        return None
    columns = ("entry", "path", "title", "digest", "added")
    made = change.insert("attachments", columns, [(entry_id, path, title, digest, now())])
    change.entries.add(entry_id)
    return made[0]


def share(connection: sqlite3.Connection, change: Change, keep: int, gone: Sequence[int]) -> None:
    """Give an entry the files that others have too, which are merged into it."""
    known = {
        row[0]
        for row in connection.execute("SELECT path FROM attachments WHERE entry = ?", (keep,))
    }
    for entry_id in gone:
        rows = connection.execute(
            "SELECT path, title, digest, added FROM attachments WHERE entry = ? ORDER BY id",
            (entry_id,),
        ).fetchall()
        new = [(keep, *row) for row in rows if row[0] not in known]
        known.update(row[0] for row in rows)
        change.insert("attachments", ("entry", "path", "title", "digest", "added"), new)


def detach(connection: sqlite3.Connection, change: Change, attachment_id: int) -> None:
    """Take a file from its entry; the file itself stays where it is.

    Raises:
        NoSuchAttachmentError: There is none with this id.
    """
    change.entries.add(read(connection, attachment_id).entry_id)
    change.delete("attachments", [attachment_id])


def relocate(
    connection: sqlite3.Connection, change: Change, attachment_id: int, path: str, digest: str
) -> None:
    """Let an attachment be the file at another place.

    Raises:
        NoSuchAttachmentError: There is none with this id.
    """
    change.entries.add(read(connection, attachment_id).entry_id)
    change.update("attachments", attachment_id, {"path": path, "digest": digest})


def read(connection: sqlite3.Connection, attachment_id: int) -> Attachment:
    """One attachment.

    Raises:
        NoSuchAttachmentError: There is none with this id.
    """
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM attachments WHERE id = ?", (attachment_id,)
    ).fetchone()
    if row is None:
        raise NoSuchAttachmentError(attachment_id)
    return Attachment(*row)


def stored_path(library: Path, path: Path) -> str:
    """How a file is remembered: within the library's folder, or by its whole path."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept, as the user chose them
    try:
        return path.relative_to(folder_of(library).absolute()).as_posix()
    except ValueError:
        return path.as_posix()


def real_path(library: Path, stored: str) -> Path | None:
    """Where a stored path leads; None where it would lead out of the library's folder."""
    kind = kind_of(stored)
    if kind is LinkKind.ABSOLUTE:
        return Path(stored)
    return inside(folder_of(library), stored) if kind is LinkKind.RELATIVE else None


def inside(folder: Path, relative: str) -> Path | None:
    """The path in a folder, or None where it leads out of it, also by links."""
    path = folder.joinpath(*PurePosixPath(relative).parts)
    try:
        real = path.resolve()
        return path if real.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name that cannot be
        return None


def _of_attachment(library: Path, attachment: Attachment) -> EntryFile:
    path = real_path(library, attachment.path)
    kind = kind_of(attachment.path)
    return EntryFile(
        attachment.entry_id,
        attachment.path,
        attachment.title,
        kind,
        path,
        _exists(path),
        attachment,
    )


def _of_link(link: Link, places: Sequence[Path]) -> EntryFile:
    """What a field names, looked for beside the file that the entry came from, and here."""
    path: Path | None = None
    if link.kind is LinkKind.ABSOLUTE:
        path = Path(link.path)
    elif link.kind is LinkKind.RELATIVE:
        found = [each for place in places if (each := inside(place, link.path)) is not None]
        path = next(filter(_exists, found), found[0] if found else None)
    return EntryFile(0, link.path, link.title, link.kind, path, _exists(path), None, link.field)


def _exists(path: Path | None) -> bool:
    try:
        return path is not None and path.is_file()
    except (OSError, ValueError):
        return False


def _source_paths(connection: sqlite3.Connection, entry_id: int) -> list[str]:
    rows = connection.execute(
        "SELECT path FROM sources WHERE path <> '' AND id IN"
        " (SELECT source FROM blocks WHERE entry = ?) ORDER BY id DESC",
        (entry_id,),
    )
    return [row[0] for row in rows]
