"""The values of the list in sections, each with a count and whether the search chooses it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from biblio.query.terms import Choice
from biblio.subjects import category_name, subject_of
from db import FacetValue
from desktop.window import theme
from desktop.window.override import override

FACET = Qt.ItemDataRole.UserRole  # of a section: its name in queries
VALUE = Qt.ItemDataRole.UserRole + 1  # a `FacetValue`
CHOICE = Qt.ItemDataRole.UserRole + 2  # a `Choice`
MORE = Qt.ItemDataRole.UserRole + 3  # of the last row: how many values are not shown

_Index = QModelIndex | QPersistentModelIndex
_NEXT = {
    Choice.OFF: Choice.INCLUDED,
    Choice.INCLUDED: Choice.EXCLUDED,
    Choice.EXCLUDED: Choice.OFF,
}


class BrowseTree(QTreeWidget):
    """Sections that open, and the values in them.

    A click or Return goes from off to included to excluded; with Ctrl, or by the minus key, a
    value is excluded at once.

    Signals:
        chosen: (facet, `FacetValue`, `Choice`).
        more_asked: The facet of which more values are to be shown.
        rename_asked: (facet, `FacetValue`).
    """

    chosen = Signal(str, object, object)
    more_asked = Signal(str)
    rename_asked = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Painter(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Values of the listed entries"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def add_section(self, facet: str, title: str) -> QTreeWidgetItem:
        """Add a section that is closed."""
        item = QTreeWidgetItem([title])
        item.setData(0, FACET, facet)
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self.addTopLevelItem(item)
        return item

    def sections(self) -> Iterator[QTreeWidgetItem]:
        """The sections, from the top."""
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                yield item

    def section(self, facet: str) -> QTreeWidgetItem:
        """The section of a facet."""
        return next(item for item in self.sections() if item.data(0, FACET) == facet)

    def fill(
        self, section: QTreeWidgetItem, values: list[tuple[FacetValue, Choice]], more: int
    ) -> None:
        """Show these values; the cursor stays on its value."""
        current = self.currentItem()
        kept = current.text(0) if current is not None and current.parent() is section else None
        scrolled = self.verticalScrollBar().value()
        section.takeChildren()
        for value, choice in values:
            item = QTreeWidgetItem([value.text or self.tr("none")])
            item.setData(0, VALUE, value)
            item.setData(0, CHOICE, choice)
            item.setToolTip(0, theme.tooltip(_in_words(facet_of(section), value)))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, self._spoken(value, choice))
            section.addChild(item)
            if item.text(0) == kept:
                self.setCurrentItem(item)
        if more or not values:
            words = self.tr("{0} more…").format(f"{more:,}") if more else self.tr("No values")
            item = QTreeWidgetItem([words])
            item.setData(0, MORE, more)
            section.addChild(item)
        if kept is not None and self.currentItem() is None:
            self.setCurrentItem(section)
        self.verticalScrollBar().setValue(scrolled)

    def show_counting(self, section: QTreeWidgetItem) -> None:
        """Say that values are being counted, where there are none yet."""
        if not section.childCount():
            item = QTreeWidgetItem([self.tr("Counting…")])
            item.setData(0, MORE, 0)
            section.addChild(item)

    def activate(self, item: QTreeWidgetItem, choice: Choice | None = None) -> None:
        """Do what a click does: open or close, show more, or choose."""
        value = item.data(0, VALUE)
        if item.data(0, FACET):
            item.setExpanded(not item.isExpanded())
        elif isinstance(value, FacetValue):
            was = item.data(0, CHOICE)
            wanted = choice if choice is not None else _NEXT[was]
            self.chosen.emit(facet_of(item), value, Choice.OFF if wanted is was else wanted)
        elif item.data(0, MORE):
            self.more_asked.emit(facet_of(item))

    def _spoken(self, value: FacetValue, choice: Choice) -> str:
        text = value.text or self.tr("none")
        words = {
            Choice.OFF: self.tr("{0}, {1} entries"),
            Choice.INCLUDED: self.tr("{0}, {1} entries, included"),
            Choice.EXCLUDED: self.tr("{0}, {1} entries, excluded"),
        }[choice]
        if value.count == 1:
            words = {
                Choice.OFF: self.tr("{0}, 1 entry"),
                Choice.INCLUDED: self.tr("{0}, 1 entry, included"),
                Choice.EXCLUDED: self.tr("{0}, 1 entry, excluded"),
            }[choice]
        return words.format(text, value.count)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            exclude = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.activate(item, Choice.EXCLUDED if exclude else None)

    @override
    def event(self, event: QEvent) -> bool:
        # Before the window's commands: F2 would edit a cell of the list, Delete trash entries
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_F2}
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        key = event.key()
        if item is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.activate(item)
        elif item is not None and key == Qt.Key.Key_Minus and item.parent() is not None:
            self.activate(item, Choice.EXCLUDED)
        elif item is not None and key == Qt.Key.Key_F2 and item.data(0, VALUE) is not None:
            self.rename_asked.emit(facet_of(item), item.data(0, VALUE))
        else:
            super().keyPressEvent(event)


def facet_of(item: QTreeWidgetItem) -> str:
    """The facet that a section or a value is of."""
    return str((item.parent() or item).data(0, FACET))


def _in_words(facet: str, value: FacetValue) -> str:
    """A value for a tool tip; of a field of research, its name."""
    if facet != "field":
        return value.text
    name = category_name(value.text)
    subject = subject_of(value.text) if name is None else None
    found = subject.name if subject is not None else name
    return f"{found} ({value.text})" if found else value.text


class _Painter(QStyledItemDelegate):
    """A section with its arrow; a value with its mark and its count."""

    def __init__(self, view: QTreeWidget) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = QFontMetrics(self._view.font()).height()
        return QSize(100, line + (14 if index.data(FACET) else 9))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = theme.colors(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_cursor = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if has_cursor or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(colors.accent if has_cursor else Qt.PenStyle.NoPen)
            painter.setBrush(colors.pill)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        if index.data(FACET):
            self._paint_section(painter, rect, index, colors)
        else:
            self._paint_value(painter, rect, index, colors)
        painter.restore()

    def _paint_section(
        self, painter: QPainter, rect: QRect, index: _Index, colors: theme.Colors
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        name = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
        arrow = theme.pixmap(name, colors.muted, 12, ratio)
        painter.drawPixmap(rect.left() + 8, rect.center().y() - 5, arrow)
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colors.text)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(26, 0, -8, 0), left, str(index.data()))

    def _paint_value(
        self, painter: QPainter, rect: QRect, index: _Index, colors: theme.Colors
    ) -> None:
        value, choice = index.data(VALUE), index.data(CHOICE)
        ratio = painter.device().devicePixelRatioF()
        color = colors.text
        if choice is Choice.INCLUDED:
            mark = theme.pixmap("check", colors.accent, 14, ratio)
            painter.drawPixmap(rect.left() + 8, rect.center().y() - 6, mark)
            color = colors.accent
        elif choice is Choice.EXCLUDED:
            mark = theme.pixmap("remove", colors.error, 14, ratio)
            painter.drawPixmap(rect.left() + 8, rect.center().y() - 6, mark)
            color = colors.muted
        if value is None or not value.text:
            color = colors.muted
        font = QFont(self._view.font())
        font.setStrikeOut(choice is Choice.EXCLUDED)
        font.setItalic(value is not None and not value.text)
        room = rect.adjusted(26, 0, -10, 0)
        if value is not None:
            small = QFont(self._view.font())
            small.setPointSizeF(small.pointSizeF() * 0.9)
            painter.setFont(small)
            painter.setPen(colors.muted)
            count = f"{value.count:,}" if choice is not Choice.EXCLUDED else ""
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, count)
            room.adjust(0, 0, -QFontMetrics(small).horizontalAdvance(count) - 8, 0)
        painter.setFont(font)
        painter.setPen(color)
        text = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
