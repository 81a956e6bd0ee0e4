"""What sites list of a person against the library: what to do, and work by work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from biblio.reconcile import Finding
from db.reconciling.reconcile import Reconciled, Row
from db.reconciling.reconcile_since import Since
from db.reconciling.reconcile_todo import Task, Todo, todo
from desktop.reconcile_words import since_text, todo_text
from desktop.window import theme
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.works.reconcile_model import ReconcileModel

if TYPE_CHECKING:
    from db import Library, Notice
    from desktop.window.tasks import Control

_FINDING_OF = {
    Task.PERHAPS: Finding.PERHAPS,
    Task.DECIDE: Finding.UNKNOWN,
    Task.ADD_THERE: Finding.MISSING,
    Task.ADOPT: Finding.ID_THERE,
    Task.CHECK_YEAR: Finding.YEAR,
    Task.CHECK_TITLE: Finding.TITLE,
    Task.ADD_IDS: Finding.ID_HERE,
    Task.REPORT_THERE: Finding.MISSING,
    Task.COUNTS: Finding.COUNT,
}
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_TITLE = 260  # pixels of titles at the least
_HIGHEST = 190  # pixels of the list of things to do


class ReconcileDialog(QDialog):
    """The to-do list over the matrix of works and lists.

    Signals:
        entry_asked: The id of an entry to be shown in the list.
        decide_asked: Papers of the list of this name that are no entries are to be decided on.
        told: A sentence on what was done.
        changed: The same of what can be undone.
    """

    entry_asked = Signal(int)
    decide_asked = Signal(str)
    told = Signal(str)
    changed = Signal(str)

    def __init__(self, session: Session, profile: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._profile = profile
        self.found = Reconciled()
        self.setWindowTitle(self.tr("Compare with sites"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 680)
        self.head = QLabel(self)
        self.finding = QComboBox(self)
        self.place = QComboBox(self)
        self.save = QPushButton(self.tr("Save what is missing there…"), self)
        self.status = QLabel(self)
        self.rows = ReconcileModel(theme.colors(self), self)
        self.table = QTableView(self)
        self._todo = QWidget(self)
        self._lines = QGridLayout(self._todo)
        self._lay_out()
        self.finding.currentIndexChanged.connect(self._narrow)
        self.place.currentIndexChanged.connect(self._narrow)
        session.changed.connect(self.look)
        session.changed_elsewhere.connect(self.look)
        self.look()

    def _lay_out(self) -> None:
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        for finding, words in (
            (None, self.tr("All works")),
            (Finding.MISSING, self.tr("Missing there")),
            (Finding.PERHAPS, self.tr("Perhaps the same")),
            (Finding.UNKNOWN, self.tr("Only there")),
            (Finding.COUNT, self.tr("Counts differ")),
            (Finding.YEAR, self.tr("Year differs")),
            (Finding.TITLE, self.tr("Title differs")),
            (Finding.ID_THERE, self.tr("Identifier only there")),
            (Finding.ID_HERE, self.tr("Identifier only here")),
            (Finding.AGREES, self.tr("In all, without difference")),
        ):
            self.finding.addItem(words, finding)
        for box in (self.finding, self.place):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.finding.setAccessibleName(self.tr("Which works"))
        self.place.setAccessibleName(self.tr("In which list"))
        self.table.setModel(self.rows)
        self.table.setAccessibleName(self.tr("Works and lists"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.activated.connect(lambda index: self._open(index.row()))
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setColumnStretch(0, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(self._todo)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMaximumHeight(_HIGHEST)
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._scroll = scroll
        choices = QHBoxLayout()
        choices.addWidget(self.finding)
        choices.addWidget(self.place)
        choices.addWidget(self.save)
        choices.addStretch(1)
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._on_save)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        close = QPushButton(self.tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.head)
        layout.addWidget(scroll)
        layout.addLayout(choices)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    @Slot()
    def look(self) -> None:
        """Compare anew, off the main thread."""

        def work(library: Library, _: Control) -> tuple[Reconciled, list[Since]]:
            return library.reconciled(self._profile), library.since_last_import(self._profile)

        self._session.count("reconcile", work, self._on_found, self._on_failed)

    def _on_found(self, answer: tuple[Reconciled, list[Since]]) -> None:
        self.found, since = answer
        lines = [since_text(each) for each in since[:4]]
        if self.found.lists:
            amount = self.tr("{0}: {1} works, {2} lists.").format(
                self.found.name, f"{len(self.found.rows):,}", len(self.found.lists)
            )
            lines.insert(0, amount)
        else:
            lines = [
                self.tr(
                    "No site has told yet what it lists of {0}. Import a saved Google Scholar page,"
                    " a file of OpenAlex, Scopus or ORCID, or the .bib of DBLP, and compare again."
                ).format(self.found.name)
            ]
        self.head.setText("\n".join(lines))
        self._show_todo(todo(self.found))
        chosen = self.place.currentText()
        with QSignalBlocker(self.place):
            self.place.clear()
            self.place.addItem(self.tr("in any list"), None)
            for place, each in enumerate(self.found.lists):
                self.place.addItem(self.tr("in {0}").format(each.name), place)
            self.place.setCurrentIndex(max(0, self.place.findText(chosen)))
        self._narrow()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.resizeColumnsToContents()
        self._fit()

    def _show_todo(self, todos: list[Todo]) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for number, each in enumerate(todos):
            label = QLabel(f"•  {todo_text(each, self.found.lists)}", self._todo)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._lines.addWidget(label, number, 0)
            words = {
                Task.PERHAPS: self.tr("Decide…"),
                Task.DECIDE: self.tr("Decide…"),
                Task.ADD_THERE: self.tr("Save the .bib…"),
                Task.REPORT_THERE: self.tr("Save the .bib…"),
                Task.ADOPT: self.tr("Take them over"),
            }.get(each.task)
            if words is not None:
                button = QPushButton(words, self._todo)
                button.setAutoDefault(False)
                button.clicked.connect(partial(self.do, each))
                self._lines.addWidget(button, number, 1)
            if each.task in _FINDING_OF:
                show = QPushButton(self.tr("Show"), self._todo)
                show.setAutoDefault(False)
                show.setAccessibleName(self.tr("Show: {0}").format(label.text()))
                show.clicked.connect(partial(self.show_finding, _FINDING_OF[each.task], each.place))
                self._lines.addWidget(show, number, 2)
        for widget in self._todo.findChildren(QWidget, options=_DIRECT):
            widget.show()  # or it would have no height yet
        self._scroll.setVisible(bool(todos))
        height = self._lines.heightForWidth(self.width() - 40)
        self._scroll.setFixedHeight(min(max(height, self._lines.sizeHint().height()), _HIGHEST))

    def _fit(self) -> None:
        """Give titles the room that is left, but never so little that none can be read."""
        header = self.table.horizontalHeader()
        lists = sum(header.sectionSize(column) for column in range(1, header.count()))
        header.resizeSection(0, max(_TITLE, self.table.viewport().width() - lists))

    def show_finding(self, finding: Finding, place: int | None) -> None:
        """Narrow the table to what was found in a list."""
        self.place.setCurrentIndex(0 if place is None else place + 1)
        self.finding.setCurrentIndex(self.finding.findData(finding))

    @Slot()
    def _narrow(self) -> None:
        place = self.place.currentData()
        self.rows.show_found(self.found, self.finding.currentData(), place)
        self.save.setEnabled(place is not None and bool(self.found.missing_in(place)))

    def _open(self, number: int) -> None:
        row = self.rows.row(number)
        if isinstance(row, Row):
            self.entry_asked.emit(row.entry_id)
        else:
            self.decide_asked.emit(self.found.lists[row.place].name)

    def do(self, each: Todo) -> None:
        """Do what a thing to do asks for."""
        if each.place is None:
            return
        if each.task in (Task.PERHAPS, Task.DECIDE):
            self.decide_asked.emit(self.found.lists[each.place].name)
        elif each.task is Task.ADOPT:
            self._adopt(each.place, each.entry_ids)
        else:
            self._ask_where(each.place)

    @Slot()
    def _on_save(self) -> None:
        place = self.place.currentData()
        if isinstance(place, int):
            self._ask_where(place)

    def _ask_where(self, place: int) -> None:
        """Let the user say where what a list lacks is written."""
        name = self.found.lists[place].name
        stem = "".join(c if c.isalnum() else "-" for c in Path(name).stem).strip("-").lower()
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save what is missing in {0}").format(name),
            str(Path.home() / f"missing-in-{stem}.bib"),
            self.tr("BibTeX (*.bib)"),
        )
        if chosen:
            self.save_missing(place, Path(chosen))

    def save_missing(self, place: int, path: Path) -> None:
        """Write the entries that a list lacks to a .bib."""
        missing = self.found.missing_in(place)
        path = path if path.suffix else path.with_suffix(".bib")

        def work(library: Library, _: Control) -> None:
            from db.citing.exporting import ExportOptions
            from desktop.files import replace_file

            text = library.export(missing, ExportOptions("bibtex")).text
            replace_file(path, text.encode())

        told = (
            self.tr("1 entry is in {0}.").format(path)
            if len(missing) == 1
            else self.tr("{0} entries are in {1}.").format(f"{len(missing):,}", path)
        )
        self._session.work(work, lambda _: self._tell(told), self._on_failed)

    def _adopt(self, place: int, entry_ids: Sequence[int]) -> None:
        wanted = set(entry_ids)
        found = {
            row.entry_id: cell.there
            for row in self.found.rows
            if row.entry_id in wanted and (cell := row.cells[place]) is not None
        }
        told = self.tr("Identifiers are taken over.")

        def done(_: Notice) -> None:
            self.changed.emit(told)

        self._session.write(
            lambda library, _: library.adopt_identifiers(found), self._on_failed, done
        )

    def _tell(self, text: str) -> None:
        self.told.emit(text)
        self.status.setText(text)

    def _on_failed(self, error: Exception) -> None:
        from desktop import wording

        self.status.setText(wording.sentence(error))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.rows.set_look(theme.colors(self))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.forget("reconcile")
        super().closeEvent(event)
