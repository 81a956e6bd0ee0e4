"""Shows what differs, word by word: what went struck out, what came underlined, each in colour.

Text goes in by cursor and format only, so nothing in it can be taken for markup. Colour never
says it alone: lines through and under do too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from biblio.word_diff import Part, word_diff
from db.past.history_rows import EntryChange, FieldChange, StepChanges
from desktop.history_wording import change_sentence, field_title
from desktop.window import theme
from desktop.window.override import override

_LONGEST = 4000  # characters of one text that are shown
_KEPT = 160  # characters of a stretch that both texts have, before its middle is left out


class Differences(QTextEdit):
    """A text of differences, to read and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("What was changed"))
        self.setTabChangesFocus(True)
        self._shown: StepChanges | None = None
        self._told = ""

    def show_changes(self, changes: StepChanges) -> None:
        """Show what a step did."""
        self._shown, self._told = changes, ""
        self._write()

    def show_fields(self, fields: Sequence[FieldChange]) -> None:
        """Show the differences of one entry."""
        self.show_changes(StepChanges((), tuple(fields)))

    def tell(self, sentence: str) -> None:
        """Show a sentence in place of differences."""
        self._shown, self._told = None, sentence
        self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if self._shown is None:
            cursor.insertText(self._told, self._format("muted"))
        else:
            self._write_changes(cursor, self._shown)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_changes(self, cursor: QTextCursor, changes: StepChanges) -> None:
        for entry in changes.entries:
            self._begin(cursor, above=10)
            cursor.insertText(self._heading(entry), self._format("heading"))
            self._write_fields(cursor, entry.fields, indent=1)
        self._write_fields(cursor, changes.others, indent=0)
        if changes.more:
            self._begin(cursor, above=10)
            more = self.tr("… and {0} more entries").format(f"{changes.more:,}")
            cursor.insertText(more, self._format("muted"))
        if not (changes.entries or changes.others):
            cursor.insertText(
                self.tr("Nothing that can be told: only an order, or what follows from others."),
                self._format("muted"),
            )

    def _heading(self, entry: EntryChange) -> str:
        words = {
            "added": self.tr("New: {0}"),
            "removed": self.tr("Gone: {0}"),
            "changed": "{0}",
        }[entry.kind]
        title = " ".join(entry.title.split())[:120]
        name = " · ".join(filter(None, (entry.key, title))) or f"#{entry.entry_id}"
        return words.format(name)

    def _write_fields(
        self, cursor: QTextCursor, fields: Iterable[FieldChange], *, indent: int
    ) -> None:
        for field in fields:
            self._begin(cursor, above=3, indent=indent)
            said = change_sentence(field)
            if said is not None:
                cursor.insertText(said[0].upper() + said[1:], self._format("same"))
                continue
            cursor.insertText(f"{field_title(field.name)}  ", self._format("muted"))
            before = ""
            for part in _shortened(word_diff(field.before[:_LONGEST], field.after[:_LONGEST])):
                if (before, part.kind) == ("gone", "new"):
                    cursor.insertText(" ", self._format("same"))  # or they read as one word
                cursor.insertText(part.text, self._format(part.kind))
                before = part.kind

    def _begin(self, cursor: QTextCursor, *, above: int, indent: int = 0) -> None:
        form = QTextBlockFormat()
        form.setIndent(indent)
        if self.document().isEmpty():
            cursor.setBlockFormat(form)
        else:
            form.setTopMargin(above)
            cursor.insertBlock(form)

    def _format(self, kind: str) -> QTextCharFormat:
        look = theme.colors(self)
        form = QTextCharFormat()
        form.setForeground(look.text)
        if kind == "muted":
            form.setForeground(look.muted)
        elif kind == "heading":
            form.setFontWeight(QFont.Weight.DemiBold)
        elif kind == "gone":
            form.setForeground(look.error)
            form.setBackground(look.error_surface)
            form.setFontStrikeOut(True)
        elif kind == "new":
            form.setForeground(look.success)
            form.setBackground(look.pill)
            form.setFontUnderline(True)
        return form

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and (self._shown or self._told):
            self._write()


def _shortened(parts: Iterable[Part]) -> Iterable[Part]:
    """The parts, with the middle of long stretches that did not change left out."""
    for part in parts:
        if part.kind == "same" and len(part.text) > _KEPT:
            half = _KEPT // 2
            yield Part("same", f"{part.text[:half]} … {part.text[-half:]}")
        else:
            yield part
