"""The list of the sidebar: rows that are views, which take what is dropped on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from db.listed import View
from desktop.window import mime
from desktop.window.override import override
from desktop.window.side.sidebar_painter import (
    SECTION,
    VIEW,
    SidebarPainter,
    is_on_add,
    is_on_arrow,
)

_Index = QModelIndex | QPersistentModelIndex
EDITABLE = frozenset({"collection", "tag", "search"})
"""Kinds of views that the user makes, edits and deletes."""


class SidebarTree(QTreeWidget):
    """The list: rows that are views, which take what is dropped on them.

    Signals:
        add_clicked: The kind of view whose heading's plus was clicked.
        key_pressed: Delete or F2 was pressed on a view that can be deleted and edited.
        entries_dropped: (a view, or the kind of view of a heading; ids of entries).
        collection_dropped: (id; the view of a collection or None for the heading; where:
            ``on``, ``above`` or ``below``).
    """

    add_clicked = Signal(str)
    key_pressed = Signal(int)
    entries_dropped = Signal(object, object)
    collection_dropped = Signal(int, object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.painter_of_rows = SidebarPainter(self)
        self.setItemDelegate(self.painter_of_rows)
        self.setHeaderHidden(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Views of the library"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        shades = self.palette()  # the rows paint their own, Qt beside the nested ones too
        shades.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(shades)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setDragDropMode(QTreeWidget.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)

    def items(self) -> Iterator[QTreeWidgetItem]:
        """All rows from the top, those of closed collections too."""

        def below(item: QTreeWidgetItem | None) -> Iterator[QTreeWidgetItem]:
            if item is None:
                return
            yield item
            for row in range(item.childCount()):
                yield from below(item.child(row))

        for row in range(self.topLevelItemCount()):
            yield from below(self.topLevelItem(row))

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        pass  # the rows have arrows of their own

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        item = self.itemAt(at)
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            row = self.visualItemRect(item)
            if item.childCount() and is_on_arrow(at, row):
                item.setExpanded(not item.isExpanded())
                return
            section = str(item.data(0, SECTION) or "")
            if section:
                if is_on_add(at, row):
                    self._tell_add(section)
                return
        super().mousePressEvent(event)

    def _tell_add(self, section: str) -> None:
        self.add_clicked.emit(section)

    @override
    def event(self, event: QEvent) -> bool:
        # Before the window's commands: Delete would move the selected entries to the trash
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_ours(event)
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_ours(event):
            view = view_of(self.currentItem())
            if view is not None and view.kind in EDITABLE:
                self.key_pressed.emit(event.key())
            return
        heading = self.currentItem()
        section = str(heading.data(0, SECTION) or "") if heading is not None else ""
        if section and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._tell_add(section)
            return
        super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_F2} and not event.modifiers()

    # --- Dragging ----------------------------------------------------------------------------

    @override
    def mimeTypes(self) -> list[str]:
        return [mime.COLLECTION]

    @override
    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        data = QMimeData()
        views = [view for view in map(view_of, items) if view is not None]
        mime.put_ids(data, mime.COLLECTION, [v.id or 0 for v in views if v.kind == "collection"])
        return data

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasFormat(mime.ENTRIES) or data.hasFormat(mime.COLLECTION):
            event.acceptProposedAction()
        else:
            event.ignore()  # files are the window's

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        target = self._target(event)
        self._show_target(target)
        if target is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_target(None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        target = self._target(event)
        self._show_target(None)
        self.stopAutoScroll()
        self.setState(QTreeWidget.State.NoState)
        if target is None:
            event.ignore()
            return
        item, place = target
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        entry_ids = mime.ids_of(event.mimeData(), mime.ENTRIES)
        if entry_ids:
            self.entries_dropped.emit(view_of(item) or str(item.data(0, SECTION)), entry_ids)
        for moved in mime.ids_of(event.mimeData(), mime.COLLECTION):
            self.collection_dropped.emit(moved, view_of(item), place)

    def _target(self, event: QDropEvent) -> tuple[QTreeWidgetItem, str] | None:
        """The row that would take what is dragged, and where it would go."""
        at = event.position().toPoint()
        item = self.itemAt(at)
        if item is None:
            return None
        view, section = view_of(item), str(item.data(0, SECTION) or "")
        if event.mimeData().hasFormat(mime.ENTRIES):
            takes = section in {"collection", "tag"} or (
                view is not None and view.kind in {"collection", "tag", "trash"}
            )
            return (item, "on") if takes else None
        moved = mime.ids_of(event.mimeData(), mime.COLLECTION)
        if section == "collection":
            return item, "on"
        if not moved or view is None or view.kind != "collection" or _is_within(item, moved[0]):
            return None
        row = self.visualItemRect(item)
        shows_more = item.childCount() and item.isExpanded()
        edge = row.height() // 4
        if at.y() < row.top() + edge:
            return item, "above"
        return item, "below" if at.y() > row.bottom() - edge and not shows_more else "on"

    def _show_target(self, target: tuple[QTreeWidgetItem, str] | None) -> None:
        self.painter_of_rows.target = (
            None
            if target is None
            else (QPersistentModelIndex(self.indexFromItem(target[0])), target[1])
        )
        self.viewport().update()


def _is_within(item: QTreeWidgetItem | None, collection_id: int) -> bool:
    """Whether a row is that of a collection or of one within it."""
    while item is not None:
        view = view_of(item)
        if view is not None and view.id == collection_id:
            return True
        item = item.parent()
    return False


def view_of(item: QTreeWidgetItem | None) -> View | None:
    """The view that a row is; None for a heading."""
    view = item.data(0, VIEW) if item is not None else None
    return view if isinstance(view, View) else None
