"""The entry pane: the selected entry to read, to edit by field, as BibTeX, and its details."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db import Stored
from desktop.window import theme
from desktop.window.entry.details import Details
from desktop.window.entry.entry_form import EntryForm
from desktop.window.entry.preview import Preview
from desktop.window.entry.source_editor import SourceEditor
from desktop.window.override import override

if TYPE_CHECKING:
    from desktop.window.entry.entry_tabs import EntryTab


class EntryPane(QWidget):
    """Shows one entry in tabs, and says what the user did to it.

    Signals:
        fields_edited(int, dict): Entry id; field name to its new text, or None to remove it.
        source_edited(int, str): Entry id and its new BibTeX text.
        type_edited(int, str): Entry id and its new type.
        key_edited(int, str): Entry id and its new citation key.
        search_requested(str): A query to run.
    """

    fields_edited = Signal(int, dict)
    source_edited = Signal(int, str)
    type_edited = Signal(int, str)
    key_edited = Signal(int, str)
    search_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored: Stored | None = None
        self._bibtex = ""
        self._profile_names: tuple[str, ...] = ()
        self._to_edit: tuple[int, str] | None = None  # an entry that is to be shown, and a field
        self._stale: set[QWidget] = set()  # tabs that do not show the entry yet
        self._further: dict[QWidget, str] = {}  # tabs of features, and their names
        self.setAccessibleName(self.tr("Entry"))
        self.preview = Preview()
        self.form = EntryForm()
        self.source = SourceEditor()
        self.source.setAccessibleName(self.tr("BibTeX"))
        self.details = Details()
        self.preview.search_requested.connect(self.search_requested)
        self.form.field_edited.connect(self._on_field_edited)
        self.form.type_edited.connect(self.type_edited)
        self.form.key_edited.connect(self.key_edited)
        self.source.source_edited.connect(self.source_edited)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.preview, self.tr("Preview"))
        self._tabs.addTab(self.form, self.tr("Edit"))
        self._tabs.addTab(self.source, self.tr("BibTeX"))
        self._tabs.addTab(self.details, self.tr("Details"))
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._nothing = QLabel(self.tr("Select an entry to read it here."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._tabs)
        self._error = _ErrorBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._error)
        column.addWidget(self._stack, 1)
        self._style()

    @property
    def entry_id(self) -> int | None:
        """The entry that is shown, or None."""
        return None if self._stored is None else self._stored.id

    def show_entry(
        self, stored: Stored | None, bibtex: str = "", profile_names: tuple[str, ...] = ()
    ) -> None:
        """Show an entry; None shows that nothing is selected.

        Showing the entry that is shown again is a refresh: what is being typed stays.

        Args:
            stored: The entry.
            bibtex: Its own BibTeX text.
            profile_names: Names of the profile's person.
        """
        if stored is None or stored.id != self.entry_id:
            self.flush()
            self._error.hide()
        self._stored, self._bibtex, self._profile_names = stored, bibtex, profile_names
        self._stack.setCurrentIndex(0 if stored is None else 1)
        self._nothing.setText(self.tr("Select an entry to read it here."))
        if stored is not None:
            self._stale = {self.preview, self.form, self.source, self.details, *self._further}
            self._refresh()
            if self._to_edit is not None and self._to_edit[0] == stored.id:
                self.edit_when_shown(*self._to_edit)

    def add_tab(self, name: str, title: str, tab: QWidget) -> None:
        """Add a tab of a feature, which is an `entry_tabs.EntryTab`."""
        self._further[tab] = name
        self._tabs.addTab(tab, title)

    def allow_editing(self, *, allowed: bool) -> None:
        """Whether the entry can be edited; else it can be read, and copied."""
        for tab in (self.form, self.source):
            tab.setEnabled(allowed)

    def tell_emptiness(self) -> None:
        """Say that there is no entry to select."""
        self._nothing.setText(self.tr("What you import or write is read and edited here."))

    def show_error(self, sentence: str) -> None:
        """Say that something did not work; empty takes it back."""
        self._error.show_sentence(sentence)

    def bases(self) -> dict[str, str]:
        """What the field that is being given out to be saved was before, by its name."""
        return self.form.bases()

    def take_back(self, entry_id: int, name: str, base: str, text: str) -> None:
        """Keep a text that was not saved; see `EntryForm.take_back`."""
        self.form.take_back(entry_id, name, base, text)

    def flush(self) -> None:
        """Save what is typed and can be kept: before another entry, and before closing."""
        if self._stored is not None:
            self.form.flush()

    @property
    def has_drafts(self) -> bool:
        """Whether something is typed, here or in an entry shown before, that is not saved."""
        return self.form.has_drafts or self.source.has_drafts

    def save_drafts(self) -> bool:
        """Save all that is typed and can be kept; whether nothing is left."""
        self.flush()
        return self.source.apply_all() and not self.form.has_drafts

    def edit(self, field: str = "title", *, replace: bool = False) -> None:
        """Turn to the form, with the cursor in a field; `replace` selects what is in it."""
        self._tabs.setCurrentWidget(self.form)
        if self._stored is not None:
            self.form.edit(field, replace=replace)

    def edit_when_shown(self, entry_id: int, field: str) -> None:
        """Turn to a field of an entry's form, now or as soon as the entry is shown."""
        if entry_id == self.entry_id:
            self._to_edit = None
            self.edit(field)
        else:
            self._to_edit = entry_id, field

    def show_tab(self, name: str) -> None:
        """Turn to ``preview``, ``edit``, ``bibtex``, ``details``, or a tab that was added."""
        tabs: dict[str, QWidget] = {
            "preview": self.preview,
            "edit": self.form,
            "bibtex": self.source,
            "details": self.details,
            **{further: tab for tab, further in self._further.items()},
        }
        self._tabs.setCurrentWidget(tabs[name])

    def _refresh(self) -> None:
        """Bring the tab that is seen up to date."""
        stored = self._stored
        tab = self._tabs.currentWidget()
        if stored is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        if tab is self.preview:
            self.preview.show_entry(stored.whole(), self._profile_names, inherited=stored.inherited)
        elif tab is self.form:
            self.form.show_entry(stored.id, stored.entry)
        elif tab is self.source:
            self.source.show_source(stored.id, self._bibtex)
        elif tab is self.details:
            self.details.show_entry(stored)
        else:
            cast("EntryTab", tab).show_entry(stored)

    def _on_tab_changed(self) -> None:
        self._refresh()

    def _on_field_edited(self, entry_id: int, name: str, text: object) -> None:
        self.fields_edited.emit(entry_id, {name: text, **self.form.companions()})

    def _style(self) -> None:
        theme.set_text_color(self._nothing, theme.colors(self).muted)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._style()


class _ErrorBar(QFrame):
    """A sentence on a ground that is seen, until it is put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Put the message away"))
        theme.set_icon(close, "close", quiet=True)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(self._sentence, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the bar."""
        look = theme.colors(self)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, look.error_surface)
        palette.setColor(QPalette.ColorRole.WindowText, look.error)
        self.setPalette(palette)
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))
