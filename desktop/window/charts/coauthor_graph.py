"""A small graph of co-authors: on two sides of an oval, with lines between who wrote together.

On an oval every name can be read and the picture is the same each time, which a graph of springs
would not give. The person, with whom all wrote, is left out.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from biblio.identity import parse_display
from db.person.charts_coauthors import Circle
from desktop.window import theme
from desktop.window.charts.chart_colours import series_colour
from desktop.window.look import Colors
from desktop.window.override import override

_LARGEST = 7.0  # radius of the one with most papers
_SMALLEST = 3.0
_MARGIN = 10.0


class CoauthorGraph(QWidget):
    """The most frequent co-authors, as many as there is room for.

    Signals:
        pointed: The place of a person, or None.
        chosen: The place of the person who was clicked.
    """

    pointed = Signal(object)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circle = Circle()
        self._at: int | None = None
        self._look: Colors | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(260, 120)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Graph of co-authors"))

    def show_circle(self, circle: Circle) -> None:
        """Show these co-authors."""
        self._circle = circle
        self._at = None
        self.update()

    def keep_look(self, look: Colors) -> None:
        """Draw in these colours, whatever the window's are."""
        self._look = look

    def shown(self) -> int:
        """How many people there is room for."""
        line = QFontMetricsF(self.font()).height() + 1
        room = 2 * max(2, int((self.height() - 2 * _MARGIN) / line))
        return min(self._circle.drawn, room)

    def _places(self) -> list[QPointF]:
        """Where they are: down the right side and up the left."""
        count = self.shown()
        names = self._name_width()
        wide = max(40.0, self.width() / 2 - names - 2 * _MARGIN)
        high = max(20.0, self.height() / 2 - 2 * _MARGIN)
        middle = QPointF(self.width() / 2, self.height() / 2)
        right = (count + 1) // 2
        found = []
        for place in range(count):
            on_right = place < right
            of_side = right if on_right else count - right
            step = place if on_right else place - right
            # Evenly down the height, so that names do not touch
            y = 0.0 if of_side == 1 else -high + 2 * high * step / (of_side - 1)
            x = wide * math.sqrt(max(0.12, 1 - (y / high) ** 2 * 0.85))
            found.append(middle + QPointF(x if on_right else -x, y))
        return found

    def _name_width(self) -> float:
        return min(self.width() * 0.3, 150.0)

    def _radius(self, place: int) -> float:
        most = self._circle.people[0].papers
        share = self._circle.people[place].papers / most
        return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(share)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draw the graph."""
        look = self._look or theme.colors(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        self._draw_links(painter, places, look)
        metrics = QFontMetricsF(self.font())
        painter.setFont(self.font())
        beside = {
            other
            for one, two, _ in self._circle.links
            if self._at in (one, two)
            for other in (one, two)
        }
        for place, where in enumerate(places):
            quiet = self._at is not None and place != self._at and place not in beside
            colour = series_colour(look, 0)
            colour.setAlphaF(0.35 if quiet else 1.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            radius = self._radius(place)
            painter.drawEllipse(where, radius, radius)
            painter.setPen(look.faint if quiet else look.text)
            self._draw_name(painter, metrics, place, where)

    def _draw_links(self, painter: QPainter, places: list[QPointF], look: Colors) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one, other, number in self._circle.links:
            if max(one, other) >= len(places):
                continue
            concerned = self._at in (one, other)
            colour = QColor(look.accent if concerned else look.faint)
            if self._at is not None and not concerned:
                colour.setAlphaF(0.25)
            painter.setPen(QPen(colour, min(1 + 0.6 * (number - 1), 5.0)))
            path = QPainterPath(places[one])
            bend = (places[one] + places[other]) / 2
            apart = math.dist(places[one].toTuple(), places[other].toTuple())
            pull = min(0.5, apart / max(self.height(), 1))  # neighbours need no detour
            path.quadTo(bend + (middle - bend) * pull, places[other])
            painter.drawPath(path)

    def _draw_name(
        self, painter: QPainter, metrics: QFontMetricsF, place: int, where: QPointF
    ) -> None:
        on_right = where.x() >= self.width() / 2
        side = Qt.AlignmentFlag.AlignLeft if on_right else Qt.AlignmentFlag.AlignRight
        room = self.width() - where.x() - _LARGEST - 8 if on_right else where.x() - _LARGEST - 8
        text = metrics.elidedText(self.name(place), Qt.TextElideMode.ElideRight, room)
        start = where.x() + _LARGEST + 4 if on_right else where.x() - _LARGEST - 4 - room
        height = metrics.height()
        area = QRectF(start, where.y() - height / 2, room, height)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)

    def name(self, place: int) -> str:
        """A person's name, given names as initials."""
        name = self._circle.people[place].name
        return parse_display(name).short or name

    # --- Pointing ------------------------------------------------------------------------------

    def place_at(self, at: QPointF) -> int | None:
        """Who is at a point: their dot or their name."""
        line = QFontMetricsF(self.font()).height() / 2
        for place, where in enumerate(self._places()):
            outwards = 1 if where.x() >= self.width() / 2 else -1
            along = (at.x() - where.x()) * outwards
            if abs(at.y() - where.y()) <= line and -_LARGEST <= along <= self._name_width():
                return place
        return None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.place_at(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = self.shown()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in step and count:
            self._point(0 if self._at is None else (self._at + step[key]) % count)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _point(self, place: int | None) -> None:
        if place != self._at:
            self._at = place
            self.setCursor(
                Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
            )
            self.pointed.emit(place)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, 240)
