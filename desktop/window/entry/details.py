"""The details of an entry: where it is from, its counts, its old keys, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QDateTime, QEvent, Qt, QTimer, QTimeZone
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from biblio.latex import to_text
from biblio.problem import Severity
from db import Stored
from db.person.profile_rows import NoveltyFact
from desktop.window import theme
from desktop.window.entry.form_rows import field_label
from desktop.window.override import override
from desktop.window.profile.metric_words import day_text, place, value_text

_MOST = 50  # of one kind of fact


class Details(QScrollArea):
    """Lists what the library knows of an entry besides its fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored: Stored | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Details"))

    def show_entry(self, stored: Stored | None) -> None:
        """Show an entry's details; None shows nothing."""
        self._stored = stored
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        grid = QGridLayout(page)
        grid.setContentsMargins(18, 16, 18, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        if stored is not None:
            self._fill(grid, stored)
        self.setWidget(page)

    def _fill(self, grid: QGridLayout, stored: Stored) -> None:
        line = 0
        for heading, facts in self._sections(stored):
            grid.addWidget(self._heading(heading, first=line == 0), line, 0, 1, 2)
            line += 1
            for name, text, color in facts:
                grid.addWidget(self._muted(name), line, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(self._text(text, color), line, 1)
                line += 1
        grid.setRowStretch(line, 1)

    def _sections(self, stored: Stored) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        facts = [
            (self.tr("Key"), stored.entry.key or self.tr("none"), ""),
            (self.tr("Type"), f"@{stored.entry.type}", ""),
        ]
        facts += [(self.tr("Earlier key"), key, "") for key in stored.old_keys[:_MOST]]
        facts += [
            (self.tr("Added"), _moment(stored.added), ""),
            (self.tr("Changed"), _moment(stored.changed), ""),
        ]
        facts += [(self.tr("Source"), name, "") for name in stored.sources[:_MOST]]
        if not stored.sources:
            facts.append((self.tr("Source"), self.tr("made in this library"), ""))
        if stored.trashed:
            facts.append((self.tr("State"), self.tr("in the trash"), "warning"))
        yield self.tr("Record"), facts
        counts = [
            (
                day_text(count.as_of),
                self.tr("{number} by {source}").format(
                    number=value_text(count.value), source=count.source
                ),
                "",
            )
            for count in stored.counts[:_MOST]
        ]
        yield (
            self.tr("Citations"),
            counts or [(self.tr("n/a"), self.tr("No source gives a count of citations."), "")],
        )
        if stored.novelty is not None:
            yield self.tr("Own novelty estimate"), self._novelty(stored.novelty)
        if stored.inherited:
            yield (
                self.tr("Inherited"),
                [
                    (
                        field_label(each.field.id),
                        self.tr("{text} — from {key}").format(
                            text=to_text(each.field.value), key=each.key
                        ),
                        "",
                    )
                    for each in stored.inherited[:_MOST]
                ],
            )
        marks = {
            Severity.ERROR: (self.tr("Error"), "error"),
            Severity.WARNING: (self.tr("Warning"), "warning"),
            Severity.NOTE: (self.tr("Note"), ""),
        }
        problems = [
            (marks[problem.severity][0], problem.message, marks[problem.severity][1])
            for problem in stored.problems[:_MOST]
        ]
        if problems:
            yield self.tr("Needs attention"), problems

    def _novelty(self, fact: NoveltyFact) -> list[tuple[str, str, str]]:
        """The estimate of this entry, and what it is made of."""
        return [
            (value_text(100 * fact.value, "%"), self.tr("of the words are new"), ""),
            (self.tr("Nearest"), fact.title or self.tr("an entry that is gone"), ""),
            (
                self.tr("Method"),
                self.tr(
                    "{v}: 100 % less the cosine of the telling words of title and abstract with "
                    "the nearest of {n} earlier entries here; made {day}"
                ).format(v=fact.version, n=value_text(fact.texts), day=day_text(fact.made)),
                "",
            ),
        ]

    def _heading(self, text: str, *, first: bool) -> QLabel:
        label = QLabel(text)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)
        label.setContentsMargins(0, 0 if first else 12, 0, 2)
        return label

    def _muted(self, text: str) -> QLabel:
        label = self._text(text, "muted")
        label.setWordWrap(False)
        return label

    def _text(self, text: str, color: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if color:
            look = theme.colors(self)
            shown = {"muted": look.muted, "warning": look.warning, "error": look.error}[color]
            theme.set_text_color(label, shown)
        return label

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            # Not now: Qt tells one widget after the other, and this makes an end of some of them
            QTimer.singleShot(0, self, self._show_again)

    def _show_again(self) -> None:
        self.show_entry(self._stored)


def _moment(iso: str) -> str:
    """A moment in UTC as a clock on the wall shows it here; other text stays."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return iso
    if moment.timeSpec() is Qt.TimeSpec.LocalTime:
        moment.setTimeZone(QTimeZone.utc())
    return place().toString(moment.toLocalTime(), "d MMM yyyy, HH:mm")
