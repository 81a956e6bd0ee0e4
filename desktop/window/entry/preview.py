"""The preview: an entry to read, with its mathematics typeset and its addresses as links.

What it shows comes from files of strangers. It loads nothing, interprets no markup, and opens
only http and https addresses, only on a click or Enter, in the user's browser.
"""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from biblio.entry import Entry
from biblio.inheritance import Inherited
from desktop.window import theme
from desktop.window.entry.preview_writer import SHOW_AUTHORS, PreviewWriter
from desktop.window.entry.prose import address_of
from desktop.window.entry.prose_writer import SEARCH, WantedFormula
from desktop.window.entry.text_objects import TextObjects, with_sources
from desktop.window.entry.typeset import Typesetter
from desktop.window.override import override
from desktop.window.table.marks import Marks, utf16

_AT_ONCE = 0.04  # seconds for formulas before the entry is shown
_IN_A_SLICE = 0.012  # and between events after that
_SPOKEN = 4000  # characters that a screen reader gets in one piece
_WIDEST = 640  # of a column of text in pixels: longer lines are hard to read


class Preview(QTextBrowser):
    """Shows one entry.

    Signals:
        search_requested(str): A query that the user asked for by a click on a name or a mark.
    """

    search_requested = Signal(str)

    def __init__(self, typesetter: Typesetter | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetter = typesetter or Typesetter()
        self._entry: Entry | None = None
        self._inherited: tuple[Inherited, ...] = ()
        self._profile_names: tuple[str, ...] = ()
        self._all_authors = False
        self._marks = Marks()
        self._wanted: deque[WantedFormula] = deque()
        self._objects = TextObjects(self.document(), self._typesetter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setAccessibleName(self.tr("Preview"))
        self.document().setDocumentMargin(18)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_entry(
        self,
        entry: Entry | None,
        profile_names: tuple[str, ...] = (),
        *,
        inherited: tuple[Inherited, ...] = (),
    ) -> None:
        """Show an entry; None shows nothing.

        Args:
            entry: What to show.
            profile_names: Names of the profile's person, in any form that BibTeX reads.
            inherited: The fields among the entry's that it takes over from others.
        """
        self._inherited = inherited
        is_other = self._entry is None or entry is None or entry.key != self._entry.key
        self._entry, self._profile_names = entry, profile_names
        if is_other:
            self._all_authors = False
        self._write(keep_place=not is_other)
        if self._typeset(_AT_ONCE):
            self._write(keep_place=not is_other)

    def mark(self, marks: Marks) -> None:
        """Mark what a search asked for."""
        if marks.asked != self._marks.asked:
            self._marks = marks
            self._show_marks()

    def _show_marks(self) -> None:
        text = self.toPlainText()
        shown: list[QTextEdit.ExtraSelection] = []
        for start, end in Marks(self._marks.anywhere()).of(text, ""):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(utf16(text, start))
            cursor.setPosition(utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format.setBackground(theme.colors(self).mark)
            shown.append(selection)
        self.setExtraSelections(shown)

    def is_complete(self) -> bool:
        """Whether no formula waits to be drawn."""
        return not self._wanted

    def _write(self, *, keep_place: bool) -> None:
        place = self.verticalScrollBar().value() if keep_place else 0
        self._timer.stop()
        self.document().clear()
        self._wanted.clear()
        if self._entry is None:
            return
        cursor = QTextCursor(self.document())
        writer = PreviewWriter(
            cursor, self._objects, self._typesetter, self.font(), theme.colors(self)
        )
        cursor.beginEditBlock()
        writer.write(
            self._entry,
            self._profile_names,
            all_authors=self._all_authors,
            inherited=self._inherited,
        )
        cursor.endEditBlock()
        self._wanted.extend(dict.fromkeys(writer.wanted))
        self._show_marks()
        self.verticalScrollBar().setValue(place)
        cursor.select(QTextCursor.SelectionType.Document)
        self.setAccessibleDescription(with_sources(cursor)[:_SPOKEN])
        if self._wanted:
            self._timer.start(0)

    def _typeset(self, seconds: float) -> bool:
        """Draw formulas that wait, for so long; whether any was drawn and none waits now."""
        if not self._wanted or not self._typesetter.load():
            return False
        end = time.monotonic() + seconds
        while self._wanted and time.monotonic() < end:
            wanted = self._wanted.popleft()
            self._typesetter.formula(wanted.tex, wanted.size, display=wanted.display)
        return not self._wanted

    def _on_timeout(self) -> None:
        if not self._typesetter.load():
            self._timer.start(20)
        elif self._typeset(_IN_A_SLICE):
            self._write(keep_place=True)
        else:
            self._timer.start(0)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.toString() == SHOW_AUTHORS:
            self._all_authors = not self._all_authors
            self._write(keep_place=True)
        elif url.scheme() == SEARCH:
            query = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
            self.search_requested.emit(query)
        elif address_of(url.toString()) and url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    @override
    def doSetSource(self, name: QUrl | str, type: object = None) -> None:
        """Nothing is a page to go to."""

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(with_sources(self.textCursor()))
        return data

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write(keep_place=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        spare = max(0, self.width() - _WIDEST - self.verticalScrollBar().sizeHint().width())
        self.setViewportMargins(spare // 2, 0, spare // 2, 0)
        super().resizeEvent(event)
