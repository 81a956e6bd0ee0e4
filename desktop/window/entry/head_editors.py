"""An entry's type and its key in the form: edited like fields, but there is no entry without."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from biblio.entry_types import ENTRY_TYPES, entry_type
from desktop.window import theme
from desktop.window.calm_combo_box import CalmComboBox
from desktop.window.entry.field_checks import KEY, TYPE, Remark
from desktop.window.entry.field_editor import FieldEditor
from desktop.window.entry.growing_edit import GrowingEdit, LineEdit
from desktop.window.override import override


class KeyEditor(FieldEditor):
    """Edits the citation key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(KEY, "", parent)
        self._text.setAccessibleName(self.tr("Citation key"))

    @override
    def _make_text(self) -> tuple[GrowingEdit | LineEdit, QWidget]:
        line = LineEdit()
        return line, line

    @property
    @override
    def text(self) -> str:
        return super().text.strip()

    @override
    def remark(self) -> Remark | None:
        return super().remark() if self.is_edited else None  # one that was read stands


class TypeEditor(FieldEditor):
    """Edits the type: typed, or chosen from those there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.box = CalmComboBox()
        super().__init__(TYPE, "", parent)
        self._text.setAccessibleName(self.tr("Type"))
        self.box.setAccessibleName(self.tr("Type"))
        self.box.activated.connect(self._on_activated)

    @override
    def _make_text(self) -> tuple[GrowingEdit | LineEdit, QWidget]:
        line = LineEdit()
        self.box.setLineEdit(line)
        suggest_only(self.box)
        for name, each in ENTRY_TYPES.items():
            self.box.addItem(name)
            self.box.setItemData(self.box.count() - 1, each.label, Qt.ItemDataRole.ToolTipRole)
        return line, self.box

    @property
    @override
    def text(self) -> str:
        return super().text.strip().lower()

    @Slot(int)
    def _on_activated(self, _: int) -> None:
        self.commit()

    @override
    def load(self, value: str) -> None:
        super().load(value)
        self.box.setToolTip(theme.tooltip(entry_type(value).label))

    @override
    def remark(self) -> Remark | None:
        return super().remark() if self.is_edited else None


def suggest_only(box: QComboBox) -> None:
    """Have a box list what may be meant, and put nothing into what is typed by itself."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
