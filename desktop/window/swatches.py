"""The colours that collections and tags can have, seen well on light and dark ground."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from desktop.window import theme

# Each has a contrast of 3 to 1 or more with both grounds (WCAG 2.2, 1.4.11).
SWATCHES: tuple[tuple[str, object], ...] = (
    ("", QT_TRANSLATE_NOOP("Swatch", "No colour")),
    ("#d0473e", QT_TRANSLATE_NOOP("Swatch", "Red")),
    ("#c2700a", QT_TRANSLATE_NOOP("Swatch", "Orange")),
    ("#968200", QT_TRANSLATE_NOOP("Swatch", "Yellow")),
    ("#3c9150", QT_TRANSLATE_NOOP("Swatch", "Green")),
    ("#1b8f92", QT_TRANSLATE_NOOP("Swatch", "Teal")),
    ("#3f7fd1", QT_TRANSLATE_NOOP("Swatch", "Blue")),
    ("#8a6bd1", QT_TRANSLATE_NOOP("Swatch", "Violet")),
    ("#c4569b", QT_TRANSLATE_NOOP("Swatch", "Pink")),
)


def dot(color: str, size: int, of: QWidget) -> QPixmap:
    """A filled dot; an empty ring for no colour."""
    ratio = of.devicePixelRatioF()
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_dot(painter, QRectF(1, 1, size - 2, size - 2), color, theme.colors(of))
    painter.end()
    return made


def paint_dot(painter: QPainter, room: QRectF, color: str, colors: theme.Colors) -> None:
    """Paint a dot that fills a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if color else colors.muted)
    painter.setBrush(QColor(color) if color else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(room)


class SwatchRow(QWidget):
    """A row of colours, one of which is chosen; the arrow keys go along it.

    Signals:
        chosen: The colour, ``#rrggbb`` or empty.
    """

    chosen = Signal(str)

    def __init__(self, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        swatches = list(SWATCHES)
        if color not in {value for value, _ in swatches}:  # one that another program wrote
            swatches.append((color, color))
        for place, (value, name) in enumerate(swatches):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setIconSize(QSize(16, 16))
            button.setIcon(QIcon(dot(value, 16, self)))
            words = QCoreApplication.translate("Swatch", str(name))
            button.setToolTip(theme.tooltip(words))
            button.setAccessibleName(words)
            button.setProperty("color", value)
            button.setChecked(value == color)
            self._group.addButton(button, place)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.idClicked.connect(lambda _: self.chosen.emit(self.color()))

    def color(self) -> str:
        """The chosen colour."""
        button = self._group.checkedButton()
        return str(button.property("color")) if button is not None else ""

    def choose(self, color: str) -> None:
        """Choose a colour as a click would."""
        for button in self._group.buttons():
            if button.property("color") == color:
                button.click()
