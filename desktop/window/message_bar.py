"""A quiet line above the list: what was done, what goes on, what went wrong. Never in the way."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.window import theme
from desktop.window.override import override
from desktop.window.tasks import Control

_PATIENCE = 500  # milliseconds before progress is shown
_BACK_AFTER = 2500  # milliseconds that a message covers progress
_GOES_AFTER = 12_000  # milliseconds that good news stays

Button = tuple[str, Callable[[], None]]


class Tone(Enum):
    """What kind of message it is."""

    DONE = auto()
    WARNING = auto()
    ERROR = auto()


class MessageBar(QFrame):
    """One message at a time; progress takes its place while something long goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.DONE
        self._control: Control | None = None
        self._can_cancel = True
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._progress.setMinimumWidth(160)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self._on_cancel)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close the message"))
        theme.set_icon(self._close, "close")
        self._close.clicked.connect(self.hide)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(26, 7, 20, 7)
        self._layout.setSpacing(10)
        for widget in (self._icon, self._text, self._progress, self._cancel, self._close):
            self._layout.addWidget(widget)
        self._layout.setStretchFactor(self._text, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_progress)
        self._goes = QTimer(self)
        self._goes.setSingleShot(True)
        self._goes.setInterval(_GOES_AFTER)
        self._goes.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, tone: Tone = Tone.DONE, *buttons: Button) -> None:
        """Show a message until it is closed or replaced; good news goes by itself."""
        self._tone = tone
        self._text.setText(text)
        self._set_buttons(buttons)
        self._close.show()
        self._icon.show()
        self._paint_icon()
        self.show()
        if tone is Tone.DONE:
            self._goes.start()
        else:
            self._goes.stop()
        if self._control is not None:  # something goes on: its progress comes back soon
            self._goes.stop()
            self._patience.start(_BACK_AFTER)

    @Slot()
    def withdraw(self) -> None:
        """Take good news back, and the offers that came with it."""
        if self._tone is Tone.DONE and self._control is None:
            self.hide()

    def text(self) -> str:
        """The message that is shown, or empty."""
        return "" if self.isHidden() else self._text.text()

    def buttons(self) -> list[QPushButton]:
        """The buttons of the message."""
        return list(self._buttons)

    def follow(self, text: str, control: Control, *, can_cancel: bool = True) -> None:
        """Show the progress of something, when it takes longer than half a second."""
        self._control = control
        self._can_cancel = can_cancel
        self._progress.setRange(0, 0)
        control.progressed.connect(self._on_progress)
        self._progress.setProperty("what", text)
        self._patience.start(0 if self._progress.isVisible() else _PATIENCE)

    def end_progress(self) -> None:
        """What was followed has ended."""
        self._patience.stop()
        if self._control is not None:
            self._control = None
            self.hide()

    def cancel(self) -> None:
        """Cancel what is followed."""
        self._on_cancel()

    def _show_progress(self) -> None:
        self._goes.stop()
        self._tone = Tone.DONE
        self._set_buttons(())
        self._text.setText(str(self._progress.property("what")))
        self._icon.hide()
        self._close.hide()
        self._progress.show()
        self._cancel.setEnabled(True)
        self._cancel.setVisible(self._can_cancel)
        self.show()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self.sender() is self._control and total > 0:
            self._progress.setRange(0, total)
            self._progress.setValue(done)

    @Slot()
    def _on_cancel(self) -> None:
        if self._control is not None:
            self._control.cancel()
            self._cancel.setEnabled(False)
            self._text.setText(self.tr("Cancelling…"))

    def _set_buttons(self, buttons: tuple[Button, ...]) -> None:
        self._progress.hide()
        self._cancel.hide()
        for old in self._buttons:
            self._layout.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        for label, action in buttons:
            button = QPushButton(label, self)
            button.clicked.connect(lambda _=False, action=action: action())
            self._layout.insertWidget(self._layout.count() - 1, button)
            self._buttons.append(button)

    def _paint_icon(self) -> None:
        colors = theme.colors(self)
        name, color = {
            Tone.DONE: ("check", colors.success),
            Tone.WARNING: ("warning", colors.warning),
            Tone.ERROR: ("error", colors.error),
        }[self._tone]
        self._icon.setPixmap(theme.pixmap(name, color, 16, self.devicePixelRatioF()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = theme.colors(self)
        ground = {
            Tone.DONE: colors.pill,
            Tone.WARNING: colors.warning_surface,
            Tone.ERROR: colors.error_surface,
        }[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 0, -16, -4), 6, 6)
        painter.end()
