"""What the window does with files of entries: attach, open after a check, find, take PDFs in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from biblio.attached import LinkKind, is_document
from desktop.window.features import Workplace
from desktop.window.files.importing import is_same_file
from desktop.window.message_bar import Tone
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import EntryFile, Library, Notice
    from desktop.window.files.attachment_match import Matched

_HEAD = 1024  # bytes by which a program is told from a document


class AttachmentFeature(QObject):
    """Does what the files tab, the commands and dropped PDFs ask for.

    Attributes:
        hand_over: Gives a path to the system, which opens it with a program of the user's.
    """

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._place = workplace
        self.hand_over: Callable[[Path], None] = _open
        workplace.window.complete()  # what takes drops is there then
        workplace.window.drops.take_papers = self.take_dropped
        workplace.commands.imports.take_papers = self.match

    # --- Attaching -------------------------------------------------------------------------

    def choose(self, *, copy: bool = True) -> None:
        """Let the user choose files for the entry that the cursor is on."""
        entry_id = self._place.list_pane.table.current_id()
        if entry_id is None:
            return
        title = self.tr("Attach a copy") if copy else self.tr("Link to files")
        start = self._place.settings.text("files/folder", str(Path.home()))
        chosen, _ = QFileDialog.getOpenFileNames(self._place.window, title, start)
        if chosen:
            self._place.settings.remember("files/folder", str(Path(chosen[0]).parent))
            self.attach(entry_id, [Path(each) for each in chosen], copy=copy)

    def attach(self, entry_id: int, paths: Sequence[Path], *, copy: bool = True) -> None:
        """Give an entry files."""
        wanted = [path for path in paths if not is_same_file(path, self._place.session.path)]
        if not wanted:
            return

        def work(library: Library, _: Control) -> Notice:
            return library.attach(entry_id, wanted, copy=copy)

        def done(notice: Notice) -> None:
            if notice.step is None:
                self._say(self.tr("The entry has these files already."))
                return
            name = wanted[0].name if len(wanted) == 1 else self._amount(len(wanted))
            self._say(self.tr("{0} attached.").format(name), undo=True)

        self._place.session.write(work, self._place.list_pane.tell_error, done)

    def take_dropped(self, paths: Sequence[Path], place: QPoint | None) -> None:
        """Take PDFs that were dropped on the window, at a place in it or anywhere."""
        entry_id = self._entry_at(place) if place is not None else None
        if entry_id is not None:
            self.attach(entry_id, paths)
        else:
            self.match(paths)

    def _entry_at(self, place: QPoint) -> int | None:
        """The entry whose row or pane is at a place in the window."""
        window = self._place.window
        pane = self._place.entry_pane
        if pane.isVisible() and pane.rect().contains(pane.mapFrom(window, place)):
            return pane.entry_id
        viewport = self._place.list_pane.table.viewport()
        inside = viewport.mapFrom(window, place)
        if not viewport.isVisible() or not viewport.rect().contains(inside):
            return None
        index = self._place.list_pane.table.indexAt(inside)
        return self._place.list_pane.model.id_at(index.row()) if index.isValid() else None

    def match(self, paths: Sequence[Path]) -> None:
        """Look into PDFs, and ask which entries they are."""
        from desktop.window.files.attachment_match import MatchDialog

        # Closing a file that is the library under another name would drop SQLite's locks on it
        papers = [path for path in paths if not is_same_file(path, self._place.session.path)]
        dialog = MatchDialog(self._place.session, self._place.settings, papers, self._place.window)
        dialog.matched.connect(lambda chosen, copy: self._attach_matched(chosen, copy=copy))
        dialog.open()

    def _attach_matched(self, chosen: list[Matched], *, copy: bool) -> None:
        def work(library: Library, _: Control) -> tuple[int, int, int]:
            made = 0
            last = 0
            steps = 0
            for each in chosen:
                if each.entry_id is None:
                    last = library.attach_new(each.path, *each.new_entry(), copy=copy)
                    made += 1
                    steps += 1
                else:
                    steps += library.attach(each.entry_id, [each.path], copy=copy).step is not None
                    last = each.entry_id
            return made, last, steps

        def done(result: tuple[int, int, int]) -> None:
            made, last, steps = result
            text = self.tr("{0} attached.").format(self._amount(len(chosen)))
            if made == 1:
                text += " " + self.tr("1 new entry.")
            elif made:
                text += " " + self.tr("{0} new entries.").format(f"{made:,}")
            undo = (self.tr("Undo"), lambda: self._place.commands.undo(steps))
            self._place.list_pane.message.tell(text, Tone.DONE, *([undo] if steps else []))
            self._place.list_pane.show_entry(last)

        self._place.session.write(work, self._place.list_pane.tell_error, done)

    # --- Opening ---------------------------------------------------------------------------

    def open(self, file: EntryFile) -> None:
        """Open a file with the system's program for it, if it is a document.

        A path that an imported field names is shown first, and opened when the user agrees.
        """
        path = file.path
        if path is None or not file.exists:
            return
        try:
            with path.open("rb") as opened:
                head = opened.read(_HEAD)
            is_shown = is_document(path.resolve().name, head) and is_document(path.name, head)
        except OSError as error:
            self._place.list_pane.tell_error(error)
            return
        if not is_shown:
            self._warn(
                self.tr(
                    "“{0}” was not opened: it is no document that Oeuvre knows, and could run as a"
                    " program. Its folder can be shown."
                ).format(path.name)
            )
        elif file.attachment is None and file.kind is LinkKind.ABSOLUTE:
            self._ask(path, self.tr("Open"), lambda: self.hand_over(path))
        else:
            self.hand_over(path)

    def reveal(self, file: EntryFile) -> None:
        """Show the folder that a file is or was in."""
        if file.path is None:
            return
        folder = file.path.parent
        # To a Mac a folder such as Some.app is a program, which is run when it is opened
        while folder != folder.parent and (folder.suffix or not folder.is_dir()):
            folder = folder.parent
        self.hand_over(folder)

    def _ask(self, path: Path, label: str, act: object) -> None:
        box = QMessageBox(self._place.window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        words = self.tr("An imported field names this file. Open it?")
        box.setText(f"{words}\n\n{path}")  # the informative text could be taken for HTML
        opened = box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        opened.clicked.connect(act)
        box.open()

    # --- Finding and taking away -----------------------------------------------------------

    def locate(self, file: EntryFile) -> None:
        """Let the user say where an attached file is now."""
        attachment = file.attachment
        if attachment is None:
            return
        start = str(file.path.parent) if file.path is not None else ""
        title = self.tr("Where is “{0}”?").format(Path(file.text).name)
        chosen, _ = QFileDialog.getOpenFileName(self._place.window, title, start)
        if chosen:
            self._relocate({attachment.id: Path(chosen)})

    def find_missing(self) -> None:
        """Let the user choose a folder in which to look for all files that are missing."""
        session = self._place.session

        def show(files: list[EntryFile]) -> None:
            missing = [file for file in files if not file.exists]
            if not missing:
                self._say(self.tr("No attached file is missing."))
                return
            title = self.tr("{0} missing: a folder to look in").format(self._amount(len(missing)))
            folder = QFileDialog.getExistingDirectory(self._place.window, title)
            if folder:
                self.look_in(Path(folder))

        session.ask(
            "missing", lambda lib, _: lib.all_files(), show, self._place.list_pane.tell_error
        )

    def look_in(self, folder: Path) -> None:
        """Look for missing files in a folder, by their bytes."""
        pane = self._place.list_pane

        def work(library: Library, control: Control) -> tuple[dict[int, Path], int]:
            from desktop.located import find_by_content

            missing = [f.attachment for f in library.all_files() if f.attachment and not f.exists]
            return find_by_content(folder, missing, cancelled=control.cancelled), len(missing)

        def done(result: tuple[dict[int, Path], int]) -> None:
            pane.message.end_progress()
            found, whole = result
            if found:
                self._relocate(found)
            if len(found) < whole:
                words = self.tr("{0} of {1} missing files are there.")
                self._warn(words.format(f"{len(found):,}", f"{whole:,}"))

        def failed(error: Exception) -> None:
            pane.message.end_progress()
            pane.tell_error(error)

        control = self._place.session.count("locating", work, done, failed)
        pane.message.follow(self.tr("Looking for missing files…"), control)

    def _relocate(self, places: dict[int, Path]) -> None:
        self._place.session.write(
            lambda lib, _: lib.relocate(places),
            self._place.list_pane.tell_error,
            lambda _: self._say(
                self.tr("{0} located.").format(self._amount(len(places))), undo=True
            ),
        )

    def detach(self, file: EntryFile) -> None:
        """Take a file from its entry."""
        attachment = file.attachment
        if attachment is None:
            return
        words = self.tr("{0} detached; the file itself is where it was.")
        self._place.session.write(
            lambda lib, _: lib.detach([attachment.id]),
            self._place.list_pane.tell_error,
            lambda _: self._say(words.format(Path(file.text).name), undo=True),
        )

    def _say(self, text: str, *, undo: bool = False) -> None:
        buttons = [(self.tr("Undo"), self._place.commands.undo)] if undo else []
        self._place.list_pane.message.tell(text, Tone.DONE, *buttons)

    def _warn(self, text: str) -> None:
        self._place.list_pane.message.tell(text, Tone.WARNING)

    def _amount(self, number: int) -> str:
        return self.tr("1 file") if number == 1 else self.tr("{0} files").format(f"{number:,}")


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
