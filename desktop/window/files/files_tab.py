"""The files of an entry: opened at a click and after a check, attached, found again, taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from biblio.attached import LinkKind
from desktop.window import theme
from desktop.window.drop import local_files
from desktop.window.override import override

if TYPE_CHECKING:
    from db import EntryFile, Stored
    from desktop.window.features import Workplace
    from desktop.window.files.attachment_feature import AttachmentFeature

_FILE = Qt.ItemDataRole.UserRole


class FilesTab(QWidget):
    """Lists files, and hands what is to be done with them to the feature that does it.

    Signals:
        shown: The files of the entry are listed.
    """

    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self._stored: Stored | None = None
        self.setAcceptDrops(True)
        self.setAutoFillBackground(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Files"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setIconSize(QSize(18, 18))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setContentsMargins(8, 14, 8, 6)
        self.open = QPushButton(self.tr("&Open"), self)
        self.reveal = QPushButton(self.tr("&Folder"), self)
        self.locate = QPushButton(self.tr("&Locate…"), self)
        self.detach = QPushButton(self.tr("&Detach"), self)
        self.attach = QPushButton(self.tr("&Attach a copy…"), self)
        self.link = QPushButton(self.tr("Lin&k…"), self)
        self._lay_out()
        self._connect()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._style()
        self._list([])

    def _lay_out(self) -> None:
        of_file = QHBoxLayout()
        of_file.setContentsMargins(4, 6, 4, 0)
        for button in (self.open, self.reveal, self.locate, self.detach):
            of_file.addWidget(button)
        of_file.addStretch(1)
        of_entry = QHBoxLayout()
        of_entry.setContentsMargins(4, 4, 4, 14)
        of_entry.addWidget(self.attach)
        of_entry.addWidget(self.link)
        of_entry.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 4, 0)
        column.setSpacing(4)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addLayout(of_file)
        column.addLayout(of_entry)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._update_buttons)
        self.list.itemActivated.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.reveal.clicked.connect(self._on_reveal)
        self.locate.clicked.connect(self._on_locate)
        self.detach.clicked.connect(self._on_detach)
        self.attach.clicked.connect(lambda: self._feature().choose(copy=True))
        self.link.clicked.connect(lambda: self._feature().choose(copy=False))

    def _feature(self) -> AttachmentFeature:
        feature: AttachmentFeature = self._place.window.features.feature(
            "files.attachment_feature", "AttachmentFeature"
        )
        return feature

    def show_entry(self, stored: Stored | None) -> None:
        """Show an entry's files; None shows nothing."""
        self._stored = stored
        if stored is None:
            self._list([])
            return
        entry_id = stored.id
        self._place.session.ask(
            "files",
            lambda lib, _: lib.files_of(entry_id),
            self._list,
            self._place.list_pane.tell_error,
        )

    def _list(self, files: list[EntryFile]) -> None:
        chosen = self.current()
        self.list.clear()
        for file in files:
            item = QListWidgetItem(self._words(file))
            item.setIcon(theme.icon("document" if file.exists else "warning", self.palette()))
            item.setData(_FILE, file)
            item.setToolTip(theme.tooltip(str(file.path or file.text)))
            self.list.addItem(item)
            if chosen is not None and file.text == chosen.text:
                self.list.setCurrentItem(item)
        if files and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(files))
        words = ""
        if not files:
            words = self.tr("No files yet. Drop them here, or attach them.")
        elif any(file.field for file in files):
            words = self.tr("Files that fields of other programs name are shown as written.")
        self.told.setText(words)
        self.told.setVisible(bool(self.told.text()))
        self._update_buttons()
        self.shown.emit()

    def _words(self, file: EntryFile) -> str:
        name = file.title or Path(file.text).name or self.tr("A file that another program links")
        where = str(file.path) if file.path is not None else file.text
        if file.attachment is not None and file.kind is LinkKind.RELATIVE:
            where = f"{self._place.session.path.stem}.files/{file.text}"
        if file.kind is LinkKind.OUTSIDE:
            state = self.tr("leads out of its folder and is not followed")
        elif file.kind is LinkKind.OPAQUE:
            state = self.tr("in a form that only the other program reads")
        elif file.kind is LinkKind.ADDRESS:
            state = self.tr("an address")
        else:
            state = "" if file.exists else self.tr("missing")
        if file.field:
            named = self.tr("named by the field “{0}”").format(file.field)
            state = f"{named}; {state}" if state else named
        return "\n".join(filter(None, (name, where if where != name else "", state)))

    def current(self) -> EntryFile | None:
        """The file that the cursor is on."""
        row = self.list.currentRow()
        found: EntryFile | None = self.list.item(row).data(_FILE) if row >= 0 else None
        return found

    @Slot()
    def _update_buttons(self) -> None:
        file = self.current()
        self.open.setEnabled(file is not None and file.exists)
        self.reveal.setEnabled(file is not None and file.path is not None)
        self.locate.setEnabled(file is not None and file.attachment is not None)
        self.detach.setEnabled(file is not None and file.attachment is not None)
        for button in (self.attach, self.link):
            button.setEnabled(self._stored is not None and not self._stored.trashed)

    @Slot()
    def _on_open(self) -> None:
        file = self.current()
        if file is not None:
            self._feature().open(file)

    @Slot()
    def _on_reveal(self) -> None:
        file = self.current()
        if file is not None:
            self._feature().reveal(file)

    @Slot()
    def _on_locate(self) -> None:
        file = self.current()
        if file is not None:
            self._feature().locate(file)

    @Slot()
    def _on_detach(self) -> None:
        file = self.current()
        if file is not None:
            self._feature().detach(file)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is None and self._stored is not None and local_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, data: QMimeData) -> None:
        """Attach files that were dropped, of whatever kind."""
        if self._stored is not None:
            self._feature().attach(self._stored.id, local_files(data))

    def _style(self) -> None:
        theme.set_text_color(self.told, theme.colors(self).muted)
        for number in range(self.list.count()):
            item = self.list.item(number)
            file: EntryFile = item.data(_FILE)
            item.setIcon(theme.icon("document" if file.exists else "warning", self.palette()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._style()
