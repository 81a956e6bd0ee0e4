"""Where the parts of the window are, how wide each is, and that they stay as the user left them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from desktop.window.override import override
from desktop.window.settings import Settings

_FIRST_SIZE = QSize(1440, 900)
_FRAME = QSize(16, 48)  # pixels that a window's title and borders take, at most
_NARROWEST = (150, 340, 260)  # sidebar, list, entry; in pixels


class Arrangement(QObject):
    """Three parts side by side; those at the sides can be hidden."""

    def __init__(
        self,
        window: QMainWindow,
        parts: Sequence[QWidget],
        switches: dict[str, tuple[QAction, QWidget]],
        settings: Settings,
    ) -> None:
        """Arrange a window.

        Args:
            window: The window.
            parts: Sidebar, list, entry.
            switches: For a name in the settings, the command that shows or hides a part.
            settings: Where it is remembered.
        """
        super().__init__(window)
        self._window = window
        self._switches = switches
        self._settings = settings
        self._splitter = QSplitter(Qt.Orientation.Horizontal, window)
        for place, (part, narrowest) in enumerate(zip(parts, _NARROWEST, strict=True)):
            part.setMinimumWidth(narrowest)
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(place, int(place == 1))
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        window.setCentralWidget(self._splitter)
        window.resize(_first_size(window))
        window.restoreGeometry(settings.state("window/geometry"))
        self._is_users = self._splitter.restoreState(settings.state("window/splitter"))
        self._splitter.splitterMoved.connect(self._on_border_moved)
        for name, (action, _) in switches.items():
            action.setChecked(settings.flag(f"window/{name}", usual=True))
        self.follow_switches()
        window.installEventFilter(self)

    @Slot()
    def follow_switches(self) -> None:
        """Show and hide the parts as their commands are on or off."""
        for action, part in self._switches.values():
            part.setVisible(action.isChecked())

    def remember(self) -> None:
        """Keep sizes and what is shown."""
        self._settings.remember("window/geometry", self._window.saveGeometry())
        if self._is_users:
            self._settings.remember("window/splitter", self._splitter.saveState())
        for name, (action, _) in self._switches.items():
            self._settings.remember(f"window/{name}", action.isChecked())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and watched is self._window and not self._is_users:
            width = event.size().width()
            left, right = min(210, max(172, width // 7)), min(480, max(260, width * 24 // 100))
            self._splitter.setSizes([left, width - left - right, right])
        return super().eventFilter(watched, event)

    @Slot()
    def _on_border_moved(self) -> None:
        self._is_users = True  # from now on the window's width changes the list alone


def _first_size(window: QMainWindow) -> QSize:
    """How large the window is at first: as it is meant, but within its screen."""
    return _FIRST_SIZE.boundedTo(window.screen().availableGeometry().size() - _FRAME)
