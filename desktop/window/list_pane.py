"""The middle of the window: the profile over the search box over the list of what was found."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from db import Library, ProfileSummary, Sort, View
from desktop import wording
from desktop.window.empty_state import Button, EmptyState
from desktop.window.message_bar import MessageBar, Tone
from desktop.window.override import override
from desktop.window.profile_header import ProfileHeader
from desktop.window.search_box import SearchBox
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.table_model import EntryTableModel
from desktop.window.table_view import EntryTable
from desktop.window.tasks import Control

USUAL_SORT = {
    "recent": (Sort("added", descending=True),),
    "trash": (Sort("changed", descending=True),),
    "source": (),
}
_LOW = 640  # pixels of height below which the profile's numbers start folded
_BY_DATE = (Sort("year", descending=True), Sort("date", descending=True))


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question.

    Attributes:
        ids: What was found, in order.
        total: How many entries the view has.
        meaning: How the query was understood; empty without one.
    """

    ids: array[int]
    total: int
    meaning: str


class ListPane(QWidget):
    """Asks the library what to show, and shows it.

    Signals:
        current_changed: The id of the entry that the cursor is on, or None.
        selection_changed: More or fewer entries are selected.
        entry_opened: The id of an entry to be worked on.
        found: New ids are shown.
        import_asked, all_asked: A button of an empty list was pressed.
    """

    current_changed = Signal(object)
    selection_changed = Signal()
    entry_opened = Signal(int)
    found = Signal()
    import_asked = Signal()
    all_asked = Signal()

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._view = View()
        self._wanted: tuple[int, ...] = ()  # to be selected with the next answer
        self._answered = False
        self.header = ProfileHeader(self)
        self.message = MessageBar(self)
        self.search = SearchBox(self)
        self.model = EntryTableModel(session.rows, self._mime_data, self)
        self.table = EntryTable(self.model, self)
        self.empty = EmptyState(self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.search)
        layout.addWidget(self.message)
        layout.addLayout(self._stack, 1)
        self.header.hide()
        self._is_low: bool | None = None
        self.header.collapsed_changed.connect(self._on_folded)
        self.search.query_changed.connect(self._on_query)
        self.search.left_downwards.connect(self._on_left_search)
        self.table.sort_asked.connect(self._on_sort)
        self.table.columns_changed.connect(self._remember_columns)
        self.table.current_changed.connect(self.current_changed)
        self.table.selection_changed.connect(self.selection_changed)
        self.table.opened.connect(self.entry_opened)
        self.table.typed.connect(self.search.begin)

    def view(self) -> View:
        """The view that is shown."""
        return self._view

    def show_view(self, view: View) -> None:
        """Show a view, with its columns as they were left."""
        self._view = view
        state = self._settings.columns(view.kind)
        self.table.arrange(state)
        if not state.sort:
            self.table.show_sort(USUAL_SORT.get(view.kind, _BY_DATE))
        self.header.setVisible(view.kind == "profile")
        self.ask()

    def show_profile(self, profile: ProfileSummary | None) -> None:
        """Show a person's numbers, and keep that name visible among authors."""
        names = (profile.name,) if profile is not None else ()
        self.table.painter_of_cells.profile_names = names
        self.table.viewport().update()
        self.header.set_profile(profile)
        self.header.setVisible(profile is not None and self._view.kind == "profile")

    def ask(self, select: Sequence[int] = ()) -> None:
        """Ask the library what to show; what is selected stays so.

        Args:
            select: Entries to be selected instead, once they are there.
        """
        self._wanted = tuple(select)
        if not self._session.is_open:
            return
        text, typed = self.search.text(), self.search.is_typed()
        view, sort = self._view, self.table.arrangement().sort

        def work(library: Library, _: Control) -> Found:
            if not text.strip():
                ids = library.find_ids("", sort, view)
                return Found(ids, len(ids), "")
            from biblio.query import explain, parse

            query = parse(text, typing=typed)
            return Found(library.find_ids(query, sort, view), library.count(view), explain(query))

        self._session.find(work, self._on_found, self.tell_error)

    def refresh(self, entry_ids: Sequence[int] | None) -> None:
        """Show what became of these entries, or of all for None."""
        self.model.forget(entry_ids)
        self.ask(self._wanted)

    def show_entry(self, entry_id: int) -> None:
        """Put the cursor on an entry, clearing the query when that hides it."""
        if entry_id in self.model.ids:
            self.table.select_ids([entry_id], entry_id)
            self.table.show_current()
            return
        self._wanted = (entry_id,)
        if self.search.text():
            self.search.set_text("")  # asks
        else:
            self.ask(self._wanted)

    def has_answer(self) -> bool:
        """Whether what is typed was answered, or the library could not be opened."""
        return self._answered and not self.search.is_waiting()

    def show_failure(self, sentence: str, *buttons: Button) -> None:
        """Say in place of the list why the library could not be opened."""
        self._answered = True
        self.header.hide()
        self.search.setEnabled(False)
        self.empty.show_state(
            "error", self.tr("The library could not be opened"), sentence, *buttons
        )
        self._stack.setCurrentWidget(self.empty)

    @Slot(object)
    def tell_error(self, error: Exception) -> None:
        """Say what went wrong."""
        self.message.tell(wording.sentence(error), Tone.ERROR)

    def _on_found(self, answer: Found) -> None:
        self._answered = True
        self.model.set_ids(answer.ids)
        meaning = self.tr("Finds: {0}").format(answer.meaning) if answer.meaning else ""
        self.search.show_result(len(answer.ids), answer.total, meaning)
        if self._wanted:
            self.table.select_ids(self._wanted)
            self.table.show_current()
            self._wanted = ()
        elif answer.ids and self.table.current_id() is None:
            self.table.select_ids([answer.ids[0]], answer.ids[0])
            self.table.scrollToTop()
        if not answer.ids:
            self._explain_emptiness()
        self._stack.setCurrentWidget(self.table if answer.ids else self.empty)
        self.found.emit()

    def _explain_emptiness(self) -> None:
        if self.search.text().strip():
            clear = (self.tr("Clear the search"), lambda: self.search.set_text(""))
            everywhere = (self.tr("Search all entries"), self.all_asked.emit)
            buttons = (clear,) if self._view.kind == "all" else (everywhere, clear)
            self.empty.show_state(
                "search",
                self.tr("Nothing matches"),
                self.tr(
                    "Try fewer words or only the beginning of one; accents and capitals do not "
                    "matter. OR between words finds either of them; author: and title: look in "
                    "one field only."
                ),
                *buttons,
            )
            return
        match self._view.kind:
            case "recent":
                words = self.tr("Nothing was added in the last 30 days")
                self.empty.show_state("recent", words, "")
            case "problems":
                self.empty.show_state(
                    "check",
                    self.tr("Nothing needs attention"),
                    self.tr("What an import finds wrong or doubtful is listed here."),
                )
            case "trash":
                self.empty.show_state(
                    "trash",
                    self.tr("The trash is empty"),
                    self.tr("Entries that you delete wait here until you empty it."),
                )
            case "source":
                words = self.tr("No entry of this file is left in the library")
                self.empty.show_state("document", words, "")
            case _:
                self.empty.show_state(
                    "oeuvre",
                    self.tr("Your publications go here"),
                    self.tr(
                        "Import a saved profile page or a .bib file. You can also drop files on "
                        "this window, or copy a profile page or BibTeX anywhere and press Ctrl+V."
                    ),
                    (self.tr("Import a profile page or a .bib…"), self.import_asked.emit),
                )

    def _mime_data(self, ids: list[int]) -> QMimeData:
        r"""Citations as text: ``\cite{…}`` of the dragged entries."""
        data = QMimeData()
        keys = [row.key for row in self._session.rows(ids) if row.key]
        data.setText(cite(keys))
        return data

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        if is_low != self._is_low:  # numbers must not push the list out of a small window
            self._is_low = None
            folded = self._settings.flag("window/header_folded", usual=False)
            self.header.set_collapsed(is_low or folded)
            self._is_low = is_low

    @Slot(bool)
    def _on_folded(self, folded: bool) -> None:
        if self._is_low is False:
            self._settings.remember("window/header_folded", folded)

    @Slot()
    def _on_query(self) -> None:
        self.ask(self._wanted)

    @Slot()
    def _on_left_search(self) -> None:
        self.table.setFocus()

    @Slot(object)
    def _on_sort(self, sort: tuple[Sort, ...]) -> None:
        self.table.show_sort(sort)
        self._remember_columns()
        self.ask()

    @Slot()
    def _remember_columns(self) -> None:
        self._settings.remember_columns(self._view.kind, self.table.arrangement())


def cite(keys: Sequence[str]) -> str:
    """The LaTeX command that cites these keys; empty without any."""
    return f"\\cite{{{','.join(keys)}}}" if keys else ""
