"""What a search asked for, marked in the texts on the screen.

What draws that of Qt is loaded with the first search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout

    from biblio.query.marks import Asked

Spans = list[tuple[int, int]]
_KEPT = 4000  # texts whose marks are remembered


class Marks:
    """Finds what is to be marked, and remembers it while the same is asked for."""

    def __init__(self, asked: tuple[Asked, ...] = ()) -> None:
        self.asked = asked
        self._found: dict[tuple[str, str], Spans] = {}

    def anywhere(self) -> tuple[Asked, ...]:
        """The same, wherever it was to be found."""
        from biblio.query.marks import Asked

        return tuple(Asked(each.words, each.prefix) for each in self.asked)

    def of(self, text: str, field: str) -> Spans:
        """(start, end) of what is to be marked in a text of a field; usually nothing."""
        if not self.asked:
            return []
        found = self._found.get((text, field))
        if found is None:
            from biblio.query.marks import found_in

            wanted = [each for each in self.asked if each.field in {"", field}]
            found = found_in(text, wanted)
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[text, field] = found
        return found


def draw_marked(
    painter: QPainter, rect: QRect, text: str, font: QFont, spans: Spans, mark: QColor
) -> None:
    """Draw one line of text, in the painter's pen, with these stretches marked."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QTextLayout, QTextOption

    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_format(text, start, end, mark) for start, end in spans])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))


def _format(text: str, start: int, end: int, mark: QColor) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat, QTextLayout

    marked = QTextLayout.FormatRange()
    marked.start = utf16(text, start)
    marked.length = utf16(text, end) - marked.start
    look = QTextCharFormat()
    look.setBackground(mark)
    marked.format = look
    return marked


def utf16(text: str, place: int) -> int:
    """A place in a text as Qt counts it: characters beyond the first plane are two."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le")) // 2
