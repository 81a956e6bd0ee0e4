"""Writes an entry into a text document as a reader wants to see it.

Text goes in by cursor and character format only, so nothing in it can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont

from biblio.entry import Entry
from biblio.entry_types import entry_type
from biblio.identifiers import known_as
from biblio.inheritance import Inherited
from biblio.subjects import category_name, subject_of
from desktop.window import theme
from desktop.window.entry.entry_facts import (
    Author,
    assumed_fields,
    authors_of,
    date_of,
    links_of,
    venue_of,
)
from desktop.window.entry.form_rows import field_label
from desktop.window.entry.prose import Run, runs
from desktop.window.entry.prose_writer import ProseWriter, search_address
from desktop.window.profile.metric_words import day_text, value_text

translate = QCoreApplication.translate

FIRST_AUTHORS: Final = 12
"""So many names are shown of a longer list until all are asked for."""

SHOW_AUTHORS: Final = "show:authors"
"""The address that asks for all authors or for the first ones again."""


class PreviewWriter(ProseWriter):
    """Writes one entry at a cursor, in a font and colours."""

    def write(
        self,
        entry: Entry,
        profile_names: tuple[str, ...],
        *,
        all_authors: bool,
        inherited: Sequence[Inherited] = (),
    ) -> None:
        """Write the whole preview."""
        self._title(entry)
        self._authors(entry, profile_names, everyone=all_authors)
        self._place_and_date(entry)
        self._inherited(inherited)
        self._pills(entry)
        self._links(entry)
        self._prose(entry.get("abstract"))
        for name, heading in (
            ("note", translate("Preview", "Note")),
            ("annote", translate("Preview", "Annotation")),
        ):
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
            name = known_as(entry.get("doi"), entry.get("eprint"))
            words = name or translate("Preview", "Without a title")
            self._text(words, self._form(font, self._look.muted))

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
            words = translate("Preview", "and {n} more").format(n=value_text(left))
            self._text(words, self._link(SHOW_AUTHORS, translate("Preview", "Show all authors")))
        elif everyone and len(people) > FIRST_AUTHORS + 3:
            self._text("  ", muted)
            self._text(
                translate("Preview", "show fewer"),
                self._link(SHOW_AUTHORS, translate("Preview", "Show the first authors")),
            )
        if authors.role == "editor":
            self._text(
                translate("Preview", " (eds.)")
                if len(people) > 1
                else translate("Preview", " (ed.)"),
                muted,
            )
        if authors.others:
            self._text(translate("Preview", " et\u00a0al. — the list is incomplete"), muted)
        if authors.hidden:
            self._block(2)
            self._text(authors.hidden, self._form(self._scaled(0.92, QFont.Weight.DemiBold)))
            sentence = translate(
                "Preview", ": listed on the profile page; hidden behind “et\u00a0al.”"
            )
            self._text(sentence, self._small())

    def _author(self, author: Author, *, comma: bool) -> None:
        if comma:
            self._text(", ", self._form())
        form = self._form(self._scaled(1.0, QFont.Weight.Bold) if author.own else None)
        form.setAnchor(True)
        quoted = author.name.replace('"', " ")
        # Asked for as a whole name, which is found in either order and however its accents are
        form.setAnchorHref(search_address(f'author:="{quoted}"'))
        form.setToolTip(
            theme.tooltip(
                translate("Preview", "Search for the papers of {name}").format(name=author.name)
            )
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
            self._text((", " if venue else "") + day_text(date), muted)
        if assumed_fields(entry) & {"date", "year", "month"}:
            self._block(0)
            self._text(
                translate("Preview", "The year is assumed: the source gives none."), self._warning()
            )

    def _inherited(self, inherited: Sequence[Inherited]) -> None:
        names: dict[str, list[str]] = {}
        for each in inherited:
            names.setdefault(each.key, []).append(field_label(each.field.id).lower())
        for key, fields in names.items():
            self._block(2)
            words = translate("Preview", "inherited from {key}: {fields}")
            self._text(words.format(key=key, fields=", ".join(fields)), self._small())

    def _pills(self, entry: Entry) -> None:
        self._block(10, spacing=4)
        look = self._look
        category = entry.get("primaryclass", "subject").strip()
        if category:
            shown, name = _subject_texts(entry, category)
            self._pill(shown, look.subject_pill, look.subject_text, name, f"field:{category}")
        for badge in filter(None, (part.strip() for part in entry.get("badge").split(","))):
            hint = (
                translate("Preview", "The source says that there is code.")
                if badge == "Code"
                else badge
            )
            search = "has:code" if badge == "Code" else ""
            self._pill(badge, look.code_pill, look.code_text, hint, search)
        kind = entry_type(entry.type)
        self._pill(kind.label, look.pill, look.pill_text, f"@{entry.type}", f"type:{entry.type}")

    def _pill(self, text: str, ground: QColor, color: QColor, hint: str, search: str) -> None:
        self._cursor.setCharFormat(self._form(self._scaled(0.88)))
        link = search_address(search) if search else ""
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
        sentence = translate(
            "Preview", "{name}: the source only says “{code}”, which is assumed to mean {category}."
        )
        code = entry.get("subject")
        return category, sentence.format(name=name, code=code, category=category)
    return category, name
