"""Writes an entry into a text document as a reader wants to see it.

Text goes in by cursor and character format only, so nothing in it can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)

from biblio.entry import Entry
from biblio.entry_types import entry_type
from biblio.latex import to_text
from biblio.subjects import category_name, subject_of
from desktop.window import theme
from desktop.window.entry_facts import (
    Author,
    assumed_fields,
    authors_of,
    date_of,
    links_of,
    venue_of,
)
from desktop.window.metric_widget import day_text
from desktop.window.prose import Run, runs
from desktop.window.text_objects import TextObjects
from desktop.window.typeset import Typesetter

FIRST_AUTHORS: Final = 12
"""So many names are shown of a longer list until all are asked for."""

SHOW_AUTHORS: Final = "show:authors"
SEARCH: Final = "search:"
"""Addresses of the preview itself; an entry's own can only be http or https."""


@dataclass(frozen=True, slots=True)
class WantedFormula:
    """A formula that was not drawn yet, and was written as text for now."""

    tex: str
    size: float
    display: bool


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preview", text)


class PreviewWriter:
    """Writes one entry at a cursor, in a font and colours.

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

    def write(self, entry: Entry, profile_names: tuple[str, ...], *, all_authors: bool) -> None:
        """Write the whole preview."""
        self._title(entry)
        self._authors(entry, profile_names, everyone=all_authors)
        self._place_and_date(entry)
        self._pills(entry)
        self._links(entry)
        self._prose(entry.get("abstract"))
        for name, heading in (("note", _tr("Note")), ("annote", _tr("Annotation"))):
            if entry.has(name):
                self._heading(heading)
                self._prose(entry.get(name), space=2)

    # --- The parts ---------------------------------------------------------------------------

    def _title(self, entry: Entry) -> None:
        font = self._scaled(1.45, QFont.Weight.DemiBold)
        self._block(0, spacing=2)
        title = entry.get("title")
        if title:
            self._runs(_in_one_paragraph(runs(title)), self._form(font))
            subtitle = entry.get("subtitle")
            if subtitle:
                self._runs(_in_one_paragraph(runs(": " + subtitle)), self._form(font))
        else:
            self._text(_tr("Without a title"), self._form(font, self._look.muted))

    def _authors(self, entry: Entry, profile_names: tuple[str, ...], *, everyone: bool) -> None:
        authors = authors_of(entry, profile_names)
        if not authors.people and not authors.others:
            return
        self._block(8, spacing=3)
        people = authors.people
        shown = len(people) if everyone or len(people) <= FIRST_AUTHORS + 3 else FIRST_AUTHORS
        named = list(people[:shown])
        for index, author in enumerate(named):
            self._author(author, comma=index > 0)
        own_later = [author for author in people[shown:] if author.own]
        for author in own_later[:1]:
            self._text(", … ", self._form())
            self._author(author, comma=False)
        left = len(people) - shown - len(own_later[:1])
        muted = self._form(color=self._look.muted)
        if left:
            self._text(" … ", muted)
            words = _tr("and {n} more").format(n=QLocale().toString(left))
            self._text(words, self._link(SHOW_AUTHORS, _tr("Show all authors")))
        elif everyone and len(people) > FIRST_AUTHORS + 3:
            self._text("  ", muted)
            self._text(_tr("show fewer"), self._link(SHOW_AUTHORS, _tr("Show the first authors")))
        if authors.role == "editor":
            self._text(_tr(" (eds.)") if len(people) > 1 else _tr(" (ed.)"), muted)
        if authors.others:
            self._text(_tr(" et al. — the list is incomplete"), muted)
        if authors.hidden:
            self._block(2)
            self._text(authors.hidden, self._form(self._scaled(0.92, QFont.Weight.DemiBold)))
            sentence = _tr(": listed on the profile page; hidden behind “et al.”")
            self._text(sentence, self._small())

    def _author(self, author: Author, *, comma: bool) -> None:
        if comma:
            self._text(", ", self._form())
        form = self._form(self._scaled(1.0, QFont.Weight.Bold) if author.own else None)
        form.setAnchor(True)
        form.setAnchorHref(f'{SEARCH}author:"{author.name}"'.replace("\n", " "))
        form.setToolTip(
            theme.tooltip(_tr("Search for the papers of {name}").format(name=author.name))
        )
        self._text(author.name, form)

    def _place_and_date(self, entry: Entry) -> None:
        venue, date = venue_of(entry), date_of(entry)
        if not venue and not date:
            return
        self._block(6)
        if venue:
            form = self._form(color=self._look.muted)
            form.setFontItalic(True)
            self._text(venue, form)
        if date:
            muted = self._form(color=self._look.muted)
            self._text(("  ·  " if venue else "") + day_text(date), muted)
        if assumed_fields(entry) & {"date", "year", "month"}:
            self._block(0)
            self._text(_tr("The year is assumed: the source gives none."), self._warning())

    def _pills(self, entry: Entry) -> None:
        self._block(10, spacing=4)
        look = self._look
        category = entry.get("primaryclass", "subject").strip()
        if category:
            shown, name = _subject_texts(entry, category)
            self._pill(shown, look.subject_pill, look.subject_text, name, f"field:{category}")
        for badge in filter(None, (part.strip() for part in entry.get("badge").split(","))):
            hint = _tr("The source says that there is code.") if badge == "Code" else badge
            search = "has:code" if badge == "Code" else ""
            self._pill(badge, look.code_pill, look.code_text, hint, search)
        kind = entry_type(entry.type)
        self._pill(kind.label, look.pill, look.pill_text, f"@{entry.type}", f"type:{entry.type}")

    def _pill(self, text: str, ground: QColor, color: QColor, hint: str, search: str) -> None:
        self._cursor.setCharFormat(self._form(self._scaled(0.88)))
        link = SEARCH + search if search else ""
        self._objects.insert_pill(
            self._cursor, text, ground=ground, color=color, tooltip=hint, link=link
        )
        self._text("  ", self._form(self._scaled(0.88)))

    def _links(self, entry: Entry) -> None:
        found = list(links_of(entry))
        if not found:
            return
        self._block(8, spacing=4)
        for index, link in enumerate(found):
            if index:
                self._text("   ", self._form())
            self._text(link.label, self._link(link.address, link.address))

    def _heading(self, text: str) -> None:
        self._block(14)
        self._text(text, self._form(self._scaled(0.92, QFont.Weight.DemiBold), self._look.muted))

    def _prose(self, latex: str, *, space: int = 14) -> None:
        if not latex.strip():
            return
        self._block(space, spacing=4)
        self._runs(runs(latex), self._form(self._scaled(1.04)), underline=True)

    # --- Pieces ------------------------------------------------------------------------------

    def _runs(
        self, found: Iterable[Run], form: QTextCharFormat, *, underline: bool = False
    ) -> None:
        is_last_pill = False
        last = ""
        for run in found:
            if run.kind == "text" and last in ("display", "break"):
                run = replace(run, text=run.text.lstrip())  # noqa: PLW2901  # a new paragraph
            last = run.kind
            if run.kind == "break":
                self._block(8, spacing=4)
            elif run.kind == "cite":
                self._text(" " if is_last_pill else "", form)
                self._citation(run.text, form)
            elif run.kind in ("math", "display"):
                self._formula(run, form)
            else:
                self._text(run.text, self._styled(run, form, underline=underline))
            is_last_pill = run.kind == "cite"

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
            tooltip=_tr("Cites {key}; a click searches for it").format(key=key),
            link=f"{SEARCH}key:{key}",
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
            _make_link(styled, run.link, run.link, self._look.accent)
            styled.setFontUnderline(underline)
        return styled

    def _link(self, address: str, hint: str) -> QTextCharFormat:
        form = self._form()
        _make_link(form, address, hint, self._look.accent)
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


def _make_link(form: QTextCharFormat, address: str, hint: str, color: QColor) -> None:
    form.setAnchor(True)
    form.setAnchorHref(address)
    form.setToolTip(theme.tooltip(hint))
    form.setForeground(color)


def _in_one_paragraph(found: Iterable[Run]) -> list[Run]:
    return [Run(" ") if run.kind == "break" else run for run in found]


def _subject_texts(entry: Entry, category: str) -> tuple[str, str]:
    """What the pill of a field says, and what it says on hover."""
    name = category_name(category)
    subject = subject_of(category)
    if name is None and subject is not None:
        category, name = subject.category, subject.name
    if name is None:
        return category, ""
    if "subject" in assumed_fields(entry):
        sentence = _tr(
            "{name}: the source only says “{code}”, which is assumed to mean {category}."
        )
        code = entry.get("subject")
        return category, sentence.format(name=name, code=code, category=category)
    return category, name
