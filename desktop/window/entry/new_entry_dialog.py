"""Asks of which type a new entry is, or for the identifier of a publication."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
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

from biblio.entry_types import ENTRY_TYPES, EntryType
from biblio.folding import fold
from biblio.identifiers import Identifier, identifiers_in
from desktop.window import theme
from desktop.window.override import override

_TYPE = Qt.ItemDataRole.UserRole
_KEYS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)  # move through the list while the cursor is in the line


class NewEntryDialog(QDialog):
    """The types to choose from, narrowed by typing; what is typed may be an identifier instead.

    Signals:
        type_chosen: The name of a type.
        identifiers_given: Identifiers of publications.
    """

    type_chosen = Signal(str)
    identifiers_given = Signal(object)

    def __init__(self, parent: QWidget | None, *, usual: str = "article", text: str = "") -> None:
        """Make the dialog.

        Args:
            parent: The window.
            usual: The type that is marked first.
            text: What stands in the line at first, to be replaced by typing.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New entry"))
        self.resize(460, 560)
        words = self.tr("Type, DOI, arXiv id or its address")
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(words)
        self.edit.setAccessibleName(words)
        self.edit.setClearButtonEnabled(True)
        self.edit.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Types"))
        self.list.setSpacing(2)
        for kind in ENTRY_TYPES.values():
            item = QListWidgetItem(f"{kind.label} · {kind.name}", self.list)
            item.setData(_TYPE, kind.name)
            item.setToolTip(theme.tooltip(kind.manual))
        self.list.itemActivated.connect(self.accept_chosen)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(
            self.tr("Make entry"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.button.setDefault(True)
        buttons.accepted.connect(self.accept_chosen)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self.edit, self.list, self.told, buttons):
            layout.addWidget(widget)
        self.edit.textChanged.connect(self._narrow)
        self.list.itemSelectionChanged.connect(self._tell)
        self._usual = usual
        self.edit.setText(text)
        self.edit.selectAll()
        self._narrow(text)
        self.edit.setFocus()

    def types(self) -> list[str]:
        """The types that are listed now."""
        return [item.data(_TYPE) for item in self._items() if not item.isHidden()]

    def identifiers(self) -> list[Identifier]:
        """What is typed, if it is identifiers."""
        return identifiers_in(self.edit.text())

    @Slot()
    def accept_chosen(self) -> None:
        """Take what is typed or marked."""
        item = self._current()
        if found := self.identifiers():
            self.identifiers_given.emit(found)
        elif item is not None:
            self.type_chosen.emit(item.data(_TYPE))
        else:
            return
        self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _KEYS
        ):
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _current(self) -> QListWidgetItem | None:
        chosen = [item for item in self.list.selectedItems() if not item.isHidden()]
        return chosen[0] if chosen else None

    @Slot(str)
    def _narrow(self, text: str) -> None:
        """Hide the types that do not have what is typed."""
        is_identifier = bool(identifiers_in(text))
        wanted = "" if is_identifier else fold(text.strip())
        for item in self._items():
            item.setHidden(wanted not in fold(item.text()))
        shown = [item for item in self._items() if not item.isHidden()]
        usual = next((item for item in shown if item.data(_TYPE) == self._usual), None)
        if not shown:
            self.list.clearSelection()
        elif self._current() is None or not wanted:
            self.list.setCurrentItem(usual or shown[0])
        self.list.setEnabled(not is_identifier)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        found = self.identifiers()
        item = self._current()
        if len(found) == 1:
            words = self.tr(
                "{0} is known by its form. It is kept in an entry; nothing is looked up."
            ).format(found[0].text)
        elif found:
            words = self.tr("{0} identifiers, each kept in an entry; nothing is looked up.").format(
                len(found)
            )
        elif item is None:
            words = self.tr("No type and no identifier.")
        else:
            words = self._needs(ENTRY_TYPES[item.data(_TYPE)])
        self.told.setText(words)
        theme.set_text_color(self.told, theme.colors(self).muted)
        self.button.setEnabled(bool(found) or item is not None)

    def _needs(self, kind: EntryType) -> str:
        needed = ", ".join(self.tr(" or ").join(slot) for slot in kind.required)
        where = kind.manual.replace("BibTeXing", "BibTeX")
        if not needed:
            return self.tr("Needs no field in particular ({0}).").format(where)
        return self.tr("Needs {0} ({1}).").format(needed, where)
