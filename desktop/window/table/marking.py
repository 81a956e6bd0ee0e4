"""Marks of the user's own on the selected entries: stars, and how far they were read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from biblio.bulk import Clear, Operation, SetText
from db import Notice
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone

translate = QCoreApplication.translate


class Marking:
    """Gives the selection stars and read states, each as one step."""

    def __init__(self, workplace: Workplace) -> None:
        self._work = workplace

    def rate_0(self) -> None:
        """Take the stars away."""
        self._mark("rating", "")

    def rate_1(self) -> None:
        """Give one star."""
        self._mark("rating", "1")

    def rate_2(self) -> None:
        """Give two stars."""
        self._mark("rating", "2")

    def rate_3(self) -> None:
        """Give three stars."""
        self._mark("rating", "3")

    def rate_4(self) -> None:
        """Give four stars."""
        self._mark("rating", "4")

    def rate_5(self) -> None:
        """Give five stars."""
        self._mark("rating", "5")

    def unread(self) -> None:
        """Say that they were not read."""
        self._mark("readstatus", "")

    def skimmed(self) -> None:
        """Say that they were looked through."""
        self._mark("readstatus", "skimmed")

    def read(self) -> None:
        """Say that they were read."""
        self._mark("readstatus", "read")

    def _mark(self, field: str, text: str) -> None:
        pane = self._work.list_pane
        ids = pane.table.selected_ids()
        operation: Operation = SetText(field, text) if text else Clear(field)

        def done(notice: Notice) -> None:
            if notice.step is None:
                pane.message.tell(translate("Marking", "They are marked so already."))
                return
            words = (
                translate("Marking", "1 entry marked.")
                if len(notice.entry_ids) == 1
                else translate("Marking", "{0} entries marked.").format(len(notice.entry_ids))
            )
            undo = (translate("Marking", "Undo"), self._work.commands.undo)
            pane.message.tell(words, Tone.DONE, undo)

        if ids:
            self._work.session.write(
                lambda lib, control: lib.bulk_edit(ids, [operation], cancelled=control.cancelled),
                pane.tell_error,
                done,
            )
