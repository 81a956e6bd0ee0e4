"""The command that chooses by which language's alphabet the list is sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.languages import name_of
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone

if TYPE_CHECKING:
    from db import Library, Notice
    from desktop.window.tasks import Control

translate = QCoreApplication.translate


class LanguageFeature:
    """Asks for a language, and has the library sorted by it."""

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace

    def open(self) -> None:
        """Let the user choose."""

        def work(library: Library, _: Control) -> str:
            return library.language()

        def done(language: str) -> None:
            from desktop.window.table.language_dialog import LanguageDialog

            dialog = LanguageDialog(language, self._place.window)
            dialog.chosen.connect(self.choose)
            dialog.open()

        self._place.session.ask("language", work, done, self._place.list_pane.tell_error)

    def choose(self, language: str) -> None:
        """Sort by the alphabet of a language from now on."""
        pane = self._place.list_pane
        name = name_of(language)

        def work(library: Library, control: Control) -> Notice:
            return library.set_language(
                language, name, progress=control.progress, cancelled=control.cancelled
            )

        def done(_: Notice) -> None:
            pane.message.end_progress()
            words = (
                translate("LanguageFeature", "The list is sorted as in {0} now.").format(name)
                if language
                else translate("LanguageFeature", "Letters are sorted without their accents now.")
            )
            undo = (translate("LanguageFeature", "Undo"), self._place.commands.undo)
            pane.message.tell(words, Tone.DONE, undo)

        def failed(error: Exception) -> None:
            pane.message.end_progress()
            pane.tell_error(error)

        control = self._place.session.write(work, failed, done)
        pane.message.follow(translate("LanguageFeature", "Sorting…"), control)
