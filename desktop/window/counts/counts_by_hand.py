"""Notes by hand how often an entry is cited, beside all counts that the ledger has of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.formats.sites.cells import number_of
from biblio.latex import to_text
from db import Library, Stored
from db.rows import Count
from desktop import wording
from desktop.window import theme
from desktop.window.profile.metric_words import day_text, value_text
from desktop.window.session import Session
from desktop.window.tasks import Control

_COUNT: Final = Qt.ItemDataRole.UserRole
_SITES: Final = ("Google Scholar", "Scopus", "Web of Science", "OpenAlex", "Semantic Scholar")


class CountDialog(QDialog):
    """A number, who counted and when; the counts that there are, each of which can be removed.

    Signals:
        entered: (entry, `Count`) to be put into the ledger.
        removed: (entry, `Count`) to be taken out of it.
    """

    entered = Signal(int, object)
    removed = Signal(int, object)

    def __init__(self, session: Session, entry_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._entry_id = entry_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Citations"))
        self.resize(520, 420)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.number = QLineEdit(self)
        self.number.setPlaceholderText(self.tr("how often it is cited"))
        self.number.setMaxLength(40)
        self.source = QComboBox(self)
        self.source.setEditable(True)
        # What the user says is not what a site says; it is noted as such unless they say who
        self.source.addItems([self.tr("by hand"), *_SITES])
        self.day = QDateEdit(QDate.currentDate(), self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setMaximumWidth(150)
        self.day.setMaximumDate(QDate.currentDate().addDays(1))
        self.wrong = QLabel(self)
        self.wrong.setWordWrap(True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_text_color(self.wrong, theme.colors(self).muted)
        self.list = self._make_list()
        self.remove = QPushButton(self.tr("Remove this count"), self)
        self.remove.setAutoDefault(False)
        self.remove.setEnabled(False)
        self.remove.clicked.connect(self._on_removed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.button = buttons.addButton(
            self.tr("Note the count"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.button.setEnabled(False)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.list.hide()
        self.remove.hide()
        self.number.textChanged.connect(self._on_edited)
        self.source.editTextChanged.connect(self._on_edited)
        self._on_edited()
        self._ask()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.addRow(self.tr("Citations"), self.number)
        form.addRow(self.tr("Counted by"), self.source)
        form.addRow(self.tr("As of"), self.day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(form)
        layout.addWidget(self.wrong)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(0)
        layout.addWidget(buttons)

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setHeaderLabels([self.tr("As of"), self.tr("Citations"), self.tr("Counted by")])
        made.setRootIsDecorated(False)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setStyleSheet("QTreeView::item { padding: 3px 4px; }")
        made.setAccessibleName(self.tr("Counts"))
        made.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        made.itemSelectionChanged.connect(self._on_selected)
        return made

    def _ask(self) -> None:
        entry_id = self._entry_id

        def work(library: Library, _: Control) -> tuple[Stored, list[str]]:
            return library.entry(entry_id), [each.name for each in library.count_sources()]

        self._session.ask("counts of entry", work, self._show, self._on_failed)

    def _show(self, found: tuple[Stored, list[str]]) -> None:
        stored, sources = found
        self.title.setText(to_text(stored.entry.get("title")) or stored.entry.key)
        typed = self.source.currentText()
        for name in sources:
            if self.source.findText(name) < 0:
                self.source.addItem(name)
        self.source.setEditText(typed)
        self.list.clear()
        for count in stored.counts:
            item = QTreeWidgetItem([day_text(count.as_of), value_text(count.value), count.source])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(2, theme.tooltip(count.source))
            item.setData(0, _COUNT, count)
            self.list.addTopLevelItem(item)
        for widget in (self.list, self.remove):
            widget.setVisible(bool(stored.counts))
        self._on_selected()

    def _on_failed(self, error: Exception) -> None:
        self.title.setText(wording.sentence(error))
        self.button.setEnabled(False)

    @Slot()
    def _on_edited(self) -> None:
        typed = self.number.text().strip()
        wrong = ""
        if typed and number_of(typed) is None:
            wrong = self.tr("“{0}” is no number.").format(typed)
        elif not self.source.currentText().strip():
            wrong = self.tr("Say who counted, so that the count can be checked.")
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.button.setEnabled(bool(typed) and not wrong)

    @Slot()
    def _on_selected(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    @Slot()
    def _on_removed(self) -> None:
        for item in self.list.selectedItems():
            self.removed.emit(self._entry_id, item.data(0, _COUNT))
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))

    @Slot()
    def _on_accepted(self) -> None:
        value = number_of(self.number.text())
        if value is None:
            return
        day = self.day.date().toString("yyyy-MM-dd")
        self.entered.emit(self._entry_id, Count(self.source.currentText().strip(), day, value))
        self.accept()
