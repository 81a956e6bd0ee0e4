"""The commands on versions and duplicates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtGui import QCursor

from db.listed import Row
from desktop.window.message_bar import Tone
from desktop.window.table.columns import COLUMNS, Look
from desktop.window.table.delegate import PADDING
from desktop.window.table.table_model import RowRole

if TYPE_CHECKING:
    from db import Library, Notice
    from desktop.window.features import Workplace
    from desktop.window.tasks import Control


class WorksFeature:
    """Opens the dialog, joins what is selected, and parts it again."""

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace
        workplace.actions["fold_versions"].setChecked(workplace.list_pane.folding.is_on)
        workplace.list_pane.table.clicked.connect(self._on_clicked)

    def fold(self) -> None:
        """Show each work as one row, or each entry."""
        pane = self._place.list_pane
        pane.folding.is_on = self._place.actions["fold_versions"].isChecked()
        self._place.settings.remember("list/fold_versions", pane.folding.is_on)
        pane.ask()

    def unfold(self) -> None:
        """Show all versions of the work that the cursor is on, or one row for them again."""
        current = self._place.list_pane.table.current_id()
        if current is not None:
            self._toggle(current)

    def _toggle(self, entry_id: int) -> None:
        pane = self._place.list_pane

        def work(library: Library, _: Control) -> set[int]:
            return {version.id for version in library.versions_of_work(entry_id)}

        def done(ids: set[int]) -> None:
            if len(ids) > 1:
                pane.folding.toggle(ids)
                pane.ask()

        self._place.session.ask("unfold", work, done, pane.tell_error)

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click on the mark of other versions."""
        table = self._place.list_pane.table
        row = index.data(RowRole)
        if isinstance(row, Row) and COLUMNS[index.column()].look is Look.TITLE:
            rect = table.visualRect(index).adjusted(PADDING, 0, -PADDING, -1)
            place = table.painter_of_cells.versions_place(rect, row.id)
            if place.contains(table.viewport().mapFromGlobal(QCursor.pos())):
                self._toggle(row.id)

    def open(self) -> None:
        """Show what may be one paper."""
        from desktop.window.works.works_dialog import WorksDialog

        place = self._place
        dialog = WorksDialog(place.session, place.window)
        dialog.decided.connect(self._tell)
        dialog.entry_asked.connect(place.list_pane.show_entry)
        dialog.show()

    def join(self) -> None:
        """Make the selected entries versions of one work."""
        ids = self._place.list_pane.table.selected_ids()
        if len(ids) < 2:
            text = "Select the versions of one work first: two entries or more."
            self._place.list_pane.message.tell(_words(text), Tone.WARNING)
            return
        told = _words("{0} entries are versions of one work now.").format(len(ids))
        self.write(lambda library, _: library.join_versions(ids), told, ids[0])

    def part(self) -> None:
        """Make the selected entries works of their own again."""
        ids = self._place.list_pane.table.selected_ids()
        told = _words("Each of the selected entries is a work of its own now.")
        self.write(lambda library, _: library.part_versions(ids), told)

    def write(
        self,
        work: Callable[[Library, Control], Notice],
        told: str,
        shown: int | None = None,
    ) -> None:
        """Do an operation, and tell what it did.

        Args:
            work: The operation.
            told: What it did.
            shown: The entry whose work is to be selected then.
        """

        def done(notice: Notice) -> None:
            if notice.step is not None:
                self._tell(told)
                if shown is not None:
                    self.show_work(shown)

        self._place.session.write(work, self._place.list_pane.tell_error, done)

    def show_work(self, entry_id: int) -> None:
        """Put the cursor on the row that stands for an entry's work."""
        pane = self._place.list_pane

        def work(library: Library, _: Control) -> int:
            return library.versions_of_work(entry_id)[0].id

        self._place.session.ask("lead", work, pane.show_entry, pane.tell_error)

    def _tell(self, text: str) -> None:
        undo = (_words("Undo"), self._place.commands.undo)
        self._place.list_pane.message.tell(text, Tone.DONE, undo)


def _words(text: str) -> str:
    return QCoreApplication.translate("WorksFeature", text)
