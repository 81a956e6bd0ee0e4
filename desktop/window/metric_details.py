"""How a number came about: its definition, what it rests on, and what sources said over time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from biblio.metrics import metric_info
from db import Metric
from desktop.window import theme
from desktop.window.metric_widget import day_text, is_computable, large_value, value_text
from desktop.window.override import override

_WIDTH = 380
_ROWS_SHOWN = 8


class MetricDetails(QDialog):
    """Explains a metric; closes on Escape or a click elsewhere."""

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        info = metric_info(metric.metric)
        self._metric = metric
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(info.label)
        self.setAccessibleName(info.label)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addLayout(self._heading(info.label))
        column.addWidget(self._label(info.definition))
        if metric.note:
            column.addWidget(self._note(metric.note))
        column.addLayout(self._facts())
        if metric.history:
            column.addWidget(self._muted(self.tr("Reported over time")))
            column.addWidget(self._series())
        self.setFixedSize(_WIDTH, column.totalHeightForWidth(_WIDTH))

    def show_below(self, widget: QWidget) -> None:
        """Show it under a widget, or above where there is no room, inside the screen."""
        area = widget.screen().availableGeometry()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        if place.y() + self.height() > area.bottom():
            place.setY(widget.mapToGlobal(QPoint(0, -4)).y() - self.height())
        place.setX(max(area.left(), min(place.x(), area.right() - self.width())))
        place.setY(max(area.top(), place.y()))
        self.move(place)
        self.show()

    def _heading(self, label: str) -> QHBoxLayout:
        value = self._label(large_value(self._metric))
        name = self._label(label)
        for each, scale in ((value, 1.9), (name, 1.2)):
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * scale)
            font.setWeight(QFont.Weight.DemiBold)
            each.setFont(font)
            each.setWordWrap(False)
        # Qt aligns bottoms, not baselines
        lift = QFontMetrics(value.font()).descent() - QFontMetrics(name.font()).descent()
        name.setContentsMargins(0, 0, 0, lift)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(value, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(name, 1, Qt.AlignmentFlag.AlignBottom)
        return row

    def _note(self, note: str) -> QFrame:
        look = theme.colors(self)
        box = QFrame()
        box.setAutoFillBackground(True)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, look.warning_surface)
        palette.setColor(QPalette.ColorRole.WindowText, look.warning)
        box.setPalette(palette)
        mark = QLabel()
        mark.setPixmap(theme.pixmap("warning", look.warning, 18, self.devicePixelRatioF()))
        row = QHBoxLayout(box)
        row.setContentsMargins(10, 8, 10, 8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label(note), 1)
        return box

    def _facts(self) -> QGridLayout:
        metric = self._metric
        unit = metric_info(metric.metric).unit
        computed = value_text(metric.computed, unit)
        if not is_computable(metric):
            computed = self.tr("not computed by Oeuvre")
        facts = [
            (self.tr("Computed"), computed),
            (self.tr("Computed from"), self._basis()),
            (self.tr("Reported"), value_text(metric.reported, unit)),
            (self.tr("Source"), metric.source),
            (self.tr("As of"), day_text(metric.as_of)),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((n, v) for n, v in facts if v):
            grid.addWidget(self._muted(name), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._label(value), row, 1)
        return grid

    def _basis(self) -> str:
        metric = self._metric
        if not is_computable(metric):
            return ""
        if metric.metric == "papers":
            return self.tr("the entries of this profile in the library")
        if not metric.without_data:
            return self.tr("the newest citation count of every paper")
        number = value_text(metric.without_data)
        if metric.computed is None:
            return self.tr("nothing: no paper has a citation count ({n} papers)").format(n=number)
        if metric.without_data == 1:
            return self.tr("the newest citation counts; 1 paper has none and is left out")
        return self.tr("the newest citation counts; {n} papers have none and are left out").format(
            n=number
        )

    def _series(self) -> QWidget:
        unit = metric_info(self._metric.metric).unit
        history = self._metric.history[::-1]
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(3, 1)
        for row, (day, value) in enumerate(history):
            before = history[row + 1][1] if row + 1 < len(history) else None
            change = "" if before is None else _signed(value - before, unit)
            grid.addWidget(self._muted(day_text(day)), row, 0)
            for column, text in ((1, value_text(value, unit)), (2, change)):
                label = self._label(text)
                label.setWordWrap(False)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight)
        if len(history) <= _ROWS_SHOWN:
            return page
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        area.setAccessibleName(self.tr("Reported over time"))
        area.setFixedHeight(page.sizeHint().height() * _ROWS_SHOWN // len(history))
        return area

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        painter = QPainter(self)
        painter.setPen(theme.colors(self).faint)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _muted(self, text: str) -> QLabel:
        label = self._label(text)
        label.setWordWrap(False)
        theme.set_text_color(label, theme.colors(self).muted)
        return label


def _signed(change: float, unit: str) -> str:
    if not change:
        return "±0"
    sign = "+" if change > 0 else "\u2212"
    return sign + value_text(abs(change), unit)
