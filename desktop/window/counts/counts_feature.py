"""Counts of citations in the window: asking about sites' files, and noting a count by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.rows import Count, Notice
from db.sites.site_values import Choice
from desktop.window.files.importing import TableQuestion
from desktop.window.message_bar import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db import Library
    from desktop.window.features import Workplace
    from desktop.window.tasks import Control, Work


class CountsFeature:
    """Opens the dialogs and does what they say."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        imports = workplace.commands.imports
        imports.asker = self.ask
        imports.paused.connect(workplace.list_pane.message.end_progress)

    def ask(self, question: TableQuestion) -> None:
        """Show what a site's file holds."""
        from desktop.window.counts.counts_dialog import TableDialog

        dialog = TableDialog(question, self._workplace.session, self._workplace.window)
        dialog.answered.connect(question.answered)
        dialog.open()

    def note_count(self) -> None:
        """Note how often the current entry is cited."""
        from desktop.window.counts.counts_by_hand import CountDialog

        place = self._workplace
        ids = place.list_pane.table.selected_ids()
        if not ids:
            return
        dialog = CountDialog(place.session, ids[0], place.window)
        dialog.entered.connect(self._enter)
        dialog.removed.connect(self._remove)
        dialog.open()

    def open_rows(self, site: str = "") -> None:
        """Show the papers of sites, or of one, that nobody decided on."""
        from desktop.window.counts.counts_open import OpenRowsDialog

        dialog = OpenRowsDialog(self._workplace.session, self._workplace.window, site)
        dialog.decided.connect(self._decide)
        dialog.open()

    def _enter(self, entry_id: int, count: Count) -> None:
        self._write(lambda lib, _: lib.enter_count(entry_id, count))

    def _remove(self, entry_id: int, count: Count) -> None:
        self._write(lambda lib, _: lib.remove_count(entry_id, count))

    def _decide(self, choices: Mapping[int, Choice]) -> None:
        self._write(lambda lib, _: lib.decide_rows(choices))

    def _write(self, work: Work[Notice]) -> None:
        place = self._workplace
        place.session.write(work, place.list_pane.tell_error, self._on_done)

    def _on_done(self, notice: Notice) -> None:
        place = self._workplace
        if notice.step is None:
            return

        def name(library: Library, _: Control) -> str:
            return library.undo_name() or ""

        def tell(done: str) -> None:
            undo = (place.window.tr("Undo"), place.commands.undo)
            place.list_pane.message.tell(f"{done}.", Tone.DONE, undo)

        place.session.ask("count done", name, tell)
