"""The middle of the window: the profile over the search box over the list of what was found."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from biblio.value import Value
from db.finding.ordering import is_slow
from db.listed import Sort, View
from desktop.window.mime import ENTRIES, put_ids
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.table.last_choice import LastChoice
from desktop.window.table.list_columns import ListColumns
from desktop.window.table.marks import Marks
from desktop.window.table.search_box import SearchBox
from desktop.window.table.table_model import EntryTableModel
from desktop.window.table.table_view import EntryTable
from desktop.window.tasks import Control
from desktop.window.works.works_folding import Folding

if TYPE_CHECKING:
    from biblio.query.marks import Asked
    from db import Library, ProfileSummary
    from db.publication.works_fold import Folded
    from desktop.window.message_bar import MessageBar
    from desktop.window.profile.profile_header import ProfileHeader
    from desktop.window.table.empty_state import Button, EmptyState
    from desktop.window.table.type_ahead import TypeAhead

_FIRST = 60  # rows that are shown at once, more than a window is high
_LOW = 640  # pixels of height below which the profile's numbers start folded


class Found(Value):
    """The answer to a question.

    Attributes:
        ids: What was found, in order.
        total: How many entries the view has.
        meaning: What is not right about the query, and how it was understood; empty without one.
        asked: What is to be marked in what was found.
        others: For rows that stand for a work, how many other versions it has.
        under: Rows of these versions, where a work is unfolded.
        unfolded: The rows that these are under.
        papers: How many entries the rows stand for that were found.
    """

    ids: array[int]
    total: int
    meaning: str
    asked: tuple[Asked, ...] = ()
    others: Mapping[int, int] = MappingProxyType({})
    under: frozenset[int] = frozenset()
    unfolded: frozenset[int] = frozenset()
    papers: int = 0


class ListPane(QWidget):
    """Asks the library what to show, and shows it.

    Signals:
        current_changed: The id of the entry that the cursor is on, or None.
        selection_changed: More or fewer entries are selected.
        entry_opened: The id of an entry to be worked on.
        found: New ids are shown.
        marks_changed: The `Marks` of a new search.
        import_asked, all_asked: A button of an empty list was pressed.
        error_told: What went wrong and was told, for who can offer more than a sentence.
    """

    current_changed = Signal(object)
    selection_changed = Signal()
    entry_opened = Signal(int)
    found = Signal()
    marks_changed = Signal(object)
    import_asked = Signal()
    all_asked = Signal()
    error_told = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._view = View()
        self._wanted: tuple[int, ...] = ()  # to be selected with the next answer
        self._answered = False
        self._must_fit = False  # the columns to what the next answer shows
        self.folded: Mapping[int, int] = {}  # rows that stand for more versions, and for how many
        self._header: ProfileHeader | None = None
        self.search = SearchBox(self)
        self.columns = ListColumns(session, settings, self)
        self.model = EntryTableModel(self.columns.rows, self._mime_data, self)
        self.table = EntryTable(self.model, self)
        self.columns.keep(self.table, self.model)
        self._choice = LastChoice(self.table)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.search)
        self._layout.addLayout(self._stack, 1)
        self._is_low: bool | None = None
        self.folding = Folding(is_on=settings.flag("list/fold_versions", usual=True))
        self.search.query_changed.connect(self._on_query)
        self.search.left_downwards.connect(self._on_left_search)
        self.search.ranking_changed.connect(self._on_query)
        self.search.values_asked.connect(self._ask_values)
        self.search.set_history(settings.texts("search/history"))
        self.search.history_changed.connect(self._remember_history)
        self.table.sort_asked.connect(self._on_sort)
        self.table.sort_header().more_asked.connect(self.choose_columns)
        self.table.current_changed.connect(self.current_changed)
        self.table.selection_changed.connect(self.selection_changed)
        self.table.opened.connect(self.entry_opened)
        # A lambda, since what takes the letters is made with the first of them
        self.table.typed.connect(lambda text: self.type_ahead.type(text))  # noqa: PLW0108
        self.table.search_asked.connect(self.search.focus)

    # What the first rows need not wait for is made when it is first needed.

    @cached_property
    def header(self) -> ProfileHeader:
        """The profile over the list."""
        from desktop.window.profile.profile_header import ProfileHeader

        header = ProfileHeader(self)
        header.hide()
        self._layout.insertWidget(0, header)
        self._header = header
        header.collapsed_changed.connect(self._on_folded)
        self._fold_header()
        return header

    @cached_property
    def message(self) -> MessageBar:
        """What is said over the list."""
        from desktop.window.message_bar import MessageBar

        bar = MessageBar(self)
        self._layout.insertWidget(self._layout.indexOf(self.search) + 1, bar)
        return bar

    @cached_property
    def type_ahead(self) -> TypeAhead:
        """Takes what is typed into the list."""
        from desktop.window.table.type_ahead import TypeAhead

        return TypeAhead(self.table, self._session, self.sort, self.tell_error)

    @cached_property
    def empty(self) -> EmptyState:
        """What is shown in place of an empty list."""
        from desktop.window.table.empty_state import EmptyState

        state = EmptyState(self)
        self._stack.addWidget(state)
        return state

    def insert_over_search(self, widget: QWidget) -> None:
        """Put something between the profile and the search box."""
        self._layout.insertWidget(self._layout.indexOf(self.search), widget)

    def view(self) -> View:
        """The view that is shown."""
        return self._view

    def show_view(self, view: View) -> None:
        """Show a view, with its columns as they were left."""
        self._arrange(view)
        self.ask()

    def show_first_rows(self, view: View) -> None:
        """Show the beginning of a view at once; `show_view` is to follow."""
        self._arrange(view)
        sort = self.table.arrangement().sort
        ids = None if is_slow(sort) else self._session.first_ids(sort, view, _FIRST)
        if ids:
            self.model.set_ids(ids)
            self.table.fit_columns()

    def _arrange(self, view: View) -> None:
        self.columns.show_view(view.kind)
        self._view = view
        self._must_fit = True
        if self._header is not None:
            self._header.setVisible(view.kind == "profile")

    def show_profile(self, profile: ProfileSummary | None) -> None:
        """Show a person's numbers, and keep that name visible among authors."""
        painter = self.table.painter_of_cells
        painter.profile_names = profile.names if profile is not None else ()
        painter.core = profile.core if profile is not None else frozenset()
        self.table.viewport().update()
        if profile is not None or self._header is not None:
            self.header.set_profile(profile)
            self.header.setVisible(profile is not None and self._view.kind == "profile")

    def sort(self) -> tuple[Sort, ...]:
        """By what the list is sorted, most important first."""
        sort = self.table.arrangement().sort
        is_ranked = self.search.text().strip() and self.search.best_first()
        return (Sort("relevance"), *sort) if is_ranked else sort

    def ask(self, select: Sequence[int] = ()) -> None:
        """Ask the library what to show; what is selected stays so.

        Args:
            select: Entries to be selected instead, once they are there.
        """
        self._wanted = tuple(select)
        if not self._session.is_open:
            return
        text, typed = self.search.text(), self.search.is_typed()
        view, sort = self._view, self.sort()

        fold = self.folding.question(view)

        def work(library: Library, _: Control) -> Found:
            if not text.strip():
                ids = library.find_ids("", sort, view)
                return _found(fold(library, ids), len(ids), len(ids))
            from biblio.query import explain, parse
            from biblio.query.marks import asked_of

            query = library.understood(parse(text, typing=typed))
            ids = library.find_ids(query, sort, view)
            finds = QCoreApplication.translate("ListPane", "Finds: {0}").format(explain(query))
            meaning = " ".join([*library.remarks(query), finds])
            found, total = fold(library, ids), library.count(view)
            return _found(found, len(ids), total, meaning, asked_of(query))

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
        self.folding.unfold(entry_id)
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
        if self._header is not None:
            self._header.hide()
        self.search.setEnabled(False)
        self.empty.show_state(
            "error", self.tr("The library could not be opened"), sentence, *buttons
        )
        self._stack.setCurrentWidget(self.empty)

    @Slot(object)
    def tell_error(self, error: Exception) -> None:
        """Say what went wrong."""
        from desktop import wording

        self.tell_failure(wording.sentence(error))
        self.error_told.emit(error)

    def tell_failure(self, sentence: str) -> None:
        """Say what could not be done."""
        from desktop.window.message_bar import Tone

        self.message.tell(sentence, Tone.ERROR)

    def _on_found(self, answer: Found) -> None:
        self._answered = True
        self._mark(answer.asked)
        self._choice.before()
        self.folded = {
            row: others for row, others in answer.others.items() if row not in answer.unfolded
        }
        self.table.painter_of_cells.show_versions(answer.others, answer.under, answer.unfolded)
        self.model.set_ids(answer.ids)
        if self._must_fit and answer.ids:
            self._must_fit = False
            self.table.fit_columns()
        works = len(answer.ids) - len(answer.under)
        self.search.show_result(works, answer.papers, answer.total, answer.meaning)
        if self._wanted:
            self.table.select_ids(self._wanted)
            self.table.show_current()
            self._wanted = ()
            self._choice.forget()
        else:
            self._choice.after(answer.ids)
        if not answer.ids:
            from desktop.window.table.emptiness import explain_emptiness

            explain_emptiness(self, answer.total)
        self._stack.setCurrentWidget(self.table if answer.ids else self.empty)
        self.found.emit()

    def _mark(self, asked: tuple[Asked, ...]) -> None:
        painter = self.table.painter_of_cells
        if asked != painter.marks.asked:
            painter.marks = Marks(asked)
            self.table.viewport().update()
            self.marks_changed.emit(painter.marks)

    @Slot(str, str)
    def _ask_values(self, name: str, typed: str) -> None:
        def work(library: Library, _: Control) -> list[str]:
            return library.suggest(name, typed)

        def done(values: list[str]) -> None:
            self.search.offer_values(name, typed, values)

        if self._session.is_open:
            self._session.ask("values", work, done, self.tell_error)

    @Slot()
    def _remember_history(self) -> None:
        self._settings.remember_texts("search/history", self.search.history())

    def choose_columns(self) -> None:
        """Let the user choose among all columns."""
        from desktop.window.table.column_dialog import choose_columns

        choose_columns(self, self._session)

    def _mime_data(self, ids: list[int]) -> QMimeData:
        r"""Citations as text: ``\cite{…}`` of the dragged entries."""
        data = QMimeData()
        keys = [row.key for row in self._session.rows(ids) if row.key]
        data.setText(cite(keys))
        put_ids(data, ENTRIES, ids)
        return data

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        if is_low != self._is_low:  # numbers must not push the list out of a small window
            self._is_low = is_low
            self._fold_header()

    def _fold_header(self) -> None:
        if self._header is not None and self._is_low is not None:
            is_low, self._is_low = self._is_low, None
            folded = self._settings.flag("window/header_folded", usual=False)
            self._header.set_collapsed(is_low or folded)
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
        self.columns.remember()
        self.ask()


def _found(
    row: Folded, papers: int, total: int, meaning: str = "", asked: tuple[Asked, ...] = ()
) -> Found:
    return Found(row.ids, total, meaning, asked, row.others, row.under, row.unfolded, papers)


def cite(keys: Sequence[str]) -> str:
    """The LaTeX command that cites these keys; empty without any."""
    return f"\\cite{{{','.join(keys)}}}" if keys else ""
