"""A field of names in the form: as text, and below it, if wanted, one name in a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from biblio.name_rows import annotation_field
from desktop.window import theme
from desktop.window.entry.field_editor import FieldEditor
from desktop.window.entry.name_rows import NameRows
from desktop.window.override import override

NAME_FIELDS = frozenset({"author", "editor", "translator"})
_MOST_ROWS = 500  # names; more are edited as text


class NamesEditor(FieldEditor):
    """Edits names; rows and text show the same, and a change of one is a change of the other.

    Signals:
        annotated(str, object): The annotating field and its new text, None to remove it.
    """

    annotated = Signal(str, object)

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        self._annotation = ""
        self.rows: NameRows | None = None
        super().__init__(name, value, parent)
        self.switch = QToolButton(self)
        self.switch.setText(self.tr("One name in a row"))
        self.switch.setCheckable(True)
        self.switch.setAutoRaise(True)
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.switch.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the next field
        self.switch.setToolTip(theme.tooltip(self.tr("Alt+Down, and Escape back to the text")))
        self.switch.toggled.connect(self._on_switched)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.switch)
        self.text_changed.connect(self._show_rows)
        proxy = self.focusProxy()
        assert proxy is not None
        proxy.installEventFilter(self)

    def set_annotation(self, text: str) -> None:
        """Take over what the field that annotates this one says."""
        self._annotation = text
        self._show_rows()

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        if self.rows is None:
            self.rows = NameRows(self.name, self)
            self.rows.edited.connect(self._on_rows_edited)
            self.rows.left.connect(self._on_rows_left)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.rows)
        self.rows.setVisible(on)
        self._show_rows()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.switch.setChecked(True)
            if self.rows is not None:
                self.rows.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_rows_left(self) -> None:
        self.setFocus()

    @Slot()
    def _show_rows(self) -> None:
        self.switch.setVisible(self.name == "author" or bool(self.text))
        if self.rows is None or self.rows.isHidden():
            return
        self.rows.setEnabled(self.text.count(" and ") < _MOST_ROWS)
        if self.rows.isEnabled():
            self.rows.show_names(self.text, self._annotation)

    @Slot(str, str)
    def _on_rows_edited(self, value: str, annotation: str) -> None:
        field = annotation_field(self.name)
        is_other = annotation != self._annotation
        self._annotation = annotation
        if value == self.text:
            self._show_rows()
            self._annotate(field, annotation)
            return
        self.companions = {field: annotation or None} if is_other else {}
        self.set_text(value)
        self.commit(again=True)
        self.companions = {}

    def _annotate(self, field: str, annotation: str) -> None:
        self.annotated.emit(field, annotation or None)

    @override
    def revert(self) -> None:
        super().revert()
        self._show_rows()
