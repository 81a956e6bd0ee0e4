"""One field of the form: its name, its text to edit, and what looks wrong in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.window import theme
from desktop.window.entry.field_checks import Remark, check_field
from desktop.window.entry.growing_edit import GrowingEdit, LineEdit

_TOLD = 80  # characters of the other version that are shown
_LONGEST = 200_000  # characters; a longer text in one line would hold up the window for seconds


class FieldEditor(QWidget):
    """Edits one field; its text is done when the focus leaves or at Ctrl+Enter.

    Signals:
        edited(str, object): The field's lower-case name and its new text, None to remove it.
        text_changed: The text in the editor is another one.

    Attributes:
        companions: Texts of other fields that are to be saved with the one given out, each with
            what it was.
    """

    edited = Signal(str, object)
    text_changed = Signal()

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.companions: dict[str, tuple[str, str | None]] = {}
        self._saved = ""  # what the library has
        self._made_from = ""  # what it had when this text was begun
        self._sent: str | None = None  # what was given out to be saved and has not come back
        self._base = ""  # what the library was taken to have when a text was last given out
        self._is_changed_elsewhere = False
        self._is_kept = False  # whether the text could not be saved, or is of an earlier run
        self._text, widget = self._make_text()
        self._text.setAccessibleName(name)
        self._text.left.connect(self.commit)
        self._text.confirmed.connect(lambda: self.commit(again=True))
        self._text.cancelled.connect(self.revert)
        self._text.textChanged.connect(self._on_text_changed)
        self._remark = remark_label()
        self._remark.hide()
        self._choice = QWidget()  # between two versions
        self._keep = QPushButton()
        self._keep.clicked.connect(lambda: self.commit(again=True))
        self._take = QPushButton()
        self._take.clicked.connect(self.revert)
        answers = QVBoxLayout(self._choice)  # side by side they would not fit a narrow form
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(2)
        for button in (self._keep, self._take):
            answers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._choice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(widget)
        column.addWidget(self._remark)
        column.addWidget(self._choice)
        self.setFocusProxy(widget)
        self.load(value)

    def _make_text(self) -> tuple[GrowingEdit | LineEdit, QWidget]:
        """What is typed into, and the widget that it is part of."""
        text = GrowingEdit()
        return text, text

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        return self._text.toPlainText()

    @property
    def is_edited(self) -> bool:
        """Whether the text was changed and the change is not saved."""
        return self.text != self._saved

    @property
    def is_unsaved(self) -> bool:
        """Whether the text was changed and was not given out to be saved either."""
        return self.is_edited and self.text != self._sent

    @property
    def is_asking(self) -> bool:
        """Whether the field was changed elsewhere too, and the user has not chosen yet."""
        return self._is_changed_elsewhere and self.is_edited

    @property
    def saved(self) -> str:
        """What the library has, as far as the editor was told."""
        return self._saved

    @property
    def base(self) -> str:
        """What the library was taken to have when a text was last given out."""
        return self._base

    @property
    def draft(self) -> tuple[str, str]:
        """What the text was made from, and the text."""
        return self._made_from, self.text

    def set_draft(self, base: str, text: str) -> None:
        """Put a text into the editor that was made of another one and could not be saved."""
        self._text.set_typed(text)
        self._sent = None
        self._made_from = as_edited(base)
        self._is_kept = True
        self._is_changed_elsewhere = self.is_edited and self._made_from != self._saved
        self._show_remark()

    def take_back(self, base: str, text: str) -> None:
        """What was given out was not saved: keep it, or what was typed after it."""
        self.set_draft(base, self.text if self.is_edited else text)

    def set_value(self, value: str) -> None:
        """Take over what the library has now, unless something else is being typed."""
        new = as_edited(value)
        if new == self._saved:
            return
        if self.is_edited and self.text != new:
            is_ours = new == self._sent
            self._is_changed_elsewhere = not is_ours
            self._saved = new
            if is_ours:
                self._made_from = new
            self._sent = None
            self._show_remark()
            return
        self.load(value)

    def settle(self) -> None:
        """All that was given out was saved, and steps were undone after that."""
        if self._sent is None:
            return
        if self.text == self._sent:
            self.load(self._saved)
        self._sent = None

    def set_hint(self, hint: str) -> None:
        """What the empty editor says."""
        self._text.set_hint(hint)

    def set_text(self, text: str) -> None:
        """Put a text into the editor as if it were typed."""
        self._text.setPlainText(text)

    def select_all(self) -> None:
        """Select the whole text."""
        self._text.selectAll()

    def finish(self) -> None:
        """End what is being typed beside the text, taking it over."""

    def commit(self, *, again: bool = False) -> None:
        """Give the text out to be saved if it was changed and can be kept.

        Args:
            again: Also when the same text was given out before and did not come back, or the
                field was changed elsewhere and this text is to replace that.
        """
        text = self.text
        is_other = self._sent is not None and text != self._sent
        if not (self.is_edited or is_other) or self._text.isReadOnly():
            return
        remark = self.remark()
        is_open = self._is_changed_elsewhere or text == self._sent
        if (remark and remark.refused) or (is_open and not again):
            return
        self._base = self._saved if self._sent is None else self._sent
        self._sent = text
        self._is_changed_elsewhere = self._is_kept = False
        self._show_remark()
        self._give_out(text)

    def _give_out(self, text: str) -> None:
        self.edited.emit(self.name, text if text.strip() else None)

    def revert(self) -> None:
        """Take back what is not saved."""
        self._sent = None
        self._made_from = self._saved
        self._text.setPlainText(self._saved)
        self._is_changed_elsewhere = self._is_kept = False
        self._show_remark()

    def load(self, value: str) -> None:
        """Show another text, whatever stands there."""
        too_long = len(value) > _LONGEST
        self._saved = self._made_from = as_edited(value[:1000] + "…" if too_long else value)
        self._sent = None
        self._text.setReadOnly(too_long)
        if self._text.toPlainText() != self._saved:
            self._text.setPlainText(self._saved)
        self._is_changed_elsewhere = self._is_kept = False
        self._show_remark()

    def _on_text_changed(self) -> None:
        if not self.is_edited:  # what is typed from here on is made of this
            self._made_from = self._saved
            self._is_changed_elsewhere = self._is_kept = False
        self._show_remark()
        self.text_changed.emit()

    def remark(self) -> Remark | None:
        """What looks wrong in the text."""
        return check_field(self.name, self.text)

    def _show_remark(self) -> None:
        remark = self.remark()
        look = theme.colors(self)
        color = look.error if remark is not None and remark.refused else look.warning
        is_kept = self._is_kept and self.is_unsaved
        if self._text.isReadOnly():
            sentence = self.tr("This text is too long to be edited here; its start is shown.")
        elif self.is_asking:
            words = (
                self.tr("This field was changed elsewhere meanwhile and is “{0}” there.")
                if self._saved
                else self.tr("This field was emptied elsewhere meanwhile.")
            )
            sentence = words.format(_shortened(self._saved)) + " " + self.tr("Which one counts?")
        elif is_kept and self._saved:
            sentence = self.tr("This is not saved; saved is “{0}”.").format(_shortened(self._saved))
        elif is_kept:
            sentence = self.tr("This is not saved.")
        else:
            sentence = remark.sentence if remark is not None else ""
        if remark is not None and remark.sentence not in sentence:
            sentence += " " + remark.sentence
        theme.set_text_color(self._remark, color)
        self._keep.setText(self.tr("Keep mine") if self.is_asking else self.tr("Save it"))
        self._take.setText(self.tr("Take theirs") if self.is_asking else self.tr("Let it go"))
        self._keep.setEnabled(remark is None or not remark.refused)
        self._remark.setText(sentence)
        self._remark.setVisible(bool(sentence))
        self._choice.setVisible(self.is_asking or is_kept)
        self._text.setAccessibleDescription(sentence)


def remark_label() -> QLabel:
    """A label for a sentence about a field; a long word in it does not widen the form."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label


def as_edited(value: str) -> str:
    """A text as a text editor gives it back: it knows one kind of line end."""
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\0", "")


def _shortened(text: str) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _TOLD else line[: _TOLD - 1] + "…"
