"""Python's garbage is collected on the main thread, when nothing is asked: nobody waits for it.

Left to itself, Python collects in whichever thread happens to allocate. While authors are counted
among 100,000 entries that takes up to half a second at a time, during which the window cannot even
paint; and it may take Qt's objects apart in a thread that is not theirs.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from desktop.window.features import Workplace
from desktop.window.override import override

_EVERY: Final = 1000  # milliseconds
_FEW: Final = 5_000  # objects that are not worth the while
_MANY: Final = 3_000_000  # objects that cannot wait, some 300 MB


class Collector(QObject):
    """Collects while its window is open; afterwards Python does so again."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._session = workplace.session
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(_EVERY)
        workplace.window.installEventFilter(self)
        workplace.window.destroyed.connect(_leave_to_python)
        gc.disable()
        gc.freeze()  # what is loaded stays, and need not be looked at each time

    @Slot()
    def _on_time(self) -> None:
        number = gc.get_count()[0]
        if number > _MANY or (number > _FEW and self._session.is_idle):
            gc.collect()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close:
            self._timer.stop()
            _leave_to_python()
        return False


def _leave_to_python() -> None:
    gc.unfreeze()
    gc.enable()
