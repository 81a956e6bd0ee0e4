"""The window: what is where, and how the parts hear of each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QToolButton, QVBoxLayout, QWidget

from db import ProfileSummary, Stored, View
from db.rows import ViewKind
from desktop import wording
from desktop.window import theme
from desktop.window.actions import Actions, Needs
from desktop.window.arrangement import Arrangement
from desktop.window.commands import Commands
from desktop.window.delegate import Density
from desktop.window.dialogs import Dialogs
from desktop.window.drop import DropTarget
from desktop.window.feed import Feed
from desktop.window.list_pane import ListPane
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.sidebar import Contents, Sidebar, named_sources

_BUTTONS = ("undo", "redo", "import_files", "export", "show_entry")  # beside the menus
_ROWS = {
    "rows_two_lines": Density.TWO_LINES,
    "rows_relaxed": Density.RELAXED,
    "rows_compact": Density.COMPACT,
}


class MainWindow(QMainWindow):
    """The window on one library.

    Signals:
        library_asked: The path of another library, to be opened instead.
    """

    library_asked = Signal(object)

    def __init__(self, library: Path, settings: Settings) -> None:
        """Make the window; it opens the library after it was painted first."""
        super().__init__()
        self._settings = settings
        self._names: tuple[str, ...] = ()  # of the profile's person
        self._contents = Contents((), {}, ())
        self._begun = False
        self.session = Session(library, self)
        self.sidebar = Sidebar(self)
        self.list_pane = ListPane(self.session, settings, self)
        self._entry_place = QWidget(self)
        self._is_complete = False
        self.commands = Commands(self.session, self.list_pane, self)
        self.dialogs = Dialogs(self, self.session, settings, self.list_pane, self.commands)
        self._feed = Feed(self.session, self.list_pane.tell_error, self)
        self.actions_ = Actions(self, self.command_handlers())
        self.actions_["undo"].setEnabled(False)
        self.actions_["redo"].setEnabled(False)
        self._add_buttons()
        self._arrangement = self._arrange()
        self._connect()
        self.setWindowTitle(f"{library.stem} — Oeuvre")
        self._update_commands()

    def _add_buttons(self) -> None:
        corner = QWidget(self)
        buttons = QHBoxLayout(corner)
        buttons.setContentsMargins(0, 0, 8, 0)
        buttons.setSpacing(2)
        for name in _BUTTONS:
            button = QToolButton(corner)
            button.setDefaultAction(self.actions_[name])
            button.setAutoRaise(True)
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button)
        self.menuBar().setCornerWidget(corner)

    def command_handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        kinds: tuple[ViewKind, ...] = ("all", "recent", "problems", "trash")
        go = {f"go_{kind}": partial(self.go_to, View(kind)) for kind in kinds}
        rows = {name: partial(self.set_density, density) for name, density in _ROWS.items()}
        return {
            **go,
            **rows,
            "go_profile": self._go_to_profile,
            "new_library": self.dialogs.new_library,
            "open_library": self.dialogs.open_library,
            "import_files": self.dialogs.import_files,
            "export": lambda: self.dialogs.export(named_sources(self._contents.sources)),
            "back_up": self.dialogs.back_up,
            "quit": self.close,
            "undo": self.commands.undo,
            "redo": self.commands.redo,
            "history": self.dialogs.show_history,
            "copy_bibtex": self.commands.copy_bibtex,
            "copy_keys": self.commands.copy_keys,
            "copy_cite": self.commands.copy_cite,
            "paste": self.commands.paste,
            "new_entry": self.commands.new_entry,
            "trash": self.commands.trash,
            "restore": self.commands.restore,
            "empty_trash": lambda: self.dialogs.empty_trash(self._contents.counts.get("trash", 0)),
            "find": self.list_pane.search.focus,
            "select_all": self.list_pane.table.selectAll,
            "show_sidebar": self._show_parts,
            "show_entry": self._show_parts,
            "sort": self.list_pane.table.choose_sort,
            "columns": self.list_pane.table.choose_columns,
            "refresh": lambda: self.refresh(None),
            "palette": lambda: self.dialogs.show_palette(self.actions_),
            "about": self.dialogs.about,
        }

    def _connect(self) -> None:
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
        self.list_pane.found.connect(self._on_first_rows)
        self.list_pane.import_asked.connect(self.dialogs.import_files)
        self.list_pane.all_asked.connect(lambda: self.go_to(View()))
        self.list_pane.entry_opened.connect(lambda _: self._open_entry())
        self.dialogs.library_chosen.connect(self.library_asked)
        imports = self.commands.imports
        self.drops = DropTarget(self, imports.import_files, imports.import_text)
        table = self.list_pane.table
        for name in ("copy_bibtex", "copy_keys", "copy_cite", "export", "trash", "restore"):
            table.addAction(self.actions_[name])

    def _arrange(self) -> Arrangement:
        chosen = self._settings.text("window/rows", "rows_two_lines")
        name = chosen if chosen in _ROWS else "rows_two_lines"
        self.actions_[name].setChecked(True)
        self.set_density(_ROWS[name])
        return Arrangement(
            self,
            (self.sidebar, self.list_pane, self._entry_place),
            {
                "show_sidebar": (self.actions_["show_sidebar"], self.sidebar),
                "show_entry": (self.actions_["show_entry"], self._entry_place),
            },
            self._settings,
        )

    # --- Opening and closing -----------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._begun:  # first the window, then what it shows
            self._begun = True
            QTimer.singleShot(0, self.begin)

    def begin(self) -> None:
        """Open the library; what it holds appears as it arrives."""
        self._begun = True
        self.session.open(self._on_open_failed)
        self.actions_.add_icons(_BUTTONS)

    @Slot()
    def complete(self) -> None:
        """Add what the first rows need not wait for: the entry pane and the menus' icons."""
        from desktop.window.entry_pane import EntryPane

        if self._is_complete:
            return
        self._is_complete = True
        pane, commands = EntryPane(self._entry_place), self.commands
        self.entry_pane: EntryPane = pane
        layout = QVBoxLayout(self._entry_place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(pane)
        pane.search_requested.connect(self.list_pane.search.set_text)
        for edited, operation in (
            (pane.fields_edited, commands.set_fields),
            (pane.source_edited, commands.set_source),
            (pane.type_edited, commands.set_type),
            (pane.key_edited, commands.set_key),
        ):
            edited.connect(partial(self._edit, operation))
        self._feed.entry_read.connect(self._on_entry)
        self.list_pane.current_changed.connect(self._feed.ask_entry)
        self._feed.ask_entry(self.list_pane.table.current_id())
        self.actions_.add_icons()

    def is_settled(self) -> bool:
        """Whether the library is open and everything that was asked for is shown."""
        return self._is_complete and self.session.is_idle and self.list_pane.has_answer()

    def _on_open_failed(self, error: Exception) -> None:
        self.list_pane.show_failure(
            wording.sentence(error),
            (self.tr("Open another library…"), self.dialogs.open_library),
            (self.tr("Make a new library…"), self.dialogs.new_library),
        )
        self.complete()

    @Slot()
    def _on_first_rows(self) -> None:
        self.list_pane.found.disconnect(self._on_first_rows)
        QTimer.singleShot(0, self.complete)

    @Slot()
    def _on_opened(self) -> None:
        profiles = self.session.profiles()
        view = View("profile", profiles[0][0]) if profiles else View()
        self.sidebar.expect(view)
        self.list_pane.show_view(view)
        self._refresh_rest()
        self.list_pane.table.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_complete:
            self.entry_pane.flush()
        self._arrangement.remember()
        self._settings.write()
        self.session.close()
        super().closeEvent(event)

    # --- What is shown -----------------------------------------------------------------------

    def go_to(self, view: View) -> None:
        """Show a view of the library."""
        self.sidebar.choose(view)

    def _go_to_profile(self) -> None:
        if self._contents.profiles:
            self.go_to(View("profile", self._contents.profiles[0][0]))

    @Slot(object)
    def _on_view_chosen(self, view: View) -> None:
        self.list_pane.show_view(view)
        self._feed.ask_profile(view)

    def set_density(self, density: Density) -> None:
        """Make the rows this high."""
        self.list_pane.table.set_density(density)
        name = next(name for name, value in _ROWS.items() if value is density)
        self._settings.remember("window/rows", name)

    def _show_parts(self) -> None:
        self._arrangement.follow_switches()

    def _open_entry(self) -> None:
        self.complete()
        self.actions_["show_entry"].setChecked(True)
        self._arrangement.follow_switches()
        self.entry_pane.edit()

    @Slot(object)
    def refresh(self, entry_ids: tuple[int, ...] | None) -> None:
        """Show what became of these entries, or of all for None."""
        if not self.session.is_open:
            return
        self.list_pane.refresh(entry_ids)
        current = self.list_pane.table.current_id()
        if self._is_complete and (entry_ids is None or current in entry_ids):
            self._feed.ask_entry(current)
        self._refresh_rest()

    def _refresh_rest(self) -> None:
        self._feed.ask_steps()
        self._feed.ask_profile(self.list_pane.view())
        self._feed.ask_contents()

    @Slot(object)
    def _on_contents(self, contents: Contents) -> None:
        self._contents = contents
        self.sidebar.show_contents(contents)
        self._update_commands()

    @Slot(object)
    def _on_profile(self, profile: ProfileSummary | None) -> None:
        names = (profile.name,) if profile is not None else ()
        self.list_pane.show_profile(profile)
        old, self._names = self._names, names
        if self._is_complete and names != old:  # the entry shows the person too
            self._feed.ask_entry(self.list_pane.table.current_id())

    @Slot(object, str)
    def _on_entry(self, stored: Stored | None, bibtex: str) -> None:
        self.entry_pane.show_entry(stored, bibtex, self._names)

    def _edit(self, operation: Callable[..., None], entry_id: int, new: object) -> None:
        operation(entry_id, new, self.entry_pane.show_error)

    @Slot()
    def _on_changed_elsewhere(self) -> None:
        self.list_pane.message.tell(self.tr("Another program changed this library; here it is."))
        self.refresh(None)

    # --- Commands ----------------------------------------------------------------------------

    @Slot(object, object)
    def _on_steps(self, undo: str | None, redo: str | None) -> None:
        for command, word, step in (
            ("undo", self.tr("&Undo"), undo),
            ("redo", self.tr("&Redo"), redo),
        ):
            action = self.actions_[command]
            action.setEnabled(step is not None)
            shown = (step or "").replace("&", "&&")
            action.setText(f"{word}: {shown}" if step else word)
            action.setToolTip(theme.tooltip(f"{word.replace('&', '')}: {step}" if step else ""))

    @Slot()
    def _update_commands(self) -> None:
        met = {Needs.NOTHING}
        if self.session.is_open:
            met.add(Needs.LIBRARY)
            in_trash = self.list_pane.view().kind == "trash"
            if self.list_pane.table.selected_count():
                met |= {Needs.SELECTION, Needs.TRASHED if in_trash else Needs.LISTED}
            if self._contents.counts.get("trash"):
                met.add(Needs.TRASH)
        self.actions_.enable(met)
