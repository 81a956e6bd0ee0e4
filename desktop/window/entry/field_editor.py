"""One field of the form: its name, its text to edit, and what looks wrong in it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.window import theme
from desktop.window.edit_keys import is_for_commands
from desktop.window.entry.field_checks import check_field
from desktop.window.override import override

_MOST_LINES = 12
_TOLD = 80  # characters of the other version that are shown
_LONGEST = 200_000  # characters; a longer text in one line would hold up the window for seconds


class FieldEditor(QWidget):
    """Edits one field; its text is done when the focus leaves or at Ctrl+Enter.

    Signals:
        edited(str, object): The field's lower-case name and its new text, None to remove it.
        text_changed: The text in the editor is another one.

    Attributes:
        companions: Texts of other fields that are to be saved with the one given out.
    """

    edited = Signal(str, object)
    text_changed = Signal()

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.companions: dict[str, str | None] = {}
        self._saved = ""  # what the library has
        self._sent: str | None = None  # what was given out to be saved and has not come back
        self._base = ""  # what the library was taken to have when a text was last given out
        self._is_changed_elsewhere = False
        self._text = _GrowingEdit()
        self._text.setAccessibleName(name)
        self._text.left.connect(self.commit)
        self._text.confirmed.connect(lambda: self.commit(again=True))
        self._text.cancelled.connect(self.revert)
        self._text.textChanged.connect(self._show_remark)
        self._text.textChanged.connect(self.text_changed)
        self._remark = QLabel()
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._remark.setWordWrap(True)
        self._remark.setMinimumWidth(1)  # a long word in it must not widen the form
        self._remark.hide()
        self._choice = QWidget()  # between two versions
        keep = QPushButton(self.tr("Keep mine"))
        keep.clicked.connect(lambda: self.commit(again=True))
        take = QPushButton(self.tr("Take theirs"))
        take.clicked.connect(self.revert)
        answers = QVBoxLayout(self._choice)  # side by side they would not fit a narrow form
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(2)
        for button in (keep, take):
            answers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._choice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addWidget(self._remark)
        column.addWidget(self._choice)
        self.setFocusProxy(self._text)
        self.load(value)

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
    def saved(self) -> str:
        """What the library has, as far as the editor was told."""
        return self._saved

    @property
    def base(self) -> str:
        """What the library was taken to have when a text was last given out."""
        return self._base

    def set_draft(self, base: str, text: str) -> None:
        """Put a text into the editor that was made of another one and could not be saved."""
        self._text.setPlainText(text)
        self._is_changed_elsewhere = self.is_edited and base != self._saved
        self._show_remark()

    def take_back(self) -> None:
        """What was given out was not saved, since the field was changed elsewhere."""
        self._sent = None

    def set_value(self, value: str) -> None:
        """Take over what the library has now, unless something else is being typed."""
        new = as_edited(value)
        if new == self._saved:
            return
        if self.is_edited and self.text != new:
            self._is_changed_elsewhere = new != self._sent
            self._saved = new
            self._sent = None
            self._show_remark()
            return
        self.load(value)

    def set_hint(self, hint: str) -> None:
        """What the empty editor says."""
        self._text.setPlaceholderText(hint)

    def set_text(self, text: str) -> None:
        """Put a text into the editor as if it were typed."""
        self._text.setPlainText(text)

    def select_all(self) -> None:
        """Select the whole text."""
        self._text.selectAll()

    def commit(self, *, again: bool = False) -> None:
        """Give the text out to be saved if it was changed and can be kept.

        Args:
            again: Also when the same text was given out before and did not come back, or the
                field was changed elsewhere and this text is to replace that.
        """
        is_other = self._sent is not None and self.text != self._sent
        if not (self.is_edited or is_other) or self._text.isReadOnly():
            return
        remark = check_field(self.name, self.text)
        is_open = self._is_changed_elsewhere or self.text == self._sent
        if (remark and remark.refused) or (is_open and not again):
            return
        self._base = self._saved if self._sent is None else self._sent
        self._sent = self.text
        self._is_changed_elsewhere = False
        self._show_remark()
        self.edited.emit(self.name, self.text if self.text.strip() else None)

    def revert(self) -> None:
        """Take back what is not saved."""
        self._sent = None
        self._is_changed_elsewhere = False
        self._text.setPlainText(self._saved)
        self._show_remark()

    def load(self, value: str) -> None:
        """Show another text, whatever stands there."""
        too_long = len(value) > _LONGEST
        self._saved = as_edited(value[:1000] + "…" if too_long else value)
        self._sent = None
        self._is_changed_elsewhere = False
        self._text.setReadOnly(too_long)
        if self.text != self._saved:
            self._text.setPlainText(self._saved)
        self._show_remark()

    def _show_remark(self) -> None:
        remark = check_field(self.name, self.text)
        look = theme.colors(self)
        sentence, color = "", look.warning
        if self._text.isReadOnly():
            sentence = self.tr("This text is too long to be edited here; its start is shown.")
        elif remark is not None:
            sentence = remark.sentence
            color = look.error if remark.refused else look.warning
        elif self._is_changed_elsewhere and self.is_edited:
            sentence = self.tr(
                "This field was changed elsewhere meanwhile and is “{0}” there. Which one counts?"
            ).format(_shortened(self._saved))
        theme.set_text_color(self._remark, color)
        self._remark.setText(sentence)
        self._remark.setVisible(bool(sentence))
        self._choice.setVisible(self._is_changed_elsewhere and self.is_edited)
        self._text.setAccessibleDescription(sentence)


def as_edited(value: str) -> str:
    """A text as a text editor gives it back: it knows one kind of line end."""
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\0", "")


def _shortened(text: str) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _TOLD else line[: _TOLD - 1] + "…"


class _GrowingEdit(QPlainTextEdit):
    """A text field as high as its text, up to some lines.

    Signals:
        left: The focus went elsewhere in the program.
        confirmed: Ctrl+Enter.
        cancelled: Escape, with something to take back.
    """

    left = Signal()
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("field")  # as which the theme knows it
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines are."""
        lines = round(self.document().documentLayout().documentSize().height())
        shown = min(max(1, lines), _MOST_LINES)
        around = 2 * (self.frameWidth() + self.document().documentMargin())
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        self.setFixedHeight(math.ceil(shown * line + around) + 2)  # a line cut by a pixel scrolls
        as_needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(as_needed if lines > _MOST_LINES else never)

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    @override
    def event(self, e: QEvent) -> bool:
        is_override = e.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(e, QKeyEvent) and is_for_commands(self, e):
            e.ignore()
            return False
        return super().event(e)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        # A menu over the editor or another program in front is no leaving
        if e.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.left.emit()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        is_enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        elif e.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.cancelled.emit()
        else:
            super().keyPressEvent(e)
