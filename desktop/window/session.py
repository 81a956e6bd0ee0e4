"""One open library as the window uses it: who reads, who writes, and what changed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject, Signal

from db.connection import translated
from db.errors import (
    LibraryError,
    LibraryGoneError,
    LibraryLockedError,
    LibraryReadOnlyError,
    NoSuchEntryError,
)
from db.listed import Row, Sort, View
from db.screen import ScreenReader
from desktop.window.alive import if_heard
from desktop.window.tasks import Control, Failed, Work, Worker
from desktop.window.watching import Watch

if TYPE_CHECKING:
    from array import array

    from db import Library, Stored

T = TypeVar("T")
_PATIENCE = 0.03  # seconds that the main thread waits for another program to end its write


class Session(QObject):
    """An open library.

    The writer opens the file first, making or migrating it; only then do readers open it: one
    for the ids of the list, so that nothing delays a keystroke, and one for all else. The few
    rows on the screen are read on the main thread, which shows what is there before all that.

    Signals:
        opened: The library can be asked.
        writing: An operation was asked for, and is going to change the library.
        changed: What this window changed: a tuple of entry ids, or None for anything.
        changed_elsewhere: Another program changed the library.
        busy_changed: Whether the library is being written.
        gone: The file was removed, moved or replaced. What is open can be read on, and copied; the
            backup that it was kept in, None for nothing, or the error that hindered that.
        back: The file that was gone is in its place again.
        unreadable: A page could not be read; the error.
        unheard: Something that was to be written failed, and the dialog that asked is closed; the
            error.
        closed: The library was closed; nothing is answered any more.
    """

    opened = Signal()
    writing = Signal()
    changed = Signal(object)
    changed_elsewhere = Signal()
    busy_changed = Signal(bool)
    gone = Signal(object)
    back = Signal()
    unreadable = Signal(object)
    unheard = Signal(object)
    closed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._writer = Worker(self._open_to_write, "writer", self)
        self._finder = Worker(self._open_to_read, "finder", self)
        self._reader = Worker(self._open_to_read, "reader", self)
        self._counter = Worker(self._open_to_read, "counter", self)
        self._computer = Worker(self._open_to_read, "computer", self)
        self._pages: ScreenReader | None = None
        self._file = path  # what is read: the library or, where that is gone, what was kept of it
        self._is_open = False
        self._is_readonly = False
        self._refusal: LibraryError | None = None
        self._is_unreadable = False
        self._further: list[Worker] = []
        self._watch = Watch(self._writer, self._is_in_place, self)
        self._watch.changed_elsewhere.connect(self.changed_elsewhere)
        self._watch.gone.connect(self._on_gone)
        self._watch.back.connect(self.back)
        self._writer.busy_changed.connect(self.busy_changed)

    def _open_to_write(self) -> Library:
        from db import Library
        from desktop.languages import system_language

        if self._file != self.path:
            return self._open_to_read()
        try:
            library = Library.open(self.path, actor="window")
        except LibraryReadOnlyError:
            if not self.path.exists():
                raise
            return self._open_to_read()
        with contextlib.suppress(LibraryError):  # the order of a new library can be chosen later
            library.begin_language(system_language(QLocale.system().name()))
        return library

    def _open_to_read(self) -> Library:
        from db import Library

        return Library.open(self._file, readonly=True, create=False)

    @property
    def is_readonly(self) -> bool:
        """Whether the library can only be read: its file, or its folder, is read-only."""
        return self._is_readonly

    @property
    def is_gone(self) -> bool:
        """Whether the file is not in its place any more."""
        return self._watch.is_gone

    @property
    def is_open(self) -> bool:
        """Whether the library can be asked."""
        return self._is_open

    def peek(self) -> bool:
        """Open the library to look at it, where that can be done at once; `open` comes after."""
        if self.path.exists():
            with contextlib.suppress(LibraryError):  # `open` will say it
                self._open_pages()
        return self._pages is not None

    def _open_pages(self) -> None:
        if self._pages is None:
            self._pages = ScreenReader.open(
                self._file, readonly=True, create=False, patience=_PATIENCE
            )

    def open(self, failed: Failed) -> None:
        """Open the library, making it where missing; ends in `opened` or `failed`."""

        def done(found: tuple[int, bool]) -> None:
            version, self._is_readonly = found
            try:
                self._open_pages()
            except LibraryError as error:
                failed(error)
                return
            self._is_open = True
            self._watch.begin(version)
            self._watch.settle_soon()
            self.opened.emit()

        self._writer.submit(lambda lib, _: (lib.data_version(), lib.readonly), done, failed)

    def close(self) -> None:
        """End what is being written, drop all questions, close the file."""
        self._watch.end()
        self._finder.close(drop=True)
        self._reader.close(drop=True)
        self._counter.close(drop=True)
        self._computer.close(drop=True)
        for worker in self._further:
            worker.close(drop=True)
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self._is_open = False
        self._writer.close(drop=False)  # the last to close leaves one tidy file
        self.closed.emit()

    def rows(self, ids: Sequence[int], more: Iterable[str] = ()) -> list[Row]:
        """Rows for the screen, at once, with more in them; none while the library is locked."""
        if self._pages is None:
            return []
        try:
            with translated(self.path):
                return self._pages.rows(ids, more)
        except LibraryError as error:
            self._tell_unreadable(error)
            return []

    def entry(self, entry_id: int) -> Stored | None:
        """One entry, at once; None while the library is locked or where there is none."""
        if self._pages is None:
            return None
        try:
            return self._pages.entry(entry_id)
        except NoSuchEntryError:
            return None
        except LibraryError as error:
            self._tell_unreadable(error)
            return None

    def first_ids(self, sort: Sequence[Sort], view: View, limit: int) -> array[int] | None:
        """The first ids of a view, at once; None while the library is locked."""
        if self._pages is None:
            return None
        try:
            with translated(self.path):
                return self._pages.first_ids(sort, view, limit=limit)
        except LibraryError as error:
            self._tell_unreadable(error)
            return None

    def profiles(self) -> list[tuple[int, str]]:
        """The profiles as (id, name), at once; a handful at most."""
        if self._pages is None:
            return []
        try:
            with translated(self.path):
                return self._pages.profiles()
        except LibraryError as error:
            self._tell_unreadable(error)
            return []

    def _tell_unreadable(self, error: LibraryError) -> None:
        """Say it once: the screen asks again and again. A locked library is soon another one."""
        if not isinstance(error, LibraryLockedError) and not self._is_unreadable:
            self._is_unreadable = True
            self.unreadable.emit(error)

    def aside(self, name: str) -> Worker:
        """A further reader, for what is long and shown to nobody; closed with the session."""
        worker = Worker(self._open_to_read, name, self)
        self._further.append(worker)
        return worker

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked or written."""
        workers = (self._writer, self._reader, self._finder, self._counter, self._computer)
        return not any(worker.busy for worker in workers)

    def find(self, work: Work[T], done: Callable[[T], None], failed: Failed) -> Control:
        """Ask for the ids of the list; a newer question makes this one void."""
        return self._finder.submit(work, done, failed, channel="ids")

    def ask(
        self,
        channel: str,
        work: Work[T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Control:
        """Ask for anything else; a newer question on the channel makes this one void."""
        failed = if_heard(failed) if failed is not None else None
        return self._reader.submit(work, if_heard(done), failed, channel=channel)

    def count(
        self, channel: str, work: Work[T], done: Callable[[T], None], failed: Failed
    ) -> Control:
        """Ask for numbers of the whole list, which nothing else is to wait for."""
        return self._counter.submit(work, if_heard(done), if_heard(failed), channel=channel)

    def compute(
        self, channel: str, work: Work[T], done: Callable[[T], None], failed: Failed
    ) -> Control:
        """Ask for what takes long, so that no question waits for it; it is not interrupted."""
        return self._computer.submit(work, if_heard(done), if_heard(failed), channel=channel)

    def forget(self, channel: str) -> None:
        """What was asked on a channel needs no answer any more."""
        self._reader.forget(channel)
        self._counter.forget(channel)

    def write(
        self,
        work: Work[T],
        failed: Failed,
        done: Callable[[T], None] | None = None,
    ) -> Control:
        """Do one operation of the library, and say afterwards what it changed."""
        if self._refusal is not None:
            work = _raising(self._refusal)

        def finished(result: T) -> None:
            self._watch.settle_soon()
            if done is not None:
                if_heard(done)(result)
            from db import Notice

            if not isinstance(result, Notice):
                self.changed.emit(None)
            elif result.step is not None:
                self.changed.emit(result.entry_ids)

        self.writing.emit()
        return self._writer.submit(work, finished, if_heard(failed, self.unheard.emit))

    def work(self, work: Work[T], done: Callable[[T], None], failed: Failed) -> Control:
        """Do something long that only reads, such as an export, after what is being written."""
        heard = if_heard(done)

        def finished(result: T) -> None:
            self._watch.settle_soon()  # what was exported is noted
            heard(result)

        return self._writer.submit(work, finished, if_heard(failed, self.unheard.emit))

    def refuse(self, error: LibraryError) -> None:
        """Write nothing from now on, since that would make it worse; every write fails so."""
        self._refusal = error

    def expect(self, version: int) -> None:
        """Take a change that another connection of this window made as shown already.

        Args:
            version: What `data_version` of the writer gives now.
        """
        self._watch.expect(version)

    def _is_in_place(self) -> bool:
        return self._pages is None or self._pages.is_in_place()

    def _on_gone(self, kept: Path | Exception | None) -> None:
        """Let go of what took the file's place: our log is not to lie beside it."""
        if isinstance(kept, Path) and self.path.exists():
            self._refusal = LibraryGoneError(self.path)
            self._is_readonly = True
            self._watch.end()
            self._file = kept
            if self._pages is not None:
                self._pages.close()
                self._pages = None
            with contextlib.suppress(LibraryError):
                self._open_pages()
            for worker in (
                self._finder, self._reader, self._counter, self._computer, *self._further,
                self._writer,
            ):  # fmt: skip
                worker.reopen()
        self.gone.emit(kept)


def _raising(error: Exception) -> Work[T]:
    """Work that only fails."""

    def work(_: Library, _control: Control) -> T:
        raise error

    return work
