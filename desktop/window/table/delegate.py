"""How the cells of the list are painted: two-line titles, the person in bold, small pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from db.listed import Row
from desktop.window import theme
from desktop.window.override import override
from desktop.window.table.authors_line import fit, people_of
from desktop.window.table.columns import NO_DATA, Column, Columns, Look, title_text
from desktop.window.table.marks import Marks, draw_marked
from desktop.window.table.table_model import RowRole
from desktop.window.works.works_folding import others_text

_Index = QModelIndex | QPersistentModelIndex
PADDING = 10
_PILL_PADDING = 7


class Density(IntEnum):
    """How high a row is."""

    COMPACT = 0  # one line
    RELAXED = 1  # one line with more air
    TWO_LINES = 2  # the authors below the title


# By the names of the commands that choose them.
ROWS = {
    "rows_two_lines": Density.TWO_LINES,
    "rows_relaxed": Density.RELAXED,
    "rows_compact": Density.COMPACT,
}


class EntryDelegate(QStyledItemDelegate):
    """Paints a cell of `EntryTableModel` from the row that it belongs to."""

    def __init__(self, parent: QAbstractItemView, columns: Columns) -> None:
        """Paint these columns for the table `parent`."""
        super().__init__(parent)
        self._columns = columns
        self.density = Density.TWO_LINES
        self.profile_names: tuple[str, ...] = ()
        self.core: frozenset[int] = frozenset()  # entries that make the person's h-index
        self.others: Mapping[int, int] = {}
        self.under: frozenset[int] = frozenset()
        self.unfolded: frozenset[int] = frozenset()
        self.hovered_row = -1
        self.marks = Marks()
        self._view = parent
        self._fonts_changed()

    def _fonts_changed(self) -> None:
        self._font = QFont(self._view.font())
        self._small = QFont(self._font)
        self._small.setPointSizeF(self._font.pointSizeF() * 0.9)
        self._small_bold = QFont(self._small)
        self._small_bold.setWeight(QFont.Weight.DemiBold)
        self._title = QFont(self._font)
        self._title.setWeight(QFont.Weight.Medium)
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._code = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._code.setPointSizeF(self._font.pointSizeF() * 0.9)
        self._pill = QFont(self._font)
        self._pill.setPointSizeF(self._font.pointSizeF() * 0.82)
        self._pill.setWeight(QFont.Weight.Medium)

    def row_height(self) -> int:
        """Pixels of a row, the same for all."""
        line = QFontMetrics(self._font).height()
        match self.density:
            case Density.COMPACT:
                return line + 9
            case Density.RELAXED:
                return line + 19
            case _:
                return line + QFontMetrics(self._small).height() + 17

    def width_of(self, column: Column, rows: Sequence[Row]) -> int:
        """Pixels that a column needs to show these rows; 0 where they have nothing in it."""
        texts = {column.text(row) for row in rows} - {""}
        if column.look in {Look.PILLS, Look.TAGS}:
            metrics = QFontMetrics(self._pill)
            widest = max((self._width_of_pills(_pills_of(column, r), metrics) for r in rows),
                default=0)  # fmt: skip
            return widest + 2 * PADDING if widest else 0
        metrics = QFontMetrics(self._code if column.look is Look.CODE else self._font)
        widest = max(map(metrics.horizontalAdvance, texts), default=0)
        return widest + 2 * PADDING + 2 if widest else 0

    @staticmethod
    def _width_of_pills(texts: Sequence[str], metrics: QFontMetrics) -> int:
        return sum(metrics.horizontalAdvance(text) + 2 * _PILL_PADDING + 4 for text in texts)

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._columns[index.column()].width, self.row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colors = theme.colors(self._view)
        rect: QRect = option.rect
        # What the option says of it is said in a class of 600 names, all of which would be made
        selected = self._view.selectionModel().isSelected(index)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the text is
        painter.setClipRect(rect)
        if selected:
            painter.fillRect(rect, colors.selection)
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, _mixed(colors.surface, colors.selection, 0.35))
        # Filled, not drawn: at 150 % a drawn line ends short of the next cell
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, _mixed(colors.surface, colors.border, 0.6))
        row = index.data(RowRole)
        if isinstance(row, Row):
            self._paint_cell(painter, rect.adjusted(PADDING, 0, -PADDING, -1), index, row, colors)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, index: _Index, row: Row, colors: theme.Colors
    ) -> None:
        column = self._columns[index.column()]
        text = column.text(row)
        match column.look:
            case Look.TITLE:
                self._paint_title(painter, rect, row, colors)
            case Look.AUTHORS:
                self._paint_authors(painter, rect, row, self._font, self._bold, colors.text)
            case Look.NUMBER:
                if column.name == "citations" and row.id in self.core:
                    self._text(painter, rect, "h", self._pill, colors.accent)
                quiet = text == NO_DATA
                color = colors.muted if quiet else self._number_color(column, colors)
                self._text(painter, rect, text, self._font, color, right=True)
            case Look.PILLS:
                parts = _pills_of(column, row)
                pairs = [(part, *_pill_colors(column, part, colors)) for part in parts]
                self._paint_pills(painter, rect, pairs)
            case Look.TAGS:
                self._paint_pills(
                    painter, rect, [(name, *_tag_colors(color, colors)) for name, color in row.tags]
                )
            case Look.CODE:
                self._marked(painter, rect, text, self._code, colors.muted, "key")
            case Look.QUIET:
                self._marked(painter, rect, text, self._font, colors.muted, column.name)
            case Look.TEXT:
                self._text(painter, rect, text, self._font, colors.text)

    @staticmethod
    def _number_color(column: Column, colors: theme.Colors) -> QColor:
        return colors.warning if column.name == "problems" else colors.text

    def _paint_title(self, painter: QPainter, rect: QRect, row: Row, colors: theme.Colors) -> None:
        title = title_text(row) or self.tr("Untitled")
        color = colors.text if row.title else colors.muted
        rect = self._paint_versions(painter, rect, row, colors)
        if self.density is not Density.TWO_LINES or not row.authors:
            self._marked(painter, rect, title, self._title, color, "title")
            return
        first = QFontMetrics(self._title).height()
        second = QFontMetrics(self._small).height()
        top = rect.top() + (rect.height() - first - second - 2) // 2
        line = QRect(rect.left(), top, rect.width(), first)
        self._marked(painter, line, title, self._title, color, "title")
        line = QRect(rect.left(), top + first + 2, rect.width(), second)
        self._paint_authors(painter, line, row, self._small, self._small_bold, colors.muted)

    def show_versions(
        self, others: Mapping[int, int], under: frozenset[int], unfolded: frozenset[int]
    ) -> None:
        """Mark rows that have other versions, and these where they stand under such a row."""
        self.others, self.under, self.unfolded = others, under, unfolded

    def versions_place(self, rect: QRect, entry_id: int) -> QRect:
        """Where in a title's cell the mark of its other versions is; empty without one."""
        if entry_id not in self.others:
            return QRect()
        text = self._mark_of_versions(entry_id)
        width = QFontMetrics(self._pill).horizontalAdvance(text) + 2 * _PILL_PADDING
        return QRect(rect.right() - width, rect.top(), width + 2, rect.height())

    def _mark_of_versions(self, entry_id: int) -> str:
        return others_text(self.others[entry_id], unfolded=entry_id in self.unfolded)

    def _paint_versions(
        self, painter: QPainter, rect: QRect, row: Row, colors: theme.Colors
    ) -> QRect:
        """Paint the mark; returns what is left for the title."""
        place = self.versions_place(rect, row.id)
        if place.isValid() and place.width() < rect.width() // 2:
            text = self._mark_of_versions(row.id)
            self._paint_pills(painter, place, [(text, colors.pill, colors.pill_text)])
            return rect.adjusted(0, 0, -place.width() - 6, 0)
        if row.id in self.under:
            self._text(painter, rect, "↳", self._font, colors.muted)
            return rect.adjusted(18, 0, 0, 0)
        return rect

    def _paint_authors(
        self, painter: QPainter, rect: QRect, row: Row, font: QFont, bold: QFont, color: QColor
    ) -> None:
        plain, strong = QFontMetrics(font), QFontMetrics(bold)

        def measure(text: str, is_bold: bool) -> int:
            return (strong if is_bold else plain).horizontalAdvance(text)

        left = rect.left()
        for run in fit(people_of(row.authors, self.profile_names), rect.width(), measure):
            room = rect.right() - left + 1
            if room <= 0:
                break
            metrics = strong if run.bold else plain
            place = QRect(left, rect.top(), room, rect.height())
            self._marked(painter, place, run.text, bold if run.bold else font, color, "author")
            left += metrics.horizontalAdvance(run.text)

    def _paint_pills(
        self,
        painter: QPainter,
        rect: QRect,
        pills: list[tuple[str, QColor, QColor]],
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._pill)
        metrics = QFontMetrics(self._pill)
        height = metrics.height() + 4
        left = rect.left() - 2
        for place, (text, back, front) in enumerate(pills):
            left_out = f"+{len(pills) - place}"
            rest = 0
            if place + 1 < len(pills):
                rest = metrics.horizontalAdvance(left_out) + _PILL_PADDING
            width = metrics.horizontalAdvance(text) + 2 * _PILL_PADDING
            if place and left + width + rest > rect.right():  # say that there are more
                painter.setPen(theme.colors(self._view).muted)
                painter.drawText(rect.adjusted(left - rect.left(), 0, 0, 0), _LEFT, left_out)
                break
            width = min(width, rect.right() - left - rest)
            if width < 3 * _PILL_PADDING:
                break
            pill = QRectF(left, rect.center().y() - height / 2 + 0.5, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(back)
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(front)
            room = int(width) - 2 * _PILL_PADDING + 2
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
            left += int(width) + 4

    def _marked(
        self, painter: QPainter, rect: QRect, text: str, font: QFont, color: QColor, field: str
    ) -> None:
        """A text from the left, with what the search asked for marked in it."""
        spans = self.marks.of(text, field)
        if not spans:
            self._text(painter, rect, text, font, color)
            return
        mode = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, mode, rect.width())
        painter.setPen(color)
        draw_marked(painter, rect, shown, font, spans, theme.colors(self._view).mark)

    @staticmethod
    def _text(
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        color: QColor,
        *,
        right: bool = False,
    ) -> None:
        painter.setFont(font)
        painter.setPen(color)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _RIGHT if right else _LEFT, shown)


