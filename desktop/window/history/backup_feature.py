"""Backups in the window: made by themselves, listed, and restored."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from db import Library
from db.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryGoneError,
    LibraryMissingError,
    NotALibraryError,
)
from db.past.history_rows import Backup, BackupDetails
from db.safety.comparing import details
from db.safety.rotation import all_backups, moment_of
from db.safety.synced import service_of
from desktop import wording
from desktop.paths import LIBRARY_SUFFIX
from desktop.window.features import Workplace
from desktop.window.history.backup_dialog import BackupDialog
from desktop.window.message_bar import Tone
from desktop.window.tasks import Control

_FIRST = 4_000  # milliseconds after the window is complete
_LATER = 20_000  # milliseconds before a warning tries again
_AGAIN = 3_600_000  # milliseconds between two looks whether a day has gone by

# What a library is whose file is replaced as a whole
_UNWRITABLE = (LibraryDamagedError, LibraryGoneError, LibraryMissingError, NotALibraryError)

translate = QCoreApplication.translate


class BackupFeature(QObject):
    """Keeps backups of the library, and restores one that the user chooses."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._place = workplace
        self._aside = workplace.session.aside("keeper")
        self._has_failed = False
        self._tell_restored()
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN)
        self._timer.timeout.connect(self._on_hour)
        self._timer.start()
        QTimer.singleShot(_FIRST, self, self.keep)

    def keep(self) -> None:
        """Make a backup if something changed since the last one; beside all other work."""
        session = self._place.session
        if not session.is_open:
            session.opened.connect(self.keep)
        elif not (session.is_readonly or session.is_gone):
            self._aside.submit(
                lambda library, _: library.back_up_if_changed(), lambda _: None, self._on_failed
            )
        self._warn_of_service()

    def restore(self) -> None:
        """Let the user choose a backup."""
        dialog = BackupDialog(self._place.window)
        dialog.details_asked.connect(lambda backup: self._ask_details(dialog, backup))
        dialog.restore_asked.connect(lambda backup: self.restore_from(backup.path))
        dialog.other_asked.connect(lambda: self._choose(dialog))
        dialog.open()
        dialog.show_backups(all_backups(self._place.session.path))

    def restore_from(self, backup: Path) -> None:
        """Make the library what a backup holds; the message offers to take that back."""
        path = self._place.session.path
        if not self._place.session.is_open:
            self._replace(backup)
            return

        def work(library: Library, _: Control) -> tuple[Path | None, str, int]:
            from db.safety.restoring import restore

            library.check_in_place()
            moment = _moment(path, backup)
            kept = restore(backup, path, replace=False)
            return kept, moment, library.data_version()

        pane = self._place.list_pane

        def done(found: tuple[Path | None, str, int]) -> None:
            kept, moment, version = found
            self._place.session.expect(version)
            pane.message.end_progress()
            self._tell(moment, kept)

        def failed(error: Exception) -> None:
            pane.message.end_progress()
            if isinstance(error, _UNWRITABLE) and error.path == path:
                self._replace(backup)
            else:
                pane.tell_error(error)

        control = self._place.session.write(work, failed, done)
        pane.message.follow(translate("Backups", "Restoring…"), control, can_cancel=False)

    def _replace(self, backup: Path) -> None:
        """Put a backup in the place of a library that cannot be written, and open that."""
        from db.safety.restoring import restore

        path = self._place.session.path
        moment = _moment(path, backup)
        self._place.session.close()  # nobody may have a file open whose place another one takes
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            kept = restore(backup, path)
        except (LibraryError, OSError) as error:
            self._place.list_pane.tell_failure(wording.sentence(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        # It is said by the window that comes in the place of this one
        told = [str(path), moment, str(kept or "")]
        self._place.settings.remember_texts("backups/restored", told)
        self._place.dialogs.library_chosen.emit(path)

    def _tell_restored(self) -> None:
        """Say what the window before this one restored."""
        told = self._place.settings.texts("backups/restored")
        if len(told) == 3 and told[0] == str(self._place.session.path):
            self._place.settings.remember_texts("backups/restored", ())
            self._tell(told[1], Path(told[2]) if told[2] else None)

    def _tell(self, moment: str, kept: Path | None) -> None:
        """Say to which moment the library was restored, and where is what it was before."""
        from db.safety.restoring import is_whole

        message = self._place.list_pane.message
        words = translate("Backups", "The backup of {0} is restored.").format(moment)
        if kept is None:
            message.tell(words)
            return
        more = translate("Backups", "What the library was before is kept in “{0}”.")
        back = (translate("Backups", "Take this back"), lambda: self.restore_from(kept))
        offers = [back] if is_whole(kept) else []
        message.tell(f"{words} {more.format(kept.name)}", Tone.WARNING, *offers)

    def _choose(self, dialog: BackupDialog) -> None:
        path = self._place.session.path
        chosen, _ = QFileDialog.getOpenFileName(
            self._place.window,
            translate("Backups", "Restore a backup"),
            str(path.parent),
            translate("Backups", "Oeuvre libraries (*{0})").format(LIBRARY_SUFFIX),
        )
        if not chosen:
            return
        if _is_same_file(Path(chosen), path):
            words = translate("Backups", "This is the library itself; choose another file.")
            self._place.list_pane.tell_failure(words)
            return
        dialog.reject()
        self.restore_from(Path(chosen))

    def _ask_details(self, dialog: BackupDialog, backup: Backup) -> None:
        def done(found: BackupDetails) -> None:
            dialog.show_details(backup, found)

        def failed(error: Exception) -> None:
            dialog.show_fault(backup, wording.sentence(error))

        def alone(_: Exception | None = None) -> None:
            """Without the library: what makes a backup needed is no reason not to restore it."""
            try:
                done(details(None, backup.path))
            except LibraryError as error:
                failed(error)

        session = self._place.session
        if session.is_open and not session.is_gone and _has_bytes(session.path):
            # A fault may be the library's or the backup's; read alone, that one tells which
            session.ask(
                "backup", lambda library, _: library.backup_details(backup.path), done, alone
            )
        else:
            alone()

    def _on_hour(self) -> None:
        if self._place.session.is_readonly or self._place.session.is_gone:
            return
        self._aside.submit(
            lambda library, _: library.back_up_if_due(), lambda _: None, self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        """Say it once: the user can go on, but should know."""
        if self._has_failed or isinstance(error, LibraryGoneError | LibraryMissingError):
            return  # what is gone is said by `RescueFeature`
        self._has_failed = True
        words = translate("Backups", "No automatic backup could be made. {0}")
        rescue = self._place.window.features.feature("history.rescue_feature", "RescueFeature")
        rescue.tell(error, words.format(wording.sentence(error)), Tone.WARNING)

    # --- A folder that a service copies --------------------------------------------------------

    def _warn_of_service(self) -> None:
        """Warn once of each library in such a folder, until the user says it is known."""
        path = self._place.session.path
        service = service_of(path)
        known = self._place.settings.texts("backups/synced")
        if service is None or str(path) in known:
            return
        if self._place.list_pane.message.text():  # something else is being said
            QTimer.singleShot(_LATER, self, self._warn_of_service)
            return
        words = translate(
            "Backups",
            "This library is in a folder that {0} copies. Do not open it on two computers at the"
            " same time: one of the copies would lose what was written, or break. Backups are"
            " made beside it.",
        )

        def understood() -> None:
            self._place.settings.remember_texts("backups/synced", [*known, str(path)])
            self._place.list_pane.message.hide()

        self._place.list_pane.message.tell(
            words.format(service),
            Tone.WARNING,
            (translate("Backups", "Do not say it again"), understood),
        )


def _moment(library: Path, backup: Path) -> str:
    """When a backup was made, as it is listed; before a restore makes another file of it."""
    return moment_of(library, backup).strftime("%Y-%m-%d %H:%M") if backup.exists() else ""


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
