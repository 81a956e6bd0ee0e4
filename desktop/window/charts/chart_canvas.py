"""The drawing of a chart by pyqtgraph, the only module that knows it; see docs/decisions.

Everything that pyqtgraph offers for signals of instruments (zoom, menus, automatic ranges) is
off: a chart here has one right view, and a click on a bar searches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsView, QVBoxLayout, QWidget

from desktop.window.charts.chart_colours import line_colour, series_colour
from desktop.window.charts.chart_figure import Bar, Figure
from desktop.window.look import Colors
from desktop.window.override import override

pg.setConfigOptions(exitCleanup=False)  # Qt takes its widgets down itself
_WIDTH: Final = 0.8  # of a bar, where 1 is the distance of two
_MANY: Final = 150
_ROOM: Final = 8  # bars that there is room for at least
_ROOM_LYING: Final = 5
_LONGEST_LABEL: Final = 0.36  # of the width of the chart that names may take


class ChartCanvas(QWidget):
    """One drawn chart, which can be read and chosen from with the mouse and the keys.

    Signals:
        pointed: (place of a label, place of a series or None) that is pointed at, or None, None.
        chosen: The same, when it is clicked or Enter is pressed.
        resized: It has another size, so that more or less of it is drawn.
    """

    pointed = Signal(object, object)
    chosen = Signal(object, object)
    resized = Signal()

    def __init__(self, look: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._figure = Figure("")
        self._at: tuple[int | None, int | None] = (None, None)
        self._plot = pg.PlotWidget(self, background=look.surface)
        self._view: QGraphicsView = self._plot
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QGraphicsView.Shape.NoFrame)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setAntialiasing(True)
        self._plot.getPlotItem().layout.setContentsMargins(4, 10, 12, 2)
        self._mark: object = None
        self._grid: list[Any] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        viewport = self._view.viewport()
        viewport.setMouseTracking(True)
        viewport.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self._view)

    def set_look(self, look: Colors) -> None:
        """Draw in other colours."""
        self._look = look
        self._plot.setBackground(look.surface)
        self.show_figure(self._figure)

    def show_figure(self, figure: Figure) -> None:
        """Draw a chart."""
        self._figure = figure
        self._at = (None, None)
        self._mark = None
        self._grid = []
        self._plot.clear()
        for series in range(len(figure.series)):
            bars = [bar for bar in figure.bars if bar.series == series]
            end = len(figure.labels) if figure.h is None else figure.h
            core = [bar for bar in bars if bar.place < end]
            beyond = [bar for bar in bars if bar.place >= end]
            if core:
                self._add_bars(core, self._colour(series))
            if beyond:  # outside the h-core
                self._add_bars(beyond, self._look.faint)
        if figure.lying:
            self._add_numbers(figure.bars)
        if figure.line:
            self._add_line(figure.line)
        if figure.diagonal and figure.h is not None:
            self._add_h(figure)
        self._scale()

    def _colour(self, series: int) -> QColor:
        return series_colour(self._look, series, grey=series in self._figure.grey)

    def _add_bars(self, bars: Sequence[Bar], colour: QColor, pen: QPen | None = None) -> object:
        places = [bar.place for bar in bars]
        many = len(self._figure.labels) > _MANY  # an edge would be all that is seen of them
        edge = pg.mkPen(colour if many else self._look.surface, width=1) if pen is None else pen
        low, size = [bar.low for bar in bars], [bar.high - bar.low for bar in bars]
        if self._figure.lying:
            item = pg.BarGraphItem(
                x0=low, width=size, y=places, height=_WIDTH, brush=colour, pen=edge
            )
        else:
            item = pg.BarGraphItem(
                x=places, width=_WIDTH, y0=low, height=size, brush=colour, pen=edge
            )
        self._plot.addItem(item)
        return item

    def _add_numbers(self, bars: Sequence[Bar]) -> None:
        for bar in bars:
            text = pg.TextItem(f"{bar.value:,}", color=self._look.muted, anchor=(0, 0.5))
            text.setFont(self.font())
            text.setPos(bar.high, bar.place)
            self._plot.addItem(text)

    def _add_line(self, line: Sequence[float]) -> None:
        colour = line_colour(self._look)
        self._plot.addItem(
            pg.PlotDataItem(
                x=list(range(len(line))),
                y=list(line),
                pen=pg.mkPen(colour, width=2),
                symbol="o",
                symbolSize=5,
                symbolBrush=colour,
                symbolPen=None,
            )
        )

    def _add_h(self, figure: Figure) -> None:
        """The line on which citations equal the rank, and where the h-index is."""
        colour = line_colour(self._look)
        h = figure.h or 0
        self._plot.addItem(
            pg.PlotDataItem(
                x=list(range(len(figure.diagonal))),
                y=list(figure.diagonal),
                pen=pg.mkPen(colour, width=1.5, style=Qt.PenStyle.DashLine),
            )
        )
        if h:
            self._plot.addItem(
                pg.InfiniteLine(
                    pos=h - 0.5,
                    angle=90,
                    pen=pg.mkPen(colour, width=1.5),
                    label=f"h = {h:,}",
                    labelOpts={
                        "position": 0.9,
                        "color": self._look.text,
                        "fill": self._look.surface,
                        "anchors": [(0, 0.5), (0, 0.5)],
                    },
                )
            )

    def _scale(self) -> None:
        """Set ranges and ticks for the size that there is."""
        figure = self._figure
        count = self.drawn()
        # A single bar is no wall: there is room for some more
        spare = max(0, (_ROOM_LYING if figure.lying else _ROOM) - count)
        before = 0.0 if figure.lying else spare / 2
        places = (-0.6 - before, count - 0.4 + spare - before)
        # Beside lying bars their numbers stand
        numbers = (0.0, figure.top * (1.08 if figure.lying else 1.02))
        if figure.lying:
            self._plot.setXRange(*numbers, padding=0)
            self._plot.setYRange(*places, padding=0)
            self._plot.invertY(b=True)
        else:
            self._plot.invertY(b=False)
            self._plot.setXRange(*places, padding=0)
            self._plot.setYRange(*numbers, padding=0)
        names = self._label_ticks()
        counts = [(where, text) for where, text in figure.ticks if where <= figure.top]
        self._draw_grid([where for where, _ in counts])
        for side, ticks in (
            ("bottom", counts if figure.lying else names),
            ("left", names if figure.lying else counts),
            ("right", list(figure.line_ticks)),
        ):
            self._set_axis(side, ticks)

    def drawn(self) -> int:
        """How many labels are drawn: lying bars no more than have room for their names."""
        count = len(self._figure.labels)
        if not self._figure.lying:
            return count
        line = QFontMetricsF(self.font()).height() + 2
        return min(count, max(3, int((self.height() - 40) / line)))

    def _draw_grid(self, places: Sequence[float]) -> None:
        """Lines behind the bars; those of the axes would lie over them, and cut their texts."""
        for line in self._grid:
            self._plot.removeItem(line)
        self._grid = [
            pg.InfiniteLine(
                pos=place,
                angle=90 if self._figure.lying else 0,
                pen=pg.mkPen(self._look.border, width=1),
            )
            for place in places
            if place
        ]
        for line in self._grid:
            line.setZValue(-10)
            self._plot.addItem(line)

    def _set_axis(self, side: str, ticks: Sequence[tuple[float, str]]) -> None:
        axis = self._plot.getAxis(side)
        self._plot.showAxis(side, bool(ticks) or side != "right")
        axis.setTicks([list(ticks)])
        axis.setStyle(tickLength=0, hideOverlappingLabels=False, tickTextOffset=6)
        axis.setTextPen(self._look.muted)
        axis.setPen(self._look.border)
        axis.setTickFont(self.font())
        if side != "bottom":
            metrics = QFontMetricsF(self.font())
            widest = max((metrics.horizontalAdvance(text) for _, text in ticks), default=0)
            axis.setWidth(widest + 14)

    def _label_ticks(self) -> list[tuple[float, str]]:
        """The labels that fit beside each other; long names are cut."""
        labels = self._figure.labels
        metrics = QFontMetricsF(self.font())
        if self._figure.lying:
            room = max(80.0, self.width() * _LONGEST_LABEL)
            side = Qt.TextElideMode.ElideRight
            return [
                (float(place), metrics.elidedText(label, side, room))
                for place, label in enumerate(labels[: self.drawn()])
            ]
        widest = max((metrics.horizontalAdvance(label) for label in labels), default=1.0)
        room = max(0.001, (self.width() - 90) / max(len(labels), 1))
        apart = max(1, -int(-(widest + 12) // room))
        if apart > 1 and len(labels) > 2 and labels[0].isdecimal():
            round_steps = (lead * 10**power for power in range(7) for lead in (1, 2, 5))
            step = next((each for each in round_steps if each >= apart), apart)
            return [
                (float(place), label)
                for place, label in enumerate(labels)
                if label.isdecimal() and int(label) % step == 0
            ]
        return [(float(p), label) for p, label in enumerate(labels) if p % apart == 0]

    # --- Pointing ------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            at = self._under(event.position().toPoint())
            if event.type() is QEvent.Type.MouseMove:
                self._point(*at)
            elif (
                event.type() is QEvent.Type.MouseButtonRelease
                and event.button() is Qt.MouseButton.LeftButton
            ):
                self.setFocus()
                self._point(*at)
                if at[0] is not None and self._figure.clickable:
                    self.chosen.emit(*at)
                return True
            elif event.type() is QEvent.Type.MouseButtonPress:
                return True
        elif event.type() is QEvent.Type.Leave:
            self._point(None, None)
        elif event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _under(self, at: QPoint) -> tuple[int | None, int | None]:
        """The label and the series at a point of the picture."""
        where: QPointF = self._plot.getViewBox().mapSceneToView(QPointF(self._view.mapToScene(at)))
        along, value = (where.y(), where.x()) if self._figure.lying else (where.x(), where.y())
        place = round(along)
        if not 0 <= place < len(self._figure.labels) or not 0 <= value <= self._figure.top * 1.02:
            return None, None
        series = next(
            (b.series for b in self._figure.bars if b.place == place and b.low <= value < b.high),
            None,
        )
        return place, series

    def point_of(self, place: int, series: int | None = None) -> QPoint:
        """Where on this widget a bar is."""
        bars = [
            bar
            for bar in self._figure.bars
            if bar.place == place and (series is None or bar.series == series)
        ]
        value = (bars[0].low + bars[0].high) / 2 if bars else 0.0
        where = QPointF(value, place) if self._figure.lying else QPointF(place, value)
        scene: QPointF = self._plot.getViewBox().mapViewToScene(where)
        return self._view.viewport().mapTo(self, self._view.mapFromScene(scene))

    def _point(self, place: int | None, series: int | None) -> None:
        if (place, series) == self._at:
            return
        self._at = (place, series)
        if self._mark is not None:
            self._plot.removeItem(self._mark)
            self._mark = None
        bars = [
            bar
            for bar in self._figure.bars
            if bar.place == place and (series is None or bar.series == series)
        ]
        if bars:
            seen = QColor(self._look.text)
            seen.setAlpha(40)
            self._mark = self._add_bars(bars, seen, pg.mkPen(self._look.text, width=1.5))
        leads = place is not None and self._figure.clickable
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.pointed.emit(place, series)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._figure.labels)
        place, series = self._at
        lying = self._figure.lying
        steps = {
            Qt.Key.Key_Left: (0, -1) if lying else (-1, 0),
            Qt.Key.Key_Right: (0, 1) if lying else (1, 0),
            Qt.Key.Key_Up: (-1, 0) if lying else (0, 1),
            Qt.Key.Key_Down: (1, 0) if lying else (0, -1),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place is not None:
            if self._figure.clickable:
                self.chosen.emit(place, series)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self._point(0 if key is Qt.Key.Key_Home else count - 1, None)
        elif key in steps and count:
            along, across = steps[key]
            if place is None:
                self._point(0, None)
            elif along:
                self._point(min(max(place + along, 0), count - 1), series)
            else:
                self._point(place, self._next_series(place, series, across))
        else:
            super().keyPressEvent(event)

    def _next_series(self, place: int, series: int | None, step: int) -> int | None:
        """The part of a bar above or below; None is the whole."""
        parts = [bar.series for bar in self._figure.bars if bar.place == place]
        order: list[int | None] = [None, *parts]
        at = order.index(series) if series in order else 0
        return order[(at + step) % len(order)]

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None, None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()
        self.resized.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._scale()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 220)

    # --- Pictures ------------------------------------------------------------------------------

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw the chart somewhere else."""
        self._view.render(painter, target, self._view.viewport().rect())
