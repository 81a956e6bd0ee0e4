"""The left side: the views of the library, each with how many entries it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QTreeWidgetItem, QVBoxLayout, QWidget

from db.listed import TOGETHER, View
from desktop.window import theme
from desktop.window.contents import NOTHING, Contents
from desktop.window.override import override
from desktop.window.side.sidebar_painter import CALLS, COLOR, COUNT, ICON, SECTION, VIEW
from desktop.window.side.sidebar_tree import EDITABLE, SidebarTree, view_of

if TYPE_CHECKING:
    from db import Collection

_MOST_SOURCES = 500  # imported files, the newest first


class Sidebar(QWidget):
    """The views of the library.

    Signals:
        view_chosen: A `db.View`.
        source_export_asked: The name of an imported file to write back.
        add_asked: (kind of view, the collection that a new one is to be in or None, ids of
            entries that were dropped for it).
        edit_asked, delete_asked: The view of a collection, tag or saved search.
        query_asked: The view of a saved search whose query is to go into the search box.
        entries_dropped: (view, ids of entries).
        collection_moved: (id, its new parent or None, the sibling after it or None).
        depth_chosen: Whether collections are to show what is within them.
        split_moved: The user made the part below higher or lower: a QByteArray to remember.
    """

    view_chosen = Signal(object)
    source_export_asked = Signal(str)
    add_asked = Signal(str, object, object)
    edit_asked = Signal(object)
    delete_asked = Signal(object)
    query_asked = Signal(object)
    entries_dropped = Signal(object, object)
    collection_moved = Signal(int, object, object)
    depth_chosen = Signal(bool)
    split_moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = SidebarTree(self)
        self._tree.itemSelectionChanged.connect(self._on_selected)
        self._tree.add_clicked.connect(self._on_add_clicked)
        self._tree.key_pressed.connect(self._on_key)
        self._tree.customContextMenuRequested.connect(self._on_menu)
        self._tree.entries_dropped.connect(self._on_entries_dropped)
        self._tree.collection_dropped.connect(self._on_collection_dropped)
        self._tree.itemCollapsed.connect(lambda item: self._closed.add(_id(item)))
        self._tree.itemExpanded.connect(lambda item: self._closed.discard(_id(item)))
        self._closed: set[int | None] = set()  # collections
        self._contents = NOTHING
        self._deep = True
        self._every = False
        self._awaited: View | None = None
        self._view = View()
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 0, 8)
        self._parts = QSplitter(Qt.Orientation.Vertical, self)
        self._parts.setHandleWidth(1)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self._tree)
        layout.addWidget(self._parts)
        self.setFocusProxy(self._tree)
        self.show_contents(NOTHING)

    def view(self) -> View:
        """The view that is chosen."""
        return self._view

    def labels(self) -> list[str]:
        """What is listed, headings included, from the top."""
        return [item.text(0) for item in self._tree.items()]

    def tree(self) -> SidebarTree:
        """The list itself."""
        return self._tree

    def add_below(self, part: QWidget, split: QByteArray) -> None:
        """Give the lower half to another part of the window, while that is shown.

        Args:
            part: The other part.
            split: How high the two are, as `split_moved` told it; empty for the same.
        """
        self._parts.addWidget(part)
        if not self._parts.restoreState(split):
            self._parts.setSizes([1000, 1000])
        self._parts.splitterMoved.connect(lambda: self.split_moved.emit(self._parts.saveState()))

    def expect_chosen(self, view: View) -> None:
        """Choose a view as soon as it is listed."""
        self._awaited = View(view.kind, view.id, self._deep)

    def expect(self, view: View) -> None:
        """Take a view as chosen that will be listed with the next contents."""
        self._view = view

    def choose(self, view: View) -> None:
        """Choose a view as a click would; one that is not listed is left alone."""
        item = self.item_of(view)
        if item is not None:
            self._tree.setCurrentItem(item)

    def set_deep(self, *, deep: bool) -> None:
        """Show with each collection what is within it, or only what it holds itself."""
        if deep != self._deep:
            self._deep = deep
            if self._view.kind == "collection":
                also, every = self._view.also, self._view.every
                self._view = View("collection", self._view.id, deep, also, every)
            self.show_contents(self._contents)
            if self._view.kind == "collection":
                self._tell_view()

    def show_contents(self, contents: Contents) -> None:
        """List the views of a library; the chosen one stays so while it exists."""
        self._contents = contents
        self._filling = True
        scrolled = self._tree.verticalScrollBar().value()
        self._tree.clear()
        self._list_library(contents)
        self._heading(self.tr("Collections"), "collection")
        self._list_collections(contents.collections)
        self._heading(self.tr("Saved searches"), "search")
        for search in contents.searches:
            self._add(View("search", search.id), search.name, "search", None)
        self._heading(self.tr("Tags"), "tag")
        for tag in contents.tags:
            self._add(View("tag", tag.id), tag.name, "dot", tag.entries, color=tag.colour)
        if contents.sources:
            self._heading(self.tr("Imported files"))
        for source in contents.sources[:_MOST_SOURCES]:
            self._add(View("source", source.id), source.name, "document", source.entries or None)
        if (left := len(contents.sources) - _MOST_SOURCES) > 0:
            self._heading(self.tr("and {0} older ones").format(f"{left:,}"))
        self._heading("")
        self._add(View("trash"), self.tr("Trash"), "trash", contents.counts.get("trash"))
        item = self.item_of(self._view) or self.item_of(View())
        assert item is not None, "all entries are always listed"
        self._tree.setCurrentItem(item)
        for kind, view_id in self._view.also:
            if (beside := self.item_of(View(kind, view_id))) is not None:
                beside.setSelected(True)
        self._tree.verticalScrollBar().setValue(scrolled)
        self._filling = False
        awaited = self.item_of(self._awaited) if self._awaited is not None else None
        if awaited is not None:
            self._awaited = None
            self._tree.setCurrentItem(awaited)
        elif self._chosen() != self._view:
            self._on_selected()

    def _list_library(self, contents: Contents) -> None:
        counts = contents.counts
        self._heading(self.tr("Library"))
        for profile_id, name, entries in contents.profiles:
            self._add(View("profile", profile_id), name, "profile", entries)
        self._add(View("all"), self.tr("All entries"), "library", counts.get("all"))
        self._add(View("recent"), self.tr("Recently added"), "recent", counts.get("recent"))
        problems = counts.get("problems")
        item = self._add(View("problems"), self.tr("Needs attention"), "attention", problems)
        item.setData(0, CALLS, bool(problems or counts.get("wide problems")))

    def _list_collections(self, collections: Sequence[Collection]) -> None:
        items: dict[int, QTreeWidgetItem] = {}
        for each in collections:
            view = View("collection", each.id, self._deep)
            count = each.total if self._deep else each.entries
            above = items.get(each.parent) if each.parent is not None else None
            item = self._add(view, each.name, "collection", count, color=each.colour, above=above)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsDragEnabled)
            items[each.id] = item
        for item in items.values():
            item.setExpanded(_id(item) not in self._closed)

    def _heading(self, text: str, section: str = "") -> None:
        item = QTreeWidgetItem([text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled if section else Qt.ItemFlag.NoItemFlags)
        item.setData(0, SECTION, section)
        if section:
            words = {
                "collection": self.tr("New collection"),
                "search": self.tr("Save this search"),
                "tag": self.tr("New tag"),
            }[section]
            item.setToolTip(0, theme.tooltip(words))
        self._tree.addTopLevelItem(item)

    def _add(
        self,
        view: View,
        text: str,
        icon: str,
        count: int | None,
        *,
        color: str = "",
        above: QTreeWidgetItem | None = None,
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        for role, value in ((VIEW, view), (COUNT, count), (ICON, icon), (COLOR, color)):
            item.setData(0, role, value)
        item.setToolTip(0, theme.tooltip(text))
        spoken = text if count is None else self.tr("{0}, {1} entries").format(text, count)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        if above is None:
            self._tree.addTopLevelItem(item)
        else:
            above.addChild(item)
        return item

    def item_of(self, view: View) -> QTreeWidgetItem | None:
        """The row of a view, where it is listed, however deep it shows."""
        for item in self._tree.items():
            listed = view_of(item)
            if listed is not None and (listed.kind, listed.id) == (view.kind, view.id):
                return item
        return None

    @Slot()
    def _on_selected(self) -> None:
        if self._filling:
            return
        view = self._chosen()
        if view is not None:
            self._mark_chosen(view)
            if view != self._view:
                self._view = view
                self._tell_view()

    def _mark_chosen(self, view: View) -> None:
        """Take the mark from what cannot be looked at together with the rest."""
        chosen = {(view.kind, view.id), *view.also}
        self._filling = True
        for item in self._tree.items():
            listed = view_of(item)
            if listed is not None:
                item.setSelected((listed.kind, listed.id) in chosen)
        self._filling = False

    def _chosen(self) -> View | None:
        """The view that is selected, or what several of them are together."""
        first = view_of(self._tree.currentItem())
        chosen = [view_of(item) for item in self._tree.items() if item.isSelected()]
        views = [view for view in chosen if view is not None]
        if len(views) == 1:
            return views[0]
        if first not in views or any(view.kind not in TOGETHER for view in views):
            first = next((view for view in reversed(views) if view.kind in TOGETHER), first)
            views = [view for view in views if view.kind in TOGETHER]
        if first is None or first.kind not in TOGETHER:
            return first
        also = tuple((view.kind, view.id or 0) for view in views if view != first)
        return View(first.kind, first.id, self._deep, also, bool(also) and self._every)

    def _tell_view(self) -> None:
        self.view_chosen.emit(self._view)

    # --- What can be done with a view --------------------------------------------------------

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        item = self._tree.itemAt(at)
        section = str(item.data(0, SECTION) or "") if item is not None else ""
        view = view_of(item)
        if not section and (view is None or view.kind not in {*EDITABLE, "source"}):
            return
        from desktop.window.side.sidebar_menu import SidebarMenu

        together = self._view if view is not None and self._is_among(view) else None
        menu = SidebarMenu(self, view, section, deep=self._deep, together=together)
        if together is not None:
            menu.chosen.connect(self.combine)
        else:
            menu.chosen.connect(lambda what: self.do(what, view, section))
        menu.popup(self._tree.viewport().mapToGlobal(at))

    @Slot(str)
    def combine(self, how: str) -> None:
        """Show what is in ``any`` or in ``every`` one of the views that are selected."""
        self._every = how == "every"
        self._on_selected()

    def do(self, what: str, view: View | None, section: str) -> None:
        """Do what was chosen from a menu."""
        if what == "add" and section:
            self._ask_to_add(section)
        elif view is None:
            return
        elif what == "add":
            self._ask_to_add(view.kind, view.id if view.kind == "collection" else None)
        elif what == "edit":
            self.edit_asked.emit(view)
        elif what == "delete":
            self.delete_asked.emit(view)
        elif what == "query":
            self.query_asked.emit(view)
        elif what == "depth":
            self.depth_chosen.emit(not self._deep)
        elif what == "export":
            name = next((s.name for s in self._contents.sources if s.id == view.id), "")
            self.source_export_asked.emit(name)

    def _is_among(self, view: View) -> bool:
        """Whether a view is one of several that are looked at together."""
        own = (self._view.kind, self._view.id)
        return bool(self._view.also) and (view.kind, view.id) in {own, *self._view.also}

    def _ask_to_add(
        self, kind: str, parent: int | None = None, entry_ids: Sequence[int] = ()
    ) -> None:
        self.add_asked.emit(kind, parent, tuple(entry_ids))

    @Slot(str)
    def _on_add_clicked(self, section: str) -> None:
        self._ask_to_add(section)

    @Slot(int)
    def _on_key(self, key: int) -> None:
        if not self._view.also:  # of several views it would be said of one only
            self.do("delete" if key == Qt.Key.Key_Delete else "edit", self._view, "")

    @Slot(object, object)
    def _on_entries_dropped(self, target: View | str, ids: list[int]) -> None:
        if isinstance(target, View):
            self.entries_dropped.emit(target, ids)
        else:
            self._ask_to_add(target, None, ids)

    @Slot(int, object, str)
    def _on_collection_dropped(self, moved: int, target: View | None, place: str) -> None:
        if target is None:
            parent, before = None, None
        elif place == "on":
            parent, before = target.id, None
        else:
            parent, before = self._beside(target, below=place == "below")
        self.collection_moved.emit(moved, parent, before)

    def _beside(self, target: View, *, below: bool) -> tuple[int | None, int | None]:
        """The parent and the sibling after the place above or below a collection."""
        parents = {each.id: each.parent for each in self._contents.collections}
        parent = parents[target.id or 0]
        if not below:
            return parent, target.id
        siblings = [each for each, above in parents.items() if above == parent]
        following = siblings[siblings.index(target.id or 0) + 1 :]
        return parent, following[0] if following else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(190, 600)


def _id(item: QTreeWidgetItem) -> int | None:
    view = view_of(item)
    return view.id if view is not None else None
