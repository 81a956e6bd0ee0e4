"""A metric as a card: the number, what it is, what others say it is, and since when."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from biblio.problem import Severity
from db import Metric
from desktop.window import theme
from desktop.window.elided_label import ElidedLabel
from desktop.window.override import override
from desktop.window.profile.metric_words import (
    comparison,
    day_text,
    definition_of,
    label_of,
    large_number,
    large_value,
)
from desktop.window.profile.sparkline import Sparkline

METRIC_MIME = "application/x-oeuvre-metric"
SIZES = ("small", "medium", "large")
_WIDEST = {"small": 130, "medium": 190, "large": 330}
_LEAST = {"small": 76, "medium": 96, "large": 230}


class MetricWidget(QAbstractButton):
    """One metric of a profile; `clicked` asks for its explanation.

    The computed number is the large one where there is one, else the reported one, which then
    says so. What is not known is n/a, never 0. A card can be dragged among its siblings.

    Signals:
        arrange_asked: What is to become of the card: ``left``, ``right``, ``hide``, or a size.
    """

    arrange_asked = Signal(str)

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = metric
        self.size_name = metric.size if metric.size in SIZES else "medium"
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMaximumWidth(_WIDEST[self.size_name])
        self._value = _Line(large_value(metric), self)
        self._warning = QLabel()
        self._label = _Line(label_of(metric), self)
        self._small = [QLabel(text) for text in self._small_texts()]
        self._note = QLabel(metric.note if self.size_name == "large" else "")
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._describe()

    def _lay_out(self) -> None:
        sparkline = Sparkline(self, tall=self.size_name == "large")
        sparkline.set_series(series_of(self.shown))
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._value)
        top.addStretch(1)
        top.addWidget(self._warning)
        middle = QHBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(self._label)
        column = self._column
        column.setContentsMargins(10, 7, 8, 9)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(middle)
        if self.size_name == "large":
            column.addSpacing(6)
            column.addWidget(sparkline)
        elif self.size_name == "medium":
            middle.addWidget(sparkline, 1)
            middle.addStretch(0)
        else:
            sparkline.hide()
        column.addSpacing(4 if self._small else 0)
        for label in self._small:
            column.addWidget(label)
        column.addSpacing(4 if self._note.text() else 0)
        column.addWidget(self._note)
        self._note.setWordWrap(True)
        self._note.setVisible(bool(self._note.text()))
        column.addStretch(1)
        for label in (self._value, self._warning, self._label, self._note, *self._small):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._warning.setVisible(bool(self.shown.note))
        self._style()

    def _style(self) -> None:
        look = theme.colors(self)
        is_known = large_number(self.shown) is not None
        large = 1.25 if self.size_name == "small" else 1.7
        styles = [
            (self._value, large, QFont.Weight.DemiBold, look.text if is_known else look.muted),
            (self._label, 1.0, QFont.Weight.Normal, look.text),
            (self._note, 0.84, QFont.Weight.Normal, self._note_color()),
            *((label, 0.84, QFont.Weight.Normal, look.muted) for label in self._small),
        ]
        for label, scale, weight, color in styles:
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * scale)
            font.setWeight(weight)
            label.setFont(font)
            theme.set_text_color(label, color)
        if self.shown.note:
            icon, color = {
                Severity.ERROR: ("warning", look.error),
                Severity.NOTE: ("info", look.muted),
            }.get(self.shown.severity or Severity.WARNING, ("warning", look.warning))
            size = 14 if self.size_name == "small" else 18
            self._warning.setPixmap(theme.pixmap(icon, color, size, self.devicePixelRatioF()))

    def _note_color(self) -> QColor:
        look = theme.colors(self)
        return look.muted if self.shown.severity is Severity.NOTE else look.warning

    def _small_texts(self) -> list[str]:
        """What stands below the name: reported, computed, and since when."""
        if self.size_name == "small":
            return []
        texts = comparison(self.shown)
        if self.shown.as_of:
            texts.append(day_text(self.shown.as_of))
        return texts

    def _describe(self) -> None:
        """Say the card in words, for screen readers and on hover."""
        name = f"{self._label.whole()}: {self._value.whole()}"
        said = [name]
        said += comparison(self.shown)
        if self.shown.as_of:
            said.append(self.tr("as of {day}").format(day=day_text(self.shown.as_of)))
        if self.shown.note:
            said.append(self.shown.note)
        self.setAccessibleName(", ".join(said))
        self.setAccessibleDescription(self.tr("Press Enter for how this number is made."))
        # The whole name too: a card that is small may cut it short
        told = self.shown.note or definition_of(self.shown)
        self.setToolTip(theme.tooltip(f"{name}. {told}" if told else name))

    def menu(self) -> QMenu:
        """What can be done with the card."""
        menu = QMenu(self)
        menu.addAction(self.tr("How this number is made…"), self.click)
        menu.addSeparator()
        for size, text in zip(
            SIZES, (self.tr("Small"), self.tr("Medium"), self.tr("Large")), strict=True
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(size == self.size_name)
            action.triggered.connect(lambda _=False, size=size: self.arrange_asked.emit(size))
        menu.addSeparator()
        for asked, text in (
            ("left", self.tr("Move to the left")),
            ("right", self.tr("Move to the right")),
            ("hide", self.tr("Do not show")),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, asked=asked: self.arrange_asked.emit(asked))
        return menu

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - start).manhattanLength() < (
            QApplication.startDragDistance()
        ):
            return
        self._pressed_at = None
        self.setDown(False)
        data = QMimeData()
        data.setData(METRIC_MIME, self.shown.metric.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(start)
        drag.exec(Qt.DropAction.MoveAction)

    @override
    def sizeHint(self) -> QSize:
        hint = self._column.sizeHint().expandedTo(QSize(_LEAST[self.size_name], 0))
        if self.size_name == "large" and self._column.hasHeightForWidth():
            width = min(max(hint.width(), _LEAST["large"]), _WIDEST["large"])
            return QSize(width, self._column.totalHeightForWidth(width))
        return hint

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        ):
            self.arrange_asked.emit("left" if event.key() == Qt.Key.Key_Left else "right")
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


class _Line(ElidedLabel):
    """A line of a card: it asks for the room of its text, and ends with “…” in less."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.whole()) + 2, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def series_of(metric: Metric) -> tuple[tuple[str, float], ...]:
    """The series that a card draws: the computed one, else what the newest source reported."""
    if len(metric.trend) > 1:
        return metric.trend
    if not metric.stated_by:
        return metric.history
    newest = metric.stated_by[-1]
    return tuple(
        point for point, who in zip(metric.history, metric.stated_by, strict=True) if who == newest
    )
