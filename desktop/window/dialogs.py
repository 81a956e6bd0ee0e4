"""What opens over the window: choosing files, the report, the export, all commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.paths import LIBRARY_SUFFIX
from desktop.window.actions import Actions
from desktop.window.commands import Commands
from desktop.window.files.importing import Outcome
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.table.list_pane import ListPane


class Dialogs(QObject):
    """Opens dialogs over a window; none stops the window, and none is loaded before it opens.

    Signals:
        library_chosen: The path of a library to be opened instead of this one.
    """

    library_chosen = Signal(object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        pane: ListPane,
        commands: Commands,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._pane = pane
        self._commands = commands

    def may_close(self, save: Callable[[], bool]) -> bool:
        """Ask what becomes of what is typed and not saved; whether the window may close.

        Args:
            save: Saves it; False when something of it cannot be saved.
        """
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Changes of entries are not saved."))
        box.setInformativeText(self.tr("They are lost when the window closes without saving."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        box.deleteLater()
        if answer != buttons.Save:
            return answer == buttons.Discard
        if save():
            return True
        self._pane.tell_failure(
            self.tr("Not all of it can be saved as it is: the entry pane says why.")
        )
        return False

    def import_files(self) -> None:
        """Let the user choose files to import."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import"),
            self._settings.text("import/folder", str(Path.home())),
            self.tr(
                "Publications and counts (*.bib *.bibtex *.txt *.ris *.json *.html *.mhtml *.csv"
                " *.tsv *.xls *.xlsx *.xml *.atom);;BibTeX (*.bib *.bibtex);;"
                "Profile pages (*.txt *.html);;"
                "Tables (*.csv *.tsv *.txt *.xls *.xlsx);;RIS (*.ris);;JSON (*.json);;All files (*)"
            ),
        )
        if chosen:
            self._settings.remember("import/folder", str(Path(chosen[0]).parent))
            self._commands.imports.import_files([Path(each) for each in chosen])

    def open_library(self) -> None:
        """Let the user choose another library."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a library"), str(self._session.path.parent), self._filter()
        )
        if chosen:
            self.library_chosen.emit(Path(chosen))

    def offer_library(self, path: Path) -> None:
        """Ask whether a library that was given like a file to import is to be opened."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("“{0}” is a library.").format(path.name))
        box.setInformativeText(
            self.tr("It cannot be imported into this one. Open it instead of this one?")
        )
        opened = box.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(opened)
        opened.clicked.connect(lambda: self.library_chosen.emit(path))
        box.open()

    def new_library(self) -> None:
        """Let the user say where a new library is to be."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Make a library"), str(self._session.path.parent), self._filter()
        )
        if chosen:
            path = Path(chosen)
            self.library_chosen.emit(path if path.suffix else path.with_suffix(LIBRARY_SUFFIX))

    def back_up(self, done: Callable[[Path], None] = lambda _: None) -> None:
        """Write a copy of the library; `done` is told its path when it is there."""
        path = self._session.path
        usual = path.with_name(f"{path.stem}-backup{path.suffix}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save a backup"), str(usual), self._filter()
        )
        if chosen:
            target = Path(chosen)
            told = self.tr("Backup written to {0}.").format(target.name)

            def written(_: None) -> None:
                self._pane.message.tell(told)
                done(target)

            self._session.work(lambda lib, _: lib.backup(target), written, self._pane.tell_error)

    def export(self, files: list[str], chosen: str = "") -> None:
        """Open the export of the selection, this list, or the imported file `chosen`."""
        from desktop.window.files.export_dialog import ExportDialog

        dialog = ExportDialog(
            self._session,
            self._settings,
            self._pane.table.selected_ids(),
            list(self._pane.model.ids),
            files,
            self._pane.folded,
            self._window,
        )
        if chosen in files:
            dialog.file.setChecked(True)
            dialog.which.setCurrentText(chosen)
        dialog.exported.connect(self._pane.message.tell)
        dialog.open()

    def empty_trash(self, number: int) -> None:
        """Ask before what cannot be taken back."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Delete {0} for good?").format(self._amount(number)))
        box.setInformativeText(
            self.tr(
                "This cannot be undone, and their history goes with them. That of all others stays."
            )
        )
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        delete.clicked.connect(self._commands.empty_trash)
        box.open()

    def show_report(self, outcome: Outcome) -> None:
        """Show what an import found."""
        from desktop.window.files.import_report import ImportReportDialog

        dialog = ImportReportDialog(outcome, self._window)
        dialog.entry_asked.connect(self._pane.show_entry)
        dialog.show()

    def show_palette(self, actions: Actions) -> None:
        """Show all commands."""
        from desktop.window.command_palette import CommandPalette

        CommandPalette(actions.all(), self._window).open_over(self._window)

    def about(self) -> None:
        """Say what the program is."""
        from desktop.window.about import AboutDialog

        AboutDialog(str(self._session.path), self._window).open()

    def _filter(self) -> str:
        return self.tr("Oeuvre libraries (*{0})").format(LIBRARY_SUFFIX)

    def _amount(self, number: int) -> str:
        return self.tr("1 entry") if number == 1 else self.tr("{0} entries").format(f"{number:,}")
