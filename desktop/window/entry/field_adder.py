"""The line at the end of the form that adds a field of any name."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from biblio.entry_types import KNOWN_FIELDS
from desktop.window import theme
from desktop.window.calm_combo_box import CalmComboBox
from desktop.window.entry.field_checks import check_name
from desktop.window.entry.field_editor import remark_label
from desktop.window.entry.head_editors import suggest_only


class FieldAdder(QWidget):
    """Asks for the name of a field; what is typed counts, unless a suggestion is chosen.

    Signals:
        asked(str): A lower-case name that a field can have.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = CalmComboBox()
        suggest_only(self.name)
        self.name.setAccessibleName(self.tr("Name of the field to add"))
        self.name.addItems(["", *KNOWN_FIELDS])
        self.name.editTextChanged.connect(self._on_typed)
        self._add = QPushButton(self.tr("Add field"))
        self._add.clicked.connect(self._on_clicked)
        self._remark = remark_label()
        self._remark.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self._add, 0, 1)
        grid.addWidget(self._remark, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        remark = check_name(text.strip())
        theme.set_text_color(self._remark, theme.colors(self).error)
        self._remark.setText(remark.sentence if remark is not None else "")
        self._remark.setVisible(remark is not None)
        self._add.setEnabled(remark is None)

    @Slot()
    def _on_clicked(self) -> None:
        name = self.name.currentText().strip().lower()
        if name:
            self.name.setCurrentText("")
            self._ask(name)

    def _ask(self, name: str) -> None:
        self.asked.emit(name)
