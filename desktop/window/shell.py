"""What a window shows first: rows that can be seen, titles of menus, places for what is to come.

The first rows are there soon, and nothing makes a key wait long: all that is not here is made after
their painting, piece by piece in turns of the event loop (`MainWindow.making`), with the sidebar,
the commands and the opening of the library first.

What Python has to know of Qt is made by PySide when it is first met, and takes most of the time
here: each module and each call below was chosen to meet little of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow

from db.listed import View
from desktop.window import theme
from desktop.window.arrangement import Arrangement
from desktop.window.entry.entry_place import EntryPlace
from desktop.window.later import Turns
from desktop.window.menus import Menus
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.side.sidebar_place import SidebarPlace
from desktop.window.table.delegate import ROWS, Density
from desktop.window.table.list_pane import ListPane

_PAINTED_BY = 250  # milliseconds after which the first rows are not waited for


class Shell(QMainWindow):
    """A window on a library that shows its first rows, and then begins with all else.

    Signals:
        rows_shown: The first rows are on the screen.

    Attributes:
        rest: All else.
    """

    rows_shown = Signal()

    def __init__(self, library: Path, settings: Settings) -> None:
        """Make the window; it opens the library after it was painted first."""
        super().__init__()
        theme.hold_icons()
        self._settings = settings
        self.rest = Turns(self, self.making())
        self.session = Session(library, self)
        self.list_pane = ListPane(self.session, settings, self)
        self.sidebar_place = SidebarPlace(self)
        self.entry_place = EntryPlace(self)
        self.menus = Menus(self)
        self.set_density(ROWS[self.rows_command()])
        self.arrangement = Arrangement(
            self,
            (self.sidebar_place, self.list_pane, self.entry_place),
            {"show_sidebar": self.sidebar_place, "show_entry": self.entry_place},
            settings,
        )
        # When they have reached the screen, not while they are being painted
        self.list_pane.table.rows_painted.connect(
            self._on_rows_painted, Qt.ConnectionType.QueuedConnection
        )
        self.setWindowTitle(f"{library.stem} — Oeuvre")

    def making(self) -> Iterator[None]:
        """Make the rest and open the library; it yields where events may be answered."""
        raise NotImplementedError

    def set_density(self, density: Density) -> None:
        """Make the rows this high."""
        self.list_pane.table.set_density(density)
        name = next(name for name, value in ROWS.items() if value is density)
        self._settings.remember("window/rows", name)

    def rows_command(self) -> str:
        """The command that makes the rows as high as they are."""
        chosen = self._settings.text("window/rows", "rows_two_lines")
        return chosen if chosen in ROWS else "rows_two_lines"

    def first_view(self) -> View:
        """What is shown first: the person's papers, or all there are."""
        profiles = self.session.profiles()
        return View("profile", profiles[0][0]) if profiles else View()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.rest.is_begun and self.session.peek():
            self.list_pane.show_first_rows(self.first_view())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrangement.follow_width(event.size().width())
        super().resizeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rest.is_begun:
            has_rows = self.list_pane.model.rowCount() > 0
            QTimer.singleShot(_PAINTED_BY if has_rows else 0, self, self.rest.begin)

    @Slot()
    def _on_rows_painted(self) -> None:
        self.rows_shown.emit()
        self.rest.begin()
