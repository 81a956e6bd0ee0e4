"""Renames a value everywhere: every change is listed before it happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import (
    QObject,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from biblio.formats.bibtex.values import is_new_type, unbalanced_at
from db import FacetValue, Library, ValueChange
from desktop import wording
from desktop.window import theme
from desktop.window.differing import differing
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.tasks import Control
from desktop.window.titled_rows import Index, TitledRows, tick

_PAUSE = 150  # milliseconds without a keystroke before the changes are worked out


class RenameDialog(QDialog):
    """A new spelling, and the list of what it changes, from which entries can be left out.

    Signals:
        accepted_for: (facet, forms, the new text, ids of the entries to change).
    """

    accepted_for = Signal(str, object, str, object)

    def __init__(
        self, session: Session, facet: str, value: FacetValue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._facet = facet
        self._value = value
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Rename everywhere"))
        self.resize(820, 480)
        self.edit = QLineEdit(value.text, self)
        self.edit.setAccessibleName(self.tr("New text"))
        self.edit.selectAll()
        self.model = _ChangesModel(self)
        self.table = self._make_table()
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        theme.set_text_color(self.told, theme.colors(self).muted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Rename"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        old = QLabel(value.text, self)
        old.setTextFormat(Qt.TextFormat.PlainText)
        form.addRow(self.tr("Now"), old)
        form.addRow(self.tr("New, as written in the file"), self.edit)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addWidget(buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.edit.textChanged.connect(self._on_edited)
        self.model.dataChanged.connect(self._tell)
        self.button.setEnabled(False)
        if facet == "venue":
            self._ask_spelling()
        else:
            self._ask()

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Changes"))
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((170, 100, 240)):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        return table

    def changes(self) -> Sequence[ValueChange]:
        """What is listed."""
        return self.model.changes

    @Slot()
    def _on_edited(self) -> None:
        self.button.setEnabled(False)
        self._timer.start()

    def _ask_spelling(self) -> None:
        """Begin with the value as most files have it: the list shows it without LaTeX."""
        facet, forms = self._facet, self._value.forms

        def work(library: Library, _: Control) -> str:
            spellings = Counter(change.before for change in library.renaming(facet, forms, ""))
            return next((text for text, _ in spellings.most_common(1)), "")

        def show(spelling: str) -> None:
            if spelling and self.edit.text() == self._value.text:
                self.edit.setText(spelling)
                self.edit.selectAll()
            self._ask()

        self._session.count("renaming", work, show, self._on_failed)

    @Slot()
    def _ask(self) -> None:
        facet, forms, new = self._facet, self._value.forms, self.edit.text().strip()
        if self._refusal(new):
            self._tell()
            return

        def work(library: Library, _: Control) -> list[ValueChange]:
            return library.renaming(facet, forms, new)

        self._session.count("renaming", work, self._show, self._on_failed)

    def _show(self, changes: list[ValueChange]) -> None:
        self.model.set_changes(changes)
        self._tell()

    def _on_failed(self, error: Exception) -> None:
        self.told.setText(wording.sentence(error))

    @Slot()
    def _tell(self) -> None:
        number, whole = len(self.model.wanted()), len({c.entry_id for c in self.model.changes})
        new = self.edit.text().strip()
        if refused := self._refusal(new):
            self.told.setText(refused)
            self.button.setEnabled(False)
            return
        if not whole:
            words = self.tr("Type how it is to be written; every change is then listed here.")
        elif not new:
            words = self.tr("It is removed from {0} entries. One step, which can be undone.")
            if number == 1:
                words = self.tr("It is removed from 1 entry. One step, which can be undone.")
        elif number == whole == 1:
            words = self.tr("1 entry changes. One step, which can be undone.")
        else:
            words = self.tr("{0} of {1} entries change. One step, which can be undone.")
        self.told.setText(words.format(f"{number:,}", f"{whole:,}"))
        self.button.setEnabled(bool(number))
        self.button.setText(
            self.tr("Change 1 entry")
            if number == 1
            else self.tr("Change {0} entries").format(f"{number:,}")
        )

    def _refusal(self, new: str) -> str:
        """Why nothing can be called so; empty where something can."""
        if unbalanced_at(new) is not None:
            return self.tr("A brace has no partner: each { needs a } behind it.")
        if self._facet == "type" and new and not is_new_type(new):
            return self.tr("A type is one word without braces, commas and quotes.")
        return ""

    @Slot()
    def _on_accepted(self) -> None:
        new = self.edit.text().strip()
        self.accepted_for.emit(self._facet, self._value.forms, new, self.model.wanted())
        self.accept()


class _ChangesModel(TitledRows):
    """Changes as rows: the entry with a tick, the field, before, after."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._titles = (self.tr("Entry"), self.tr("Field"), self.tr("Before"), self.tr("After"))
        self.changes: list[ValueChange] = []
        self._left_out: set[int] = set()

    def set_changes(self, changes: list[ValueChange]) -> None:
        """Show these changes; entries that were left out stay so."""
        self.beginResetModel()
        self.changes = changes
        self.endResetModel()

    def wanted(self) -> list[int]:
        """The entries that are to change."""
        ids = dict.fromkeys(change.entry_id for change in self.changes)
        return [each for each in ids if each not in self._left_out]

    @override
    def row_total(self) -> int:
        return len(self.changes)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        change = self.changes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            name = change.key or change.title
            return (name, change.field, *differing(change.before, change.after))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return theme.tooltip(
                (change.title, change.field, change.before, change.after)[index.column()]
            )
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return tick(on=change.entry_id not in self._left_out)
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        entry_id = self.changes[index.row()].entry_id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(entry_id)
        else:
            self._left_out.add(entry_id)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.changes) - 1, 0))
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags
