"""A sparkline: a series of numbers as one small line, without axes."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.window import theme
from desktop.window.override import override


class Sparkline(QWidget):
    """Draws (day, value) pairs, time from left to right, the newest marked by a dot."""

    def __init__(self, parent: QWidget | None = None, *, tall: bool = False) -> None:
        super().__init__(parent)
        self._size = QSize(60, 34) if tall else QSize(24, 12)
        self._series: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_series(self, series: tuple[tuple[str, float], ...]) -> None:
        """Show these (ISO 8601 day, value) pairs, oldest first; fewer than two show nothing."""
        self._series = series
        self.setVisible(len(series) >= 2)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._size

    @override
    def minimumSizeHint(self) -> QSize:
        return self._size

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        points = line(self._series, QRectF(self.rect()).adjusted(2, 2, -4, -3))
        if not points:
            return
        look = theme.colors(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.accent, 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.accent)
        painter.drawEllipse(points[-1], 2.5, 2.5)
        painter.end()


def line(series: tuple[tuple[str, float], ...], rect: QRectF) -> list[QPointF]:
    """The series as points in a rectangle; an unchanging one runs along its middle.

    Time is to scale; days that cannot be read make the points evenly spaced instead.
    """
    if len(series) < 2:
        return []
    days = [_day(day) for day, _ in series]
    known = [day for day in days if day is not None]
    if len(known) == len(days) and known[-1] > known[0]:
        positions = [(day - known[0]) / (known[-1] - known[0]) for day in known]
    else:
        positions = [index / (len(series) - 1) for index in range(len(series))]
    values = [value for _, value in series]
    lowest, highest = min(values), max(values)
    span = highest - lowest
    return [
        QPointF(
            rect.left() + position * rect.width(),
            rect.bottom() - ((value - lowest) / span if span else 0.5) * rect.height(),
        )
        for position, value in zip(positions, values, strict=True)
    ]


def _day(text: str) -> int | None:
    try:
        return dt.date.fromisoformat(text).toordinal()
    except ValueError:
        return None
