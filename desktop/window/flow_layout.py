"""A layout that puts widgets side by side and goes on in the next row where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.window.override import override


class FlowLayout(QLayout):
    """Rows of equally wide widgets, as evenly filled as can be; those of a row are equally high.

    The widgets share the width up to their maximum widths, so that the rows end flush.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Place the items in `rect` if told to; the height that they need."""
        margins: QMargins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        items = self._shown()
        columns = self._columns(items, inner.width())
        y = inner.y()
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            height = max(item.sizeHint().height() for item in row)
            if place:
                self._place(row, QRect(inner.x(), y, inner.width(), height), columns)
            y += height + self.spacing()
        if items:
            y -= self.spacing()
        return y - rect.y() + margins.bottom()

    def _columns(self, items: list[QLayoutItem], width: int) -> int:
        """How many items a row has: no more than fit, and the rows as even as can be."""
        if not items:
            return 1
        widest = max(item.sizeHint().width() for item in items) + self.spacing()
        fitting = max(1, (width + self.spacing()) // widest)
        rows = -(-len(items) // fitting)
        return -(-len(items) // rows)

    def _place(self, row: list[QLayoutItem], rect: QRect, columns: int) -> None:
        share = (rect.width() - self.spacing() * (columns - 1)) / columns
        for index, item in enumerate(row):
            width = min(share, item.maximumSize().width())
            left = round(index * (width + self.spacing()))
            right = round(index * (width + self.spacing()) + width)
            item.setGeometry(
                QRect(QPoint(rect.x() + left, rect.y()), QSize(right - left, rect.height()))
            )
