"""The form: an entry's type, key and fields to edit, each field by itself."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from biblio.entry import Entry
from biblio.entry_types import ENTRY_TYPES, KNOWN_FIELDS, Slot, entry_type
from desktop.window import theme
from desktop.window.field_editor import FieldEditor


class EntryForm(QScrollArea):
    """Edits one entry's fields; what is typed and not saved outlives a refresh.

    Signals:
        field_edited(int, str, object): Entry id, lower-case field name, new text or None.
        type_edited(int, str): Entry id and its new type.
        key_edited(int, str): Entry id and its new citation key.
    """

    field_edited = Signal(int, str, object)
    type_edited = Signal(int, str)
    key_edited = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry_id: int | None = None
        self._entry: Entry | None = None
        self._added: list[str] = []  # names of fields that are shown though they have no text yet
        self._drafts: dict[tuple[int, str], str] = {}
        self._editors: dict[str, FieldEditor] = {}
        self._removers: list[QToolButton] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Edit"))
        self._type = QComboBox()
        self._type.setEditable(True)
        self._type.setAccessibleName(self.tr("Type"))
        for name, each in ENTRY_TYPES.items():
            self._type.addItem(name, name)
            self._type.setItemData(self._type.count() - 1, each.label, Qt.ItemDataRole.ToolTipRole)
        self._type.activated.connect(self._on_type_activated)
        self._key = QLineEdit()
        self._key.setAccessibleName(self.tr("Citation key"))
        self._key.editingFinished.connect(self._on_key_finished)
        self._new_field = QComboBox()
        self._new_field.setEditable(True)
        self._new_field.setAccessibleName(self.tr("Name of a field to add"))
        self._add = QPushButton(self.tr("Add field"))
        self._add.clicked.connect(self._on_add_clicked)
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(16, 14, 12, 16)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.setWidget(self._page)
