"""The charts over the list: one at a time, drawn or as a table; what is pointed at in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCursor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from db.person.charts import CHARTS, Chart
from db.person.charts_coauthors import Circle
from desktop.window import theme
from desktop.window.charts import chart_words
from desktop.window.charts.chart_canvas import ChartCanvas
from desktop.window.charts.chart_figure import Figure, figure_of, told
from desktop.window.charts.chart_legend import ChartLegend
from desktop.window.charts.chart_table import Cell, ChartTable
from desktop.window.charts.coauthor_view import CoauthorView, circle_rows
from desktop.window.override import override

NAMES = (*CHARTS, "coauthors")
_LEAST, _USUAL, _MOST = 170, 270, 640  # pixels of height
EXPORTS = ("svg", "png", "csv", "copy", "copy_picture")


class ChartPanel(QWidget):
    """One chart of a profile.

    Signals:
        name_chosen: The name of the chart to be shown.
        search_asked: The query behind what was clicked.
        entry_asked: The id of the entry behind what was clicked.
        export_asked: One of `EXPORTS`.
        height_chosen: The height that the user gave it.
        closed: The user closed it.
    """

    name_chosen = Signal(str)
    search_asked = Signal(str)
    entry_asked = Signal(int)
    export_asked = Signal(str)
    height_chosen = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Charts"))
        self.chart: Chart | None = None
        self.circle: Circle | None = None
        self.figure = Figure("")
        self._remark = ""
        self._row_text: Callable[[int], str] = _no_text
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Which chart"))
        for name in NAMES:
            self.tabs.addTab(chart_words.translated(chart_words.TABS[name]))
        self.as_table = QToolButton(self)
        self.legend = ChartLegend(self)
        self.canvas = ChartCanvas(theme.colors(self), self)
        self.table = ChartTable(self)
        self.coauthors = CoauthorView(self)
        self.nothing = QLabel(self)
        self.reading = QLabel(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.chosen.connect(self._on_chosen)
        self.canvas.resized.connect(self._on_resized)
        self.table.row_chosen.connect(lambda place: self._on_chosen(place, None))
        self.coauthors.search_asked.connect(self.search_asked)
        self.coauthors.told.connect(self._tell)
        self.set_height(_USUAL)
        self._style()

    def _lay_out(self) -> None:
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_body)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setMargin(24)
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setContentsMargins(18, 0, 14, 2)
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for body in (self.canvas, self.table, self.coauthors, self.nothing):
            self._stack.addWidget(body)
        menu = QToolButton(self)
        menu.setMenu(self._menu())
        menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        close = QToolButton(self)
        close.clicked.connect(self.closed)
        for button, icon, words in (
            (self.as_table, "columns", self.tr("Show the numbers as a table")),
            (menu, "export", self.tr("Save or copy this chart")),
            (close, "close", self.tr("Close the charts")),
        ):
            button.setAutoRaise(True)
            button.setToolTip(theme.tooltip(words))
            button.setAccessibleName(words)
            theme.set_icon(button, icon, quiet=True)
        menu.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 8, 0)
        head.setSpacing(2)
        head.addWidget(self.tabs, 1)
        for button in (self.as_table, menu, close):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.legend)
        column.addWidget(self._stack, 1)
        column.addWidget(self.reading)
        column.addWidget(_Grip(self))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for name, words in zip(
            EXPORTS,
            (
                self.tr("Save as SVG…"),
                self.tr("Save as PNG…"),
                self.tr("Save the numbers as CSV…"),
                self.tr("Copy the numbers"),
                self.tr("Copy the picture"),
            ),
            strict=True,
        ):
            if name == "copy":
                menu.addSeparator()
            action = QAction(words, menu)
            action.setData(name)
            menu.addAction(action)
        menu.triggered.connect(lambda action: self.export_asked.emit(action.data()))
        return menu

    def name(self) -> str:
        """The chart that is chosen."""
        return NAMES[self.tabs.currentIndex()]

    def choose(self, name: str) -> None:
        """Choose a chart; the first for a name that there is not."""
        self.tabs.setCurrentIndex(NAMES.index(name) if name in NAMES else 0)

    def show_chart(self, chart: Chart, row_text: Callable[[int], str] | None = None) -> None:
        """Show a chart.

        Args:
            chart: What to show.
            row_text: Gives the text of an entry's id, for a chart whose labels are entries.
        """
        self.chart, self.circle = chart, None
        self._row_text = row_text or _no_text
        self.figure = figure_of(chart)
        self.canvas.show_figure(self.figure)
        self._remark = self.remark(self.canvas.drawn())
        self.canvas.setAccessibleName(chart_words.title(chart.name))
        keys = (
            self.tr("Arrow keys read the bars, Enter searches.")
            if self.figure.clickable
            else self.tr("Arrow keys read the bars.")
        )
        self.canvas.setAccessibleDescription(f"{keys} {self._remark}")
        self.table.setAccessibleName(chart_words.title(chart.name))
        self.legend.show_figure(self.figure if chart.series else Figure(""))
        named = (lambda place: self._row_text(chart.ids[place])) if chart.ids else None
        titles, rows = table_of(chart)
        if named is not None:
            titles = (*titles, self.tr("Title"))
        self.table.show_table(titles, rows, named)
        self.nothing.setText(chart_words.nothing(chart.name))
        self._show_body()

    def remark(self, drawn: int) -> str:
        """What is to be known about what is shown, of which so many labels are drawn."""
        if self.circle is not None:
            return chart_words.circle_remarks(self.circle) if self.circle.people else ""
        if self.chart is None or not self.chart.series:
            return ""
        return chart_words.remarks(self.chart, drawn, logarithmic=self.figure.logarithmic)

    def show_circle(self, circle: Circle) -> None:
        """Show the co-authors."""
        self.chart, self.circle = None, circle
        self.figure = Figure("coauthors")
        self._remark = self.remark(self.canvas.drawn())
        self.legend.show_figure(self.figure)
        self.coauthors.show_circle(circle)
        self.nothing.setText(chart_words.nothing("coauthors"))
        self._show_body()

    def _show_body(self) -> None:
        body: QWidget = self.nothing
        if self.circle is not None:
            body = self.coauthors if self.circle.people else self.nothing
        elif self.chart is not None and self.chart.series:
            body = self.table if self.as_table.isChecked() else self.canvas
        self._stack.setCurrentWidget(body)
        self.as_table.setEnabled(self.circle is None)
        self.legend.setVisible(body is self.canvas and bool(self.legend.accessibleName()))
        self._tell("")

    @Slot()
    def _on_resized(self) -> None:
        self._remark = self.remark(self.canvas.drawn())
        self._tell("")

    def set_height(self, height: int) -> None:
        """Give it a height."""
        self.setFixedHeight(min(max(height, _LEAST), _MOST))

    # --- What is pointed at --------------------------------------------------------------------

    @Slot(object, object)
    def _on_pointed(self, place: int | None, series: int | None) -> None:
        if place is None or self.chart is None:
            QToolTip.hideText()
            self._tell("")
            return
        text = told(self.figure, self.chart, place, series)
        if self.chart.ids:
            text = f"{text} · {self._row_text(self.chart.ids[place])}"
        self._tell(text)
        if self.canvas.underMouse():
            QToolTip.showText(QCursor.pos(), theme.tooltip(text), self.canvas)

    @Slot(str)
    def _tell(self, text: str) -> None:
        shown = text or self._remark
        self.reading.setText(shown)
        self.reading.setToolTip(theme.tooltip(shown))
        self.reading.setAccessibleName(shown)
        color = theme.colors(self).text if text else theme.colors(self).muted
        theme.set_text_color(self.reading, color)

    @Slot(object, object)
    def _on_chosen(self, place: int, series: int | None) -> None:
        if self.chart is None:
            return
        if self.chart.ids:
            self.entry_asked.emit(self.chart.ids[place])
            return
        query = self.chart.queries[place]
        if query:
            more = self.chart.series[series].query if series is not None else ""
            self.search_asked.emit(f"{query} {more}".strip())

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        self.name_chosen.emit(NAMES[index])

    def _style(self) -> None:
        self.canvas.set_look(theme.colors(self))
        theme.set_text_color(self.nothing, theme.colors(self).muted)
        self._tell("")

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._style()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.colors(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.surface)
        painter.setPen(look.border)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()


def table_of(chart: Chart) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """The labels and numbers of a chart, with their titles."""
    titles = (
        chart_words.axis(chart.name),
        *(chart_words.series_name(chart.name, each.name) for each in chart.series),
    )
    if chart.name == "distribution":  # which can be long
        return titles, list(zip(chart.labels, *(s.values for s in chart.series), strict=True))
    rows: list[tuple[Cell, ...]] = [
        (chart_words.label_name(chart.name, label), *(each.values[i] for each in chart.series))
        for i, label in enumerate(chart.labels)
    ]
    return titles, rows


def numbers_of(panel: ChartPanel) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """What a panel shows, as a table to be saved or copied."""
    if panel.circle is not None:
        return panel.coauthors.titles(), circle_rows(panel.circle)
    return table_of(panel.chart) if panel.chart is not None else ((), [])


def _no_text(_entry_id: int) -> str:
    return ""


class _Grip(QWidget):
    """The lower edge, by which the panel is made higher or lower."""

    def __init__(self, panel: ChartPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._from: tuple[float, int] | None = None
        self.setFixedHeight(6)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip(theme.tooltip(self.tr("Drag to change the height of the charts")))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = (event.globalPosition().y(), self._panel.height())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            start, height = self._from
            self._panel.set_height(height + round(event.globalPosition().y() - start))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._from = None
            self._panel.height_chosen.emit(self._panel.height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colors(self).border)
        y = self.height() - 1
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, 6)
