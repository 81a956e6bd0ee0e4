"""Possible duplicates and versions: found in the background, decided on one by one, or at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.works import Relation
from biblio.works_merging import ComparedField
from db.publication.works_finding import Proposal
from desktop.window import theme
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.works import works_words
from desktop.window.works.works_compare import WorksCompare

if TYPE_CHECKING:
    from db import Library, Notice
    from desktop.window.tasks import Control

_PROPOSAL = Qt.ItemDataRole.UserRole
_SHOWN = 500  # groups of a kind in the list


class WorksDialog(QDialog):
    """Shows what may be one paper, and does what the user decides.

    Signals:
        decided: A sentence on what was done, which can be undone.
        entry_asked: The id of an entry to be shown in the list.
    """

    decided = Signal(str)
    entry_asked = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._search: Control | None = None
        self._proposals: list[Proposal] = []
        # Of the group that is marked and shown, the one that stays first; empty until it is shown
        self._ids: tuple[int, ...] = ()
        self.setWindowTitle(self.tr("Duplicates and versions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 640)
        self.groups = QTreeWidget(self)
        self.compare = WorksCompare(self)
        self.reason = QLabel(self)
        self.told = QLabel(self)
        self.merge = QPushButton(self.tr("&Merge"), self)
        self.join = QPushButton(self.tr("&Join as versions"), self)
        self.apart = QPushButton(self.tr("&Not one paper"), self)
        self.show_entry = QPushButton(self.tr("&Show in the list"), self)
        self.all_sure = QPushButton(self)
        self._lay_out()
        self.groups.currentItemChanged.connect(self._on_current)
        self.compare.keep_asked.connect(self._on_keep)
        session.changed.connect(self.look)
        session.changed_elsewhere.connect(self.look)
        self.look()

    def _lay_out(self) -> None:
        self.groups.setHeaderHidden(True)
        self.groups.setAccessibleName(self.tr("Groups of entries"))
        self.groups.setUniformRowHeights(True)
        for label in (self.reason, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.merge.clicked.connect(self._merge)
        self.join.clicked.connect(self._join)
        self.apart.clicked.connect(self._keep_apart)
        self.show_entry.clicked.connect(lambda: self.entry_asked.emit(self._ids[0]))
        self.all_sure.clicked.connect(self._merge_sure)
        for button in (self.merge, self.join, self.apart, self.show_entry, self.all_sure):
            button.setAutoDefault(False)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reason)
        column.addWidget(self.compare, 1)
        actions = QHBoxLayout()
        for button in (self.merge, self.join, self.apart):
            actions.addWidget(button)
        actions.addStretch(1)
        actions.addWidget(self.show_entry)
        column.addLayout(actions)
        splitter = QSplitter(self)
        splitter.addWidget(self.groups)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([320, 720])
        splitter.setChildrenCollapsible(False)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.all_sure)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)

    @Slot()
    def look(self) -> None:
        """Look for groups, off the main thread; a newer look makes an older one void."""
        if self._search is not None:
            self._search.cancel()
        self.told.setText(self.tr("Looking for duplicates and versions…"))
        self.all_sure.hide()

        def work(library: Library, control: Control) -> list[Proposal]:
            return library.proposals(cancelled=control.cancelled)

        self._search = self._session.count("proposals", work, self._on_found, self._on_failed)

    def _on_found(self, found: list[Proposal]) -> None:
        self._search = None
        self._proposals = found
        marked = self.current()
        was = marked.entry_ids if marked is not None else ()
        self.groups.clear()
        shown = None
        for relation in Relation:
            of_kind = [each for each in found if each.kind is relation]
            if not of_kind:
                continue
            title = f"{works_words.kind(relation)} ({len(of_kind):,})"
            top = QTreeWidgetItem(self.groups, [title])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            ids = [proposal.entry_ids[0] for proposal in of_kind[:_SHOWN]]
            titles = {row.id: row.title or row.key for row in self._session.rows(ids)}
            for proposal in of_kind[:_SHOWN]:
                name = titles.get(proposal.entry_ids[0], "")
                item = QTreeWidgetItem(top, [f"{name} ({len(proposal.entry_ids)})"])
                item.setToolTip(0, theme.tooltip(name))
                item.setData(0, _PROPOSAL, proposal)
                if shown is None or set(proposal.entry_ids) & set(was):
                    shown = shown or item
            top.setExpanded(True)
        sure = self._sure(found)
        self.all_sure.setText(self.tr("Merge all {0} sure ones").format(f"{len(sure):,}"))
        self.all_sure.setVisible(len(sure) > 1)
        self.told.setText(
            "" if found else self.tr("There are no duplicates, and no versions to be joined.")
        )
        if shown is None:
            self._show_nothing()
        else:
            self.groups.setCurrentItem(shown)

    @staticmethod
    def _sure(found: list[Proposal]) -> list[Proposal]:
        return [each for each in found if each.kind is Relation.DUPLICATES and each.is_sure]

    def proposals(self) -> list[Proposal]:
        """The groups that were found."""
        return list(self._proposals)

    def current(self) -> Proposal | None:
        """The group that is marked."""
        item = self.groups.currentItem()
        found = item.data(0, _PROPOSAL) if item is not None else None
        return found if isinstance(found, Proposal) else None

    def _on_current(self) -> None:
        proposal = self.current()
        if proposal is None:
            self._show_nothing()
            return
        self._wait()
        self.compare.setEnabled(False)  # what it shows is another group

        def work(library: Library, _: Control) -> int:
            return library.most_complete(proposal.entry_ids)

        done: Callable[[int], None] = partial(self._show, proposal)
        self._session.ask("compared", work, done, self._on_failed)

    def _wait(self) -> None:
        """Have no button act until the group that is marked is shown."""
        self._ids = ()
        for button in (self.merge, self.join, self.apart, self.show_entry):
            button.setEnabled(False)

    def _show_nothing(self) -> None:
        self._wait()
        self.reason.clear()
        self.compare.show_fields([], (), can_choose=False)

    def _show(self, proposal: Proposal, keep: int) -> None:
        """Show a group beside the entry that is to stay."""
        self._wait()
        ids = (keep, *(each for each in proposal.entry_ids if each != keep))

        def work(library: Library, _: Control) -> tuple[ComparedField, ...]:
            return library.compared(ids, keep)

        done: Callable[[tuple[ComparedField, ...]], None] = partial(
            self._on_compared, proposal, ids
        )
        self._session.ask("compared", work, done, self._on_failed)

    def _on_compared(
        self, proposal: Proposal, ids: tuple[int, ...], fields: tuple[ComparedField, ...]
    ) -> None:
        if proposal != self.current():
            return  # another look has found other groups since
        self._ids = ids
        self.compare.setEnabled(True)
        merges = proposal.kind is Relation.DUPLICATES
        rows = {row.id: row for row in self._session.rows(ids)}
        names = [rows[each].key or f"#{each}" if each in rows else f"#{each}" for each in ids]
        if merges:
            names[0] = self.tr("{0} stays").format(names[0])
        self.compare.show_fields(names, fields, can_choose=merges)
        told = works_words.reasons(proposal.reasons)
        if merges:
            told += " " + self.tr(
                "Click a text to take it, or the head of a column to let that entry stay. The"
                " others go to the trash; their keys find the one that stays."
            )
        else:
            told += " " + self.tr("Joined, each keeps its key, and together they count once.")
        self.reason.setText(told)
        self.merge.setEnabled(merges)
        for button in (self.join, self.apart, self.show_entry):
            button.setEnabled(True)

    @Slot(int)
    def _on_keep(self, place: int) -> None:
        proposal = self.current()
        ids = self._ids
        if proposal is not None and proposal.kind is Relation.DUPLICATES and place < len(ids):
            self._show(proposal, ids[place])

    @Slot()
    def _merge(self) -> None:
        keep, *others = self._ids
        choices = {name: self._ids[place] for name, place in self.compare.choices().items()}
        told = self.tr("{0} entries are merged into one.").format(len(self._ids))
        self._write(lambda library, _: library.merge_entries(keep, others, choices), told)

    @Slot()
    def _join(self) -> None:
        ids = self._ids
        told = self.tr("{0} entries are versions of one work now.").format(len(ids))
        self._write(lambda library, _: library.join_versions(ids), told)

    @Slot()
    def _keep_apart(self) -> None:
        ids = self._ids
        told = self.tr("These entries are not proposed together any more.")
        self._write(lambda library, _: library.keep_apart(ids), told)

    @Slot()
    def _merge_sure(self) -> None:
        groups = [each.entry_ids for each in self._sure(self.proposals())]
        told = self.tr("The duplicates of {0} works are merged.").format(f"{len(groups):,}")
        self._write(lambda library, _: library.merge_groups(groups), told)

    def _write(self, work: Callable[[Library, Control], Notice], told: str) -> None:
        def done(_: Notice) -> None:
            self.told.setText(told)
            self.decided.emit(told)
            if self._search is None:
                self._on_current()  # nothing has changed, so that nobody looks again

        def failed(error: Exception) -> None:
            self._on_failed(error)
            self._on_current()

        self._wait()
        self._session.write(work, failed, done)

    def _on_failed(self, error: Exception) -> None:
        from db.errors import CancelledError
        from desktop import wording

        if not isinstance(error, CancelledError):
            self.told.setText(wording.sentence(error))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._search is not None:
            self._search.cancel()
        self._session.forget("proposals")
        self._session.forget("compared")
        super().closeEvent(event)
