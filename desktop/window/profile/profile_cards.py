"""The row of cards of a profile: cards of several sizes that wrap, and can be dragged about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayoutItem, QWidget

from db import Metric
from desktop.window import theme
from desktop.window.flow_layout import FlowLayout
from desktop.window.override import override
from desktop.window.profile.metric_widget import METRIC_MIME, SIZES, MetricWidget

Unit = list[QLayoutItem]


class CardFlow(FlowLayout):
    """Lays out items of different widths in rows; each row shares out what room is left.

    Two low items after one another share a place, one below the other.
    """

    @override
    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        rows = self._rows(inner.width())
        for row in rows:
            height = max(self._hint(unit).height() for unit in row)
            if place:
                self._place_row(row, QRect(inner.x(), y, inner.width(), height))
            y += height + self.spacing()
        if rows:
            y -= self.spacing()
        return y - rect.y() + margins.bottom()

    def _units(self) -> list[Unit]:
        items = self._shown()
        tallest = max((item.sizeHint().height() for item in items), default=0)
        units: list[Unit] = []
        for item in items:
            height = item.sizeHint().height()
            if units and len(units[-1]) == 1:
                above = units[-1][0]
                both = above.sizeHint().height() + self.spacing() + height
                if above.maximumSize() == item.maximumSize() and both <= tallest * 1.15:
                    units[-1].append(item)
                    continue
            units.append([item])
        return units

    def _rows(self, width: int) -> list[list[Unit]]:
        rows: list[list[Unit]] = []
        left = 0
        for unit in self._units():
            needed = self._hint(unit).width()
            if not rows or needed > left:
                rows.append([])
                left = width
            rows[-1].append(unit)
            left -= needed + self.spacing()
        return rows

    def _hint(self, unit: Unit) -> QSize:
        hints = [item.sizeHint() for item in unit]
        height = sum(hint.height() for hint in hints) + self.spacing() * (len(unit) - 1)
        return QSize(max(hint.width() for hint in hints), height)

    def _place_row(self, row: list[Unit], rect: QRect) -> None:
        hints = [self._hint(unit).width() for unit in row]
        free = max(0, rect.width() - sum(hints) - self.spacing() * (len(row) - 1))
        wishes = [
            max(0, min(max(item.maximumSize().width() for item in unit), 2 * hint) - hint)
            for unit, hint in zip(row, hints, strict=True)
        ]
        share = min(1.0, free / sum(wishes)) if sum(wishes) else 0.0
        x = rect.x()
        for unit, hint, wish in zip(row, hints, wishes, strict=True):
            width = hint + int(wish * share)
            height = (rect.height() - self.spacing() * (len(unit) - 1)) // len(unit)
            for place, item in enumerate(unit):
                top = rect.y() + place * (height + self.spacing())
                item.setGeometry(QRect(x, top, width, height))
            x += width + self.spacing()


class ProfileCards(QWidget):
    """The numbers of a profile as cards.

    Signals:
        clicked: A card was pressed; the `MetricWidget`'s metric by name.
        arranged: The (metric, size) that are to be shown, in order.
    """

    clicked = Signal(str)
    arranged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = CardFlow(self, spacing=8)
        self._cards: list[MetricWidget] = []
        self._drop_at: int | None = None
        self.setAcceptDrops(True)

    def show_metrics(self, metrics: tuple[Metric, ...]) -> None:
        """Show these; a card that had the focus keeps it."""
        focused = next((card.shown.metric for card in self._cards if card.hasFocus()), "")
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cards = [MetricWidget(metric) for metric in metrics]
        for card in self._cards:
            card.clicked.connect(self._on_clicked)
            card.arrange_asked.connect(self._on_arrange_asked)
            self._flow.addWidget(card)
            if card.shown.metric == focused:
                card.setFocus()

    def card(self, metric: str) -> MetricWidget | None:
        """The card of a metric."""
        return next((card for card in self._cards if card.shown.metric == metric), None)

    def arrangement(self) -> list[tuple[str, str]]:
        """What is shown, as (metric, size)."""
        return [(card.shown.metric, card.size_name) for card in self._cards]

    def move_card(self, metric: str, place: int) -> None:
        """Put a card at a place among the others, counted with itself still in its own."""
        shown = self.arrangement()
        names = [name for name, _ in shown]
        if metric not in names:
            return
        moved = shown.pop(names.index(metric))
        place -= names.index(metric) < place
        shown.insert(max(0, min(place, len(shown))), moved)
        self._tell(shown)

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, MetricWidget):
            self.clicked.emit(card.shown.metric)

    def _on_arrange_asked(self, asked: str) -> None:
        card = self.sender()
        if not isinstance(card, MetricWidget):
            return
        shown, name = self.arrangement(), card.shown.metric
        at = [metric for metric, _ in shown].index(name)
        if asked == "left":
            self.move_card(name, at - 1)
        elif asked == "right":
            self.move_card(name, at + 2)
        elif asked == "hide":
            self._tell(shown[:at] + shown[at + 1 :])
        elif asked in SIZES:
            shown[at] = (name, asked)
            self._tell(shown)

    def _tell(self, shown: list[tuple[str, str]]) -> None:
        if shown and shown != self.arrangement():
            self.arranged.emit(shown)

    # --- Dragging --------------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(METRIC_MIME):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drop_at = self._place_at(event.position().toPoint())
        event.acceptProposedAction()
        self.update()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        name = bytes(event.mimeData().data(METRIC_MIME).data()).decode()
        self._drop_at = None
        self.update()
        event.acceptProposedAction()
        self.move_card(name, self._place_at(event.position().toPoint()))

    def _place_at(self, point: QPoint) -> int:
        """Before which card a drop lands."""
        for place, card in enumerate(self._cards):
            box = card.geometry()
            if point.y() <= box.bottom() and point.x() < box.center().x():
                return place
            if point.y() < box.top():
                return place
        return len(self._cards)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_at is None or not self._cards:
            return
        last = self._drop_at == len(self._cards)
        box = self._cards[-1 if last else self._drop_at].geometry()
        x = box.right() + 3 if last else box.left() - 5
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colors(self).accent)
        painter.drawRect(QRect(max(0, x), box.top(), 2, box.height()))
        painter.end()
