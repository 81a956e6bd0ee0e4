"""What every theme of operations stands on: an open library file, and how a step is made."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from biblio.sentences import counted
from db import connection

if TYPE_CHECKING:
    from db.past.journal import Change
    from db.rows import Notice


class Reader:
    """An open library file, to be read by one thread.

    Attributes:
        path: The file.
        readonly: Whether operations that write are refused.
    """

    def __init__(
        self, path: Path, database: sqlite3.Connection, *, readonly: bool, actor: str
    ) -> None:
        self.path = path
        self.readonly = readonly
        self._db = database
        self._actor = actor
        self._place = connection.place_of(path)

    @classmethod
    def open(
        cls,
        path: Path,
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

    def is_in_place(self) -> bool:
        """Whether the file that is open is still the one at its path.

        One that was removed or replaced goes on working, but what is written to it is lost when
        it is closed.
        """
        return connection.place_of(self.path) == self._place

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
        connection.disconnect(self._db, tidy=self.is_in_place())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Writer(Reader):
    """An open library file whose every change is one named step of the journal."""

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
