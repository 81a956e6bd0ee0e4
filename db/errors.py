"""What can be wrong with a library or its file: facts as attributes, worded in `desktop`."""

from __future__ import annotations

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from db.place import StrPath


class LibraryError(Exception):
    """A library cannot be opened, read or written; the world's fault, not the program's.

    Attributes:
        path: The file that it is about.
    """

    def __init__(self, path: StrPath, detail: str = "") -> None:
        from pathlib import Path  # loaded for nothing where nothing goes wrong

        super().__init__(f"{type(self).__name__}: {path} {detail}".rstrip())
        self.path: Path = Path(path)
        self.detail = detail


class LibraryMissingError(LibraryError):
    """There is no file at this path, and none was to be made."""


class LibraryUnreadableError(LibraryError):
    """The file, or the folder it is in, cannot be read (permission, a directory, a device)."""


class LibraryReadOnlyError(LibraryError):
    """The file or its folder cannot be written."""


class NotALibraryError(LibraryError):
    """The file is something else: no SQLite file, or the database of another program."""


class LibraryNewerError(LibraryError):
    """The file was written by a newer version of the program.

    Attributes:
        version: The schema version of the file.
        supported: The newest schema version that this program knows.
    """

    def __init__(self, path: StrPath, version: int, supported: int) -> None:
        super().__init__(path, f"schema {version}, supported {supported}")
        self.version = version
        self.supported = supported


class LibraryLockedError(LibraryError):
    """Another program kept the library locked for longer than we wait."""


class LibraryGoneError(LibraryError):
    """The file was removed, or replaced by another, while it was open."""


class LibraryLostError(LibraryMissingError):
    """There is no library at this path, or an empty file, but there are backups of one.

    A new one would be taken for it.
    """


class CopyNotWrittenError(LibraryError):
    """A copy of a library cannot be written here: the folder is missing or read-only."""


class LibraryDamagedError(LibraryError):
    """SQLite finds the file malformed."""


class NothingToRescueError(LibraryDamagedError):
    """Of a damaged library not one entry can be read any more."""


class DiskFullError(LibraryError):
    """There is no room left to write."""


class CancelledError(Exception):
    """The user cancelled; the library is as it was."""


class NoSuchEntryError(KeyError):
    """No entry has this id; it may have been deleted in the meantime."""


class NoSuchStepError(KeyError):
    """The journal has no step of this number, or it cannot be moved that way."""


class NoSuchVersionError(KeyError):
    """The entry was not there at that moment, or the journal does not reach back to it."""


class KeyTakenError(ValueError):
    """Another entry has this citation key.

    Attributes:
        key: The key.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class UnknownSourceError(KeyError):
    """No imported file has this name."""


class UnwritableLetterError(ValueError):
    """An imported file holds a letter by now that its encoding lacks.

    Attributes:
        name: The file's name.
        encoding: The Python codec name.
        letter: The letter.
        key: The key of the entry that has it; empty if none has, or it has no key.
    """

    def __init__(self, name: str, encoding: str, letter: str, key: str) -> None:
        super().__init__(f"{letter!r} of {key!r} is not in {encoding}")
        self.name = name
        self.encoding = encoding
        self.letter = letter
        self.key = key


class NoSuchViewError(KeyError):
    """There is no collection, tag or saved search of this id; it may have been deleted."""


class NameTakenError(ValueError):
    """There is a tag, saved search or metric of this name already.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class OwnFileError(ValueError):
    """The library's own file was to become a file of an entry."""


class NoSuchAttachmentError(KeyError):
    """There is no attachment of this id; it may have been taken away."""


class StringUsedError(ValueError):
    """A ``@string`` constant that was to be deleted is in use.

    Attributes:
        name: The constant.
        uses: How many fields and other constants use it.
    """

    def __init__(self, name: str, uses: int) -> None:
        super().__init__(name)
        self.name = name
        self.uses = uses


class NotOneEntryError(ValueError):
    """A text that should be one BibTeX entry is none, several, or unreadable.

    Attributes:
        reason: What is wrong, as one sentence.
        line: The line in the text, from 1, or None.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
