"""The h-index explained: the ranked list with its line, what the next step needs, and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from biblio.metrics import counts
from desktop.window import theme
from desktop.window.override import override
from desktop.window.profile.h_index_model import CITATIONS, RANK, TICK, TITLE, YEAR, RankedModel
from desktop.window.profile.metric_words import value_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from db import Library
    from db.person.profile_rows import WhatIf
    from desktop.window.session import Session
    from desktop.window.tasks import Control, Failed

_TYPED = 200  # milliseconds after the last key until the search is asked
_NAMED = 3  # works that the sentence on the next step names
_NO_PREPRINTS = "has:venue -venue:arxiv -venue:corr -venue:biorxiv -venue:medrxiv -venue:ssrn"


class HIndexDialog(QDialog):
    """The ranked list of a profile; changes nothing of the library.

    Signals:
        entry_asked: The id of an entry that is to be shown in the list.
        search_asked: The query is to be asked of the list.
    """

    entry_asked = Signal(int)
    search_asked = Signal(str)

    def __init__(
        self,
        session: Session,
        profile_id: int,
        name: str,
        year: int,
        failed: Failed,
        parent: QWidget,
    ) -> None:
        """Make the dialog.

        Args:
            session: The library.
            profile_id: Whose h-index.
            name: The person's.
            year: The year of the counts, from which the last five are reckoned.
            failed: Told what the library cannot answer.
            parent: The window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("h-index of {0}").format(name))
        self.resize(760, 640)
        self._session, self._profile_id, self._failed = session, profile_id, failed
        self._answer: WhatIf | None = None
        self.model = RankedModel(session.rows, self)
        self.value = QLabel()
        self.sentence = _label()
        self.others = _label()
        self.query = QLineEdit()
        self.query.setPlaceholderText(self.tr("What if only… (any search: me:first year:2020..)"))
        self.query.setAccessibleName(self.tr("Only papers that this search finds"))
        self.query.setClearButtonEnabled(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPED)
        self._wait.timeout.connect(self.ask)
        self.query.textChanged.connect(self._on_typed)
        self.chips = [
            self._chip(self.tr("First author"), "me:first"),
            self._chip(self.tr("Last author"), "me:last"),
            self._chip(self.tr("Last five years"), f"year:{year - 4}.."),
            self._chip(self.tr("Without preprints"), _NO_PREPRINTS),
        ]
        self.all = QPushButton(self.tr("Tick all"))
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self.model.tick_all)
        self.show_list = QPushButton(self.tr("Show in the list"))
        self.show_list.setAutoDefault(False)
        self.show_list.clicked.connect(lambda: self.search_asked.emit(self.query.text()))
        self.table = _RankedTable(self.model, self)
        self.table.activated.connect(self._on_activated)
        self.model.ranks_changed.connect(self._write)
        self._lay_out()
        self._style()
        session.changed.connect(self.ask)
        session.changed_elsewhere.connect(self.ask)
        self.ask()
        self.query.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.value, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.sentence)
        words.addWidget(self.others)
        top.addLayout(words, 1)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for chip in self.chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addWidget(self.show_list)
        foot.addStretch(1)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.query)
        column.addLayout(chips)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _style(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 2.4)
        font.setWeight(QFont.Weight.DemiBold)
        self.value.setFont(font)
        theme.set_text_color(self.others, theme.colors(self).muted)

    def _chip(self, text: str, words: str) -> QPushButton:
        """A button that puts words into the query, or takes them out."""
        chip = QPushButton(text)
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setToolTip(theme.tooltip(words))
        chip.setProperty("words", words)
        chip.clicked.connect(self._on_chip)
        return chip

    def _on_chip(self) -> None:
        chip = self.sender()
        if not isinstance(chip, QPushButton):
            return
        words, query = str(chip.property("words")), self.query.text()
        query = query.replace(words, "") if words in query else f"{query} {words}"
        self.query.setText(" ".join(query.split()))

    def _on_typed(self, text: str) -> None:
        for chip in self.chips:
            chip.setChecked(str(chip.property("words")) in text)
        self._wait.start()

    def ask(self) -> None:
        """Ask the library for the papers that the search finds."""
        query, profile_id = self.query.text(), self._profile_id

        def work(library: Library, _: Control) -> WhatIf | None:
            return library.what_if(profile_id, query)

        if self._session.is_open:
            self._session.count("what_if", work, self._on_answer, self._failed)

    def _on_answer(self, answer: WhatIf | None) -> None:
        self._answer = answer
        if answer is None:  # the profile went
            self.close()
            return
        self.model.set_works(answer.ranked)
        self.table.fit()

    def _write(self) -> None:
        answer = self._answer
        if answer is None:
            return
        ranked = self.model.ranked()
        h = self.model.h() if ranked else None
        self.value.setText("n/a" if h is None else str(h))
        self.value.setAccessibleName(self.tr("h-index {0}").format(self.value.text()))
        is_all = not answer.outside and not self.model.unticked()
        parts = []
        if h is None:
            parts.append(
                self.tr("No paper that this search finds has a citation count.")
                if answer.outside
                else self.tr(
                    "No paper has a citation count. Import a file of a site that counts, such as "
                    "the saved page of Google Scholar, or enter counts by hand."
                )
            )
        else:
            works = {
                0: self.tr("No work has been cited yet."),
                1: self.tr("1 work has a citation at least."),
            }
            many = self.tr("{h} works have at least {h} citations each.").format(h=h)
            parts.append(works.get(h, many))
            parts.append(self._next())
        if not is_all and answer.whole is not None:
            parts.append(self.tr("Of all papers it is {0}.").format(answer.whole))
        self.sentence.setText(" ".join(part for part in parts if part))
        self.others.setText("  ·  ".join(self._facts()))
        self.others.setVisible(bool(self.others.text()))
        self.all.setEnabled(bool(self.model.unticked()))
        self.show_list.setEnabled(bool(self.query.text().strip()))

    def _next(self) -> str:
        step = self.model.step()
        parts = [
            self.tr("+{n} on “{title}”").format(n=lacks, title=_short(self.model.title(entry)))
            for entry, lacks in step.more[:_NAMED]
        ]
        if len(step.more) > _NAMED:
            more = len(step.more) - _NAMED
            parts.append(self.tr("some on {n} more").format(n=more))
        if step.new == 1:
            parts.append(self.tr("another work with {h} citations").format(h=step.h))
        elif step.new:
            parts.append(self.tr("{n} more works with {h} citations").format(n=step.new, h=step.h))
        return self.tr("{h} needs {what}.").format(h=step.h, what=", ".join(parts)) if parts else ""

    def _facts(self) -> list[str]:
        answer = self._answer
        known = [each.count for each in self.model.ranked()]
        facts = []
        if known:
            facts = [
                self.tr("{0} citations").format(value_text(counts.citations(known))),
                self.tr("g-index {0}").format(value_text(counts.g_index(known))),
                self.tr("i10-index {0}").format(value_text(counts.i10_index(known))),
                self.tr("e-index {0}").format(value_text(counts.e_index(known))),
            ]
        if answer is not None and answer.uncounted:
            number = len(answer.uncounted)
            facts.append(
                self.tr("1 work without a count, in no rank")
                if number == 1
                else self.tr("{0} works without a count, in no rank").format(f"{number:,}")
            )
        if answer is not None and answer.outside:
            facts.append(self.tr("{0} not found by the search").format(answer.outside))
        if self.model.unticked():
            facts.append(self.tr("{0} unticked").format(self.model.unticked()))
        return facts

    def _on_activated(self, index: QModelIndex) -> None:
        self.entry_asked.emit(self.model.entry(index.row()))


class _RankedTable(QTableView):
    """The list; Space ticks the marked row or takes its tick away."""

    def __init__(self, model: RankedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(model, self))
        self.setAccessibleName(self.tr("Works by citations"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 11)
        header = self.horizontalHeader()
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((TICK, 30), (RANK, 60), (CITATIONS, 84), (YEAR, 60)):
            self.setColumnWidth(column, width)

    def fit(self) -> None:
        """Mark the last row above the line, where none is marked."""
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, TICK))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._model.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """Paints the h-core on a ground of its own, the line below it, and what is unticked pale."""

    def __init__(self, model: RankedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~option.state.State_HasFocus

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.colors(self._view)
        rank = self._model.rank_of(index.row())
        rect: QRect = option.rect
        if rank is not None and rank.core:
            painter.fillRect(rect, look.pill)
        if rank is None:
            painter.setOpacity(0.45)
        super().paint(painter, option, index)
        painter.setOpacity(1.0)
        if rank is not None and rank.core and rank.rank == self._model.h():
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), look.accent)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39].rstrip()}…"
