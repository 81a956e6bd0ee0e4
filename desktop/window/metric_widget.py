"""A metric as a card: the number, what it is, what others say it is, and since when."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from biblio.metrics import metric_info
from biblio.problem import Severity
from db import Metric
from desktop.window import theme
from desktop.window.override import override
from desktop.window.sparkline import Sparkline


class MetricWidget(QAbstractButton):
    """One metric of a profile; `clicked` asks for its explanation.

    The computed number is the large one where there is one, else the reported one, which then
    says so. What is not known is n/a, never 0.
    """

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = metric
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMaximumWidth(190)
        self._value = QLabel(large_value(metric))
        self._warning = QLabel()
        self._label = QLabel(metric_info(metric.metric).label)
        self._small = [QLabel(text) for text in self._small_texts()]
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._describe()

    def _lay_out(self) -> None:
        sparkline = Sparkline(self)
        sparkline.set_series(self.shown.history)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._value)
        top.addStretch(1)
        top.addWidget(self._warning)
        middle = QHBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(self._label)
        middle.addWidget(sparkline, 1)
        middle.addStretch(0)
        column = self._column
        column.setContentsMargins(10, 7, 8, 9)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(middle)
        column.addSpacing(4)
        for label in self._small:
            column.addWidget(label)
        column.addStretch(1)
        for label in (self._value, self._warning, self._label, *self._small):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._warning.setVisible(bool(self.shown.note))
        self._style()

    def _style(self) -> None:
        look = theme.colors(self)
        is_known = large_number(self.shown) is not None
        styles = [
            (self._value, 1.7, QFont.Weight.DemiBold, look.text if is_known else look.muted),
            (self._label, 1.0, QFont.Weight.Normal, look.text),
            *((label, 0.84, QFont.Weight.Normal, look.muted) for label in self._small),
        ]
        for label, scale, weight, color in styles:
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * scale)
            font.setWeight(weight)
            label.setFont(font)
            theme.set_text_color(label, color)
        if self.shown.note:
            color = look.error if self.shown.severity is Severity.ERROR else look.warning
            self._warning.setPixmap(theme.pixmap("warning", color, 18, self.devicePixelRatioF()))

    def _small_texts(self) -> list[str]:
        """What stands below the name: reported, computed, and since when."""
        texts = comparison(self.shown)
        if self.shown.as_of:
            texts.append(day_text(self.shown.as_of))
        return texts

    def _describe(self) -> None:
        """Say the card in words, for screen readers and on hover."""
        said = [f"{self._label.text()}: {self._value.text()}"]
        said += comparison(self.shown)
        if self.shown.as_of:
            said.append(self.tr("as of {day}").format(day=day_text(self.shown.as_of)))
        if self.shown.note:
            said.append(self.shown.note)
        self.setAccessibleName(", ".join(said))
        self.setAccessibleDescription(self.tr("Press Enter for how this number is made."))
        self.setToolTip(theme.tooltip(self.shown.note or metric_info(self.shown.metric).definition))

    @override
    def sizeHint(self) -> QSize:
        return self._column.sizeHint().expandedTo(QSize(96, 0))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._style()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.colors(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = look.accent if self.hasFocus() else look.border
        if self.underMouse() and not self.hasFocus():
            border = look.faint
        painter.setPen(QPen(border, 1.5 if self.hasFocus() else 1.0))
        painter.setBrush(look.pill if self.isDown() else look.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


def large_number(metric: Metric) -> float | None:
    """The number that a metric is shown by: the computed one, else the reported one."""
    return metric.reported if metric.computed is None else metric.computed


def large_value(metric: Metric) -> str:
    """That number with its unit."""
    return value_text(large_number(metric), metric_info(metric.metric).unit)


def is_computable(metric: Metric) -> bool:
    """Whether the library could compute the metric if it had the data."""
    return metric.computed is not None or metric.without_data > 0


def comparison(metric: Metric) -> list[str]:
    """Reported and computed in a few words each: ``reported 56``, ``computed n/a``."""
    unit = metric_info(metric.metric).unit
    words: list[str] = []
    if metric.reported is not None:
        reported = QCoreApplication.translate("MetricWidget", "reported {number}")
        words.append(reported.format(number=value_text(metric.reported, unit)))
    if is_computable(metric) or metric.reported is None:
        computed = QCoreApplication.translate("MetricWidget", "computed {number}")
        words.append(computed.format(number=value_text(metric.computed, unit)))
    return words


def value_text(value: float | None, unit: str = "") -> str:
    """A number as people of this place write it, or n/a."""
    if value is None or not math.isfinite(value):
        return QCoreApplication.translate("MetricWidget", "n/a")
    decimals = 0 if value == int(value) else 1 if abs(value) >= 10 else 2
    text = place().toString(float(value), "f", decimals)
    return f"{text}\u2009{unit}" if unit else text


def place() -> QLocale:
    """The place whose way of writing numbers and dates is used: English where none is set."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return locale


def day_text(iso: str) -> str:
    """A date of ISO 8601, however precise, as people read it; other text stays as it is."""
    locale = place()
    for length, source, shown in (
        (10, "yyyy-MM-dd", "d MMM yyyy"),
        (7, "yyyy-MM", "MMMM yyyy"),
    ):
        if len(iso) >= length:
            day = QDate.fromString(iso[:length], source)
            if day.isValid():
                return locale.toString(day, shown).replace(" ", "\u00a0")
    return iso
