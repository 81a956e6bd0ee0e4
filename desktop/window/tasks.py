"""Work off the main thread: one serial worker for each open library; answers on the main thread.

A worker owns the library object that its work is given, so a connection never leaves its
thread. Of questions asked on the same channel only the newest counts: an older one that still
waits is dropped, one that runs is interrupted, and an answer that comes late is forgotten.
"""

from __future__ import annotations

import itertools
import threading
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from db.connection import translated
from db.errors import CancelledError

if TYPE_CHECKING:  # loaded with the first work, when the window was painted
    from concurrent.futures import Future, ThreadPoolExecutor

    from db import Library

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Control(QObject):
    """What running work gets beside the library: a way to say how far it is, and a flag.

    Signals:
        progressed: (done, all), on the main thread.
    """

    progressed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it looks from time to time."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether the work is to stop."""
        return self._cancelled.is_set()

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is; called in the worker's thread."""
        self.progressed.emit(done, total)


Work = Callable[["Library", Control], T]


class _Task:
    def __init__(
        self,
        number: int,
        channel: str | None,
        control: Control,
        done: Callable[[Any], None],
        failed: Failed | None,
    ) -> None:
        self.number = number
        self.channel = channel
        self.control = control
        self.done = done
        self.failed = failed
        self.future: Future[Any] | None = None


class Worker(QObject):
    """A thread that works through what it is given, one after the other.

    Signals:
        busy_changed: Whether anything waits or runs.
    """

    busy_changed = Signal(bool)
    _finished = Signal(object)

    def __init__(
        self, open_library: Callable[[], Library], name: str, parent: QObject | None = None
    ) -> None:
        """Make a worker; the library is opened in its thread, before its first work."""
        super().__init__(parent)
        self._open = open_library
        self._library: Library | None = None
        self._name = name
        self._executor: ThreadPoolExecutor | None = None
        self._numbers = itertools.count(1)
        self._newest: dict[str, int] = {}
        self._tasks: dict[int, _Task] = {}
        self._running: _Task | None = None
        self._lock = threading.Lock()  # over `_running` and the interrupt of what runs
        self._closed = False
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything waits or runs."""
        return bool(self._tasks)

    def submit(
        self,
        work: Work[T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        channel: str | None = None,
    ) -> Control:
        """Have `work` done after all that was submitted before.

        Args:
            work: Called in the worker's thread; must touch neither widgets nor models.
            done: Called with its result on the main thread.
            failed: Called on the main thread with an error of the world (a locked library, an
                unreadable input). None where there can be none. Other exceptions are faults
                of the program and are raised again on the main thread.
            channel: Newer work on the same channel makes this work's answer worthless.
        """
        task = _Task(next(self._numbers), channel, Control(), done, failed)
        if channel is not None:
            self._supersede(channel, task.number)
        was_busy = self.busy
        self._tasks[task.number] = task
        task.future = self._thread().submit(self._run, work, task)
        task.future.add_done_callback(lambda _: self._tell(task))
        if not was_busy:
            self._tell_busy(busy=True)
        return task.control

    def forget(self, channel: str) -> None:
        """What was asked on a channel needs no answer any more."""
        self._supersede(channel, next(self._numbers))

    def reopen(self) -> None:
        """Close the library after what was submitted; the next work opens it anew."""
        if self._executor is not None and not self._closed:
            self._executor.submit(self._close_library)

    def close(self, *, drop: bool) -> None:
        """Stop the thread and close its library; nothing is answered any more.

        Args:
            drop: Whether work that waits is dropped and what runs is interrupted, as fits
                questions; work that writes is ended properly, and only told to cancel.
        """
        if self._closed:
            return
        self._closed = True
        for task in self._tasks.values():
            task.control.cancel()
            if drop and task.future is not None:
                task.future.cancel()
        if drop:
            self._interrupt(lambda _: True)
        if self._executor is not None:
            self._executor.submit(self._close_library)
            self._executor.shutdown(wait=True)
        self._tasks.clear()

    def _thread(self) -> ThreadPoolExecutor:
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        return self._executor

    def _supersede(self, channel: str, number: int) -> None:
        self._newest[channel] = number
        for old in [task for task in self._tasks.values() if task.channel == channel]:
            old.control.cancel()
            if old.future is not None and old.future.cancel():
                del self._tasks[old.number]
        self._interrupt(lambda running: running.channel == channel)

    def _interrupt(self, is_meant: Callable[[_Task], bool]) -> None:
        # Under the lock the running task cannot end and let the next one catch the interrupt
        with self._lock:
            if self._running and self._library and is_meant(self._running):
                self._library.interrupt()

    def _run(self, work: Work[T], task: _Task) -> T:
        if self._library is None:
            self._library = self._open()
        with self._lock:
            self._running = task
        try:
            with translated(self._library.path):
                return work(self._library, task.control)
        except BaseException as error:
            if task.control.cancelled():
                _let_go(error)
            raise
        finally:
            with self._lock:
                self._running = None

    def _close_library(self) -> None:
        with self._lock:  # over an interrupt of what is being closed
            library, self._library = self._library, None
        if library is not None:
            library.close()

    def _tell(self, task: _Task) -> None:
        """In the worker's thread, or the main one if the task was dropped before it began."""
        if task.future is not None and not task.future.cancelled() and not self._closed:
            self._finished.emit(task)

    @Slot(object)
    def _on_finished(self, task: _Task) -> None:
        if self._closed or self._tasks.pop(task.number, None) is None:
            return
        try:
            self._answer(task)
        finally:
            if not self.busy:
                self._tell_busy(busy=False)

    def _tell_busy(self, *, busy: bool) -> None:
        self.busy_changed.emit(busy)

    def _answer(self, task: _Task) -> None:
        if task.channel is not None and self._newest[task.channel] != task.number:
            return
        assert task.future is not None
        error = task.future.exception()
        if error is None:
            task.done(task.future.result())
        elif isinstance(error, Exception) and task.failed is not None and is_of_the_world(error):
            task.failed(error)
        else:
            raise error


def _let_go(error: BaseException) -> None:
    """Drop what the frames of an interrupted query hold.

    A cursor that lives on in a traceback counts as a running statement, and while one runs,
    SQLite takes an interrupt to be meant for every statement that is begun after it.
    """
    seen: BaseException | None = error
    while seen is not None:
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__


def is_of_the_world(error: Exception) -> bool:
    """Whether an error is one to tell in a sentence: ours by its kind, or the system's.

    `biblio` and `db` raise kinds of their own for what can be wrong with inputs and files;
    anything else that Python raises there is a fault of the program.
    """
    home = type(error).__module__.partition(".")[0]
    return isinstance(error, OSError | CancelledError) or home in {"biblio", "db", "desktop"}
