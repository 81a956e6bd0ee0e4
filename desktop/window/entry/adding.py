"""New entries: of a type, from the clipboard, from an identifier, or as copies of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from biblio.identifiers import Identifier, identifiers_in
from desktop.window.contents import written_file
from desktop.window.drop import local_files
from desktop.window.entry.new_entry_dialog import NewEntryDialog
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone

translate = QCoreApplication.translate
_USUAL = "editing/new_type"


class NewEntries:
    """Makes entries, shows them, and says so."""

    def __init__(self, workplace: Workplace) -> None:
        self._work = workplace

    def new(self) -> None:
        """Add an article to be filled in, in the file that is shown if one is."""
        self._add("article")

    def new_typed(self) -> None:
        """Ask for the type of a new entry, or for an identifier."""
        text = QGuiApplication.clipboard().text().strip()
        dialog = NewEntryDialog(
            self._work.window,
            usual=self._work.settings.text(_USUAL, "article"),
            text=text if identifiers_in(text) else "",
        )
        dialog.type_chosen.connect(self._make)
        dialog.identifiers_given.connect(self.add)
        dialog.open()

    def duplicate(self) -> None:
        """Add copies of the selected entries, and select them."""
        ids = self._work.list_pane.table.selected_ids()
        if not ids:
            return
        self._work.entry_pane.flush()
        self._work.session.write(
            lambda lib, _: lib.duplicate(ids), self._work.list_pane.tell_error, self._on_copied
        )

    def paste(self) -> None:
        """Take what is in the clipboard: files, an identifier, a page, BibTeX, RIS, CSL-JSON."""
        # Qt's stubs do not say that a clipboard nothing was ever copied to has no data
        data = cast("QMimeData | None", QGuiApplication.clipboard().mimeData()) or QMimeData()
        if paths := local_files(data):
            self._work.commands.imports.import_files(paths)
        elif data.hasText() and data.text().strip():
            self.take_text(data.text())
        else:
            words = translate("Adding", "The clipboard holds no text.")
            self._work.list_pane.message.tell(words, Tone.WARNING)

    def take_text(self, text: str) -> None:
        """Add what a text says: identifiers, or anything that can be imported."""
        found = identifiers_in(text)
        if found:
            self.add(found)
        else:
            self._work.commands.imports.import_text(text)

    def add(self, identifiers: Sequence[Identifier]) -> None:
        """Add an entry for each identifier that no entry has."""
        self._work.session.write(
            lambda lib, _: lib.add_identifiers(identifiers),
            self._work.list_pane.tell_error,
            self._on_added,
        )

    def _make(self, entry_type: str) -> None:
        self._work.settings.remember(_USUAL, entry_type)
        self._add(entry_type)

    def _add(self, entry_type: str) -> None:
        title = translate("Adding", "New entry")
        file = written_file(self._work.contents.sources, self._work.list_pane.view())
        source = file.id if file is not None else None
        self._work.session.write(
            lambda lib, _: lib.new_entry(entry_type, {"title": title}, source=source),
            self._work.list_pane.tell_error,
            self._work.commands.entry_made.emit,
        )

    def _on_added(self, result: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
        made, known = result
        if made:
            words = (
                translate("Adding", "An entry was made. Fill in what else you know.")
                if len(made) == 1
                else translate("Adding", "{0} entries were made.").format(len(made))
            )
            if known:
                words += " " + (
                    translate("Adding", "1 is in the library already.")
                    if len(known) == 1
                    else translate("Adding", "{0} are in the library already.").format(len(known))
                )
            self._say(words)
        else:
            self._work.list_pane.message.tell(
                translate("Adding", "It is in the library already; here it is.")
                if len(known) == 1
                else translate("Adding", "All of them are in the library already; here they are.")
            )
        self._show(made or known)

    def _on_copied(self, made: tuple[int, ...]) -> None:
        self._say(
            translate("Adding", "Duplicated, with a new key.")
            if len(made) == 1
            else translate("Adding", "{0} entries duplicated, with new keys.").format(len(made))
        )
        self._show(made)

    def _say(self, words: str) -> None:
        undo = (translate("Adding", "Undo"), self._work.commands.undo)
        self._work.list_pane.message.tell(words, Tone.DONE, undo)

    def _show(self, ids: Sequence[int]) -> None:
        """Show entries in a view that has them, selected."""
        from db import View

        pane = self._work.list_pane
        if pane.search.text():
            pane.search.set_text("")
        self._work.window.go_to(View())
        if len(ids) == 1:
            pane.show_entry(ids[0])
        else:
            pane.ask(ids)
