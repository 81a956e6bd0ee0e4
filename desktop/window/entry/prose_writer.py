"""Writes prose into a text document: paragraphs, styled stretches, formulas, citations, links.

Text goes in by cursor and character format only, so nothing in it can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)

from biblio.latex import to_text
from desktop.window import theme
from desktop.window.entry.prose import Run
from desktop.window.entry.text_objects import JOINER, TextObjects
from desktop.window.entry.typeset import Typesetter

translate = QCoreApplication.translate

SEARCH: Final = "search"
"""The scheme of addresses that ask for a search; those of imported text are http or https."""


@dataclass(frozen=True, slots=True)
class WantedFormula:
    """A formula that was not drawn yet, and was written as text for now."""

    tex: str
    size: float
    display: bool


class ProseWriter:
    """Writes at a cursor, in a font and colours.

    Attributes:
        wanted: Formulas that stand there as text since drawing them takes time.
    """

    def __init__(
        self,
        cursor: QTextCursor,
        objects: TextObjects,
        typesetter: Typesetter,
        font: QFont,
        look: theme.Colors,
    ) -> None:
        self.wanted: list[WantedFormula] = []
        self._cursor = cursor
        self._objects = objects
        self._typesetter = typesetter
        self._font = font
        self._look = look
        self._is_first = True

    def _runs(
        self, found: Iterable[Run], form: QTextCharFormat, *, underline: bool = False
    ) -> None:
        last = Run("", "break")
        for each in found:
            run = each
            if last.kind in ("display", "break"):
                run = replace(run, text=run.text.lstrip()) if run.kind == "text" else run
            elif last.kind == run.kind == "cite":
                self._text(" ", form)
            elif _is_joined(last, run):
                self._text(JOINER, form)
            if run.kind == "break":
                self._block(8, spacing=4)
            elif run.kind == "cite":
                self._citation(run.text, form)
            elif run.kind in ("math", "display"):
                self._formula(run, form)
            else:
                self._text(run.text, self._styled(run, form, underline=underline))
            last = run

    def _citation(self, key: str, form: QTextCharFormat) -> None:
        small = QTextCharFormat(form)
        font = QFont(form.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        small.setFont(font)
        self._cursor.setCharFormat(small)
        self._objects.insert_pill(
            self._cursor,
            key,
            ground=self._look.pill,
            color=self._look.pill_text,
            tooltip=translate("Preview", "Cites {key}; a click searches for it").format(key=key),
            link=search_address(f"key:{key}"),
        )

    def _formula(self, run: Run, form: QTextCharFormat) -> None:
        display = run.kind == "display"
        size = formula_size(form.font())
        source = f"$${run.text}$$" if display else f"${run.text}$"
        if display:
            self._block(6)
        if self._typesetter.is_known(run.text, size, display=display):
            formula = self._typesetter.formula(run.text, size, display=display)
            if formula is not None:
                self._cursor.setCharFormat(form)
                color = form.foreground().color()
                self._objects.insert_formula(self._cursor, formula, source, color)
        else:
            self.wanted.append(WantedFormula(run.text, size, display))
            formula = None
        if formula is None:
            italic = QTextCharFormat(form)
            italic.setFontItalic(True)
            self._text(to_text(source[:5000]), italic)
        if display:
            self._block(6, spacing=4)

    def _styled(self, run: Run, form: QTextCharFormat, *, underline: bool) -> QTextCharFormat:
        if not (run.emphasis or run.strong or run.code or run.link):
            return form
        styled = QTextCharFormat(form)
        font = QFont(form.font())
        font.setItalic(run.emphasis)
        if run.strong:
            font.setWeight(QFont.Weight.Bold)
        if run.code:
            font.setFamilies(["monospace"])
            font.setStyleHint(QFont.StyleHint.Monospace)
        styled.setFont(font)
        if run.link:
            make_link(styled, run.link, run.link, self._look.accent)
            styled.setFontUnderline(underline)
        return styled

    def _link(self, address: str, hint: str) -> QTextCharFormat:
        form = self._form()
        make_link(form, address, hint, self._look.accent)
        return form

    def _block(self, space: int, *, spacing: int = 2) -> None:
        """Begin a paragraph, `space` pixels below the last one."""
        form = QTextBlockFormat()
        form.setTopMargin(space)
        form.setLineHeight(spacing, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        if self._is_first:
            self._cursor.setBlockFormat(form)
            self._is_first = False
        else:
            self._cursor.insertBlock(form, self._form())

    def _text(self, text: str, form: QTextCharFormat) -> None:
        if text:
            self._cursor.insertText(text.replace("\0", ""), form)

    def _form(self, font: QFont | None = None, color: QColor | None = None) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(font or self._font)
        form.setForeground(color or self._look.text)
        return form

    def _small(self) -> QTextCharFormat:
        return self._form(self._scaled(0.92), self._look.muted)

    def _warning(self) -> QTextCharFormat:
        return self._form(self._scaled(0.92), self._look.warning)

    def _scaled(self, factor: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() * factor)
        font.setWeight(weight)
        return font


def formula_size(font: QFont) -> float:
    """The size, in pixels, at which formulas go with a font: their small letters are as high."""
    metrics = QFontMetricsF(font)
    size = metrics.xHeight() / 0.45  # of STIX Two Math, in which ziamath draws
    return round(min(max(size, metrics.height() * 0.8), metrics.height() * 1.05), 1)


def search_address(query: str) -> str:
    """The address that asks for a search."""
    return f"{SEARCH}:{QUrl.toPercentEncoding(query).toStdString()}"


def make_link(form: QTextCharFormat, address: str, hint: str, color: QColor) -> None:
    """Make a link to an address, which is shown on hover, of a format."""
    form.setAnchor(True)
    form.setAnchorHref(address)
    form.setToolTip(theme.tooltip(hint))
    form.setForeground(color)


def _is_joined(last: Run, run: Run) -> bool:
    """Whether a line may not be broken between two stretches, as in ``$k$-layer`` or ``($n$)``."""
    objects = ("math", "cite")
    if last.kind in objects and run.kind == "text":
        return not run.text[:1].isspace()
    return run.kind in objects and last.kind == "text" and not last.text[-1:].isspace()
