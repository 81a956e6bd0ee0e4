"""What stands in place of an empty list: why it is empty, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.window import theme
from desktop.window.override import override

Button = tuple[str, Callable[[], None]]


class EmptyState(QWidget):
    """A picture, a line, a few words, and buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._line = QHBoxLayout()
        self._line.setSpacing(10)
        self._buttons: list[QPushButton] = []
        self._name = ""
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addWidget(self._title)
        words = QHBoxLayout()
        words.addStretch(1)
        words.addWidget(self._words)
        words.addStretch(1)
        layout.addLayout(words)
        layout.addSpacing(4)
        layout.addLayout(self._line)
        layout.addStretch(3)

    def show_state(self, icon: str, title: str, words: str, *buttons: Button) -> None:
        """Say why there is nothing; the first button is the one that most will want."""
        self._name = icon
        colors = theme.colors(self)
        self._icon.setPixmap(theme.pixmap(icon, colors.faint, 48, self.devicePixelRatioF()))
        self._title.setText(title)
        self._words.setText(words)
        while self._line.count():
            self._line.takeAt(0)
        for old in self._buttons:
            old.deleteLater()
        self._buttons = []
        self._line.addStretch(1)
        for place, (label, action) in enumerate(buttons):
            button = QPushButton(label, self)
            button.setDefault(place == 0)
            button.clicked.connect(lambda _=False, action=action: action())
            self._line.addWidget(button)
            self._buttons.append(button)
        self._line.addStretch(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A fixed width, since only then a layout knows how high wrapped words are
        self._words.setFixedWidth(min(480, max(200, event.size().width() - 48)))

    def title(self) -> str:
        """The line that is shown."""
        return self._title.text()

    def words(self) -> str:
        """The words below it."""
        return self._words.text()

    def buttons(self) -> list[QPushButton]:
        """The buttons that are shown."""
        return list(self._buttons)
