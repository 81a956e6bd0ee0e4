"""From the start of the process to the first painted rows, against an empty PySide6 window."""

from __future__ import annotations

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace

_EMPTY = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
_OURS = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from desktop.window.app import application, quiet_platform
from desktop.window import theme
from desktop.window.main_window import MainWindow
from desktop.window.settings import Settings
from PySide6.QtCore import QTimer
app = application()
quiet_platform()
theme.apply(app)
window = MainWindow(Path(sys.argv[1]), Settings(Path(sys.argv[2])))
window.list_pane.table.rows_painted.connect(lambda: QTimer.singleShot(0, lambda: os._exit(0)))
window.show()
app.exec()
"""


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    settings = space.folder / "open.ini"
    return Comparison(
        f"Window on {space.entries:,} entries, to the first painted rows",
        Side("empty window", (PYTHON, "-c", _EMPTY)),
        (Side("oeuvre", (PYTHON, "-c", _OURS, str(space.filled), str(settings))),),
        floor=1.5,
    )
