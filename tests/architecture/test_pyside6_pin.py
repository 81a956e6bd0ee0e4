"""The installed PySide6 does not lose references of None, True and False.

PySide6 6.12.0 on Python 3.11 drops them in ordinary use until the interpreter aborts; see
docs/decisions/0002-pyside6-pin.md. The use is made in a process of its own, so that an
abort is a failed test and not the end of the run.
"""

from __future__ import annotations

import json
import sys

from tests.architecture.places import ROOT, run_python

ROUNDS = 20_000
PROGRAM = """
import json, sys
from PySide6.QtCore import QAbstractTableModel, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QTableView

rounds = int(sys.argv[1])
app = QApplication([])

class Sender(QObject):
    told = Signal(bool)
    nothing = Signal(object)

class Cells(QAbstractTableModel):
    def rowCount(self, parent=None): return 50
    def columnCount(self, parent=None): return 8
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None

class Painter(QStyledItemDelegate):
    def paint(self, painter, option, index):
        super().paint(painter, option, index)

def counts():
    return [sys.getrefcount(value) for value in (None, True, False)]

sender, model, view = Sender(), Cells(), QTableView()
sender.told.connect(lambda value: None)
sender.nothing.connect(lambda value: None)
view.setModel(model)
view.setItemDelegate(Painter(view))
view.resize(900, 600)
view.show()
app.processEvents()
before = counts()
for number in range(rounds):
    sender.told.emit(number % 2 == 0)
    sender.nothing.emit(None)
    if number % 200 == 0:
        QTimer.singleShot(0, lambda: None)
        view.viewport().repaint()
        app.processEvents()
print(json.dumps([before, counts()]))
"""


def test_references_of_singletons_stay() -> None:
    result = run_python(ROOT, PROGRAM, str(ROUNDS))
    assert result.returncode == 0, result.stderr[-2000:]
    before, after = json.loads(result.stdout)
    if sys.version_info < (3, 12):  # from 3.12 on they are immortal, and not counted
        lost = [old - new for old, new in zip(before, after, strict=True)]
        assert max(lost) < 100, f"lost references of None, True, False: {lost}"
