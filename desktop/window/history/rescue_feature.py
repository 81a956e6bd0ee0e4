"""When a library is damaged or gone: what can be done about it is offered, not only said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from db import errors
from desktop import wording
from desktop.history_wording import rescue_lines
from desktop.paths import LIBRARY_SUFFIX
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone

Button = tuple[str, Callable[[], None]]

translate = QCoreApplication.translate


class RescueFeature(QObject):
    """Offers the latest backup, a rescue of what can be read, or a copy of what is open."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._place = workplace
        workplace.session.gone.connect(self._on_gone)
        workplace.session.unreadable.connect(workplace.list_pane.tell_error)
        workplace.list_pane.error_told.connect(self._on_error)

    def offers(self, error: Exception) -> list[Button]:
        """What can be done about an error, beside reading its sentence."""
        if isinstance(error, errors.LibraryDamagedError) and error.path == self._path:
            return [
                (translate("Rescue", "Restore a backup…"), self._restore),
                (translate("Rescue", "Copy what can be read…"), self.rescue),
            ]
        if isinstance(error, errors.LibraryGoneError):
            return [
                (translate("Rescue", "Save a copy…"), self._place.dialogs.back_up),
                (translate("Rescue", "Open the file again"), self._reopen),
            ]
        if isinstance(error, errors.LibraryMissingError | errors.LibraryUnreadableError):
            return [(translate("Rescue", "Restore a backup…"), self._restore)]
        return []

    def rescue(self) -> None:
        """Copy what can be read to a new library, and open that."""
        usual = self._path.with_name(f"{self._path.stem}-rescued{LIBRARY_SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._place.window,
            translate("Rescue", "Copy what can be read to a new library"),
            str(usual),
            translate("Rescue", "Oeuvre libraries (*{0})").format(LIBRARY_SUFFIX),
        )
        if chosen:
            self.rescue_to(Path(chosen))

    def rescue_to(self, new: Path) -> None:
        """The same, to this file."""
        from db.safety.rescue import rescue

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = rescue(self._path, new)
        except (errors.LibraryError, OSError) as error:
            self._place.list_pane.tell_failure(wording.sentence(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._place.list_pane.message.tell(
            " ".join(rescue_lines(found, new)),
            Tone.WARNING,
            (
                translate("Rescue", "Open it"),
                lambda: self._place.dialogs.library_chosen.emit(new),
            ),
        )

    @property
    def _path(self) -> Path:
        return self._place.session.path

    def _restore(self) -> None:
        self._place.window.features.feature("history.backup_feature", "BackupFeature").restore()

    def _reopen(self) -> None:
        self._place.dialogs.library_chosen.emit(self._path)

    def _on_gone(self) -> None:
        self._place.list_pane.tell_error(errors.LibraryGoneError(self._path))

    def _on_error(self, error: Exception) -> None:
        offers = self.offers(error)
        if offers and self._place.session.is_open:
            self._place.list_pane.message.tell(wording.sentence(error), Tone.ERROR, *offers)
