"""All commands in one list that is searched by typing (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

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
        self._list = QTreeWidget(self)
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setIconSize(QSize(16, 16))
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformRowHeights(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._edit)
        layout.addWidget(self._list)
        self._edit.textChanged.connect(self._fill)
        self._edit.returnPressed.connect(self._run)
        self._list.itemClicked.connect(lambda _item, _column: self._run())
        self._edit.installEventFilter(self)
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Show it in the upper middle of a window."""
        self._fit()
        self.move(window.mapToGlobal(QPoint((window.width() - _WIDTH) // 2, 90)))
        self.show()
        self._edit.setFocus()

    def titles(self) -> list[str]:
        """What is listed."""
        return [item.text(0) for item in self._items()]

    def type(self, text: str) -> None:
        """Type a text for the user."""
        self._edit.setText(text)

    def run(self) -> None:
        """Run the command that is marked."""
        self._run()

    @Slot(str)
    def _fill(self, typed: str) -> None:
        words = fold(typed).split()
        muted = theme.colors(self).muted
        self._list.clear()
        for action in self._actions:
            title = plain(action)
            if not all(word in fold(title) for word in words):
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem([title, keys])
            item.setIcon(0, action.icon() if not action.icon().isNull() else _no_icon())
            item.setForeground(1, muted)
            item.setSizeHint(0, QSize(0, self._edit.fontMetrics().height() + 12))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, _ACTION, action)
            self._list.addTopLevelItem(item)
        if first := self._list.topLevelItem(0):
            self._list.setCurrentItem(first)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is listed, up to some rows."""
        found = self._list.topLevelItemCount()
        self._list.setVisible(found > 0)
        self._list.setFixedHeight(max(1, self._list.sizeHintForRow(0)) * min(found, _ROWS) + 4)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(_WIDTH, layout.sizeHint().height())

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self._list.topLevelItem(row) for row in range(self._list.topLevelItemCount()))
        return [item for item in items if item is not None]

    @Slot()
    def _run(self) -> None:
        item = self._list.currentItem()
        self.close()
        if item is not None:
            action = item.data(0, _ACTION)
            assert isinstance(action, QAction)
            action.trigger()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            items = self._items()
            if step is not None and items:
                row = self._list.indexOfTopLevelItem(self._list.currentItem() or items[0])
                self._list.setCurrentItem(items[(row + step) % len(items)])
                return True
        return super().eventFilter(watched, event)


def plain(action: QAction) -> str:
    """An action's words without the mnemonic."""
    return action.text().replace("&", "").rstrip("…")


def _no_icon() -> QIcon:
    """An icon of nothing, so that all words begin at one place."""
    empty = QPixmap(16, 16)
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)
