"""How the sidebar's rows look: headings, and views with an icon, a name, and a count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from desktop.window import theme
from desktop.window.override import override
from desktop.window.swatches import paint_dot

Index = QModelIndex | QPersistentModelIndex
VIEW = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 1
ICON = Qt.ItemDataRole.UserRole + 2
CALLS = Qt.ItemDataRole.UserRole + 3  # whether its count is to be noticed
COLOR = Qt.ItemDataRole.UserRole + 4
SECTION = Qt.ItemDataRole.UserRole + 5  # of a heading: the kind of view that can be added

_ARROW = 10  # pixels wide, of what opens and closes a row
_ADD = 30  # pixels at a heading's right for what adds a view


def is_on_arrow(at: QPoint, row: QRect) -> bool:
    """Whether a point is on what opens and closes a row."""
    return row.left() <= at.x() < row.left() + _ARROW + 4


def is_on_add(at: QPoint, row: QRect) -> bool:
    """Whether a point is on a heading's plus."""
    return at.x() >= row.right() - _ADD


class SidebarPainter(QStyledItemDelegate):
    """Paints rows and headings.

    Attributes:
        target: The row that something is dragged over, and where it would go: ``on``,
            ``above`` or ``below`` it.
    """

    def __init__(self, view: QTreeWidget) -> None:
        super().__init__(view)
        self._view = view
        self.target: tuple[QPersistentModelIndex, str] | None = None

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(self._view.font()).height()
        if index.data(VIEW) is None:
            is_first = index.row() == 0 and not index.parent().isValid()
            return QSize(100, line + (12 if is_first else 22) if index.data() else 14)
        return QSize(100, line + 13)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = theme.colors(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        has_cursor = self._view.hasFocus() and self._view.currentIndex() == index
        if index.data(VIEW) is None:
            called = colors.accent if has_cursor else colors.text if hovered else colors.muted
            self._paint_heading(painter, rect, index, colors, called)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            self._paint_view(painter, rect, index, colors, selected=selected, hovered=hovered)
        self._paint_target(painter, rect, index, colors)
        painter.restore()

    def _paint_heading(
        self,
        painter: QPainter,
        rect: QRect,
        index: Index,
        colors: theme.Colors,
        called: QColor,
    ) -> None:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(called if called == colors.accent else colors.muted)
        room = rect.adjusted(14, 0, -10, -5)
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, bottom, str(index.data() or ""))
        if index.data(SECTION):
            ratio = painter.device().devicePixelRatioF()
            plus = theme.pixmap("add", called, 14, ratio)
            painter.drawPixmap(rect.right() - 23, room.bottom() - 15, plus)

    def _paint_view(
        self,
        painter: QPainter,
        rect: QRect,
        index: Index,
        colors: theme.Colors,
        *,
        selected: bool,
        hovered: bool,
    ) -> None:
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.selection if selected else colors.pill)
            whole = QRect(0, rect.top() + 1, self._view.viewport().width(), rect.height() - 2)
            if selected and self._view.hasFocus():
                painter.setPen(QPen(colors.accent, 1))
                painter.drawRoundedRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            else:
                painter.drawRoundedRect(whole, 6, 6)
        self._paint_icons(painter, rect, index, colors, selected=selected)
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.Medium if selected else QFont.Weight.Normal)
        room = rect.adjusted(38, 0, -10, 0)
        count = index.data(COUNT)
        if count:
            small = QFont(font)
            small.setPointSizeF(font.pointSizeF() * 0.9)
            painter.setFont(small)
            painter.setPen(colors.warning if index.data(CALLS) else colors.muted)
            text = f"{count:,}"
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, text)
            room.adjust(0, 0, -QFontMetrics(small).horizontalAdvance(text) - 8, 0)
        painter.setFont(font)
        painter.setPen(colors.selection_text if selected else colors.text)
        name = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_icons(
        self, painter: QPainter, rect: QRect, index: Index, colors: theme.Colors, *, selected: bool
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        middle = rect.center().y()
        if index.model().hasChildren(index):
            is_open = self._view.isExpanded(index)
            arrow = theme.pixmap(
                "chevron-down" if is_open else "chevron-right", colors.muted, _ARROW, ratio
            )
            painter.drawPixmap(rect.left() + 3, middle - _ARROW // 2 + 1, arrow)
        color = str(index.data(COLOR) or "")
        if index.data(ICON) == "dot":
            paint_dot(painter, QRectF(rect.left() + 17, middle - 4, 10, 10), color, colors)
            return
        ink = colors.accent if selected else colors.muted
        picture = theme.pixmap(str(index.data(ICON)), ink, 16, ratio)
        painter.drawPixmap(rect.left() + 14, middle - 7, picture)
        if color:
            paint_dot(painter, QRectF(rect.left() + 24, middle + 1, 8, 8), color, colors)

    def _paint_target(
        self, painter: QPainter, rect: QRect, index: Index, colors: theme.Colors
    ) -> None:
        if self.target is None or self.target[0] != index:
            return
        painter.setPen(QPen(colors.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.target[1] == "on":
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        else:
            y = rect.top() + 1 if self.target[1] == "above" else rect.bottom() - 1
            painter.drawLine(rect.left() + 10, y, rect.right() - 6, y)
