"""From the start of the process to the first rows on the screen, against an empty PySide6 window.

Beside it stands the least that shows rows at all: a table of Qt with a model in Python. The rest
of what PySide does at a start is done as soon as a program says `Qt` or paints a text.
"""

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
_BARE = """
import os, sqlite3, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QAbstractTableModel, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Model(QAbstractTableModel):
    def rowCount(self, parent):
        return len(rows)
    def columnCount(self, parent):
        return 5
    def data(self, index, role):
        return str(rows[index.row()][index.column()]) if role == 0 else None
class Table(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))
app = QApplication([])
rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT key, title, authors, year, venue FROM entries WHERE trashed = 0"
    " ORDER BY year DESC, date DESC LIMIT 60"
).fetchall()
window, table, model = QMainWindow(), Table(), Model()
table.setModel(model)
window.setCentralWidget(table)
window.resize(1440, 900)
window.show()
app.exec()
"""
# As `oeuvre --library FILE` does it
_OURS = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["XDG_CONFIG_HOME"] = sys.argv[2]
import desktop.cli.run
from desktop.cli.output import Output
from desktop.starting import start_window
def shown(window):
    window.rows_shown.connect(lambda: os._exit(0))
start_window(Path(sys.argv[1]), Output(), shown)
"""


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    library = str(space.filled)
    return Comparison(
        f"Window on {space.entries:,} entries, to the first painted rows",
        Side("empty window", (PYTHON, "-c", _EMPTY)),
        (Side("oeuvre", (PYTHON, "-c", _OURS, library, str(space.folder))),),
        floor=1.5,
        others=(Side("a bare table", (PYTHON, "-c", _BARE, library)),),
    )
