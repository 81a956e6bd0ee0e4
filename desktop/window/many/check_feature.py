"""The command that checks entries: the selection where there is one, else the list."""

from __future__ import annotations

from desktop.window.features import Workplace
from desktop.window.many.check_dialog import CheckDialog
from desktop.window.message_bar import Tone


class CheckFeature:
    """Opens the dialog."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def open(self) -> None:
        """Look at several selected entries, or at all that the list shows."""
        place = self._workplace
        selected = place.list_pane.table.selected_ids()
        ids = selected if len(selected) > 1 else list(place.list_pane.model.ids)
        dialog = CheckDialog(place.session, ids, place.window)
        dialog.entry_asked.connect(place.list_pane.show_entry)
        undo = (dialog.tr("Undo"), place.commands.undo)
        dialog.mended.connect(lambda told: place.list_pane.message.tell(told, Tone.DONE, undo))
        dialog.show()
