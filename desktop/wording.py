"""One sentence for each of the world's errors: what happened, where, and what to do."""

from __future__ import annotations

import errno

from biblio.typed import TYPE_CHECKING
from db import errors

if TYPE_CHECKING:
    from pathlib import Path


class UsageError(Exception):
    """What the user asked for cannot be done as asked; the text is the sentence to show.

    Attributes:
        status: The command line's exit status.
    """

    status = 2


# What `sentence` has words for; anything else is a fault of the program.
WORLD_ERRORS = (errors.LibraryError, errors.CancelledError, OSError)


def sentence(error: BaseException) -> str:  # noqa: C901 - one case for each kind of error
    """The error as one sentence for the user, or two: what happened, and what to do."""
    match error:
        case errors.LibraryError():
            return _library(error)
        case errors.NameTakenError():
            return f"There is already one called “{error.name}”; choose another name."
        case errors.NoSuchStepError():
            return "That step cannot be moved any more; it was given up or forgotten meanwhile."
        case errors.NoSuchVersionError():
            return "The entry was not there at that time."
        case errors.NoSuchViewError() | errors.NoSuchEntryError():
            return "It is not there any more; it was deleted in the meantime."
        case errors.UnknownSourceError():
            return "No imported file of that name can be written back."
        case errors.UnwritableLetterError():
            where = f" in the entry “{error.key}”" if error.key else ""
            return (
                f"“{error.letter}”{where} cannot be written in {error.encoding}, the encoding of"
                f" “{error.name}”; nothing was written."
            )
        case errors.OwnFileError():
            return "The library's own file cannot be a file of an entry."
        case errors.NoSuchAttachmentError():
            return "The file is not that of an entry any more; it was detached in the meantime."
        case errors.StringUsedError():
            times = "once" if error.uses == 1 else f"{error.uses:,} times"
            return f"The constant “{error.name}” is used {times}; nothing was deleted."
        case errors.KeyTakenError():
            return f"Another entry has the key “{error.key}”; choose another one."
        case errors.CancelledError():
            return "Cancelled; the library is as it was."
        case OSError():
            return _file(error)
        case _:
            return str(error)


def unreadable(name: str, reason: str) -> str:
    """Why an input was not imported; `reason` is the reader's."""
    reason = reason.strip().rstrip(".")
    return f"“{name}” was not imported: {reason}."


def _library(error: errors.LibraryError) -> str:
    name = f"“{error.path}”"
    match error:
        case errors.LibraryNewerError():
            return (
                f"The library {name} was written by a newer version of Oeuvre (its format is"
                f" {error.version}, this version reads up to {error.supported}); install the"
                " newer version to open it."
            )
        case errors.LibraryUnreadableError():
            return f"The library {name} cannot be read; {_why_unreadable(error.path)}."
        case errors.CopyNotWrittenError():
            return f"The copy {name} cannot be written; {_why_not_written(error.path)}."
        case _:
            kinds = (kind for kind in type(error).__mro__ if kind in _OF_LIBRARIES)
            words = _OF_LIBRARIES[next(kinds)]
            detail = error.detail or "unknown reason"
            return words.format(name=name, stem=error.path.stem, detail=detail)


# What is said of a library, by the kind of error
_OF_LIBRARIES: dict[type, str] = {
    errors.LibraryError: "The library {name} cannot be used: {detail}.",
    errors.NotALibraryError: (
        "The file {name} is no Oeuvre library; to read a .bib file or a profile page into a"
        " library, import it."
    ),
    errors.LibraryLostError: (
        "There is no library {name} any more, but there are backups of it; restore one, or move"
        " the folder “{stem} backups” away to begin a new library."
    ),
    errors.LibraryMissingError: (
        "There is no library {name}; check the name, or import a file to begin a new one."
    ),
    errors.LibraryReadOnlyError: (
        "The library {name} cannot be written, since the file or its folder is read-only; change"
        " the permissions or use a copy in another folder."
    ),
    errors.LibraryLockedError: (
        "The library {name} is being written by another program; try again when that has finished."
    ),
    errors.LibraryGoneError: (
        "The library {name} was removed or replaced while it was open; save a copy of what is open"
        " here, or open the file again."
    ),
    errors.NothingToRescueError: (
        "The library {name} is damaged so that not one entry can be read any more."
    ),
    errors.LibraryDamagedError: (
        "The library {name} is damaged; restore a backup of it, or copy what can be read to a new"
        " library."
    ),
    errors.DiskFullError: (
        "There is no room left to write the library {name}; nothing was changed. Free some space"
        " and try again."
    ),
}


def _why_unreadable(path: Path) -> str:
    if path.is_dir():
        return "it is a folder: name the file in it"
    return "check its permissions and those of its folder"


def _why_not_written(path: Path) -> str:
    if not path.parent.exists():
        return f"there is no folder “{path.parent}”: make it, or name another one"
    return f"change the permissions of the folder “{path.parent}”, or name another one"


def _file(error: OSError) -> str:
    from pathlib import Path

    name = f"“{error.filename}”" if error.filename else "a file"
    if isinstance(error.filename, str) and Path(error.filename).is_dir():
        return f"{name} is a folder, not a file; name a file in it."
    match error.errno:
        case errno.ENOENT if _is_folder_missing(error):
            folder = Path(str(error.filename)).parent
            return f"There is no folder “{folder}” for {name}; make it, or name another one."
        case errno.ENOENT:
            return f"There is no file {name}; check the name and the folder."
        case errno.ENOTDIR:
            return f"There is no file {name}; a part of that path is a file, not a folder."
        case errno.EACCES | errno.EPERM:
            return f"The file {name} may not be used; check its permissions and its folder's."
        case errno.EROFS:
            return f"The file {name} cannot be written, since its disk is read-only."
        case errno.ENOSPC | errno.EDQUOT:
            return f"There is no room left to write {name}; free some space and try again."
        case errno.ENAMETOOLONG:
            return f"The name {name[:60]}… is too long for a file."
        case _:
            return f"The file {name} could not be used: {error.strerror or error}."


def _is_folder_missing(error: OSError) -> bool:
    from pathlib import Path

    return isinstance(error.filename, str) and not Path(error.filename).parent.exists()
