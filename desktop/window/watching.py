"""Looking after the file of an open library: that it is whole, in its place, and up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from desktop.window.tasks import Worker

_LOOK_EVERY = 1000  # milliseconds between two looks for changes by others
_SURE_AFTER = 200  # milliseconds after which a file that seems gone is looked for again
_OTHERS_AFTER = 5000  # milliseconds after which that is done for a step of others
_SETTLE_AFTER = 250  # milliseconds without a step, after which the file is made whole


class Watch(QObject):
    """Watches one file.

    Soon after each step, what is in SQLite's log is brought into the file: a copy of the file is
    then whole, and a file that is moved takes along what was done. Where the file is gone, or
    another one is in its place, what is open is kept among its backups.

    Signals:
        changed_elsewhere: Another program changed the library.
        gone: The file was removed, moved or replaced; the copy of what is open, None where there
            is nothing to keep, or the error that kept it from being made.
        back: The file that was gone is in its place again.
    """

    changed_elsewhere = Signal()
    gone = Signal(object)
    back = Signal()

    def __init__(self, writer: Worker, is_in_place: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._writer = writer
        self._is_in_place = is_in_place
        self._seen: int | None = None
        self._is_missed = False
        self._is_gone = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._settle)

    @property
    def is_gone(self) -> bool:
        """Whether the file is not in its place."""
        return self._is_gone

    def begin(self, version: int) -> None:
        """Watch from this state on, a number that `data_version` gave."""
        self._seen = version
        self._timer.start()

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._settling.stop()

    def expect(self, version: int) -> None:
        """Take a change that another connection of this window made as known."""
        self._seen = version

    def settle_soon(self) -> None:
        """Make the file whole when no step follows for a while."""
        if self._timer.isActive():
            self._settling.start(_SETTLE_AFTER)

    @Slot()
    def _settle(self) -> None:
        if self._writer.busy:
            self._settling.start(_SETTLE_AFTER)
        elif not self._is_gone:
            self._writer.submit(lambda lib, _: lib.settle(), self._on_settled, lambda _: None)

    def _on_settled(self, is_whole: bool) -> None:
        if not is_whole and self._timer.isActive():  # others are reading; it is tried again
            self._settling.start(_LOOK_EVERY)

    @Slot()
    def _look(self) -> None:
        """The writer's own commits do not change its number: what does is others' work."""
        if not self._is_in_place():
            self._miss()
            return
        was_gone = self._is_gone
        self._is_missed = self._is_gone = False
        if was_gone:
            self.back.emit()
        if not self._writer.busy:
            self._writer.submit(lambda lib, _: lib.data_version(), self._on_version, lambda _: None)

    def _miss(self) -> None:
        """A service that copies, or a network, takes a file away for an instant; be sure."""
        if self._is_gone:
            return
        if not self._is_missed:
            self._is_missed = True
            QTimer.singleShot(_SURE_AFTER, self, self._look_again)
            return
        self._is_gone = True
        self._writer.submit(lambda lib, _: lib.keep_left(), self._tell_gone, self._tell_gone)

    @Slot()
    def _look_again(self) -> None:
        if self._timer.isActive():
            self._look()

    def _tell_gone(self, kept: Path | Exception | None) -> None:
        self.gone.emit(kept)

    def _on_version(self, version: int) -> None:
        if version != self._seen and not self._is_gone:
            self._seen = version
            if not self._settling.isActive():
                # A command leaves that to us; another window does it itself, and would see ours
                # as a change
                self._settling.start(_OTHERS_AFTER)
            self.changed_elsewhere.emit()
