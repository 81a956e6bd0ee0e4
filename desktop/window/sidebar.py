"""The left side: the views of the library, each with how many entries it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from db import Library, Source, View
from desktop.window import theme
from desktop.window.override import override

_Index = QModelIndex | QPersistentModelIndex
_VIEW = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2
_CALLS = Qt.ItemDataRole.UserRole + 3  # whether its count is to be noticed
_SHOWN_SOURCES = 12


@dataclass(frozen=True, slots=True)
class Contents:
    """What the sidebar shows.

    Attributes:
        profiles: (id, name, entries) of each.
        counts: Kind of view to the number of its entries.
        sources: The imported files, newest first.
    """

    profiles: tuple[tuple[int, str, int], ...]
    counts: dict[str, int]
    sources: tuple[Source, ...]


def read_contents(library: Library) -> Contents:
    """What the sidebar shows of a library; called in a worker's thread."""
    return Contents(
        tuple(
            (profile_id, name, library.count(View("profile", profile_id)))
            for profile_id, name in library.profiles()
        ),
        {
            "all": library.count(View("all")),
            "recent": library.count(View("recent")),
            "problems": library.count(View("problems")),
            "trash": library.count(View("trash")),
        },
        tuple(library.sources()),
    )


class Sidebar(QWidget):
    """The views of the library.

    Signals:
        view_chosen: A `db.View`.
        source_export_asked: The name of an imported file to write back.
    """

    view_chosen = Signal(object)
    source_export_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(self.tr("Views of the library"))
        self._list.setItemDelegate(_Painter(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._on_menu)
        self._list.currentItemChanged.connect(self._on_current)
        self._view = View()
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 0, 8)
        layout.addWidget(self._list)
        self.setFocusProxy(self._list)
        self.show_contents(Contents((), {}, ()))

    def view(self) -> View:
        """The view that is chosen."""
        return self._view

    def labels(self) -> list[str]:
        """What is listed, headings included, from the top."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def expect(self, view: View) -> None:
        """Take a view as chosen that will be listed with the next contents."""
        self._view = view

    def choose(self, view: View) -> None:
        """Choose a view as a click would; one that is not listed is left alone."""
        item = self._item_of(view)
        if item is not None:
            self._list.setCurrentItem(item)

    def show_contents(self, contents: Contents) -> None:
        """List the views of a library; the chosen one stays so while it exists."""
        self._filling = True
        self._list.clear()
        counts = contents.counts
        self._heading(self.tr("Library"))
        for profile_id, name, entries in contents.profiles:
            self._add(View("profile", profile_id), name, "profile", entries)
        self._add(View("all"), self.tr("All entries"), "library", counts.get("all"))
        self._add(View("recent"), self.tr("Recently added"), "recent", counts.get("recent"))
        problems = counts.get("problems")
        self._add(
            View("problems"),
            self.tr("Needs attention"),
            "attention",
            problems,
            calls=bool(problems),
        )
        if contents.sources:
            self._heading(self.tr("Imported files"))
        for source in contents.sources[:_SHOWN_SOURCES]:
            self._add(View("source", source.id), source.name, "document", source.entries or None)
        self._heading("")
        self._add(View("trash"), self.tr("Trash"), "trash", counts.get("trash"))
        item = self._item_of(self._view) or self._item_of(View())
        assert item is not None, "all entries are always listed"
        self._list.setCurrentItem(item)
        self._filling = False
        if item.data(_VIEW) != self._view:
            self._on_current(item)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.addItem(item)

    def _add(
        self, view: View, text: str, icon: str, count: int | None, *, calls: bool = False
    ) -> None:
        item = QListWidgetItem(text)
        item.setData(_VIEW, view)
        item.setData(_COUNT, count)
        item.setData(_ICON, icon)
        item.setData(_CALLS, calls)
        item.setToolTip(theme.tooltip(text))
        spoken = text if count is None else self.tr("{0}, {1} entries").format(text, count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._list.addItem(item)

    def _item_of(self, view: View) -> QListWidgetItem | None:
        for row in range(self._list.count()):
            if self._list.item(row).data(_VIEW) == view:
                return self._list.item(row)
        return None

    def _on_current(self, item: QListWidgetItem | None) -> None:
        view = item.data(_VIEW) if item is not None else None
        if not self._filling and isinstance(view, View):
            self._view = view
            self.view_chosen.emit(view)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        item = self._list.itemAt(at)
        view = item.data(_VIEW) if item is not None else None
        if item is None or not isinstance(view, View) or view.kind != "source":
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        export = menu.addAction(self.tr("Export this file…"))
        name = item.text()
        export.triggered.connect(lambda: self._ask_export(name))
        menu.popup(self._list.viewport().mapToGlobal(at))

    def _ask_export(self, name: str) -> None:
        self.source_export_asked.emit(name)

    @override
    def sizeHint(self) -> QSize:
        return QSize(190, 600)


class _Painter(QStyledItemDelegate):
    """An icon, a name, and a count on the right."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = QFontMetrics(self._view.font()).height()
        if index.data(_VIEW) is None:
            return QSize(100, line + (12 if index.row() == 0 else 22) if index.data() else 14)
        return QSize(100, line + 13)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = theme.colors(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_VIEW) is None:
            self._paint_heading(painter, rect, str(index.data() or ""), colors)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            self._paint_view(painter, rect, index, colors, selected=selected, hovered=hovered)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, rect: QRect, text: str, colors: theme.Colors
    ) -> None:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colors.muted)
        room = rect.adjusted(10, 0, -10, -5)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)

    def _paint_view(
        self,
        painter: QPainter,
        rect: QRect,
        index: _Index,
        colors: theme.Colors,
        *,
        selected: bool,
        hovered: bool,
    ) -> None:
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.selection if selected else colors.pill)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        color = colors.selection_text if selected else colors.text
        icon_color = colors.accent if selected else colors.muted
        ratio = painter.device().devicePixelRatioF()
        picture = theme.pixmap(str(index.data(_ICON)), icon_color, 16, ratio)
        painter.drawPixmap(rect.left() + 10, rect.center().y() - 7, picture)
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.Medium if selected else QFont.Weight.Normal)
        room = rect.adjusted(34, 0, -10, 0)
        count = index.data(_COUNT)
        if count:
            small = QFont(font)
            small.setPointSizeF(font.pointSizeF() * 0.9)
            painter.setFont(small)
            painter.setPen(colors.warning if index.data(_CALLS) else colors.muted)
            text = f"{count:,}"
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
            )
            room.adjust(0, 0, -QFontMetrics(small).horizontalAdvance(text) - 8, 0)
        painter.setFont(font)
        painter.setPen(color)
        name = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def named_sources(sources: Sequence[Source]) -> list[str]:
    """Names of the imported files that can be written back, each once, newest first."""
    return list(dict.fromkeys(source.name for source in sources if source.format == "bibtex"))
