"""All commands in one list that is searched by typing (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from biblio.folding import fold
from desktop.window import theme
from desktop.window.override import override

_ACTION = Qt.ItemDataRole.UserRole
_WIDTH, _ROWS = 480, 12


class CommandPalette(QFrame):
    """A list of commands that runs the chosen one."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._actions = [action for action in actions if action.isEnabled()]
        self._edit = QLineEdit(self)
        self._edit.setPlaceholderText(self.tr("Type a command"))
        self._edit.setAccessibleName(self.tr("Command"))
        self._edit.setMinimumHeight(self._edit.fontMetrics().height() + 16)
        self._list = QListWidget(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._edit)
        layout.addWidget(self._list)
        self._edit.textChanged.connect(self._fill)
        self._edit.returnPressed.connect(self._run)
        self._list.itemClicked.connect(self._run)
        self._edit.installEventFilter(self)
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Show it in the upper middle of a window."""
        row = self._list.sizeHintForRow(0) if self._list.count() else 20
        self.resize(_WIDTH, row * _ROWS + self._edit.sizeHint().height() + 36)
        self.move(window.mapToGlobal(QPoint((window.width() - _WIDTH) // 2, 90)))
        self.show()
        self._edit.setFocus()

    def titles(self) -> list[str]:
        """What is listed."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def type(self, text: str) -> None:
        """Type a text for the user."""
        self._edit.setText(text)

    def run(self) -> None:
        """Run the command that is marked."""
        self._run()

    @Slot(str)
    def _fill(self, typed: str) -> None:
        words = fold(typed).split()
        self._list.clear()
        for action in self._actions:
            title = plain(action)
            if all(word in fold(title) for word in words):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(
                    theme.icon("chevron-right") if action.icon().isNull() else action.icon(), title
                )
                item.setData(_ACTION, action)
                item.setToolTip(theme.tooltip(keys))
                item.setText(f"{title}    {keys}" if keys else title)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    @Slot()
    def _run(self) -> None:
        item = self._list.currentItem()
        self.close()
        if item is not None:
            action = item.data(_ACTION)
            assert isinstance(action, QAction)
            action.trigger()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._list.count():
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
                return True
        return super().eventFilter(watched, event)


def plain(action: QAction) -> str:
    """An action's words without the mnemonic."""
    return action.text().replace("&", "").rstrip("…")
