"""Changes many entries: what is to be done, and every change of it before it happens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from biblio.bulk import Operation
from db import Library
from db.errors import CancelledError
from desktop import wording
from desktop.window import theme
from desktop.window.many.bulk_form import BulkForm, Kind
from desktop.window.many.bulk_model import BulkModel, Listing, listing_of
from desktop.window.many.bulk_told import told
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.tasks import Control

_PAUSE = 250  # milliseconds without a keystroke before the changes are worked out
_PATIENCE = 400  # milliseconds before it is said how far that is


class BulkDialog(QDialog):
    """An operation, and the list of what it changes, from which rows can be left out.

    Signals:
        accepted_for: (ids of the entries, the operation, the accepted changes).
    """

    accepted_for = Signal(object, object, object)

    def __init__(
        self,
        session: Session,
        scopes: Sequence[tuple[str, Sequence[int]]],
        kind: Kind,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            session: The library.
            scopes: (words, ids) of the entries that can be meant; the first is taken.
            kind: With which kind of change it begins.
            parent: The window.
        """
        super().__init__(parent)
        self._session = session
        self._scopes = scopes
        self._control: Control | None = None
        self._asked: tuple[Operation | None, int] | None = None
        self._early: _Early | None = None
        self._is_begun = False  # the first changes are shown
        self._is_whole = True  # and all others are known
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Change many entries"))
        self.resize(900, 600)
        self.scope = QComboBox(self)
        self.scope.setAccessibleName(self.tr("Entries"))
        self.scope.addItems([words for words, _ in scopes])
        self.form = BulkForm(kind, self)
        self.model = BulkModel(self)
        self.table = self._make_table()
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self._progress = QProgressBar(self)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._progress.hide()
        self.everything = QPushButton(self.tr("Tick &all"), self)
        self.nothing = QPushButton(self.tr("Tick &none"), self)
        for button, on in ((self.everything, True), (self.nothing, False)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, on=on: self.model.tick(None, on=on))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = self._buttons.addButton(
            self.tr("Change"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._timer = _single_shot(self, _PAUSE, self._ask)
        self._patience = _single_shot(self, _PATIENCE, self._progress.show)
        self.form.edited.connect(self._on_edited)
        self.scope.currentIndexChanged.connect(self._on_edited)
        self.model.dataChanged.connect(self._tell)
        self._ask()
        first = self.form.sought if kind is Kind.REPLACE else self.form.field
        first.setFocus()

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Changes"))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.installEventFilter(self)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((180, 110, 270)):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        return table

    def _lay_out(self) -> None:
        self.form.put_first(self.tr("Entries"), self.scope)
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.everything)
        below.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.form)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._progress)
        layout.addLayout(below)
        layout.addWidget(self._buttons)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
            if rows:
                self.model.tick(rows, on=not self.model.is_ticked(rows[0]))
            return True
        return super().eventFilter(watched, event)

    @override
    def done(self, result: int) -> None:
        self._session.forget("bulk")
        super().done(result)

    @Slot()
    def _on_edited(self) -> None:
        if self._asked == (self.form.operation(), self.scope.currentIndex()):
            return
        self.button.setEnabled(False)
        if self._control is not None:
            self._control.cancel()
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        operation, ids = self.form.operation(), self._scopes[self.scope.currentIndex()][1]
        self._asked = operation, self.scope.currentIndex()
        self._is_begun = False
        if operation is None:
            self._session.forget("bulk")
            self._show(listing_of([], by_field=False))
            return

        by_field = self.form.by_field

        early = _Early()

        def work(library: Library, control: Control) -> Listing:
            changes = library.bulk_changes(
                ids,
                [operation],
                first=lambda some: early.found.emit(listing_of(some, by_field=by_field)),
                progress=control.progress,
                cancelled=control.cancelled,
            )
            return listing_of(changes, by_field=by_field)

        self._is_whole = False
        early.found.connect(self._on_found)
        self._early = early
        self._control = self._session.count("bulk", work, self._show, self._on_failed)
        self._control.progressed.connect(self._on_progressed)
        self._progress.setRange(0, 0)
        self._patience.start()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    @Slot(object)
    def _on_found(self, listing: Listing) -> None:
        """The first changes; how many there are is still being counted."""
        if self.sender() is self._early and not self._is_whole:
            self.model.set_listing(listing)
            self._is_begun = True
            self._tell()

    def _show(self, listing: Listing) -> None:
        self._end_progress()
        self._is_whole = True
        if self._is_begun:
            self.model.complete(listing)
        else:
            self.model.set_listing(listing)
        self._is_begun = False
        self._tell()

    def _on_failed(self, error: Exception) -> None:
        self._end_progress()
        if isinstance(error, CancelledError):
            return  # something else is about to be asked
        self._is_whole, self._is_begun = True, False
        self.model.set_listing(listing_of([], by_field=False))
        self._tell()
        self._say(wording.sentence(error), is_wrong=True)

    def _end_progress(self) -> None:
        self._patience.stop()
        self._progress.hide()

    @Slot()
    def _tell(self) -> None:
        wanted, whole = self.model.wanted_entries(), self.model.listing.entries
        fault = self.form.fault()
        words = told(self.form.operation(), self.model.listing, wanted, is_whole=self._is_whole)
        self._say(fault or words, is_wrong=bool(fault))
        self.button.setEnabled(bool(wanted) and self._is_whole and not self._timer.isActive())
        if not (wanted and self._is_whole):
            self.button.setText(self.tr("Change"))
        else:
            self.button.setText(
                self.tr("Change 1 entry")
                if wanted == 1
                else self.tr("Change {0} entries").format(f"{wanted:,}")
            )
        for button in (self.everything, self.nothing):
            button.setEnabled(bool(whole) and self._is_whole)

    def _say(self, words: str, *, is_wrong: bool) -> None:
        look = theme.colors(self)
        theme.set_text_color(self.told, look.error if is_wrong else look.muted)
        self.told.setText(words)

    @Slot()
    def _on_accepted(self) -> None:
        operation: Operation | None = self.form.operation()
        wanted = self.model.wanted()
        if operation is None or not wanted or not self._is_whole or self._timer.isActive():
            return
        ids = self._scopes[self.scope.currentIndex()][1]
        self.accepted_for.emit(ids, operation, wanted)
        self.accept()


class _Early(QObject):
    """Hands the first changes from the thread that looks for them to the dialog.

    Signals:
        found: Their `Listing`.
    """

    found = Signal(object)


def _single_shot(parent: QDialog, interval: int, slot: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(slot)
    return timer
