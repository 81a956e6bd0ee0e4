"""Folders of documents and where those use keys: chosen once, looked through in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db import Library
from desktop import wording
from desktop.window import theme
from desktop.window.keys.key_rows import RowsModel, TextRow, rows_table
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from desktop.key_files import Rewriting, Scan

_FOLDERS = "keys/folders"
_HEIGHT = 200  # pixels, with uses
_SHOWN = 2000  # uses that are listed


class Documents(QWidget):
    """Lists the uses of keys in the documents of folders.

    Signals:
        scanned: `scan` is another one.
    """

    scanned = Signal()

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._keys: frozenset[str] = frozenset()
        self._control: Control | None = None
        self.folders = [Path(each) for each in settings.texts(_FOLDERS)]
        self.scan: Scan | None = None
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        add = QPushButton(self.tr("&Add a folder of documents…"), self)
        add.clicked.connect(self._choose)
        self._clear = QPushButton(self.tr("For&get the folders"), self)
        self._clear.clicked.connect(self._forget)
        titles = (self.tr("Key"), self.tr("File"), self.tr("Line"), self.tr("Text"))
        self.model = RowsModel(titles, self)
        self.table = rows_table(self.model, self.tr("Uses in documents"), (150, 250, 60), self)
        row = QHBoxLayout()
        row.addWidget(self.label, 1)
        row.addWidget(add)
        row.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self._show(None)

    def look_for(self, keys: Sequence[str]) -> None:
        """Look through the folders for uses of these keys."""
        wanted = frozenset(keys)
        if wanted != self._keys:
            self._keys = wanted
            self._look()

    def add_folder(self, folder: Path) -> None:
        """Look through a folder too, and remember it."""
        if folder not in self.folders:
            self.folders.append(folder)
            self._settings.remember_texts(_FOLDERS, [str(each) for each in self.folders])
            self._look()

    @Slot()
    def _choose(self) -> None:
        start = str(self.folders[-1] if self.folders else Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("A folder of documents"), start)
        if chosen:
            self.add_folder(Path(chosen))

    @Slot()
    def _forget(self) -> None:
        self.folders.clear()
        self._settings.remember_texts(_FOLDERS, [])
        self._look()

    def _look(self) -> None:
        keys, folders = self._keys, [each for each in self.folders if each.is_dir()]
        if self._control is not None:
            self._control.cancel()
        self._show(None)
        if not keys or not folders:
            return
        self.label.setText(self.tr("Looking through {0}…").format(_named(folders)))

        def work(_: Library, control: Control) -> Scan:
            from desktop.key_files import scan_folders

            return scan_folders(folders, keys, cancelled=control.cancelled)

        self._control = self._session.count("documents", work, self._show, self._on_failed)

    def _show(self, scan: Scan | None) -> None:
        self.scan = scan
        self._clear.setVisible(bool(self.folders))
        uses = scan.uses[:_SHOWN] if scan is not None else ()
        self.table.setVisible(bool(uses))
        self.setMinimumHeight(_HEIGHT if uses else 0)
        self.model.set_rows(
            [
                TextRow(
                    (use.key, _short(use.path, self.folders), str(use.line), use.text),
                    use,
                    f"{use.path}:{use.line}\n{use.text}",
                )
                for use in uses
            ]
        )
        self.label.setText(self._told(scan))
        theme.set_text_color(self.label, theme.colors(self).muted)
        self.scanned.emit()

    def _told(self, scan: Scan | None) -> str:
        if scan is None:
            if not self.folders:
                return self.tr("Documents (.tex, .md, .typ, .org) that use the old keys are found.")
            return self.tr("Documents are looked for in {0}.").format(_named(self.folders))
        number = len(scan.uses)
        uses = self.tr("1 use") if number == 1 else self.tr("{0} uses").format(f"{number:,}")
        words = self.tr("{0} of the old keys in {1} of the {2} in {3}.")
        within = len({use.path for use in scan.uses})
        text = words.format(uses, f"{within:,}", documents(scan.files), _named(self.folders))
        if not scan.whole:
            text += " " + self.tr("There are more documents than were looked through.")
        if scan.unread:
            unread = self.tr("{0} could not be read.").format(f"{len(scan.unread):,}")
            text += " " + unread
        return text

    def _on_failed(self, error: Exception) -> None:
        self._show(None)
        self.label.setText(wording.sentence(error))


def documents(number: int) -> str:
    """So many documents."""
    if number == 1:
        return QCoreApplication.translate("Documents", "1 document")
    return QCoreApplication.translate("Documents", "{0} documents").format(f"{number:,}")


def told(rewriting: Rewriting | None) -> tuple[str, bool]:
    """What became of documents, and whether that is all that was wanted."""
    if rewriting is None:
        return "", True
    tr = QCoreApplication.translate
    parts = []
    if rewriting.backup is not None:
        words = tr("Documents", "Renamed in {0}; as they were they are in “{1}”.")
        parts.append(words.format(documents(len(rewriting.written)), rewriting.backup))
    for number, one, many in (
        (
            len(rewriting.changed),
            tr("Documents", "1 document changed meanwhile and was left alone."),
            tr("Documents", "{0} documents changed meanwhile and were left alone."),
        ),
        (
            len(rewriting.failed),
            tr("Documents", "1 document could not be written."),
            tr("Documents", "{0} documents could not be written."),
        ),
        (
            len(rewriting.left),
            tr("Documents", "1 use stays: the new key cannot be written there."),
            tr("Documents", "{0} uses stay: the new key cannot be written there."),
        ),
    ):
        if number:
            parts.append(one if number == 1 else many.format(f"{number:,}"))
    return " ".join(parts), not (rewriting.changed or rewriting.failed or rewriting.left)


def _named(folders: Sequence[Path]) -> str:
    return ", ".join(f"“{folder.name or folder}”" for folder in folders)


def _short(path: Path, folders: Sequence[Path]) -> str:
    """A path within the chosen folder that it is in."""
    inner = next((each for each in folders if path.is_relative_to(each)), None)
    return str(path.relative_to(inner)) if inner is not None else str(path)
