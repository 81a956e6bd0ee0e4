"""The command that compares a profile with what sites list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.window.features import Workplace
from desktop.window.message_bar import Tone


class ReconcileFeature:
    """Opens the comparison."""

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace

    def open(self) -> None:
        """Compare the profile that is shown, or the first one."""
        place = self._place
        view = place.list_pane.view()
        profiles = [each[0] for each in place.contents.profiles]
        if not profiles:
            text = "There is no profile yet: import a profile page, or make one of a name."
            words = QCoreApplication.translate("ReconcileFeature", text)
            place.list_pane.message.tell(words, Tone.WARNING)
            return
        from desktop.window.works.reconcile_dialog import ReconcileDialog

        shown = view.id if view.kind == "profile" and view.id is not None else profiles[0]
        dialog = ReconcileDialog(place.session, shown, place.window)
        dialog.entry_asked.connect(place.list_pane.show_entry)
        dialog.decide_asked.connect(self._decide)
        dialog.told.connect(place.list_pane.message.tell)
        undo = (dialog.tr("Undo"), place.commands.undo)
        dialog.changed.connect(lambda told: place.list_pane.message.tell(told, Tone.DONE, undo))
        dialog.show()

    def _decide(self, site: str) -> None:
        """Ask about the papers of one list."""
        feature = self._place.window.features.feature("counts.counts_feature", "CountsFeature")
        feature.open_rows(site)
