"""Which colour is what in a chart."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.window import theme
from desktop.window.charts.chart_colours import line_colour, series_colour
from desktop.window.charts.chart_figure import Figure
from desktop.window.charts.chart_words import EQUAL, translated
from desktop.window.look import Colors
from desktop.window.override import override

_SWATCH = 10.0
_GAP = 6.0
_APART = 18.0


@dataclass(frozen=True, slots=True)
class Item:
    """One colour and what it is; a line where `is_line`."""

    text: str
    colour: QColor
    is_line: bool = False
    is_dashed: bool = False


def items_of(figure: Figure, look: Colors) -> list[Item]:
    """What a figure needs explained; nothing where there is one series of bars."""
    bars = len(figure.series) - bool(figure.line)
    found = [
        Item(text, series_colour(look, i, grey=i in figure.grey))
        for i, text in enumerate(figure.series[:bars])
        if bars > 1 or figure.line
    ]
    if figure.line:
        found.append(Item(figure.series[-1], line_colour(look), is_line=True))
    if figure.diagonal and figure.h is not None:
        found.append(Item(translated(EQUAL), line_colour(look), is_line=True, is_dashed=True))
    return found


def paint_items(
    painter: QPainter, area: QRectF, items: list[Item], font: QFont, text_colour: QColor
) -> float:
    """Paint the items in rows; returns the height that they take."""
    metrics = QFontMetricsF(font)
    line = metrics.height() + 2
    x, y = area.left(), area.top()
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in items:
        width = _SWATCH + _GAP + metrics.horizontalAdvance(item.text)
        if x > area.left() and x + width > area.right():
            x, y = area.left(), y + line
        middle = y + line / 2
        if item.is_line:
            style = Qt.PenStyle.DashLine if item.is_dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(item.colour, 2, style))
            painter.drawLine(QPointF(x - 3, middle), QPointF(x + _SWATCH + 3, middle))
        else:
            painter.fillRect(QRectF(x, middle - _SWATCH / 2, _SWATCH, _SWATCH), item.colour)
        painter.setPen(text_colour)
        painter.drawText(
            QRectF(x + _SWATCH + _GAP, y, width, line), Qt.AlignmentFlag.AlignVCenter, item.text
        )
        x += width + _APART
    return y + line - area.top() if items else 0.0


class ChartLegend(QWidget):
    """The colours of the chart beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Figure("")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_figure(self, figure: Figure) -> None:
        """Explain a figure."""
        self._figure = figure
        items = items_of(figure, theme.colors(self))
        self.setVisible(bool(items))
        self.setAccessibleName(", ".join(item.text for item in items))
        self.updateGeometry()
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetricsF(self.font())
        items = items_of(self._figure, theme.colors(self))
        rows, x = 1, 0.0
        for item in items:
            taken = _SWATCH + _GAP + metrics.horizontalAdvance(item.text)
            if x and x + taken > width - 28:
                rows, x = rows + 1, 0.0
            x += taken + _APART
        return round(rows * (metrics.height() + 2)) + 4

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.colors(self)
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(18, 0, -10, 0)
        paint_items(painter, area, items_of(self._figure, look), self.font(), look.muted)
        painter.end()
