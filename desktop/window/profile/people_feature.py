"""The command that says which names of co-authors are one person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.listed import View
from desktop.window.message_bar import Tone

if TYPE_CHECKING:
    from db.person.likely_people import LikelyPerson
    from desktop.window.features import Workplace
    from desktop.window.profile.people_dialog import Decided


class PeopleFeature:
    """Opens the dialog on the co-authors of the shown profile, and writes what is decided."""

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace

    def open(self) -> None:
        """Ask about the names that may be one person's."""
        place = self._place
        profile = place.list_pane.header.profile()
        if profile is None:
            text = "There is no profile yet: import a profile page, or make one of a name."
            place.list_pane.message.tell(_tr(text), Tone.WARNING)
            return

        def done(found: list[LikelyPerson]) -> None:
            from desktop.window.profile.people_dialog import PeopleDialog

            dialog = PeopleDialog(found, place.window)
            dialog.decided.connect(self._decide)
            dialog.form_asked.connect(lambda form: self._show(profile.id, form))
            dialog.open()

        place.session.count(
            "people",
            lambda library, _: library.likely_people(profile.id),
            done,
            place.list_pane.tell_error,
        )

    def _show(self, profile_id: int, form: str) -> None:
        from biblio.query.terms import Choice, choose, literal

        self._place.window.go_to(View("profile", profile_id))
        query = choose("", "author", (literal(form),), Choice.INCLUDED)
        self._place.list_pane.search.set_text(query)

    def _decide(self, people: Decided) -> None:
        place = self._place
        number = len({form for forms in people.values() for form in forms})
        told = (
            _tr("Noted whose name it is.")
            if number == 1
            else _tr("Noted whose {0} names are.").format(f"{number:,}")
        )
        undo = (_tr("Undo"), place.commands.undo)
        place.session.write(
            lambda library, _: library.unify_people(people),
            place.list_pane.tell_error,
            lambda _: place.list_pane.message.tell(told, Tone.DONE, undo),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PeopleFeature", text)
