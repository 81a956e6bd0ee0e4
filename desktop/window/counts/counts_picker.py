"""Chooses one entry of the library by searching for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import Library, Row
from desktop import wording
from desktop.window import theme
from desktop.window.counts.counts_rows import OpenRows, entry_name
from desktop.window.session import Session
from desktop.window.tasks import Control

_ID: Final = Qt.ItemDataRole.UserRole
_LISTED: Final = 50
_PAUSE: Final = 120  # milliseconds without a keystroke


class EntryPicker(QDialog):
    """A box to search in and the entries that it finds.

    Signals:
        picked: The id and the name of the entry that was chosen.
    """

    picked = Signal(int, str)

    def __init__(self, session: Session, title: str, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            session: The library.
            title: The title of the paper for which an entry is sought.
            parent: The window.
        """
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Choose an entry"))
        self.resize(620, 380)
        sought = QLabel(title, self)
        sought.setTextFormat(Qt.TextFormat.PlainText)
        sought.setWordWrap(True)
        theme.set_text_color(sought, theme.colors(self).muted)
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(self.tr("Search the library"))
        self.edit.setAccessibleName(self.tr("Search the library"))
        self.edit.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Entries"))
        self.list.itemActivated.connect(self._on_accepted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Choose"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (sought, self.edit, self.list, buttons):
            layout.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.edit.textChanged.connect(self._timer.start)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        query = self.edit.text()

        def work(library: Library, _: Control) -> list[Row]:
            return library.rows(library.find_ids(query)[:_LISTED])

        self._session.ask("entry picker", work, self._show, self._on_failed)

    def _show(self, rows: list[Row]) -> None:
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(entry_name(row))
            item.setData(_ID, row.id)
            item.setToolTip(theme.tooltip(f"{row.title}\n{row.authors}"))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.button.setEnabled(bool(rows))

    def _on_failed(self, error: Exception) -> None:
        self.list.clear()
        self.list.addItem(wording.sentence(error))
        self.button.setEnabled(False)

    @Slot()
    def _on_accepted(self) -> None:
        for item in self.list.selectedItems()[:1]:
            entry_id = item.data(_ID)
            if isinstance(entry_id, int):
                self.picked.emit(entry_id, item.text())
                self.accept()


def pick_for(rows: OpenRows, session: Session, number: int, title: str) -> None:
    """Let the user search for the entry that a paper among `rows` is."""
    picker = EntryPicker(session, title, rows.window())
    picker.picked.connect(lambda entry_id, name: rows.choose(number, entry_id, name))
    picker.open()
