"""Changing many entries at once: which are meant, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from biblio.bulk import Operation
from db import BulkChange, Library, Notice
from desktop.window.features import Workplace
from desktop.window.many.bulk_dialog import BulkDialog
from desktop.window.many.bulk_form import Kind
from desktop.window.message_bar import Tone
from desktop.window.tasks import Control

translate = QCoreApplication.translate


class BulkEdits:
    """Shows the dialog for the selection or the list, and does what it says."""

    def __init__(self, workplace: Workplace) -> None:
        self._work = workplace

    def edit(self) -> None:
        """Ask what is to become of a field of many entries."""
        self._open(Kind.SET)

    def replace(self) -> None:
        """Ask what is to be found in many entries, and what comes in its place."""
        self._open(Kind.REPLACE)

    def _open(self, kind: Kind) -> None:
        self._work.entry_pane.flush()
        dialog = BulkDialog(self._work.session, self._scopes(), kind, self._work.window)
        dialog.accepted_for.connect(self._do)
        dialog.open()

    def _scopes(self) -> list[tuple[str, Sequence[int]]]:
        """What can be meant: what is selected, if that is several, and what is listed."""
        pane = self._work.list_pane
        selected, listed = pane.table.selected_ids(), list(pane.model.ids)
        words = (
            translate("Bulk", "The listed entries ({0})")
            if pane.search.text().strip()
            else translate("Bulk", "All entries of this list ({0})")
        )
        scopes: list[tuple[str, Sequence[int]]] = [(words.format(f"{len(listed):,}"), listed)]
        if selected:
            words = translate("Bulk", "The selected entries ({0})").format(f"{len(selected):,}")
            scopes.insert(0 if len(selected) > 1 else 1, (words, selected))
        return scopes

    def _do(self, ids: Sequence[int], operation: Operation, accepted: Sequence[BulkChange]) -> None:
        message = self._work.list_pane.message

        def work(library: Library, control: Control) -> Notice:
            return library.bulk_edit(
                ids,
                [operation],
                accepted,
                progress=control.progress,
                cancelled=control.cancelled,
            )

        def done(notice: Notice) -> None:
            message.end_progress()
            number = len(notice.entry_ids)
            words = (
                translate("Bulk", "1 entry changed.")
                if number == 1
                else translate("Bulk", "{0} entries changed.").format(f"{number:,}")
            )
            left = len({each.entry_id for each in accepted}) - number
            if left:
                words += " " + (
                    translate("Bulk", "1 had been changed meanwhile and is as it was.")
                    if left == 1
                    else translate("Bulk", "{0} had been changed meanwhile and are as they were.")
                ).format(f"{left:,}")
            undo = (translate("Bulk", "Undo"), self._work.commands.undo)
            message.tell(words, Tone.WARNING if left else Tone.DONE, *([undo] if number else []))

        def failed(error: Exception) -> None:
            message.end_progress()
            self._work.list_pane.tell_error(error)

        control = self._work.session.write(work, failed, done)
        message.follow(translate("Bulk", "Changing entries…"), control)
