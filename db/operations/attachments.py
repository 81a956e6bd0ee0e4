"""Attachments: files that entries have, each change one step.

A copy that was made stays when the step is taken back: the link goes and comes back, and files
are deleted by their owner alone. `unused_files` finds those that nothing links to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db import connection
from db.errors import LibraryReadOnlyError, OwnFileError
from db.operations.base import Reader, Writer, amount

if TYPE_CHECKING:
    from biblio.entry import Entry
    from db.file_rows import EntryFile
    from db.rows import Notice


class AttachmentsReader(Reader):
    """Reads which files entries have."""

    @property
    def files_folder(self) -> Path:
        """The folder for copied files, which need not exist."""
        from db.attached.attachments import folder_of

        return folder_of(self.path)

    def files_of(self, entry_id: int) -> list[EntryFile]:
        """The files of an entry: those that the user gave it, then those that its fields name.

        Raises:
            NoSuchEntryError: There is none with this id.
        """
        from db.attached.attachments import of_entry

        with connection.translated(self.path):
            return of_entry(self._db, self.path, entry_id)

    def all_files(self) -> list[EntryFile]:
        """All files that the user gave entries outside the trash."""
        from db.attached.attachments import every

        with connection.translated(self.path):
            return list(every(self._db, self.path))

    def unused_files(self) -> list[Path]:
        """The files in the library's folder that no entry has."""
        from db.attached.attachments import unused

        with connection.translated(self.path):
            return unused(self._db, self.path)

    def entries_of_paper(self, *, doi: str = "", arxiv: str = "", title: str = "") -> list[int]:
        """Entries outside the trash that a paper is, by what is known of it; the surest first."""
        from db.sites.paper_entries import find

        with connection.translated(self.path):
            return find(self._db, doi=doi, arxiv=arxiv, title=title)


class Attachments(Writer):
    """Gives entries files and takes them."""

    def attach(self, entry_id: int, paths: Sequence[Path], *, copy: bool = True) -> Notice:
        """Give an entry files, in the library's folder or where they are.

        Args:
            entry_id: The entry.
            paths: The files.
            copy: Whether to copy them into the library's folder, named by the pattern.

        Raises:
            NoSuchEntryError: There is none with this id.
            OSError: A file cannot be read or copied; nothing was attached.
            OwnFileError: One of them is the library.
        """
        from db import entries
        from db.attached import attachments

        entry = entries.read(self._db, entry_id)
        found = self._placed(entry, paths, copy=copy)
        label = f"Attach {_files(paths)} to {entry.key or entry.get('title')[:40] or 'an entry'}"
        with self._step(label) as change:
            for stored, digest in found:
                attachments.attach(self._db, change, entry_id, stored, title="", digest=digest)
        return self._notice(change)

    def attach_new(self, path: Path, entry_type: str, values: dict[str, str], *, copy: bool) -> int:
        """Make an entry that has a file, as one step, and return its id.

        Raises:
            OSError: The file cannot be read or copied; no entry was made.
        """
        from biblio.entry import make_entry
        from db import entries
        from db.attached import attachments
        from db.citing.keys import planned_key

        entry = make_entry(entry_type, "", list(values.items()))
        entry = replace(entry, key=planned_key(self._db, entry))
        ((stored, digest),) = self._placed(entry, [path], copy=copy)
        with self._step(f"New {entry_type} from {path.name}") as change:
            entry_id = entries.add(self._db, change, [entry])[0]
            attachments.attach(self._db, change, entry_id, stored, title="", digest=digest)
        return entry_id

    def detach(self, attachment_ids: Sequence[int]) -> Notice:
        """Take files from their entries; the files themselves stay where they are.

        Raises:
            NoSuchAttachmentError: One of them is not there any more; nothing was changed.
        """
        from db.attached import attachments

        what = "a file" if len(attachment_ids) == 1 else f"{len(attachment_ids)} files"
        with self._step(f"Detach {what}") as change:
            for each in attachment_ids:
                attachments.detach(self._db, change, each)
        return self._notice(change)

    def relocate(self, places: dict[int, Path]) -> Notice:
        """Say where attached files are now.

        Args:
            places: Attachment to where its file is.

        Raises:
            NoSuchAttachmentError: One of them is not there any more; nothing was changed.
            OSError: A file cannot be read; nothing was changed.
            OwnFileError: One of them is the library.
        """
        from db.attached import attachments
        from db.attached.attachment_files import digest_of

        self._check_others(list(places.values()))
        what = "a file" if len(places) == 1 else f"{len(places)} files"
        with self._step(f"Locate {what}") as change:
            for each, path in places.items():
                stored = attachments.stored_path(self.path, path)
                attachments.relocate(self._db, change, each, stored, digest_of(path))
        return self._notice(change)

    def _check_others(self, paths: Sequence[Path]) -> None:
        """Closing the library's file after reading it would drop SQLite's locks on it."""
        for path in paths:
            if path.exists() and path.samefile(self.path):
                raise OwnFileError

    def _placed(self, entry: Entry, paths: Sequence[Path], *, copy: bool) -> list[tuple[str, str]]:
        """Bring files where they are to be; how each is stored, and its digest.

        Before the step, since a large file takes long to copy, and others may write meanwhile.
        """
        from biblio.file_names import DEFAULT_PATTERN, file_name
        from db.attached import attachments
        from db.attached.attachment_files import copy_into, digest_of
        from db.citing.keys import all_patterns

        if self.readonly:
            raise LibraryReadOnlyError(self.path)
        self._check_others(paths)
        folder = attachments.folder_of(self.path)
        patterns = all_patterns(self._db, "file")
        pattern = patterns.get(entry.type, patterns.get("", DEFAULT_PATTERN))
        digests = [digest_of(path) for path in paths]  # all can be read, before one is copied
        places = [
            copy_into(folder, path, file_name(entry, pattern, path.name))
            if copy and not path.resolve().is_relative_to(folder.resolve())
            else path
            for path in paths
        ]
        stored = [attachments.stored_path(self.path, place) for place in places]
        return list(zip(stored, digests, strict=True))


def _files(paths: Sequence[Path]) -> str:
    return paths[0].name if len(paths) == 1 else amount(len(paths)).replace("entries", "files")
