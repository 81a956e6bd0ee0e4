"""What the window does about citation keys: patterns, keys for those without, new keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from biblio.entry import Entry
from biblio.key_plan import KeyPatterns
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import Library, Notice
    from desktop.key_files import Rewriting
    from desktop.window.keys.key_rekey_dialog import Wanted

_SAMPLE = 200  # entries that a preview chooses from


class KeyFeature(QObject):
    """Opens the dialogs about keys, and does what they say."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._place = workplace

    def edit_patterns(self) -> None:
        """Show the library's patterns."""
        from desktop.window.keys.key_patterns_dialog import KeyPatternsDialog

        pane = self._place.list_pane
        ids = [*pane.table.selected_ids()[:_SAMPLE], *list(pane.model.ids[:_SAMPLE])]

        def work(library: Library, _: Control) -> tuple[KeyPatterns, str, list[Entry]]:
            chosen = list(dict.fromkeys(ids)) or list(library.find_ids())[:_SAMPLE]
            entries = [library.entry(each).entry for each in chosen]
            return library.key_patterns(), library.file_pattern(), entries

        def show(found: tuple[KeyPatterns, str, list[Entry]]) -> None:
            dialog = KeyPatternsDialog(*found, self._place.window)
            dialog.patterns_chosen.connect(self._set_patterns)
            dialog.open()

        self._place.session.ask("key-patterns", work, show, pane.tell_error)

    def generate(self) -> None:
        """Offer keys for the entries that have none."""

        def show(ids: list[int]) -> None:
            if not ids:
                self._say(self.tr("Every entry has a citation key."))
            else:
                self._open(ids)

        self._place.session.ask(
            "keyless", lambda lib, _: lib.ids_without_key(), show, self._place.list_pane.tell_error
        )

    def rekey(self) -> None:
        """Offer new keys for the selected entries."""
        ids = self._place.list_pane.table.selected_ids()
        if ids:
            self._open(ids)

    def _open(self, ids: Sequence[int]) -> None:
        from desktop.window.keys.key_rekey_dialog import RekeyDialog

        place = self._place
        dialog = RekeyDialog(place.session, place.settings, ids, place.window)
        dialog.accepted_for.connect(self._change)
        dialog.patterns_asked.connect(self.edit_patterns)
        self._place.session.changed.connect(dialog.ask)
        dialog.open()

    def _set_patterns(self, chosen: dict[str, str | None]) -> None:
        from desktop.window.keys.key_patterns_dialog import FILES

        of_keys = {name: pattern for name, pattern in chosen.items() if name != FILES}

        def work(library: Library, _: Control) -> None:
            if FILES in chosen:
                library.set_patterns({"": chosen[FILES]}, purpose="file")
            if of_keys:
                library.set_patterns(of_keys)

        self._place.session.write(
            work,
            self._place.list_pane.tell_error,
            lambda _: self._say(self.tr("The patterns are saved; no key was changed."), undo=True),
        )

    def _change(self, wanted: Wanted) -> None:
        def work(library: Library, control: Control) -> tuple[Notice, Rewriting | None]:
            notice = library.rekey(
                wanted.keys, progress=control.progress, cancelled=control.cancelled
            )
            if wanted.scan is None or notice.step is None:
                return notice, None
            from desktop import key_records

            step = library.step(notice.step)
            return notice, key_records.rename(library.path, step, wanted.scan, wanted.renamed)

        def done(result: tuple[Notice, Rewriting | None]) -> None:
            from desktop.window.keys.key_documents import told

            self._place.list_pane.message.end_progress()
            number = len(wanted.keys)
            text = (
                self.tr("1 key changed.")
                if number == 1
                else self.tr("{0} keys changed.").format(f"{number:,}")
            )
            more, is_whole = told(result[1])
            tone = Tone.DONE if is_whole else Tone.WARNING
            self._say(f"{text} {more}".strip(), tone, undo=True)

        def failed(error: Exception) -> None:
            self._place.list_pane.message.end_progress()
            self._place.list_pane.tell_error(error)

        control = self._place.session.write(work, failed, done)
        self._place.list_pane.message.follow(self.tr("Changing keys…"), control)

    def _say(self, text: str, tone: Tone = Tone.DONE, *, undo: bool = False) -> None:
        buttons = [(self.tr("Undo"), self._place.commands.undo)] if undo else []
        self._place.list_pane.message.tell(text, tone, *buttons)
