"""Gives the selected entries tags, or puts them into collections: a list to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.folding import fold
from desktop.window.override import override
from desktop.window.swatches import dot

_ID = Qt.ItemDataRole.UserRole
_WAS = Qt.ItemDataRole.UserRole + 1
_ON, _OFF, _SOME = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


class AssignDialog(QDialog):
    """A list of names to tick, narrowed by typing; a name that is not there can be made.

    What only some of the entries have is half ticked, and stays so unless it is changed.

    Signals:
        assigned: (ids to give, ids to take, new names to give).
    """

    assigned = Signal(object, object, object)

    def __init__(
        self,
        title: str,
        hint: str,
        names: Sequence[tuple[int, str, str]],
        had: Mapping[int, int],
        number: int,
        parent: QWidget,
    ) -> None:
        """Make the dialog.

        Args:
            title: Its title.
            hint: What stands in the empty line for the name.
            names: (id, name, colour) of what can be given.
            had: Id to how many of the entries have it.
            number: How many entries there are.
            parent: The window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(380, 420)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(hint)
        self.edit.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        for each, name, color in names:
            count = had.get(each, 0)
            self._add(each, name, color, _ON if count >= number else _SOME if count else _OFF)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        apply = buttons.addButton(self.tr("Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
        apply.setAutoDefault(False)
        apply.setDefault(False)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.edit)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.edit.textChanged.connect(self._narrow)
        self.edit.installEventFilter(self)
        self._narrow("")

    def names(self) -> list[str]:
        """What is listed now."""
        return [item.text() for item in self._items() if not item.isHidden()]

    def tick(self, name: str, *, on: bool = True) -> None:
        """Tick a name, or take its tick away."""
        for item in self._items():
            if item.text() == name:
                item.setCheckState(_ON if on else _OFF)

    def enter(self) -> None:
        """Tick what is marked, or make what is typed; with nothing typed, apply."""
        typed = self.edit.text().strip()
        if not typed:
            self._on_accepted()
            return
        item = self._named(typed) or self._marked() or self._add(0, typed, "", _OFF)
        item.setCheckState(_OFF if item.checkState() is _ON else _ON)
        self.edit.clear()
        self.list.setCurrentItem(item)

    def _add(self, each: int, name: str, color: str, state: Qt.CheckState) -> QListWidgetItem:
        item = QListWidgetItem(QIcon(dot(color, 14, self)), name)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 12))
        item.setData(_ID, each)
        item.setCheckState(state)
        item.setData(_WAS, state)
        self.list.addItem(item)
        return item

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _marked(self) -> QListWidgetItem | None:
        row = self.list.currentRow()
        item = self.list.item(row) if row >= 0 else None
        return None if item is None or item.isHidden() else item

    def _named(self, name: str) -> QListWidgetItem | None:
        wanted = fold(name)
        return next((item for item in self._items() if fold(item.text()) == wanted), None)

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        words = fold(typed).split()
        for item in self._items():
            item.setHidden(not all(word in fold(item.text()) for word in words))
        shown = [item for item in self._items() if not item.isHidden()]
        # A name that is not there is to be made, not to become the one that begins like it
        if shown and typed:
            self.list.setCurrentItem(shown[0])
        elif not shown:
            self.list.setCurrentRow(-1)

    @Slot()
    def _on_accepted(self) -> None:
        changed = [item for item in self._items() if item.checkState() != item.data(_WAS)]
        give = [i for i in changed if i.checkState() is _ON and i.data(_ID)]
        take = [i for i in changed if i.checkState() is _OFF and i.data(_ID)]
        new = [i.text() for i in changed if i.checkState() is _ON and not i.data(_ID)]
        if changed:
            self._tell([int(i.data(_ID)) for i in give], [int(i.data(_ID)) for i in take], new)
        self.accept()

    def _tell(self, give: list[int], take: list[int], new: list[str]) -> None:
        self.assigned.emit(give, take, new)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.enter()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.list.setFocus()
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)