_LEFT = int(
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextSingleLine
)
_RIGHT = int(
    Qt.AlignmentFlag.AlignRight
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextSingleLine
)


def _pills_of(column: Column, row: Row) -> tuple[str, ...]:
    """The texts of a cell's pills."""
    if column.name == "badges":
        return row.badges
    if column.look is Look.TAGS:
        return tuple(name for name, _ in row.tags)
    text = column.text(row)
    return (text,) if text else ()


def _tag_colors(color: str, colors: theme.Colors) -> tuple[QColor, QColor]:
    """The ground and the text of a tag: in its colour, and readable on light and dark."""
    own = QColor(color)
    if not own.isValid():
        return colors.pill, colors.pill_text
    return _mixed(colors.surface, own, 0.24), _mixed(own, colors.text, 0.62)


def _pill_colors(column: Column, text: str, colors: theme.Colors) -> tuple[QColor, QColor]:
    """The ground and the text of a pill."""
    if column.name == "subject":
        return colors.subject_pill, colors.subject_text
    if text.casefold() == "code":
        return colors.code_pill, colors.code_text
    return colors.pill, colors.pill_text


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two, `share` of the way to the other."""
    return QColor.fromRgbF(
        *(
            a + (b - a) * share
            for a, b in zip(
                (one.redF(), one.greenF(), one.blueF()),
                (other.redF(), other.greenF(), other.blueF()),
                strict=True,
            )
        )
    )
