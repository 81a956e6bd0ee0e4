"""Where the parts of the window are, how wide each is, and that they stay as the user left them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

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
        hidden: dict[str, QWidget],
        settings: Settings,
    ) -> None:
        """Arrange a window.

        Args:
            window: The window.
            parts: Sidebar, list, entry.
            hidden: Those that can be, by their names in the settings; see `obey`.
            settings: Where it is remembered.
        """
        super().__init__(window)
        self._window = window
        self._hidden = hidden
        self._switches: dict[str, QAction] = {}
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
        for name, part in hidden.items():
            part.setVisible(self._is_usually_shown(name))

    def obey(self, switches: dict[str, QAction]) -> None:
        """Take the commands that show and hide the parts, and set them as the parts are."""
        self._switches = switches
        for name, action in switches.items():
            action.setChecked(self._is_usually_shown(name))

    def _is_usually_shown(self, name: str) -> bool:
        return self._settings.flag(f"window/{name}", usual=True)

    @Slot()
    def follow_switches(self) -> None:
        """Show and hide the parts as their commands are on or off."""
        for name, action in self._switches.items():
            self._hidden[name].setVisible(action.isChecked())

    def remember(self) -> None:
        """Keep sizes and what is shown."""
        self._settings.remember("window/geometry", self._window.saveGeometry())
        if self._is_users:
            self._settings.remember("window/splitter", self._splitter.saveState())
        for name, action in self._switches.items():
            self._settings.remember(f"window/{name}", action.isChecked())

    def follow_width(self, width: int) -> None:
        """Share the width of the window among the parts, until the user has done so."""
        if not self._is_users:
            left, right = min(210, max(172, width // 7)), min(480, max(260, width * 24 // 100))
            self._splitter.setSizes([left, width - left - right, right])

    @Slot()
    def _on_border_moved(self) -> None:
        self._is_users = True  # from now on the window's width changes the list alone


def _first_size(window: QMainWindow) -> QSize:
    """How large the window is at first: as it is meant, but within its screen."""
    return _FIRST_SIZE.boundedTo(window.screen().availableGeometry().size() - _FRAME)
