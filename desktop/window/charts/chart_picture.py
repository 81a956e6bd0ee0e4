"""What a chart panel shows, drawn once more for a file: on white, in the size of a picture."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.window.charts import chart_words
from desktop.window.charts.chart_canvas import ChartCanvas
from desktop.window.charts.chart_export import Picture, body_size
from desktop.window.charts.chart_legend import items_of
from desktop.window.charts.chart_panel import ChartPanel
from desktop.window.charts.coauthor_graph import CoauthorGraph
from desktop.window.look import LIGHT


@contextlib.contextmanager
def picture_of(panel: ChartPanel) -> Iterator[Picture]:
    """The picture of a panel's chart; it can be drawn until the context ends."""
    legend = items_of(panel.figure, LIGHT)
    body: ChartCanvas | CoauthorGraph
    if panel.circle is not None:
        body = CoauthorGraph()
        body.keep_look(LIGHT)
        body.show_circle(panel.circle)
    else:
        body = ChartCanvas(LIGHT)
        body.show_figure(panel.figure)
    _lay_out(body, panel)

    def draw(painter: QPainter, area: QRectF) -> None:
        painter.translate(area.topLeft())
        if isinstance(body, CoauthorGraph):
            body.draw(painter)
        else:
            body.draw(painter, QRectF(0, 0, area.width(), area.height()))

    remark = panel.remark(body.drawn() if isinstance(body, ChartCanvas) else 0)
    try:
        yield Picture(chart_words.title(panel.name()), legend, remark, draw, panel.font())
    finally:
        body.close()
        body.deleteLater()


def _lay_out(body: QWidget, panel: ChartPanel) -> None:
    """Give a widget that nobody sees its size: only what is shown is laid out."""
    body.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    body.setFont(panel.font())
    body.resize(body_size(items_of(panel.figure, LIGHT)))
    body.show()
    body.ensurePolished()
