"""The window: what is where, and how the parts hear of each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QToolButton,
    QWidget,
)

from db import Library, ProfileSummary, Stored, View
from db.errors import NoSuchEntryError
from desktop import wording
from desktop.window import theme
from desktop.window.actions import Actions, Needs
from desktop.window.commands import Commands
from desktop.window.delegate import Density
from desktop.window.drop import DropTarget
from desktop.window.entry_pane import EntryPane
from desktop.window.list_pane import ListPane
from desktop.window.message_bar import Tone
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.sidebar import Contents, Sidebar, read_contents
from desktop.window.tasks import Control

_ROWS = {
    "rows_two_lines": Density.TWO_LINES,
    "rows_relaxed": Density.RELAXED,
    "rows_compact": Density.COMPACT,
}


class MainWindow(QMainWindow):
    """The window on one library.

    Signals:
        library_asked: The path of another library, to be opened instead.
        settled: Everything that was asked for is shown.
    """

    library_asked = Signal(object)
    settled = Signal()

    def __init__(self, library: Path, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.session = Session(library, self)
        self.sidebar = Sidebar(self)
        self.list_pane = ListPane(self.session, settings, self)
        self.entry_pane = EntryPane(self)
        self.commands = Commands(self.session, self.list_pane, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._profile: ProfileSummary | None = None
        self._contents = Contents((), {}, ())
        self._dialogs = Dialogs(self)
        self._started = False
        self._lay_out()
        self.actions_ = Actions(self, self._handlers())
        self._add_buttons()
        self._connect()
        self._restore()
        self.setWindowTitle(f"{library.stem} — Oeuvre")
