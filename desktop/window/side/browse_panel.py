"""Browsing: what values the listed entries have, to include or exclude with a click.

A chosen value becomes a term of the query in the search box: it is explained there, can be
edited and removed like any other, and a saved search keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.latex import to_text
from biblio.query.parse import MAX_LENGTH
from biblio.query.terms import Choice, choices, choose, chosen_forms
from biblio.query.words import plain
from db import FacetCounts, FacetValue, Library
from db.renaming import RENAMABLE
from desktop.window import theme
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.side.browse_tree import VALUE, BrowseTree, facet_of
from desktop.window.table.list_pane import ListPane
from desktop.window.tasks import Control

_TITLES = {
    "author": QT_TRANSLATE_NOOP("Facet", "Authors"),
    "year": QT_TRANSLATE_NOOP("Facet", "Years"),
    "venue": QT_TRANSLATE_NOOP("Facet", "Venues"),
    "type": QT_TRANSLATE_NOOP("Facet", "Types"),
    "field": QT_TRANSLATE_NOOP("Facet", "Fields"),
    "tag": QT_TRANSLATE_NOOP("Facet", "Tags"),
    "keywords": QT_TRANSLATE_NOOP("Facet", "Keywords"),
    "badge": QT_TRANSLATE_NOOP("Facet", "Badges"),
}
_RENAMABLE = RENAMABLE | {"tag"}
_MANY = frozenset({"author", "keywords"})  # counted after the others, which take no time
_STEPS = (10, 100, 1000)  # values shown at first, and after each wish for more
_OPEN = "author,year"  # sections that are open until the user chooses


class BrowsePanel(QWidget):
    """Sections of values; those that are open are counted anew whenever the list changes.

    Signals:
        closed: The user closed the panel.
        rename_asked: (facet, `FacetValue`).
    """

    closed = Signal()
    rename_asked = Signal(str, object)

    def __init__(
        self, session: Session, pane: ListPane, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pane = pane
        self._settings = settings
        self._steps = dict.fromkeys(_TITLES, 0)
        self.tree = BrowseTree(self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Find a value"))
        self.filter.setAccessibleName(self.tr("Find a value"))
        self.filter.setClearButtonEnabled(True)
        self._lay_out()
        is_open = settings.text("browse/open", _OPEN).split(",")
        for facet, title in _TITLES.items():
            section = self.tree.add_section(facet, QCoreApplication.translate("Facet", str(title)))
            section.setExpanded(facet in is_open)
        self.tree.itemExpanded.connect(self._on_opened)
        self.tree.itemCollapsed.connect(lambda _: self._remember())
        self.tree.chosen.connect(self.choose)
        self.tree.more_asked.connect(self._on_more)
        self.tree.rename_asked.connect(self._ask_to_rename)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        self.filter.textChanged.connect(self.refresh)
        pane.found.connect(self.refresh)
        self.setFocusProxy(self.tree)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Browse"), self)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 0.86)
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        title.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        close = QToolButton(self)
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close the browse panel"))
        close.setToolTip(theme.tooltip(self.tr("Close")))
        theme.set_icon(close, "close", quiet=True)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 4, 0)
        head.addWidget(title, 1)
        head.addWidget(close)
        line = QHBoxLayout()
        line.setContentsMargins(10, 0, 8, 2)
        line.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(line)
        layout.addWidget(self.tree, 1)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colors(self).border)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def labels(self, facet: str) -> list[str]:
        """The values that a section shows, with counts, from the top."""
        section = self.tree.section(facet)
        items = section.takeChildren()
        section.addChildren(items)
        return [
            f"{item.text(0)} {item.data(0, VALUE).count}" if item.data(0, VALUE) else item.text(0)
            for item in items
        ]

    @Slot()
    def refresh(self) -> None:
        """Count anew what is open; late answers to older questions are dropped."""
        if not self.isVisible() or not self._session.is_open:
            return
        is_open = [facet_of(section) for section in self.tree.sections() if section.isExpanded()]
        for facet in sorted(is_open, key=_MANY.__contains__):
            self._ask(facet)

    @Slot(str, object, object)
    def choose(self, facet: str, value: FacetValue, choice: Choice) -> None:
        """Include or exclude a value in the search, or take that back."""
        text = choose(self._pane.search.finished_text(), facet, value.forms, choice)
        if len(text) <= MAX_LENGTH:  # what is longer would not be asked
            self._pane.search.set_text(text)

    def _ask(self, facet: str) -> None:
        text, typed = self._pane.search.text(), self._pane.search.is_typed()
        view, narrowed = self._pane.view(), self.filter.text()
        limit = _STEPS[self._steps[facet]]
        self.tree.show_counting(self.tree.section(facet))

        def work(library: Library, _: Control) -> FacetCounts:
            return library.facet(facet, text, view, limit=limit, containing=narrowed, typing=typed)

        done: Callable[[FacetCounts], None] = partial(self._show, text)
        self._session.count(f"browse {facet}", work, done, self._pane.tell_error)

    def _show(self, text: str, counts: FacetCounts) -> None:
        chosen = choices(text, counts.name)
        listed = []
        for value in counts.values:
            keys = [plain(form) for form in value.forms]
            found = next((chosen[key] for key in keys if key in chosen), Choice.OFF)
            for key in keys:
                chosen.pop(key, None)
            listed.append((value, found))
        # What is chosen stays in sight, so that it can be taken back
        missing = [
            (FacetValue(to_text(forms[0]), forms, 0), choice)
            for forms, choice in chosen_forms(text, counts.name)
            if not self.filter.text() and set(map(plain, forms)) <= chosen.keys()
        ]
        more = counts.distinct - len(counts.values)
        self.tree.fill(self.tree.section(counts.name), [*missing, *listed], more)

    @Slot(QTreeWidgetItem)
    def _on_opened(self, section: QTreeWidgetItem) -> None:
        self._remember()
        if self.isVisible() and self._session.is_open:
            self._ask(facet_of(section))

    @Slot(str)
    def _on_more(self, facet: str) -> None:
        if self._steps[facet] + 1 < len(_STEPS):
            self._steps[facet] += 1
            self._ask(facet)
        else:
            self.filter.setFocus()  # more than that are found by typing

    def _remember(self) -> None:
        is_open = [facet_of(s) for s in self.tree.sections() if s.isExpanded()]
        self._settings.remember("browse/open", ",".join(is_open))

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        item = self.tree.itemAt(at)
        value = item.data(0, VALUE) if item is not None else None
        if item is None or not isinstance(value, FacetValue):
            return
        facet = facet_of(item)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, choice in (
            (self.tr("Include"), Choice.INCLUDED),
            (self.tr("Exclude"), Choice.EXCLUDED),
            (self.tr("Neither"), Choice.OFF),
        ):
            menu.addAction(words).triggered.connect(
                lambda _=False, choice=choice: self.choose(facet, value, choice)
            )
        if facet in _RENAMABLE and value.text:
            menu.addSeparator()
            menu.addAction(self.tr("Rename everywhere…")).triggered.connect(
                lambda: self._ask_to_rename(facet, value)
            )
        menu.popup(self.tree.viewport().mapToGlobal(at))

    @Slot(str, object)
    def _ask_to_rename(self, facet: str, value: FacetValue) -> None:
        if facet in _RENAMABLE and value.text:
            self.rename_asked.emit(facet, value)
