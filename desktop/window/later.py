"""Work that the first rows need not wait for, in turns between which keys are answered."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Turns:
    """Work in pieces, each in a turn of its own of the event loop.

    Attributes:
        is_begun, is_done: How far it is.
    """

    def __init__(self, owner: QObject, work: Iterator[None]) -> None:
        """Take work that yields after each piece; it ends where its owner does."""
        self._owner = owner
        self._work = work
        self.is_begun = False
        self._is_working = False
        self.is_done = False

    def begin(self) -> None:
        """Do a piece in each turn from now on."""
        if not self.is_begun:
            self.is_begun = True
            self._wait()

    def finish(self) -> None:
        """Do all that is left now; nothing where one of the pieces asks for it."""
        self.is_begun = True
        while not (self.is_done or self._is_working):
            self._work_on()

    def stop(self) -> None:
        """Leave what was not done."""
        self.is_done = True

    def _wait(self) -> None:
        QTimer.singleShot(0, self._owner, self._take_turn)

    def _take_turn(self) -> None:
        if not self.is_done:
            self._work_on()
            self._wait()

    def _work_on(self) -> None:
        self._is_working = True
        try:
            next(self._work)
        except StopIteration:
            self.is_done = True
        finally:
            self._is_working = False
