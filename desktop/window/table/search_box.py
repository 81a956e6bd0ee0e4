"""The search box over the list, with how it was understood and how much it found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window import theme
from desktop.window.elided_label import ElidedLabel
from desktop.window.override import override

if TYPE_CHECKING:
    from desktop.window.table.completion import Completion, Term

_PAUSE = 60  # milliseconds without a keystroke before the question is asked
_REMEMBERED = 30  # searches


class SearchBox(QWidget):
    """Where the user types a query.

    While a field or its value is typed, what it can be is offered below; Up offers former
    searches.

    Signals:
        query_changed: The text, shortly after the last keystroke.
        ranking_changed: The best matches are to come first, or not any more.
        values_asked: (a field's name, the beginning of a value), or (an empty text, the
            beginning of a field's name): `offer_values` is to follow.
        history_changed: A search was added to the former ones.
        left_downwards: Down or Return was pressed: the user wants to go on in the list.
    """

    query_changed = Signal(str)
    ranking_changed = Signal()
    values_asked = Signal(str, str)
    history_changed = Signal()
    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._is_typed = False
        self._history: list[str] = []
        self._edit = _Edit(self)
        self._edit.setPlaceholderText(
            self.tr("Search: words, author:name, year:2020..2024, has:code")
        )
        self._edit.setAccessibleName(self.tr("Search"))
        self._edit.setClearButtonEnabled(True)
        self._edit.setMinimumHeight(self._edit.fontMetrics().height() + 16)
        self._icon = QAction(self)
        theme.set_icon(self._icon, "search")
        self._icon.setToolTip(theme.tooltip(self.tr("Former searches (Up)")))
        self._icon.triggered.connect(self._offer_history)
        self._edit.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._count = QLabel(self)
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("00 of 00 papers"))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._meaning = ElidedLabel(self)
        self._meaning.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._meaning.setContentsMargins(10, 0, 0, 0)
        self._best = QToolButton(self)
        self._best.setObjectName("best")
        self._best.setText(self.tr("Best first"))
        self._best.setToolTip(theme.tooltip(self.tr("Sort by how well the words match")))
        self._best.setCheckable(True)
        self._best.setAutoRaise(True)
        self._best.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._best.toggled.connect(self.ranking_changed)
        self._below = QWidget(self)
        self._below.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._tell)
        self._edit.textChanged.connect(self._timer.start)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.returnPressed.connect(self._on_return)
        self._edit.key_pressed.connect(self._on_key)
        self._edit.left.connect(self._on_left)
        self.setFocusProxy(self._edit)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self._edit, 1)
        line.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(4)
        layout.addLayout(line)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._meaning, 1)
        below.addWidget(self._best)
        layout.addWidget(self._below)

    @cached_property
    def completion(self) -> Completion:
        """What is offered while typing; loaded with the first keystroke."""
        from desktop.window.table.completion import Completion

        completion = Completion(self._edit)
        completion.replaced.connect(self._on_chosen)
        return completion

    def is_typed(self) -> bool:
        """Whether the user typed the query, so that its last word may be a beginning."""
        return self._is_typed

    def is_waiting(self) -> bool:
        """Whether something was typed that is not asked yet."""
        return self._timer.isActive()

    def text(self) -> str:
        """The query as typed."""
        return self._edit.text()

    def finished_text(self) -> str:
        """The query that finds the same when nobody types any more."""
        if not self._is_typed:
            return self.text().strip()
        from biblio.query.finished import finished

        return finished(self.text())

    def set_text(self, text: str) -> None:
        """Type a query for the user, and ask it at once."""
        self._edit.setText(text)
        self._is_typed = False
        self._tell()

    def focus(self) -> None:
        """Put the cursor into the box with the text selected."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def show_result(self, works: int, found: int, total: int, meaning: str) -> None:
        """Show how much was found.

        Args:
            works: How many rows stand for it, each with all its versions.
            found: How many papers were found.
            total: Of how many.
            meaning: How the query was understood; empty without one.
        """
        if not total:
            papers = ""
        elif found == total:
            papers = self.tr("{0} papers").format(f"{total:,}") if total > 1 else self.tr("1 paper")
        else:
            papers = self.tr("{0} of {1} papers").format(f"{found:,}", f"{total:,}")
        if works != found:
            told = self.tr("{0} works") if works > 1 else self.tr("1 work")
            papers = self.tr("{0}, {1}").format(told.format(f"{works:,}"), papers)
        self._count.setText(papers)
        self._meaning.set_whole(meaning)
        self._below.setVisible(bool(meaning))

    def best_first(self) -> bool:
        """Whether what matches best is to come first."""
        return self._best.isChecked()

    def history(self) -> tuple[str, ...]:
        """Former searches, newest first."""
        return tuple(self._history)

    def set_history(self, texts: Sequence[str]) -> None:
        """Remember these as former searches, newest first."""
        self._history = list(texts)[:_REMEMBERED]

    def remember(self) -> None:
        """Add what is typed to the former searches, in place of its own beginnings."""
        text = self._edit.text().strip()
        if text and self._history[:1] != [text]:
            others = [old for old in self._history if old != text]
            if others and self._is_typed and text.startswith(others[0]):
                del others[0]
            self._history = [text, *others][:_REMEMBERED]
            self.history_changed.emit()

    def offer_values(self, name: str, typed: str, values: Sequence[str]) -> None:
        """Offer values for a field, unless something else is being typed by now."""
        term = self._term()
        if term is not None and (term.name, term.typed) == (name, typed):
            from desktop.window.table.completion import names_of

            offered = (
                [value for value in values if value != typed] if name else names_of(typed, values)
            )
            self.completion.offer(offered, term)

    def meaning(self) -> str:
        """The line under the box."""
        return self._meaning.whole()

    def count_text(self) -> str:
        """The line beside the box."""
        return self._count.text()

    @Slot()
    def _tell(self) -> None:
        self._timer.stop()
        if self._edit.text() != self._told:
            self._told = self._edit.text()
            self.query_changed.emit(self._told)

    @Slot()
    def _on_edited(self) -> None:
        self._is_typed = True
        self._complete()

    def _complete(self) -> None:
        from desktop.window.table.completion import fixed_values, names_of

        term = self._term()
        if term is None:
            self.completion.close()
        elif not term.name:
            self.completion.offer(names_of(term.typed), term)
            if len(term.typed) > 2:  # there are many more names, and fewer letters begin any word
                self.values_asked.emit("", term.typed)
        elif (values := fixed_values(term)) is not None:
            self.completion.offer(values, term)
        else:
            self.completion.expect(term)
            self.values_asked.emit(term.name, term.typed)

    def _term(self) -> Term | None:
        from desktop.window.table.completion import term_before

        return term_before(self._edit.text()[: self._edit.cursorPosition()])

    @Slot()
    def _offer_history(self) -> None:
        self._edit.setFocus()
        typed = self._edit.text().strip()
        older = [text for text in self._history if text != typed]
        self.completion.offer([text for text in older if text.startswith(typed)] or older, None)

    @Slot(str)
    def _on_chosen(self, text: str) -> None:
        self._edit.setText(text)
        self._is_typed = True  # it was when it was remembered
        self._tell()

    @Slot()
    def _on_return(self) -> None:
        self._leave()

    def _leave(self) -> None:
        self._tell()
        self.remember()
        self.left_downwards.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._is_completing():
            self.completion.close()

    def _is_completing(self) -> bool:
        return "completion" in self.__dict__ and self.completion.is_open()

    @Slot(int)
    def _on_key(self, key: int) -> None:
        if key == Qt.Key.Key_Up:
            self._offer_history()
        elif key == Qt.Key.Key_Down:
            self._leave()
        elif self._edit.text():
            self.set_text("")
        else:
            self.left_downwards.emit()

    @Slot()
    def _on_left(self) -> None:
        if not self._is_completing():
            self.remember()


class _Edit(QLineEdit):
    """The line itself; an event filter over it would be asked of each event before the first rows.

    Signals:
        key_pressed: Escape, Up or Down, which mean more than in other lines.
        left: The keyboard's input goes elsewhere now.
    """

    key_pressed = Signal(int)
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
