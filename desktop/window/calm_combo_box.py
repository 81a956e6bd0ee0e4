"""A box to choose from that a form can hold."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop.window.override import override


class CalmComboBox(QComboBox):
    """A box that the wheel does not turn: it is meant for the form behind.

    Its longest item does not say how narrow the form can be.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()
