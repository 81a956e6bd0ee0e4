"""What the window asks the library beside the list: views, profile, entry, names of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import NoSuchEntryError
from desktop.window.contents import Contents, read_contents
from desktop.window.session import Session
from desktop.window.tasks import Control, Failed

if TYPE_CHECKING:
    from db import Library, ProfileSummary, Stored
    from db.listed import View


class Feed(QObject):
    """Asks in the background; of several questions of a kind only the last is answered.

    Signals:
        contents_read: The sidebar's `Contents`.
        profile_read: A `db.ProfileSummary`, or None.
        entry_read: (a `db.Stored` or None, its BibTeX).
        steps_read: Names of the steps that undo and redo would move, or None.
    """

    contents_read = Signal(object)
    profile_read = Signal(object)
    entry_read = Signal(object, str)
    steps_read = Signal(object, object)

    def __init__(self, session: Session, failed: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._failed = failed

    def ask_contents(self) -> None:
        """Ask for the views and how many entries each has."""

        def work(library: Library, _: Control) -> Contents:
            return read_contents(library)

        self._session.ask("contents", work, self._on_contents, self._failed)

    def ask_profile(self, view: View) -> None:
        """Ask for the numbers of the profile that a view is of, else of the first one."""
        wanted = view.id if view.kind == "profile" else None

        def work(library: Library, _: Control) -> ProfileSummary | None:
            return library.profile(wanted)

        self._session.count("profile", work, self._on_profile, self._failed)

    def ask_steps(self) -> None:
        """Ask what undo and redo would do."""

        def work(library: Library, _: Control) -> tuple[str | None, str | None]:
            return library.undo_name(), library.redo_name()

        self._session.ask("steps", work, self._on_steps, self._failed)

    def ask_entry(self, entry_id: int | None) -> None:
        """Ask for an entry; None is answered at once, and no late answer comes after it."""
        if entry_id is None or not self._session.is_open:
            self._session.forget("entry")
            self._on_entry(None)
            return

        def work(library: Library, _: Control) -> tuple[Stored, str] | None:
            try:
                return library.entry(entry_id), library.bibtex(entry_id)
            except NoSuchEntryError:  # it went in the meantime
                return None

        self._session.ask("entry", work, self._on_entry, self._failed)

    def _on_contents(self, contents: Contents) -> None:
        self.contents_read.emit(contents)

    def _on_profile(self, profile: ProfileSummary | None) -> None:
        self.profile_read.emit(profile)

    def _on_steps(self, names: tuple[str | None, str | None]) -> None:
        self.steps_read.emit(*names)

    def _on_entry(self, answer: tuple[Stored, str] | None) -> None:
        self.entry_read.emit(*(answer or (None, "")))
