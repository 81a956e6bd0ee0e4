"""Type-ahead: letters typed into the list go to the row that begins with them.

What is typed within a second goes together, and is shown in a corner of the list; the library is
asked for the row, so that no list is too long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from db.listed import Sort
from desktop.window import theme
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.table.columns import COLUMNS, INDEX, field_column
from desktop.window.table.table_view import EntryTable

if TYPE_CHECKING:
    from db import Library
    from desktop.window.tasks import Control, Failed

_TOGETHER = 1000  # milliseconds in which a further letter goes to those before it
_READABLE = 2500  # milliseconds in which it can be read that nothing begins so; typing ends it
_PADDING = 12
_NEVER_FIRST = " +-"  # signs with a sense of their own in a list, or none
_UNSORTED = frozenset({"id", "relevance"})


class TypeAhead(QObject):
    """Takes what is typed into a list; Backspace shortens it, and Esc ends it."""

    def __init__(
        self,
        table: EntryTable,
        session: Session,
        sort: Callable[[], Sequence[Sort]],
        failed: Failed,
    ) -> None:
        """Work for a list.

        Args:
            table: The list.
            session: The library.
            sort: Tells by what the list is sorted, most important first.
            failed: Called with an error.
        """
        super().__init__(table)
        self._table = table
        self._session = session
        self._sort = sort
        self._failed = failed
        self._text = ""
        self._start = 0  # the row from which on is looked
        self._landed: tuple[str, int, object] | None = None  # what led to which row of which list
        self._bubble = _Bubble(table)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.end)
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.timeout.connect(self._begin_anew)
        table.installEventFilter(self)
        table.entries().modelReset.connect(self.end)

    def text(self) -> str:
        """What was typed and may go on."""
        return self._text

    def shown(self) -> str:
        """What the corner of the list says; empty while it says nothing."""
        return self._bubble.words if self._bubble.isVisible() else ""

    def type(self, text: str) -> None:
        """Add what was typed, and go where it leads."""
        if not self._text:
            if text in _NEVER_FIRST:
                return
            row = self._table.currentIndex().row()
            is_there = self._landed == (text, row, self._table.entries().ids)
            self._start = row + 1 if is_there else 0
        self._text += text
        self._ask()

    @Slot()
    def end(self) -> None:
        """Forget what was typed."""
        self._text = ""
        self._end.stop()
        self._together.stop()
        self._bubble.hide()

    @Slot()
    def _begin_anew(self) -> None:
        """Let the next letter be a first one; that nothing begins so can be read for longer."""
        self._text = ""
        if not self._end.isActive():
            self._bubble.hide()

    def shorten(self) -> None:
        """Take back the last letter."""
        self._text, self._start = self._text[:-1], 0
        if self._text:
            self._ask()
        else:
            self.end()

    def _ask(self) -> None:
        if not self._session.is_open:
            return
        typed, start = self._text, self._start
        ids, sort = self._table.entries().ids, tuple(self._sort())
        self._together.start(_TOGETHER)
        self._end.stop()
        self._show(found=True)

        def work(library: Library, _: Control) -> int | None:
            return _row(partial(library.row_that_begins, ids, sort), typed, start)

        def done(row: int | None) -> None:
            if self._table.entries().ids is not ids:
                return  # another list by now
            if row is not None:
                self._table.go_to(row)
                self._landed = (typed[0], row, ids)
            elif self._text == typed:
                self._end.start(_READABLE)
                self._show(found=False)

        self._session.ask("type_ahead", work, done, self._failed)

    def _show(self, *, found: bool) -> None:
        is_one = len(set(self._text)) == 1
        words = self.tr("{0}: {1}") if found else self.tr("{0}: nothing begins with “{1}”")
        text = self._text[0] if is_one else self._text
        self._bubble.say(words.format(self._column(), text), is_error=not found)

    def _is_mine(self, event: QKeyEvent) -> bool:
        """Whether a key may go to what is typed; Esc goes to what can still be read, too."""
        is_shown = event.key() == Qt.Key.Key_Escape and self._bubble.isVisible()
        return bool(self._text or is_shown) and not _is_command(event)

    def _column(self) -> str:
        """What the column is called in which is looked."""
        sort = self._sort()
        name = sort[0].column if sort and sort[0].column not in _UNSORTED else "title"
        return COLUMNS[INDEX[name]].title if name in INDEX else field_column(name).title

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Resize}:
            self.end()
        if isinstance(event, QKeyEvent) and self._is_mine(event):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _KEYS:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _KEYS:
                _KEYS[Qt.Key(event.key())](self)
                return True
        return super().eventFilter(watched, event)


def _row(find: Callable[[str, int], int | None], typed: str, start: int) -> int | None:
    """The row that what was typed leads to.

    Args:
        find: Tells the first row from a row on that begins with a text.
        typed: One letter, a word, or one letter again and again, perhaps before a word.
        start: Where one letter is looked for.
    """
    letter, rest = typed[0], typed.lstrip(typed[0])
    if rest:
        row = find(typed, 0)
        return find(letter + rest, 0) if row is None and typed[1] == letter else row
    row = find(letter, start)
    for _again in typed[1:]:
        row = find(letter, row + 1) if row is not None else None
    return row


_KEYS: dict[Qt.Key, Callable[[TypeAhead], None]] = {
    Qt.Key.Key_Backspace: TypeAhead.shorten,
    Qt.Key.Key_Escape: TypeAhead.end,
    Qt.Key.Key_Space: lambda ahead: ahead.type(" "),
}


def _is_command(event: QKeyEvent) -> bool:
    shift = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return bool(event.modifiers() & ~shift)


class _Bubble(QWidget):
    """A few words in the lower corner of the list."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._table = table
        self._is_error = False
        self.words = ""
        self.hide()

    def say(self, words: str, *, is_error: bool) -> None:
        """Show this."""
        self.words, self._is_error = words, is_error
        self.setAccessibleName(words)
        room = self._table.viewport().geometry().adjusted(12, 12, -12, -12)
        metrics = QFontMetrics(self.font())
        width = min(room.width(), metrics.horizontalAdvance(words) + 2 * _PADDING + 2)
        height = metrics.height() + 12
        # On the right: on the left is what the row that was found begins with
        self.setGeometry(room.right() - width, room.bottom() - height, width, height)
        self.raise_()
        self.show()
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = theme.colors(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colors.border)
        painter.setBrush(colors.raised)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(colors.error if self._is_error else colors.text)
        room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        # The end of what is typed is what one looks at
        words = painter.fontMetrics().elidedText(
            self.words, Qt.TextElideMode.ElideLeft, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
