"""Opens the list of @string constants."""

from __future__ import annotations

from desktop.window.features import Workplace


class StringsFeature:
    """The command for constants."""

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace

    def open(self) -> None:
        """Show the constants."""
        from desktop.window.keys.strings_dialog import StringsDialog

        dialog = StringsDialog(self._place.session, self._place.window)
        dialog.undo_asked.connect(self._place.commands.undo)
        dialog.open()
