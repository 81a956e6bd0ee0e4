"""The window: what is where, and how the parts hear of each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QToolButton, QWidget

from db import Library, ProfileSummary, Stored, View
from db.errors import NoSuchEntryError
from db.rows import ViewKind
from desktop import wording
from desktop.window import theme
from desktop.window.actions import Actions, Needs
from desktop.window.commands import Commands
from desktop.window.delegate import Density
from desktop.window.dialogs import Dialogs
from desktop.window.drop import DropTarget
from desktop.window.entry_pane import EntryPane
from desktop.window.list_pane import ListPane
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.sidebar import Contents, Sidebar, named_sources, read_contents
from desktop.window.tasks import Control

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
        self._profile: ProfileSummary | None = None
        self._contents = Contents((), {}, ())
        self._begun = False
        self.session = Session(library, self)
        self.sidebar = Sidebar(self)
        self.list_pane = ListPane(self.session, settings, self)
        self.entry_pane = EntryPane(self)
        self.commands = Commands(self.session, self.list_pane, self)
        self.dialogs = Dialogs(self, self.session, settings, self.list_pane, self.commands)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.actions_ = Actions(self, self.command_handlers())
        self._lay_out()
        self._connect()
        self._restore()
        self.setWindowTitle(f"{library.stem} — Oeuvre")
        self._update_commands()

    def _lay_out(self) -> None:
        for widget in (self.sidebar, self.list_pane, self.entry_pane):
            self.splitter.addWidget(widget)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        self.splitter.splitterMoved.connect(self._on_border_moved)
        self.sidebar.setMinimumWidth(150)
        self.list_pane.setMinimumWidth(340)
        self.entry_pane.setMinimumWidth(260)
        self.setCentralWidget(self.splitter)
        corner = QWidget(self)
        buttons = QHBoxLayout(corner)
        buttons.setContentsMargins(0, 0, 8, 0)
        buttons.setSpacing(2)
        for name in ("undo", "redo", "import_files", "export", "show_entry"):
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
            "show_sidebar": self._show_panes,
            "show_entry": self._show_panes,
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
        self.list_pane.current_changed.connect(self._on_current)
        self.list_pane.selection_changed.connect(self._update_commands)
        self.list_pane.found.connect(self._update_commands)
        self.list_pane.import_asked.connect(self.dialogs.import_files)
        self.list_pane.all_asked.connect(lambda: self.go_to(View()))
        self.list_pane.entry_opened.connect(lambda _: self._open_entry())
        self.entry_pane.search_requested.connect(self.list_pane.search.set_text)
        pane, commands = self.entry_pane, self.commands
        for edited, operation in (
            (pane.fields_edited, commands.set_fields),
            (pane.source_edited, commands.set_source),
            (pane.type_edited, commands.set_type),
            (pane.key_edited, commands.set_key),
        ):
            edited.connect(partial(self._edit, operation))
        self.dialogs.library_chosen.connect(self.library_asked)
        imports = self.commands.imports
        self.drops = DropTarget(self, imports.import_files, imports.import_text)
        table = self.list_pane.table
        for name in ("copy_bibtex", "copy_keys", "copy_cite", "export", "trash", "restore"):
            table.addAction(self.actions_[name])

    def _restore(self) -> None:
        self.resize(1440, 900)
        self.restoreGeometry(self._settings.state("window/geometry"))
        self._is_arranged = self.splitter.restoreState(self._settings.state("window/splitter"))
        chosen = self._settings.text("window/rows", "rows_two_lines")
        name = chosen if chosen in _ROWS else "rows_two_lines"
        self.actions_[name].setChecked(True)
        self.set_density(_ROWS[name])
        for pane in ("show_sidebar", "show_entry"):
            self.actions_[pane].setChecked(self._settings.flag(f"window/{pane}", usual=True))
        self._show_panes()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_arranged:  # until the user moves a border
            width = event.size().width()
            left, right = min(210, max(172, width // 7)), min(480, max(260, width * 24 // 100))
            self.splitter.setSizes([left, width - left - right, right])

    @Slot()
    def _on_border_moved(self) -> None:
        self._is_arranged = True

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

    def is_settled(self) -> bool:
        """Whether the library is open and everything that was asked for is shown."""
        return self._begun and self.session.is_idle and self.list_pane.has_answer()

    def _on_open_failed(self, error: Exception) -> None:
        self.list_pane.show_failure(
            wording.sentence(error),
            (self.tr("Open another library…"), self.dialogs.open_library),
            (self.tr("Make a new library…"), self.dialogs.new_library),
        )

    @Slot()
    def _on_opened(self) -> None:
        profiles = self.session.profiles()
        view = View("profile", profiles[0][0]) if profiles else View()
        self.sidebar.expect(view)
        self.list_pane.show_view(view)
        self.refresh(None)
        self.list_pane.table.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.entry_pane.flush()
        self._settings.remember("window/geometry", self.saveGeometry())
        if self._is_arranged:
            self._settings.remember("window/splitter", self.splitter.saveState())
        for pane in ("show_sidebar", "show_entry"):
            self._settings.remember(f"window/{pane}", self.actions_[pane].isChecked())
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
        self._ask_profile()

    def set_density(self, density: Density) -> None:
        """Make the rows this high."""
        self.list_pane.table.set_density(density)
        name = next(name for name, value in _ROWS.items() if value is density)
        self._settings.remember("window/rows", name)

    def _show_panes(self) -> None:
        self.sidebar.setVisible(self.actions_["show_sidebar"].isChecked())
        self.entry_pane.setVisible(self.actions_["show_entry"].isChecked())

    def _open_entry(self) -> None:
        self.actions_["show_entry"].setChecked(True)
        self._show_panes()
        self.entry_pane.edit()

    @Slot(object)
    def refresh(self, entry_ids: tuple[int, ...] | None) -> None:
        """Show what became of these entries, or of all for None."""
        if not self.session.is_open:
            return
        self.list_pane.refresh(entry_ids)
        current = self.list_pane.table.current_id()
        if entry_ids is None or current in entry_ids:
            self._on_current(current)
        self._ask_steps()
        self._ask_profile()

        def work(library: Library, _: Control) -> Contents:
            return read_contents(library)

        self.session.ask("contents", work, self._on_contents, self.list_pane.tell_error)

    def _on_contents(self, contents: Contents) -> None:
        self._contents = contents
        self.sidebar.show_contents(contents)
        self._update_commands()

    def _ask_profile(self) -> None:
        view = self.list_pane.view()
        wanted = view.id if view.kind == "profile" else None

        def work(library: Library, _: Control) -> ProfileSummary | None:
            return library.profile(wanted)

        self.session.ask("profile", work, self._on_profile, self.list_pane.tell_error)

    def _on_profile(self, profile: ProfileSummary | None) -> None:
        self._profile = profile
        self.list_pane.show_profile(profile)

    @Slot(object)
    def _on_current(self, entry_id: int | None) -> None:
        if entry_id is None or not self.session.is_open:
            self.entry_pane.show_entry(None, "", ())
            return

        def work(library: Library, _: Control) -> tuple[Stored, str] | None:
            try:
                return library.entry(entry_id), library.bibtex(entry_id)
            except NoSuchEntryError:
                return None

        self.session.ask("entry", work, self._on_entry, self.list_pane.tell_error)

    def _on_entry(self, answer: tuple[Stored, str] | None) -> None:
        names = (self._profile.name,) if self._profile is not None else ()
        if answer is None:
            self.entry_pane.show_entry(None, "", names)
        else:
            self.entry_pane.show_entry(*answer, names)

    def _edit(self, operation: Callable[..., None], entry_id: int, new: object) -> None:
        operation(entry_id, new, self.entry_pane.show_error)

    @Slot()
    def _on_changed_elsewhere(self) -> None:
        self.list_pane.message.tell(self.tr("Another program changed this library; here it is."))
        self.refresh(None)

    # --- Commands ----------------------------------------------------------------------------

    def _ask_steps(self) -> None:
        def work(library: Library, _: Control) -> tuple[str | None, str | None]:
            return library.undo_name(), library.redo_name()

        self.session.ask("steps", work, self._on_steps, self.list_pane.tell_error)

    def _on_steps(self, names: tuple[str | None, str | None]) -> None:
        for command, word, step in (
            ("undo", self.tr("&Undo"), names[0]),
            ("redo", self.tr("&Redo"), names[1]),
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
