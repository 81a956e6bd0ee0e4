"""The BibTeX source of an entry, to read and edit, checked while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from biblio.problem import Problem, Severity
from db.errors import NotOneEntryError
from db.source_text import one_entry
from desktop.window import theme
from desktop.window.edit_keys import EditKeys
from desktop.window.entry.code_edit import CodeEdit
from desktop.window.entry.field_editor import as_edited
from desktop.window.entry.highlighter import BibtexHighlighter
from desktop.window.override import override

_LONGEST = 500_000  # characters; of a longer text only the start is shown
_MOST_DOUBTS = 3  # that are told at once
_PAUSE = 350  # milliseconds without a key before the text is checked


class SourceEditor(QWidget):
    """Edits one entry as BibTeX; what cannot be read stays in the editor.

    Signals:
        source_edited(int, str): Entry id and its new text, which holds one readable entry.
        doubts_asked(int, str): Entry id and a text that can be read; `show_doubts` is the answer.
    """

    source_edited = Signal(int, str)
    doubts_asked = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry_id = -1
        self._saved = ""  # what the library has
        self._sent: str | None = None  # what was given out to be saved and has not come back
        self._base = ""  # what the library was taken to have when a text was last given out
        self._drafts: dict[int, _Draft] = {}
        self._is_changed_elsewhere = False
        self._doubts: tuple[Problem, ...] = ()  # about the text as it stands
        self._text = CodeEdit()
        self._text.setAccessibleName(self.tr("BibTeX source"))
        EditKeys(self).watch(self._text)
        self._highlighter = BibtexHighlighter(self._text.document(), theme.colors(self))
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._apply = QPushButton(self.tr("Apply"))
        self._apply.setToolTip(self.tr("Save this text (Ctrl+Enter)"))
        self._apply.clicked.connect(self.apply)
        self._revert = QPushButton(self.tr("Revert"))
        self._revert.setToolTip(self.tr("Take back what is not saved"))
        self._revert.clicked.connect(self.revert)
        self._text.confirmed.connect(self.apply)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._on_pause)
        self._lay_out()
        self._show_state()
        self._text.textChanged.connect(self._on_text_changed)

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.setContentsMargins(12, 8, 12, 10)
        bottom.addWidget(self._message, 1)
        bottom.addWidget(self._revert)
        bottom.addWidget(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._text, 1)
        column.addLayout(bottom)

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        # Half of a character outside the first plane would be no text that can be kept
        return self._text.toPlainText().encode("utf-8", "replace").decode("utf-8")

    @property
    def is_edited(self) -> bool:
        """Whether the text was changed and the change is not saved."""
        return self.text != self._saved

    @property
    def has_drafts(self) -> bool:
        """Whether a text of any entry was changed and is not saved."""
        return self.is_edited or bool(self._drafts)

    @property
    def base(self) -> str:
        """What the library was taken to have when a text was last given out."""
        return self._base

    def take_back(self, entry_id: int, base: str, text: str) -> None:
        """Keep a text that was given out and not saved."""
        if entry_id == self._entry_id:
            self._sent = None
            self.check()
        else:
            self._drafts.setdefault(entry_id, _Draft(base, text))

    def drafts(self) -> dict[int, tuple[str, str]]:
        """Texts that are changed and not saved, by entry: what each was made from, and the text."""
        found = {entry_id: (each.saved, each.text) for entry_id, each in self._drafts.items()}
        if self.is_edited and self._entry_id >= 0:
            found[self._entry_id] = self._saved, self.text
        return found

    def bring_back(self, drafts: Mapping[int, tuple[str, str]]) -> None:
        """Take texts that were typed and not saved in an earlier run; see `drafts`."""
        for entry_id, (saved, text) in drafts.items():
            if entry_id == self._entry_id:
                self._is_changed_elsewhere = saved != self._saved
                self._set(text)
                self.check()
            else:
                self._drafts[entry_id] = _Draft(saved, text)

    def show_source(self, entry_id: int, text: str) -> None:
        """Show an entry's text; what is typed into the one that is shown stays."""
        too_long = len(text) > _LONGEST
        saved = as_edited(text[:2000] + "\n…" if too_long else text)
        self._text.setReadOnly(too_long)
        if entry_id != self._entry_id:
            if self.is_edited and self._entry_id >= 0:
                self._drafts[self._entry_id] = _Draft(self._saved, self.text)
            draft = self._drafts.pop(entry_id, _Draft(saved, saved))
            self._entry_id, self._saved, self._sent = entry_id, saved, None
            self._is_changed_elsewhere = draft.saved != saved
            self._set(draft.text)
        elif saved == self._saved:
            return
        else:
            is_ours = self._sent is not None and self.text == self._sent
            is_kept = self.is_edited and not is_ours and self.text != saved
            self._is_changed_elsewhere = is_kept and self._sent is None
            self._saved, self._sent = saved, None
            if not is_kept and self.text != saved:
                self._set(saved)
        self.check()

    def set_text(self, text: str) -> None:
        """Put a text into the editor as if it were typed."""
        self._text.setPlainText(text)

    def apply(self) -> None:
        """Save the text if it can be read as one entry."""
        if not self.is_edited or self._entry_id < 0:
            return
        if self.check() is not None:
            return
        self._base = self._saved
        self._sent = self.text
        self._is_changed_elsewhere = False
        self.source_edited.emit(self._entry_id, self.text)

    def apply_all(self) -> bool:
        """Save the texts of all entries, as far as they can be read; whether all can."""
        for entry_id, draft in list(self._drafts.items()):
            try:
                one_entry(draft.text)
            except NotOneEntryError:
                continue
            del self._drafts[entry_id]
            self._base = draft.saved
            self.source_edited.emit(entry_id, draft.text)
        self.apply()
        return not self._drafts and (not self.is_edited or self._sent == self.text)

    def revert(self) -> None:
        """Take back what is not saved."""
        self._sent = None
        self._is_changed_elsewhere = False
        self._set(self._saved)
        self.check()

    def check(self) -> NotOneEntryError | None:
        """Read the text as the library will and mark the line that it stops at; why it does."""
        self._timer.stop()
        fault: NotOneEntryError | None = None
        if self.is_edited:
            try:
                one_entry(self.text)
            except NotOneEntryError as error:
                fault = error
        self._show_state(fault)
        return fault

    def show_doubts(self, entry_id: int, text: str, doubts: tuple[Problem, ...]) -> None:
        """Say what is doubtful in a text, unless another one stands here meanwhile."""
        if (entry_id, text) == (self._entry_id, self.text) and self.is_edited:
            self._doubts = doubts
            self._show_state()

    def _on_pause(self) -> None:
        """Nothing was typed for a while: look at the text, and have the library look at it."""
        if self.check() is None and self.is_edited and self._entry_id >= 0:
            self._ask_for_doubts(self._entry_id, self.text)

    def _ask_for_doubts(self, entry_id: int, text: str) -> None:
        self.doubts_asked.emit(entry_id, text)

    def _show_state(self, fault: NotOneEntryError | None = None) -> None:
        look = theme.colors(self)
        sentence, color = "", look.muted
        if fault is not None:
            place = self.tr("Line {n}: ").format(n=fault.line) if fault.line else ""
            sentence, color = place + fault.reason, look.error
        elif self._text.isReadOnly():
            sentence = self.tr("This text is too long to be edited here; its start is shown.")
        elif self._doubts:
            is_wrong = any(each.severity is Severity.ERROR for each in self._doubts)
            color = look.error if is_wrong else look.warning
            sentence = " ".join(_told(each) for each in self._doubts[:_MOST_DOUBTS])
        elif self._is_changed_elsewhere:
            color = look.warning
            sentence = self.tr(
                "The entry was changed elsewhere meanwhile; applying this replaces that."
            )
        elif self.is_edited:
            sentence = self.tr("Not applied yet.")
        theme.set_text_color(self._message, color)
        self._message.setText(sentence)
        self._apply.setEnabled(self.is_edited and fault is None)
        self._revert.setEnabled(self.is_edited)
        line = fault.line if fault is not None else None
        self._text.mark_line(line, look.error_surface)

    def _set(self, text: str) -> None:
        self._doubts = ()
        with QSignalBlocker(self._text):
            self._text.setPlainText(text)

    def _on_text_changed(self) -> None:
        self._doubts = ()
        self._apply.setEnabled(False)
        self._timer.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._highlighter.set_look(theme.colors(self))
            self.check()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A text that is not saved, and what it was made from."""

    saved: str
    text: str


def _told(doubt: Problem) -> str:
    """A doubt as a sentence with its line."""
    words = QCoreApplication.translate("SourceEditor", "Line {n}: {what}")
    return words.format(n=doubt.line, what=doubt.message) if doubt.line else doubt.message
