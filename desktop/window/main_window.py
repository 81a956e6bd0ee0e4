"""The window: what is where, and how the parts hear of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from db.listed import View
from desktop.window import theme
from desktop.window.contents import NOTHING, Contents, named_sources, written_file
from desktop.window.override import override
from desktop.window.settings import Settings
from desktop.window.shell import Shell
from desktop.window.table.delegate import ROWS

if TYPE_CHECKING:
    from db import ProfileSummary, Stored
    from db.listed import ViewKind
    from desktop.window.actions import Actions
    from desktop.window.commands import Commands
    from desktop.window.dialogs import Dialogs
    from desktop.window.entry.entry_pane import EntryPane
    from desktop.window.features import Features
    from desktop.window.feed import Feed
    from desktop.window.side.sidebar import Sidebar
    from desktop.window.views import Views

_OF_ENTRY = (  # each takes a while to load
    "entry.typeset",
    "entry.preview",
    "entry.field_editor",
    "entry.entry_form",
    "entry.source_editor",
    "entry.entry_pane",
    "commands",
)


class MainWindow(Shell):
    """The window on one library.

    Signals:
        library_asked: The path of another library, to be opened instead.

    Attributes:
        features, views, actions_, sidebar: There once the window was painted first.
    """

    library_asked = Signal(object)
    features: Features
    views: Views
    actions_: Actions
    sidebar: Sidebar
    _feed: Feed

    def __init__(self, library: Path, settings: Settings) -> None:
        """Make the window; it opens the library after it was painted first."""
        super().__init__(library, settings)
        self._names: tuple[str, ...] = ()  # of the profile's person
        self._contents = NOTHING
        self._shows_entry = False
        self._expects_profile = False  # whether the library's first profile is to be shown
        self._is_left = False  # whether the user agreed to leave this library
        self._to_fill_in: int | None = None  # a new entry that is not shown yet

    @override
    def making(self) -> Iterator[None]:
        from desktop.window.views import Views

        pane, settings = self.list_pane, self._settings
        self.sidebar = self.sidebar_place.fill()
        self.views = Views(self, self.session, pane, self.sidebar, settings)
        yield
        from desktop.window.actions import Actions
        from desktop.window.corner import button_corner
        from desktop.window.features import Features, Workplace
        from desktop.window.feed import Feed

        self.features = Features(Workplace(self, self.session, settings, pane, self.sidebar))
        self._feed = Feed(self.session, pane.tell_error, self)
        self.actions_ = Actions(self, self.menus, self.command_handlers())
        self.views.set_actions(self.actions_)
        self.arrangement.obey(
            {name: self.actions_[name] for name in ("show_sidebar", "show_entry")}
        )
        self.actions_[self.rows_command()].setChecked(True)
        self.actions_["undo"].setEnabled(False)
        self.actions_["redo"].setEnabled(False)
        corner = button_corner(self.actions_, self)
        self.menuBar().setCornerWidget(corner)
        corner.show()
        self._connect()
        self._update_commands()
        self.session.open(self._on_open_failed)
        yield
        yield from self._making_entry()
        yield
        self.actions_.add_icons()
        theme.draw_icons()
        yield
        self.views.complete()
        yield from self.features.begin()

    @cached_property
    def commands(self) -> Commands:
        """Operations on the selection; loaded after the first rows."""
        from desktop.window.commands import Commands

        return Commands(self.session, self.list_pane, self)

    @cached_property
    def dialogs(self) -> Dialogs:
        """What opens over the window; loaded after the first rows."""
        from desktop.window.dialogs import Dialogs

        dialogs = Dialogs(self, self.session, self._settings, self.list_pane, self.commands)
        dialogs.library_chosen.connect(self._on_library_chosen)
        return dialogs

    @property
    def entry_pane(self) -> EntryPane:
        """The entry that is shown; there once the first rows are painted."""
        return self.entry_place.pane

    @property
    def contents(self) -> Contents:
        """What the sidebar lists now."""
        return self._contents

    def command_handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        from desktop.window.handlers import COMMANDS, DIALOGS, OF_TABLE

        kinds: tuple[ViewKind, ...] = ("all", "recent", "problems", "trash")
        go = {f"go_{kind}": partial(self.go_to, View(kind)) for kind in kinds}
        rows = {name: partial(self.set_density, density) for name, density in ROWS.items()}
        return {
            **go,
            **rows,
            **{name: partial(self._call, "dialogs", done) for name, done in DIALOGS.items()},
            **{name: partial(self._call, "commands", name) for name in COMMANDS},
            **{name: getattr(self.list_pane.table, done) for name, done in OF_TABLE.items()},
            **self.views.handlers(),
            **self.features.handlers(),
            "go_profile": self._go_to_profile,
            "export": lambda: self.dialogs.export(named_sources(self._contents.sources)),
            "quit": self.close,
            "empty_trash": lambda: self.dialogs.empty_trash(self._contents.counts.get("trash", 0)),
            "find": self.list_pane.search.focus,
            "show_sidebar": self._show_parts,
            "show_entry": self._show_parts,
            "refresh": lambda: self.refresh(None),
            "palette": lambda: self.dialogs.show_palette(self.actions_),
        }

    def _call(self, part: str, name: str, *values: object) -> None:
        """Have a part of the window do something that may not have been loaded yet."""
        getattr(getattr(self, part), name)(*values)

    def _connect(self) -> None:
        from desktop.window.handlers import OF_ENTRIES

        self.session.opened.connect(self._on_opened)
        self.session.changed.connect(self.refresh)
        self.session.changed_elsewhere.connect(self._on_changed_elsewhere)
        self.sidebar.view_chosen.connect(self._on_view_chosen)
        self.sidebar.source_export_asked.connect(
            lambda name: self.dialogs.export(named_sources(self._contents.sources), name)
        )
        self._feed.contents_read.connect(self._on_contents)
        self._feed.profile_read.connect(self._on_profile)
        self._feed.steps_read.connect(self._on_steps)
        self.list_pane.selection_changed.connect(self._update_commands)
        self.list_pane.found.connect(self._update_commands)
        self.list_pane.import_asked.connect(partial(self._call, "dialogs", "import_files"))
        self.list_pane.all_asked.connect(lambda: self.go_to(View()))
        self.list_pane.entry_opened.connect(lambda _: self._open_entry())
        self.views.undo_asked.connect(partial(self._call, "commands", "undo"))
        self.views.sidebar_needed.connect(self._show_sidebar)
        table = self.list_pane.table
        for name in OF_ENTRIES:
            table.addAction(self.actions_[name])

    # --- Opening and closing -----------------------------------------------------------------

    def _making_entry(self) -> Iterator[None]:
        for module in _OF_ENTRY:
            import_module(f"desktop.window.{module}")
            yield
        from desktop.window.drop import DropTarget
        from desktop.window.edit_keys import EditKeys
        from desktop.window.entry.entry_tabs import make_tabs

        commands = self.commands
        pane = self.entry_place.fill(commands)
        yield
        for tab in make_tabs(self.features.workplace):
            pane.add_tab(*tab)
        commands.report_asked.connect(partial(self._call, "dialogs", "show_report"))
        commands.entry_made.connect(self._on_entry_made)
        pane.search_requested.connect(self.list_pane.search.set_text)
        keys = EditKeys(self)
        keys.watch(*self.list_pane.search.findChildren(QLineEdit))
        pane.preview.mark(self.list_pane.table.painter_of_cells.marks)
        self.list_pane.marks_changed.connect(pane.preview.mark)
        self._feed.entry_read.connect(self._on_entry)
        self.list_pane.current_changed.connect(self._feed.ask_entry)
        self._shows_entry = True
        self._feed.ask_entry(self.list_pane.table.current_id())
        imports = commands.imports
        imports.begun.connect(self._on_import_begun)
        imports.library_given.connect(partial(self._call, "dialogs", "offer_library"))
        take_text = self.features.feature("entry.adding", "NewEntries").take_text
        self.drops = DropTarget(self, imports.import_files, take_text)

    def complete(self) -> None:
        """Make now what is left to be made."""
        self.rest.finish()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What nobody took: perhaps the shortcut of a command that is not there yet
        if self.rest.is_done:
            super().keyPressEvent(event)
            return
        self.complete()
        pressed = QKeySequence(event.keyCombination())
        for action in self.actions_.all():
            if pressed in action.shortcuts():
                action.trigger()

    def is_settled(self) -> bool:
        """Whether the library is open and everything that was asked for is shown."""
        return self.rest.is_done and self.session.is_idle and self.list_pane.has_answer()

    def _on_open_failed(self, error: Exception) -> None:
        from desktop import wording

        offers = self.features.feature("history.rescue_feature", "RescueFeature").offers(error)
        another = (self.tr("Open another library…"), self.dialogs.open_library)
        new = (self.tr("Make a new library…"), self.dialogs.new_library)
        self.list_pane.show_failure(wording.sentence(error), *(offers or [new]), another)
        self.rest.finish()

    @Slot()
    def _on_opened(self) -> None:
        view = self.first_view()
        self.sidebar.expect(view)
        self.list_pane.show_view(view)
        self._refresh_rest()
        self.list_pane.table.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self.arrangement.remember()
        self._settings.write()
        self.rest.stop()
        self.session.close()
        super().closeEvent(event)

    def _may_leave(self) -> bool:
        """Whether nothing that is typed is lost, or the user agreed to that."""
        if self._is_left or not self._shows_entry:
            return True
        pane = self.entry_pane
        pane.flush()
        return not pane.has_drafts or self.dialogs.may_close(pane.save_drafts)

    @Slot(object)
    def _on_library_chosen(self, path: Path) -> None:
        if self._may_leave():
            self._is_left = True
            self.library_asked.emit(path)

    # --- What is shown -----------------------------------------------------------------------

    def go_to(self, view: View) -> None:
        """Show a view of the library."""
        self.sidebar.choose(view)

    def _go_to_profile(self) -> None:
        if self._contents.profiles:
            self.go_to(View("profile", self._contents.profiles[0][0]))
        else:
            self.features.feature("profile.profile_feature", "ProfileFeature").say_none()

    @Slot(object)
    def _on_view_chosen(self, view: View) -> None:
        self.list_pane.show_view(view)
        self._feed.ask_profile(view)

    def _show_parts(self) -> None:
        self.arrangement.follow_switches()

    def _show_sidebar(self) -> None:
        self.actions_["show_sidebar"].setChecked(True)
        self.arrangement.follow_switches()

    def _open_entry(self, *, replace: bool = False) -> None:
        self.complete()
        self.actions_["show_entry"].setChecked(True)
        self.arrangement.follow_switches()
        self.entry_pane.edit(replace=replace)

    @Slot(int)
    def _on_entry_made(self, entry_id: int) -> None:
        """Show the new entry where it can be seen, and let the user type its title."""
        self._to_fill_in = entry_id
        file = written_file(self._contents.sources, self.list_pane.view())
        self.go_to(View("source", file.id) if file is not None else View())
        self.list_pane.show_entry(entry_id)

    @Slot()
    def _on_import_begun(self) -> None:
        if not self._contents.profiles:
            self._expects_profile = True

    @Slot(object)
    def refresh(self, entry_ids: tuple[int, ...] | None) -> None:
        """Show what became of these entries, or of all for None."""
        if not self.session.is_open:
            return
        self.list_pane.refresh(entry_ids)
        current = self.list_pane.table.current_id()
        if self._shows_entry and (entry_ids is None or current in entry_ids):
            self._feed.ask_entry(current)
        self._refresh_rest()

    def _refresh_rest(self) -> None:
        self._feed.ask_steps()
        self._feed.ask_profile(self.list_pane.view())
        self._feed.ask_contents()

    @Slot(object)
    def _on_contents(self, contents: Contents) -> None:
        self._contents = contents
        self.views.set_contents(contents)
        self.sidebar.show_contents(contents)
        self._update_commands()
        if self._expects_profile and contents.profiles:
            self._expects_profile = False
            self._go_to_profile()
        if self._shows_entry and not contents.counts.get("all"):
            self.entry_pane.tell_emptiness()

    @Slot(object)
    def _on_profile(self, profile: ProfileSummary | None) -> None:
        names = profile.names if profile is not None else ()
        self.list_pane.show_profile(profile)
        old, self._names = self._names, names
        if self._shows_entry and names != old:  # the entry shows the person too
            self._feed.ask_entry(self.list_pane.table.current_id())

    @Slot(object, str)
    def _on_entry(self, stored: Stored | None, bibtex: str) -> None:
        self.entry_pane.show_entry(stored, bibtex, self._names)
        if stored is not None and stored.id == self._to_fill_in:
            self._to_fill_in = None
            self._open_entry(replace=True)
        elif stored is None and not self._contents.counts.get("all"):
            self.entry_pane.tell_emptiness()

    @Slot()
    def _on_changed_elsewhere(self) -> None:
        self.list_pane.message.tell(self.tr("Another program changed this library; here it is."))
        self.refresh(None)

    # --- Commands ----------------------------------------------------------------------------

    @Slot(object, object)
    def _on_steps(self, undo: str | None, redo: str | None) -> None:
        from desktop.window.command_states import show_steps

        can_write = not self.session.is_readonly
        show_steps(self.actions_, undo if can_write else None, redo if can_write else None)

    @Slot()
    def _update_commands(self) -> None:
        from desktop.window.command_states import needs_met

        self.actions_.enable(needs_met(self.session, self.list_pane, self._contents.counts))
