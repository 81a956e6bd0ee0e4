"""A field of names in the form: as text, and below it, if wanted, one name in a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from biblio.name_marks import followed, lost_sentence
from biblio.name_rows import annotation_field
from desktop.window import theme
from desktop.window.entry.field_checks import Remark
from desktop.window.entry.field_editor import FieldEditor, as_edited
from desktop.window.entry.name_rows import NameRows
from desktop.window.override import override

NAME_FIELDS = frozenset({"author", "editor", "translator"})
_MOST_ROWS = 500  # names; more are edited as text

_Marked = tuple[str, str]  # names, and what is said of them


class NamesEditor(FieldEditor):
    """Edits names; rows and text show the same, and a change of one is a change of the other.

    Signals:
        annotated(str, str, object): The annotating field, what it was, and its new text, None to
            remove it.
    """

    annotated = Signal(str, str, object)

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        self._known: _Marked = (as_edited(value), "")  # as the library has them
        self._marked = self._known  # as they were last said here
        self._awaited: list[_Marked] = []  # given out to be saved, and not come back
        self._held: _Marked | None = None  # what the library has, while a name is typed
        self._expected = self._known  # when what is given out is saved
        self._lost = ""  # a sentence about marks that went with the text that was given out
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

    @property
    def annotation(self) -> str:
        """What annotates the names as they stand in the editor: it follows them."""
        return followed(self._marked[0], self.text, self._marked[1]).annotation

    def show_names(self, value: str, annotation: str, *, is_other: bool) -> None:
        """Take over what the library has.

        Args:
            value: The names.
            annotation: What the field that annotates them says.
            is_other: Whether it is another entry, so that nothing that is typed stays.
        """
        if not is_other and self.rows is not None and self.rows.is_busy:
            self._held = (value, annotation)  # a name is being typed: that comes first
            return
        self._held = None
        self._known = as_edited(value), annotation
        if is_other:
            self._awaited, self._lost = [], ""
            self._marked = self._known
            self.load(value)
        else:
            if self._known in self._awaited:
                del self._awaited[: self._awaited.index(self._known) + 1]
            else:
                self._awaited = []
            self.set_value(value)
            if not self._awaited and not self.is_asking:
                self._marked = self._known
        self._show_rows()

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        if self.rows is None:
            self.rows = NameRows(self.name, self)
            self.rows.edited.connect(self._on_rows_edited)
            self.rows.left.connect(self._on_rows_left)
            self.rows.rested.connect(self._on_rows_rested)
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
    def _on_rows_rested(self) -> None:
        """No name is being typed any more: what the library has can be shown."""
        if self._held is not None:
            self.show_names(*self._held, is_other=False)
        else:
            self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        self.switch.setVisible(self.name == "author" or bool(self.text))
        if self.rows is None or self.rows.isHidden():
            return
        self.rows.setEnabled(self.text.count(" and ") < _MOST_ROWS)
        if self.rows.isEnabled():
            self.rows.show_names(self.text, self.annotation)

    @Slot(str, str)
    def _on_rows_edited(self, value: str, annotation: str) -> None:
        is_other = value != self.text
        self._marked = (value, annotation)
        if is_other:
            self.set_text(value)
        if self.is_asking:  # marks are saved with the names that the user decides for
            self._show_rows()
        elif is_other or self.is_unsaved:
            self.commit(again=True)
        else:
            before = self._last[1]
            self._awaited.append(self._marked)
            self._show_rows()
            self._annotate(annotation_field(self.name), before, annotation)

    @property
    def _last(self) -> _Marked:
        """What the library will have when it has done what it was told."""
        return self._awaited[-1] if self._awaited else self._known

    def _annotate(self, field: str, before: str, annotation: str) -> None:
        self.annotated.emit(field, before, annotation or None)

    @override
    def finish(self) -> None:
        if self.rows is not None:
            self.rows.finish()

    @override
    def commit(self, *, again: bool = False) -> None:
        text, before = self.text, self._last
        result = followed(self._marked[0], text, self._marked[1])
        # What nobody has marked or moved in rows follows the names by itself
        is_new = self._marked != before and result.annotation != before[1]
        is_new |= result.annotation != followed(before[0], text, before[1]).annotation
        field = annotation_field(self.name)
        self.companions = {field: (before[1], result.annotation or None)} if is_new else {}
        if result.lost:
            self._lost = lost_sentence(result.lost)
        self._expected = (text, result.annotation)
        super().commit(again=again)
        self.companions = {}

    @override
    def _give_out(self, text: str) -> None:
        self._marked = self._expected
        self._awaited.append(self._marked)
        super()._give_out(text)

    @override
    def settle(self) -> None:
        self._awaited = []
        if not self.is_unsaved:
            self._marked = self._known
        super().settle()
        self._show_rows()

    @override
    def take_back(self, base: str, text: str) -> None:
        self._awaited = []
        super().take_back(base, text)

    @property
    @override
    def draft(self) -> tuple[str, str]:
        base, text = super().draft
        return base, self._typed() or text

    @property
    @override
    def is_unsaved(self) -> bool:
        typed = self._typed()
        return super().is_unsaved or bool(typed and typed not in (self.saved, self._sent))

    def _typed(self) -> str:
        """The names with the one that is being typed in a row; empty where there is none."""
        return self.rows.typed() if self.rows is not None else ""

    @override
    def remark(self) -> Remark | None:
        found = super().remark()
        if found is not None:
            return found
        lost = followed(self._marked[0], self.text, self._marked[1]).lost
        sentence = lost_sentence(lost) if lost else self._lost
        return Remark(sentence) if sentence else None

    @override
    def revert(self) -> None:
        self._marked, self._awaited, self._lost = self._known, [], ""
        super().revert()
        self._show_rows()

    @override
    def _on_text_changed(self) -> None:
        if self.text != self._sent:
            self._lost = ""
        super()._on_text_changed()
