"""The header of the list: a click sorts, a click with Shift or Ctrl adds a further sort key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from db.listed import Sort
from desktop.window import theme
from desktop.window.override import override
from desktop.window.table.columns import Columns, Look

_PADDING = 10
_ARROW = 14  # room for the arrow, with the number beside it


class SortHeader(QHeaderView):
    """Shows by what the list is sorted and lets the user choose, and choose the columns.

    Signals:
        sort_asked: A tuple of `db.Sort`, most important first.
        columns_chosen: The user showed or hid a column.
        more_asked: The user wants to choose among all columns.
    """

    sort_asked = Signal(object)
    columns_chosen = Signal()
    more_asked = Signal()

    def __init__(self, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.columns = columns
        self._sort: tuple[Sort, ...] = ()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Columns"))
        self.sectionClicked.connect(self._on_clicked)

    def sort_keys(self) -> tuple[Sort, ...]:
        """By what the list is sorted, most important first."""
        return self._sort

    def show_sort(self, sort: Sequence[Sort]) -> None:
        """Show by what the list is sorted."""
        self._sort = tuple(sort)
        self.headerDataChanged(self.orientation(), 0, self.count() - 1)

    def next_sort(self, column: str, *, add: bool) -> tuple[Sort, ...]:
        """What sorting by a click on `column` comes to.

        A column that is a key already changes its direction in its place.
        """
        old = next((key for key in self._sort if key.column == column), None)
        if old is None:
            section = self.columns.section(column)
            new = Sort(column, section is not None and self.columns[section].descending_first)
        else:
            new = Sort(column, not old.descending)
        if not add:
            return (new,)
        if old is None:
            return (*self._sort, new)
        return tuple(new if key is old else key for key in self._sort)

    @Slot(int)
    def _on_clicked(self, section: int) -> None:
        wanted = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        add = bool(self._modifiers & wanted)
        self._ask(self.columns[section].name, add=add)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        self._modifiers = e.modifiers()
        super().mouseReleaseEvent(e)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.fontMetrics().height() + 16)

    @override
    def sectionSizeFromContents(self, logical_index: int) -> QSize:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        font.setWeight(font.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(self.columns[logical_index].title)
        return QSize(width + 2 * _PADDING + _ARROW + 4, self.sizeHint().height())

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        self.choose_columns(arg__1.globalPos())

    def choose_columns(self, at: QPoint) -> None:
        """Open the menu of the columns at a place on the screen."""
        menu = self._menu()
        for section, column in enumerate(self.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.setEnabled(column.name != "title")  # a list needs something to be clicked
            action.triggered.connect(
                lambda shown, section=section: self.show_column(section, shown=shown)
            )
        menu.addSeparator()
        menu.addAction(self.tr("More columns…")).triggered.connect(self._ask_for_more)
        menu.popup(at)

    def choose_sort(self, at: QPoint) -> None:
        """Open a menu of what to sort by, and by what then, at a place on the screen."""
        menu = self._menu()
        then = QMenu(self.tr("And then by"), menu)
        for column in self.columns:
            for choices, add in ((menu, False), (then, True)):
                action = choices.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(any(key.column == column.name for key in self._sort))
                action.triggered.connect(
                    lambda _=False, name=column.name, add=add: self._ask(name, add=add)
                )
        menu.addSeparator()
        menu.addMenu(then)
        menu.popup(at)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _ask(self, column: str, *, add: bool) -> None:
        self.sort_asked.emit(self.next_sort(column, add=add))

    def _ask_for_more(self) -> None:
        self.more_asked.emit()

    def show_column(self, section: int, *, shown: bool) -> None:
        """Show or hide a column as a choice from the menu does."""
        self.setSectionHidden(section, not shown)
        self.columns_chosen.emit()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        if not rect.isValid():
            return
        colors = theme.colors(self)
        painter.save()
        painter.fillRect(rect, colors.surface)
        painter.setPen(colors.border)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self.visualIndex(logical_index) + 1 < self.count() - self.hiddenSectionCount():
            painter.drawLine(rect.topRight() + QPoint(0, 9), rect.bottomRight() - QPoint(0, 9))
        column = self.columns[logical_index]
        place, key = self._key_of(column.name)
        room = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        right = column.look is Look.NUMBER
        text_room = room if key is None else room.adjusted(0, 0, -_ARROW, 0)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        font.setWeight(font.Weight.DemiBold if key else font.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colors.text if key else colors.muted)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, text_room.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(text_room, side | Qt.AlignmentFlag.AlignVCenter, text)
        if key is not None:
            end = text_room.right() if right else text_room.left() + metrics.horizontalAdvance(text)
            self._paint_arrow(painter, QPoint(end + 5, rect.center().y()), place, key, colors)
        painter.restore()

    def _shown_keys(self) -> list[Sort]:
        """The sort keys whose column can be seen."""
        sections = [(key, self.columns.section(key.column)) for key in self._sort]
        return [key for key, at in sections if at is not None and not self.isSectionHidden(at)]

    def _key_of(self, column: str) -> tuple[int, Sort | None]:
        """The place of a column among the sort keys, 0 if it needs no number, and the key."""
        keys = self._shown_keys()
        for place, key in enumerate(keys, 1):
            if key.column == column:
                return (place if len(keys) > 1 else 0), key
        return 0, None

    def _paint_arrow(
        self, painter: QPainter, at: QPoint, place: int, key: Sort, colors: theme.Colors
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.accent)
        base, tip = (at.y() - 2, at.y() + 3) if key.descending else (at.y() + 3, at.y() - 2)
        painter.drawPolygon(
            QPolygonF([QPoint(at.x(), base), QPoint(at.x() + 8, base), QPoint(at.x() + 4, tip)])
        )
        if place:
            font = painter.font()
            font.setPointSizeF(font.pointSizeF() * 0.75)
            painter.setFont(font)
            painter.setPen(colors.accent)
            painter.drawText(QPoint(at.x() + 9, at.y() + 1), str(place))
