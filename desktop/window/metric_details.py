"""How a number came about: its definition, what it rests on, and what sources said over time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.metrics import metric_info
from db import Metric
from desktop.window import theme
from desktop.window.metric_widget import day_text, is_computable, large_value, value_text

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
        self.setFixedWidth(_WIDTH)
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

    def show_below(self, widget: QWidget) -> None:
        """Show it under a widget, or above where there is no room, inside the screen."""
        self.adjustSize()
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
        if metric.computed is None:
            return self.tr(
                "no citation counts: none of the %n paper(s) has one", "", metric.without_data
            )
        return self.tr(
            "the newest citation counts; %n paper(s) have none and are left out",
            "",
            metric.without_data,
        )

    def _series(self) -> QTableWidget:
        unit = metric_info(self._metric.metric).unit
        history = self._metric.history[::-1]
        table = QTableWidget(len(history), 3)
        table.setAccessibleName(self.tr("Reported over time"))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, (day, value) in enumerate(history):
            before = history[row + 1][1] if row + 1 < len(history) else None
            change = "" if before is None else _signed(value - before, unit)
            for column, text in enumerate((day_text(day), value_text(value, unit), change)):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(right)
                table.setItem(row, column, item)
        for column, text in enumerate((self.tr("Day"), self.tr("Value"), self.tr("Change"))):
            heading = QTableWidgetItem(text)
            if column:
                heading.setTextAlignment(right)
            table.setHorizontalHeaderItem(column, heading)
        table.resizeRowsToContents()
        rows = sum(table.rowHeight(row) for row in range(min(len(history), _ROWS_SHOWN)))
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows + 2)
        return table

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _muted(self, text: str) -> QLabel:
        label = self._label(text)
        label.setWordWrap(False)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.colors(self).muted)
        label.setPalette(palette)
        return label


def _signed(change: float, unit: str) -> str:
    if not change:
        return "±0"
    sign = "+" if change > 0 else "\u2212"
    return sign + value_text(abs(change), unit)
