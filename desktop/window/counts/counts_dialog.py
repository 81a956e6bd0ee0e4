"""Shows what a site's file holds before anything is done with it, and asks what is not certain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from biblio.formats.sites.shapes import Columns, offered_columns
from db import ImportReport, Library, Row
from db.sites.site_values import OpenRow, RowChoice, Wishes
from desktop import wording
from desktop.window import theme
from desktop.window.counts.counts_columns import ColumnsForm, role_name
from desktop.window.counts.counts_picker import pick_for
from desktop.window.counts.counts_rows import OpenRows
from desktop.window.files.importing import TableAnswer, TableQuestion
from desktop.window.profile.metric_words import value_text
from desktop.window.session import Session
from desktop.window.tasks import Control

_PAUSE = 200  # milliseconds without a change before the file is looked at again
_DAY_WIDTH = 150
_HEIGHT = 560
_SUGGESTED = 100  # rows for which likely entries are looked up


@dataclass(frozen=True, slots=True)
class _Preview:
    report: ImportReport
    rows: list[OpenRow]
    entries: dict[int, Row]


class TableDialog(QDialog):
    """What a site's file tells, which entries its papers are, and what becomes of the others.

    Signals:
        answered: The `TableAnswer` with which the file is to be imported, or None to leave it.
    """

    answered = Signal(object)

    def __init__(self, question: TableQuestion, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        self._session = session
        self._given_day: dt.date | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import {0}").format(question.name))
        self.resize(880, _HEIGHT)
        table = question.report.table if question.report is not None else None
        self.heading = self._label(large=True)
        self.reads = self._label(muted=True)
        self.person = self._label(muted=True)
        self.told = self._label()
        self.site = QLineEdit(table.site if table and table.site != question.name else "", self)
        self.site.setPlaceholderText(self.tr("who counted, as Google Scholar"))
        self.day = QDateEdit(self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setMaximumWidth(_DAY_WIDTH)
        self.day.setMaximumDate(QDate.currentDate().addDays(1))
        self.day.setDate(QDate.currentDate())
        self.columns: ColumnsForm | None = None
        if table is None or table.told_by_user:
            known = table.columns if table else offered_columns(question.header, [question.sample])
            self.columns = ColumnsForm(question.header, question.sample, dict(known), self)
        self.rows = OpenRows(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._look)
        self.site.textChanged.connect(self._on_edited)
        self.day.dateChanged.connect(self._on_day)
        if self.columns is not None:
            self.columns.changed.connect(self._on_edited)
        self.rows.changed.connect(self._tell)
        self.rows.pick_asked.connect(partial(pick_for, self.rows, session))
        self.finished.connect(self._on_finished)
        self._shown: _Preview | None = None
        self.rows.hide()
        if question.report is not None:
            self._read(question.report)
        elif self._missing():  # what its columns may hold is offered, and who counted is not
            self._refuse(self._missing())
        else:
            self._refuse(question.reason)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        if self.columns is not None:
            form.addRow(self.tr("Counted by"), self.site)
        else:
            self.site.hide()
        form.addRow(self.tr("As of"), self.day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.heading)
        layout.addWidget(self.person)
        layout.addWidget(self.reads)
        layout.addLayout(form)
        if self.columns is not None:
            layout.addWidget(self.columns)
        layout.addWidget(self.told)
        layout.addWidget(self.rows, 1)
        layout.addStretch(0)
        layout.addWidget(buttons)

    def _label(self, *, large: bool = False, muted: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if large:
            font = label.font()
            font.setPointSizeF(font.pointSizeF() * 1.1)
            font.setWeight(font.Weight.DemiBold)
            label.setFont(font)
        if muted:
            theme.set_text_color(label, theme.colors(self).muted)
        return label

    def answer(self) -> TableAnswer:
        """What the user says now."""
        columns = None
        if self.columns is not None:
            columns = Columns(self.site.text().strip(), self.columns.columns())
        return TableAnswer(columns, self._given_day, Wishes(self.rows.choices()))

    @Slot()
    def _on_edited(self) -> None:
        self.button.setEnabled(False)
        self._timer.start()

    @Slot(QDate)
    def _on_day(self, day: QDate) -> None:
        self._given_day = dt.date(day.year(), day.month(), day.day())
        self._on_edited()

    @Slot()
    def _look(self) -> None:
        """See what importing it would do, as it is understood now."""
        if self._missing():
            self._refuse(self._missing())
        else:
            self._read(None)

    def _missing(self) -> str:
        """What a table of no known site lacks although its columns are told; empty if nothing."""
        if self._question.report is not None or self.columns is None:
            return ""
        told = {role for role, _ in self.columns.columns()}
        if "count" not in told or not told & {"title", "doi"} or self.site.text().strip():
            return ""
        return self.tr("the name of who counted is missing")

    def _read(self, known: ImportReport | None) -> None:
        """Show what importing it would do, which may be known, with likely entries."""
        answer = replace(self.answer(), wishes=Wishes())

        def work(library: Library, _: Control) -> _Preview:
            report = known or self._question.preview(library, answer)
            assert report.table is not None
            rows = [
                row
                if row.candidates or place >= _SUGGESTED
                else replace(row, candidates=tuple(library.likely_entries(row.title, 3)))
                for place, row in enumerate(report.table.open)
            ]
            wanted = {each for row in rows for each in row.candidates}
            return _Preview(report, rows, {each.id: each for each in library.rows(sorted(wanted))})

        self._session.work(work, self._show, self._on_failed)

    def _show(self, preview: _Preview) -> None:
        self._shown = preview
        table = preview.report.table
        assert table is not None
        papers = self._amount(preview.report.read)
        site = table.site or self._question.name
        self.heading.setText(self.tr("{0} lists {1}").format(site, papers))
        numbers = ", ".join(
            f"{_METRICS.get(metric, metric)} {value_text(value)}"
            for metric, value in table.metrics
            if not metric.endswith("_recent")
        )
        self.person.setText(self.tr("Of {0}: {1}").format(table.person, numbers))
        self.person.setVisible(bool(table.person and numbers))
        reads = ", ".join(f"{role_name(role)} ← {name}" for role, name in table.columns)
        self.reads.setText(self.tr("Read: {0}").format(reads))
        self.reads.setVisible(self.columns is None and bool(reads))
        with QSignalBlocker(self.day):
            self.day.setDate(QDate.fromString(table.as_of, "yyyy-MM-dd"))
        self.day.setEnabled(not table.day_is_told)
        self.day.setToolTip(self.tr("The file says it itself.") if table.day_is_told else "")
        self.rows.show_rows(preview.rows, preview.entries)
        self.rows.setVisible(bool(preview.rows))
        if not preview.rows:
            self._shrink()
        elif self.height() < _HEIGHT:
            self.resize(self.width(), _HEIGHT)
        self._tell()

    def _shrink(self) -> None:
        """Without papers to decide on there is little to show."""
        QTimer.singleShot(0, self, lambda: self.resize(self.width(), self.sizeHint().height()))

    @Slot()
    def _tell(self) -> None:
        if self._shown is None:
            return
        table = self._shown.report.table
        assert table is not None
        choices = self.rows.choices()
        entries = {number for number, choice in choices.items() if choice is not RowChoice.LEAVE}
        made = sum(choice is RowChoice.CREATE for choice in choices.values())
        known = table.matched + len(entries) - made
        parts = [
            self.tr("{0} in the library").format(f"{known:,}"),
            self.tr("{0} without a count").format(f"{table.without_count:,}"),
        ]
        if made:
            words = self.tr("1 new entry") if made == 1 else self.tr("{0} new entries")
            parts.insert(1, words.format(f"{made:,}"))
        if table.left:
            parts.append(self.tr("{0} left out before").format(f"{table.left:,}"))
        new = table.new_counts
        new += sum(row.number in entries and row.count is not None for row in self._shown.rows)
        words = self.tr("1 new count; {1}.") if new == 1 else self.tr("{0} new counts; {1}.")
        sentence = words.format(f"{new:,}", ", ".join(parts))
        later = len(self._shown.rows) - len(choices)
        if later:
            sentence += " " + self.tr("{0} to decide on, now or later:").format(f"{later:,}")
        self.told.setText(sentence)
        theme.set_text_color(self.told, theme.colors(self).text)
        self.button.setEnabled(True)

    def _on_failed(self, error: Exception) -> None:
        reason = getattr(error, "reason", None)
        self._refuse(reason if isinstance(reason, str) else wording.sentence(error))

    def _refuse(self, reason: str) -> None:
        """Say why it cannot be imported as it is understood now."""
        self._shown = None
        self.heading.setText(self.tr("What is in the columns of {0}?").format(self._question.name))
        self.person.hide()
        self.reads.hide()
        self.rows.hide()
        self._shrink()
        self.told.setText(self.tr("It cannot be imported yet: {0}.").format(reason.rstrip(".")))
        theme.set_text_color(self.told, theme.colors(self).warning)
        self.button.setEnabled(False)

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        accepted = result == QDialog.DialogCode.Accepted
        self.answered.emit(self.answer() if accepted else None)

    def _amount(self, number: int) -> str:
        return self.tr("1 paper") if number == 1 else self.tr("{0} papers").format(f"{number:,}")


_METRICS = {
    "h_index": "h-index", "i10_index": "i10-index", "citations": "citations", "papers": "papers",
}  # fmt: skip
