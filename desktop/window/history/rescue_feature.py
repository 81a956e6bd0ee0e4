"""When a library is damaged, gone or read-only: what can be done is offered, not only said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from db import errors
from desktop import wording
from desktop.history_wording import rescue_lines
from desktop.paths import LIBRARY_SUFFIX
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone
from desktop.window.override import override

Button = tuple[str, Callable[[], None]]

translate = QCoreApplication.translate


class RescueFeature(QObject):
    """Offers the latest backup, a rescue of what can be read, or a copy of what is open."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._place = workplace
        self._is_unkept = False  # whether what is open is nowhere but in this window
        self._passing = ""  # what was said of a write that failed, and may succeed the next time
        workplace.session.gone.connect(self._on_gone)
        workplace.session.back.connect(self._on_back)
        workplace.session.changed.connect(self._on_written)
        if workplace.session.is_open:
            self._on_opened()
        workplace.session.opened.connect(self._on_opened)
        workplace.session.unreadable.connect(workplace.list_pane.tell_error)
        workplace.session.unheard.connect(workplace.list_pane.tell_error)
        workplace.list_pane.error_told.connect(self._on_error)

    def offers(self, error: Exception) -> list[Button]:
        """What can be done about an error, beside reading its sentence."""
        if isinstance(error, errors.LibraryDamagedError) and error.path == self._path:
            backup = (translate("Rescue", "Restore a backup…"), self._restore)
            if isinstance(error, errors.NothingToRescueError):
                return [backup]
            return [backup, (translate("Rescue", "Copy what can be read…"), self.rescue)]
        if isinstance(error, errors.LibraryGoneError):
            return [
                (translate("Rescue", "Save a copy…"), self._save_copy),
                (translate("Rescue", "Open the file again"), self._reopen),
            ]
        if isinstance(error, errors.LibraryMissingError | errors.LibraryUnreadableError):
            return [(translate("Rescue", "Restore a backup…"), self._restore)]
        return []

    def offers_named(self, sentence: str) -> list[Button]:
        """What a sentence says that can be done where the file is gone; nothing for others."""
        error = errors.LibraryGoneError(self._path)
        return self.offers(error) if sentence == wording.sentence(error) else []

    def tell(self, error: Exception, words: str, tone: Tone) -> None:
        """Say something of an error, with what can be done; damage is written to no more."""
        offers = self.offers(error)
        if isinstance(error, errors.LibraryDamagedError) and error.path == self._path:
            self._place.session.refuse(error)
            tone = Tone.ERROR
        self._place.list_pane.message.tell(words, tone, *offers)

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
            offers = self.offers(error)
            self._place.list_pane.message.tell(wording.sentence(error), Tone.ERROR, *offers)
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
        self._place.session.close()  # or its log would be shared with what is there now
        self._place.dialogs.library_chosen.emit(self._path)

    def _on_opened(self) -> None:
        if self._place.session.is_readonly:
            self._place.entry_pane.allow_editing(allowed=False)
            self._tell_readonly()

    def _tell_readonly(self) -> None:
        self._place.list_pane.message.tell(
            translate(
                "Rescue",
                "This library can be read, but not changed, since its file or its folder is"
                " read-only. To change it, save a copy elsewhere, or change the permissions.",
            ),
            Tone.WARNING,
            (translate("Rescue", "Save a copy…"), self._place.dialogs.back_up),
        )

    def _on_gone(self, kept: Path | Exception | None) -> None:
        error = errors.LibraryGoneError(self._path)
        words = [wording.sentence(error)]
        if isinstance(kept, Path):
            words = [
                self._moved_words(),
                translate("Rescue", "What is open here is kept in “{0}”.").format(kept),
            ]
        elif isinstance(kept, Exception):
            self._is_unkept = True
            self._place.window.installEventFilter(self)  # closing it would be the end of it
            words.append(
                translate("Rescue", "It could not be kept as a backup: {0}").format(
                    wording.sentence(kept)
                )
            )
        self._place.list_pane.message.tell(" ".join(words), Tone.ERROR, *self.offers(error))

    def _moved_words(self) -> str:
        words = translate("Rescue", "The library “{0}” was moved, removed or replaced.")
        return words.format(self._path)

    def _on_back(self) -> None:
        """The file is in its place again: what was said of it is not so any more."""
        self._is_unkept = False
        gone = wording.sentence(errors.LibraryGoneError(self._path))
        if self._place.list_pane.message.text().startswith((gone, self._moved_words())):
            self._place.list_pane.message.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and self._is_unkept and not self._may_close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _may_close(self) -> bool:
        """Ask what becomes of a library that is nowhere but here; whether the window may close."""
        box = QMessageBox(self._place.window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(translate("Rescue", "The library's file is gone, and no copy is kept."))
        box.setInformativeText(translate("Rescue", "What is open is lost when the window closes."))
        role = QMessageBox.ButtonRole
        save = box.addButton(translate("Rescue", "Save a copy…"), role.AcceptRole)
        close = box.addButton(translate("Rescue", "Close without it"), role.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(save)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is save:
            self._save_copy()
        return chosen is close

    def _save_copy(self) -> None:
        self._place.dialogs.back_up(self._on_kept)

    def _on_kept(self, copy: Path) -> None:
        self._is_unkept = False
        self._place.list_pane.message.tell(
            translate("Rescue", "What is open here is kept in “{0}”.").format(copy),
            Tone.WARNING,
            (
                translate("Rescue", "Open it"),
                lambda: self._place.dialogs.library_chosen.emit(copy),
            ),
        )

    def _on_written(self, _: object) -> None:
        """What hindered the last write hinders no more."""
        if self._passing and self._place.list_pane.message.text() == self._passing:
            self._place.list_pane.message.hide()
        self._passing = ""
        if not self._place.session.is_gone:
            self._on_back()

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, errors.LibraryReadOnlyError) and self._place.session.is_readonly:
            self._tell_readonly()
            return
        if isinstance(error, errors.DiskFullError | errors.LibraryLockedError | OSError):
            self._passing = wording.sentence(error)
        if isinstance(error, errors.LibraryDamagedError) and error.path == self._path:
            self._place.session.refuse(error)
        offers = self.offers(error)
        if offers and self._place.session.is_open:
            self._place.list_pane.message.tell(wording.sentence(error), Tone.ERROR, *offers)
