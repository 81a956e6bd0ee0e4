"""The library's patterns for citation keys by type, and for names of files, with a preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from biblio import file_names
from biblio.entry import Entry
from biblio.key_plan import KeyPatterns
from biblio.keys import DEFAULT_PATTERN, PatternError, check_pattern, make_key
from desktop.window import theme
from desktop.window.keys.key_rows import RowsModel, TextRow, rows_table
from desktop.window.keys.key_words import MARKERS, fault, marker_words

_SHOWN = 12  # entries of the preview
_TYPE = Qt.ItemDataRole.UserRole
FILES = "/files"  # in place of an entry type; no type has a slash at its beginning
_USUAL_TYPES = (
    "article", "inproceedings", "book", "incollection", "phdthesis", "techreport", "misc",
)  # fmt: skip


class KeyPatternsDialog(QDialog):
    """A pattern for all types, and another for each type that is to have one.

    Signals:
        patterns_chosen: Entry type, empty for all, or `FILES` for the names of copied files, to
            its pattern; None for the one that holds without a choice.
    """

    patterns_chosen = Signal(object)

    def __init__(
        self,
        patterns: KeyPatterns,
        file_pattern: str,
        entries: Sequence[Entry],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            patterns: As they are.
            file_pattern: That for the names of copied files.
            entries: Some entries of the library, for the preview.
            parent: The window.
        """
        super().__init__(parent)
        self._old = {"": patterns.usual, FILES: file_pattern, **patterns.by_type}
        self._chosen: dict[str, str] = dict(self._old)
        self._entries = list(entries)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Patterns for citation keys"))
        self.resize(860, 480)
        self.types = QListWidget(self)
        self.types.setAccessibleName(self.tr("Type of entry"))
        self.types.setFixedWidth(280)
        self.types.setSpacing(3)
        self.types.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for entry_type in self._types():
            item = QListWidgetItem(self.types)
            item.setData(_TYPE, entry_type)
        self.pattern = QLineEdit(self)
        self.pattern.setAccessibleName(self.tr("Pattern"))
        self._insert = QPushButton(self.tr("&Insert"), self)
        self._insert.setMenu(self._markers())
        self.fault = QLabel(self)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setWordWrap(True)
        titles = (self.tr("Entry"), self.tr("Key now"), self.tr("By this pattern"))
        self.model = RowsModel(titles, self)
        table = rows_table(self.model, self.tr("Preview"), (270, 150), self)
        told = QLabel(self.tr("No key changes by this: a pattern is for keys that are made."), self)
        told.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_text_color(told, theme.colors(self).muted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._lay_out(table, told, buttons)
        self.types.currentRowChanged.connect(self._on_type)
        self.pattern.textChanged.connect(self._on_edited)
        self._label_types()
        self.types.setCurrentRow(0)

    def _lay_out(self, table: QWidget, told: QWidget, buttons: QWidget) -> None:
        row = QHBoxLayout()
        row.addWidget(self.pattern, 1)
        row.addWidget(self._insert)
        right = QVBoxLayout()
        right.addLayout(row)
        right.addWidget(self.fault)
        right.addWidget(table, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.types)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(middle, 1)
        layout.addWidget(told)
        layout.addWidget(buttons)

    def _types(self) -> list[str]:
        used = [entry.type for entry in self._entries]
        return ["", FILES, *sorted({*used, *_USUAL_TYPES, *self._old} - {"", FILES})]

    def _markers(self) -> QMenu:
        menu = QMenu(self)
        for marker, words in MARKERS:
            action = menu.addAction(f"{marker}\t{marker_words(words)}")
            action.triggered.connect(lambda _=False, marker=marker: self.pattern.insert(marker))
        return menu

    def chosen(self) -> dict[str, str | None]:
        """What is to change: type, or empty for all, to its pattern; None for that of all."""
        changed: dict[str, str | None] = {}
        for name in (*self._old, *self._chosen):
            new = self._chosen.get(name)
            if new != self._old.get(name):
                changed[name] = new
        return changed

    def _type(self) -> str:
        row = self.types.currentRow()
        return str(self.types.item(row).data(_TYPE)) if row >= 0 else ""

    @Slot()
    def _on_type(self) -> None:
        own = self._chosen.get(self._type(), "")
        self.pattern.setPlaceholderText(self._stand_in())
        with QSignalBlocker(self.pattern):  # it is no edit
            self.pattern.setText(own)
        self._preview()

    @Slot()
    def _on_edited(self) -> None:
        text = self.pattern.text().strip()
        if text:
            self._chosen[self._type()] = text
        else:
            self._chosen.pop(self._type(), None)
        self._label_types()
        self._preview()

    def _stand_in(self) -> str:
        """The pattern that holds where none of its own is chosen."""
        if self._type() == FILES:
            return file_names.DEFAULT_PATTERN
        return (self._type() and self._chosen.get("")) or DEFAULT_PATTERN

    def _name(self, entry_type: str) -> str:
        names = {"": self.tr("All types"), FILES: self.tr("Names of copied files")}
        return names.get(entry_type, entry_type)

    def _label_types(self) -> None:
        for number in range(self.types.count()):
            item = self.types.item(number)
            name = str(item.data(_TYPE))
            own = self._chosen.get(name, "")
            shown = self._name(name)
            item.setText(f"{shown}\n{own}" if own else shown)
            font = item.font()
            font.setBold(bool(own) and name not in {"", FILES})
            item.setFont(font)

    def _preview(self) -> None:
        kind = self._type()
        pattern = self._chosen.get(kind) or self._stand_in()
        wrong = self._first_fault()
        try:
            check_pattern(pattern)
        except PatternError as error:
            self._show_fault(fault(error))
            self.model.set_rows([])
        else:
            self._show_fault(wrong)
            of_all = kind in {"", FILES}
            entries = [each for each in self._entries if of_all or each.type == kind][:_SHOWN]
            self.model.set_rows(
                [
                    TextRow((_named(each), each.key, self._made(each, pattern)), each)
                    for each in entries
                ]
            )
        self.button.setEnabled(not self.fault.text() and bool(self.chosen()))

    def _made(self, entry: Entry, pattern: str) -> str:
        if self._type() == FILES:
            return file_names.file_name(entry, pattern, "file.pdf")
        return make_key(entry, pattern)

    def _first_fault(self) -> str:
        """What is wrong with the pattern of another type, so that it cannot be saved."""
        for name, pattern in self._chosen.items():
            try:
                check_pattern(pattern)
            except PatternError as error:
                return f"{self._name(name)}: {fault(error)}"
        return ""

    def _show_fault(self, text: str) -> None:
        theme.set_text_color(self.fault, theme.colors(self).error)
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    @Slot()
    def _on_accepted(self) -> None:
        self.patterns_chosen.emit(self.chosen())
        self.accept()


def _named(entry: Entry) -> str:
    from biblio.latex import to_text

    return to_text(entry.get("title", "booktitle")) or f"@{entry.type}"
