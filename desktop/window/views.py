"""The parts that work on views, made when first needed, and how they hear of each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.window.contents import NOTHING, Contents
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.side.sidebar import Sidebar
from desktop.window.table.list_pane import ListPane

if TYPE_CHECKING:
    from desktop.window.actions import Actions
    from desktop.window.side.browse_panel import BrowsePanel
    from desktop.window.side.grouping import Grouping

# Commands and what `Grouping` does for them
_COMMANDS = {
    "tag_entries": "tag_selected",
    "collect_entries": "collect_selected",
    "remove_from_collection": "remove_from_collection",
    "new_collection": "add_collection",
    "new_tag": "add_tag",
    "save_search": "add_search",
}
_SWITCHES = {"deep_collections": True, "browse": False}  # and whether they are on at first


class Views(QObject):
    """Collections, tags, saved searches and the browse panel of a window.

    Signals:
        undo_asked: A message's button to take the last step back was pressed.
        sidebar_needed: The sidebar is to be shown, since what is asked for is in it.
    """

    undo_asked = Signal()
    sidebar_needed = Signal()

    def __init__(
        self,
        window: QWidget,
        session: Session,
        pane: ListPane,
        sidebar: Sidebar,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._pane = pane
        self._sidebar = sidebar
        self._settings = settings
        self._contents = NOTHING
        self._actions: Actions | None = None
        sidebar.set_deep(deep=self._is_usually("deep_collections"))
        for signal, name in (
            (sidebar.add_asked, "add"),
            (sidebar.edit_asked, "edit"),
            (sidebar.delete_asked, "delete"),
            (sidebar.query_asked, "put_query"),
            (sidebar.entries_dropped, "drop"),
            (sidebar.collection_moved, "move_collection"),
        ):
            signal.connect(partial(self._call, name))
        sidebar.depth_chosen.connect(self._on_depth_chosen)

    @cached_property
    def grouping(self) -> Grouping:
        """What is done with collections, tags and saved searches."""
        from desktop.window.side.grouping import Grouping

        grouping = Grouping(self._session, self._pane, self._window)
        grouping.contents = self._contents
        grouping.undo_asked.connect(self.undo_asked)
        grouping.made.connect(self._sidebar.expect_chosen)
        return grouping

    @cached_property
    def browse(self) -> BrowsePanel:
        """The values of the listed entries."""
        from desktop.window.side.browse_panel import BrowsePanel

        panel = BrowsePanel(self._session, self._pane, self._settings, self._window)
        panel.closed.connect(self._on_browse_closed)
        panel.rename_asked.connect(self.grouping.rename_value)
        self._sidebar.add_below(panel, self._settings.state("window/browse_split"))
        self._sidebar.split_moved.connect(partial(self._settings.remember, "window/browse_split"))
        return panel

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each of its commands does."""
        return {
            **{name: partial(self._call, done) for name, done in _COMMANDS.items()},
            "deep_collections": self._set_deep,
            "browse": self.show_browse,
        }

    def set_actions(self, actions: Actions) -> None:
        """Set the switches among the commands as they were left."""
        self._actions = actions
        for switch in _SWITCHES:
            actions[switch].setChecked(self._is_usually(switch))

    def set_contents(self, contents: Contents) -> None:
        """Take note of what the sidebar lists."""
        names = [(tag.name, tag.colour) for tag in contents.tags]
        if names != [(tag.name, tag.colour) for tag in self._contents.tags]:
            self._pane.model.forget()  # rows show them
        self._contents = contents
        if "grouping" in self.__dict__:
            self.grouping.contents = contents

    def complete(self) -> None:
        """Show what the first rows need not wait for."""
        if self._is_usually("browse"):
            self.show_browse()

    def show_browse(self) -> None:
        """Show or hide the browse panel, as its command is on or off."""
        assert self._actions is not None
        shown = self._actions["browse"].isChecked()
        self._settings.remember("window/browse", shown)
        if shown:
            self.sidebar_needed.emit()
        self.browse.setVisible(shown)
        self.browse.refresh()

    def _set_deep(self) -> None:
        assert self._actions is not None
        deep = self._actions["deep_collections"].isChecked()
        self._settings.remember("window/deep_collections", deep)
        self._sidebar.set_deep(deep=deep)

    def _is_usually(self, switch: str) -> bool:
        return self._settings.flag(f"window/{switch}", usual=_SWITCHES[switch])

    def _call(self, name: str, *values: object) -> None:
        getattr(self.grouping, name)(*values)

    def _on_depth_chosen(self) -> None:
        if self._actions is not None:
            self._actions["deep_collections"].trigger()

    def _on_browse_closed(self) -> None:
        if self._actions is not None:
            self._actions["browse"].trigger()
