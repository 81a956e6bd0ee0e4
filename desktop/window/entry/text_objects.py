"""Formulas and pills as characters of a text document, set on the baseline of their line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.window import theme
from desktop.window.entry.typeset import Formula, Typesetter
from desktop.window.override import override

OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
JOINER: Final = "\N{WORD JOINER}"
"""Forbids a line break beside an object, and is not copied."""

_FORMULA: Final = QTextFormat.ObjectTypes.UserObject.value + 1
_PILL: Final = _FORMULA + 1
_PAYLOAD: Final = QTextFormat.Property.UserProperty.value + 1
_COPIED: Final = _PAYLOAD + 1
_PILL_PADDING: Final = 7.0


class TextObjects:
    """Puts formulas and pills into a document, and draws them there."""

    def __init__(self, document: QTextDocument, typesetter: Typesetter) -> None:
        self._formulas = _FormulaObject(document, typesetter)
        self._pills = _PillObject(document)
        layout = document.documentLayout()
        layout.registerHandler(_FORMULA, self._formulas)
        layout.registerHandler(_PILL, self._pills)

    def insert_formula(
        self, cursor: QTextCursor, formula: Formula, source: str, color: QColor
    ) -> None:
        """Put a formula where the cursor is.

        Args:
            cursor: Its format's font is that of the text around.
            formula: What to draw.
            source: What is copied in its place: the TeX with delimiters.
            color: Its colour.
        """
        form = QTextCharFormat(cursor.charFormat())
        form.setObjectType(_FORMULA)
        form.setForeground(color)
        form.setFont(_descending_font(form.font(), formula.descent))
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        form.setProperty(_PAYLOAD, formula)
        form.setProperty(_COPIED, source)
        form.setToolTip(theme.tooltip(source))
        cursor.insertText(OBJECT, form)

    def insert_pill(
        self,
        cursor: QTextCursor,
        text: str,
        *,
        ground: QColor,
        color: QColor,
        tooltip: str = "",
        link: str = "",
    ) -> None:
        """Put a short text on a rounded ground where the cursor is."""
        form = QTextCharFormat(cursor.charFormat())
        form.setObjectType(_PILL)
        form.setForeground(color)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        form.setProperty(_PAYLOAD, ground)
        form.setProperty(_COPIED, text)
        if tooltip:
            form.setToolTip(theme.tooltip(tooltip))
        if link:
            form.setAnchor(True)
            form.setAnchorHref(link)
        cursor.insertText(OBJECT, form)


def with_sources(cursor: QTextCursor) -> str:
    """The selected text, with the source of each object in its place."""
    text = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
    if OBJECT not in text:
        return text.replace(JOINER, "")
    start = cursor.selectionStart()
    probe = QTextCursor(cursor.document())
    parts: list[str] = []
    position = start
    for char in text:
        if char == OBJECT:
            probe.setPosition(position)
            probe.movePosition(
                QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
            )
            parts.append(str(probe.charFormat().property(_COPIED) or ""))
        else:
            parts.append(char)
        position += 2 if ord(char) > 0xFFFF else 1  # Qt counts in UTF-16
    return "".join(parts).replace(JOINER, "")


def _descending_font(font: QFont, descent: float) -> QFont:
    """A font whose descent is at least that of the formula.

    Qt gives an object on the baseline the descent of its font, and has no other way to say how
    far it reaches below.
    """
    if QFontMetricsF(font).descent() >= descent:
        return font
    larger = QFont(font)
    while QFontMetricsF(larger).descent() < descent:
        larger.setPointSizeF(larger.pointSizeF() * 1.05)
    return larger


class _FormulaObject(QPyTextObject):
    def __init__(self, parent: QObject, typesetter: Typesetter) -> None:
        super().__init__(parent)
        self._typesetter = typesetter

    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        char = format.toCharFormat()
        formula: Formula = char.property(_PAYLOAD)
        below = max(QFontMetricsF(char.font()).descent(), formula.descent)
        return QSizeF(formula.width, formula.ascent + below)

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        char = format.toCharFormat()
        formula: Formula = char.property(_PAYLOAD)
        ratio = painter.device().devicePixelRatioF()
        image = self._typesetter.image(formula, char.foreground().color(), ratio)
        # On whole device pixels, or the glyphs are blurred by resampling
        place = QRectF(rect).topLeft()
        top_left = painter.transform().map(place)
        shift = top_left - (top_left * ratio).toPoint().toPointF() / ratio
        painter.drawImage(place - shift, image)


class _PillObject(QPyTextObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        char = format.toCharFormat()
        metrics = QFontMetricsF(char.font())
        width = metrics.horizontalAdvance(str(char.property(_COPIED))) + 2 * _PILL_PADDING
        return QSizeF(width, metrics.height() + 2)

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        char = format.toCharFormat()
        metrics = QFontMetricsF(char.font())
        whole = QRectF(rect)
        baseline = whole.bottom() - metrics.descent()
        top = baseline - metrics.ascent() - 1
        box = QRectF(whole.left(), top, whole.width(), whole.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(char.property(_PAYLOAD))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(char.font())
        painter.setPen(QPen(char.foreground().color()))
        painter.drawText(box.topLeft() + _text_at(metrics), str(char.property(_COPIED)))
        painter.restore()


def _text_at(metrics: QFontMetricsF) -> QPointF:
    return QPointF(_PILL_PADDING, metrics.ascent() + 1)
