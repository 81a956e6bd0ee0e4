"""What every theme of operations stands on: an open library file, and how a step is made."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator

from biblio.sentences import counted
from biblio.typed import TYPE_CHECKING
from db import connection
from db.place import is_empty, is_same, log_of, place_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from db.past.journal import Change
    from db.place import Place, StrPath
    from db.rows import Notice


class Reader:
    """An open library file, to be read by one thread.

    Attributes:
        readonly: Whether operations that write are refused.
    """

    def __init__(
        self, path: StrPath, database: sqlite3.Connection, *, readonly: bool, actor: str
    ) -> None:
        self._file = path
        self.readonly = readonly
        self._db = database
        self._actor = actor
        self._place: Place | None = None  # not known before the first look that tells it
        with contextlib.suppress(OSError):
            self._place = place_of(path)
        # As it was when the file was last seen in its place
        self._log = None if readonly else log_of(path)

    @classmethod
    def open(
        cls,
        path: StrPath,
        *,
        create: bool = True,
        readonly: bool = False,
        actor: str = "program",
        patience: float = connection.BUSY_TIMEOUT,
    ) -> Self:
        """Open the library at `path`, making it where missing unless told not to.

        Args:
            path: The file; its folder is made too.
            create: Whether a missing file is made.
            readonly: Whether to open without the right to write.
            actor: Who acts through this object; the journal says so at each step.
            patience: Seconds to wait while another program has the file for itself.

        Raises:
            LibraryError: One of its kinds in `db.errors`; nothing was changed.
        """
        database = connection.connect(path, create=create, readonly=readonly, patience=patience)
        return cls(path, database, readonly=readonly, actor=actor)

    @property
    def path(self) -> Path:
        """The file."""
        from pathlib import Path

        return Path(self._file)

    def is_in_place(self) -> bool:
        """Whether the file that is open is still the one at its path.

        One that was removed or replaced goes on working, but what is written to it is lost when
        it is closed. Where it cannot be told, as on a network that is away, the file is not
        taken for gone.
        """
        try:
            place = place_of(self._file)
        except OSError:
            return True
        if not is_same(place, self._place or place):
            return False
        self._place = place
        if not self.readonly:
            self._log = log_of(self._file)
        return True

    def check_in_place(self) -> None:
        """Raise where the file is not at its path any more.

        Raises:
            LibraryGoneError: It is not.
        """
        if not self.is_in_place():
            from db.errors import LibraryGoneError

            raise LibraryGoneError(self.path)

    def close(self) -> None:
        """Close the file; the last one to do so leaves one tidy file."""
        if self.readonly or self.is_in_place():
            connection.disconnect(self._db, tidy=not self.readonly)
        else:
            from db.safety import leaving

            leaving.leave(self._db, self._file, self._log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Writer(Reader):
    """An open library file whose every change is one named step of the journal."""

    def settle(self) -> bool:
        """Bring what is in the log into the file, so that a copy of the file alone is whole.

        Returns:
            Whether the log is empty now; not while others read what is in it.
        """
        if self.readonly or not self.is_in_place():
            return True  # not ours to write, or not any more
        log = log_of(self._file)
        if log is None or is_empty(log):
            return True  # to empty it once more would look like a change to others
        from db.safety import leaving

        with connection.translated(self._file):
            done = leaving.settle(self._db)
        self.is_in_place()
        return done

    @contextlib.contextmanager
    def _step(self, name: str | Callable[[], str]) -> Iterator[Change]:
        """A step; a name that only its work can tell is asked for at the end."""
        from db.errors import LibraryReadOnlyError
        from db.past import journal

        if self.readonly:
            raise LibraryReadOnlyError(self.path)
        self.check_in_place()
        with (
            connection.translated(self.path),
            journal.step(self._db, self._actor, name) as change,
        ):
            yield change
        self.check_in_place()  # or what was just written is known to nobody

    def _notice(self, change: Change) -> Notice:
        """What a step that is done changed."""
        from db.rows import Notice

        if not change.touched:
            return Notice(None, ())
        return Notice(change.id, tuple(sorted(change.entries)), profile=True)


def amount(number: int, merged: int = 0) -> str:
    """``3 entries``, with those merged beside those added."""
    text = counted(number, "entry", "entries")
    return f"{text} ({merged:,} merged)" if merged else text
