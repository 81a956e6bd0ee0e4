"""What can be typed next in the search box: names of fields, their values, former searches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from biblio.query.fields import SPACED, canonical
from desktop.window.override import override

# What people look for, in the order in which it is offered; all other names work too.
NAMES: Final = (
    "author", "title", "venue", "year", "type", "field", "tag", "collection", "search", "has",
    "no", "me", "citations", "problems", "added", "changed", "date", "key", "keywords", "doi",
    "journal", "publisher", "series", "abstract", "note", "badge", "affiliation",
)  # fmt: skip
_PRESENT: Final = (
    "code", "doi", "abstract", "citations", "file", "note", "problems", "venue", "year", "url",
)  # fmt: skip
# Values that are the same in every library.
_FIXED: Final = {
    "me": ("first", "middle", "last", "sole", "any"),
    "has": _PRESENT,
    "no": _PRESENT,
    "added": ("today", "<7d", "<30d", "<1y"),
    "changed": ("today", "<7d", "<30d", "<1y"),
}
_WIDTH: Final = 340  # pixels of the popup
_AIR: Final = 6  # pixels above and below the values together
_NAME: Final = r"(?:^|(?<=[\s(]))-?(?:([A-Za-z][\w-]*):"
_TERM: Final = re.compile(_NAME + r'=?)?("?)([^"\s()]*|(?<=")[^"]*)$', re.ASCII)
_IN_QUOTES: Final = re.compile(_NAME + r'=? *)"([^"]*)$', re.ASCII)
_AFTER_SPACE: Final = re.compile(_NAME + r' +)([^"\s()]*)$', re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """What is being typed before the cursor.

    Attributes:
        start: Where what is to be completed begins in the text.
        name: The field before the colon, or empty when it may be that which is typed.
        typed: The beginning of the value, or of the name.
    """

    start: int
    name: str
    typed: str


def term_before(text: str) -> Term | None:
    """The term that a text ends with; None where nothing can be completed."""
    quoted = _IN_QUOTES.search(text)
    if quoted:
        return Term(quoted.start(2) - 1, quoted[1].lower(), quoted[2])
    spaced = _AFTER_SPACE.search(text)
    if spaced and spaced[1].islower() and canonical(spaced[1]) in SPACED:
        return Term(spaced.start(2), spaced[1], spaced[2])
    found = _TERM.search(text)
    if found is None or found[2]:
        return None
    name = (found[1] or "").lower()
    return Term(found.start(3), name, found[3]) if name or found[3] else None


def names_of(typed: str, more: Sequence[str] = ()) -> list[str]:
    """Names of fields that begin as typed, from two letters on: one begins any word.

    Args:
        typed: The beginning.
        more: Names that follow those which people look for.
    """
    if len(typed) < 2:
        return []
    names = dict.fromkeys((*NAMES, *more))
    return [f"{name}:" for name in names if name.startswith(typed.lower()) and name != typed]


def fixed_values(term: Term) -> list[str] | None:
    """Values that need no library; None for a name whose values are in it."""
    values = _FIXED.get(term.name)
    if values is None:
        return None
    return [value for value in values if value.startswith(term.typed) and value != term.typed]


def quoted(value: str) -> str:
    """A value as it is typed: in quotes where it is more than one word."""
    plain = re.fullmatch(r"[^\s\"()]+", value)
    return value if plain else '"{}"'.format(value.replace('"', " "))


class Completion(QObject):
    """The list under a line of text from which the user may choose.

    Signals:
        replaced: The text is to become another, as a whole.
    """

    replaced = Signal(str)

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._term: Term | None = None
        self._list = QStringListModel(self)
        self._popup = QListView()
        self._popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._popup.setUniformItemSizes(True)
        self._completer = QCompleter(self._list, self)
        self._completer.setPopup(self._popup)
        self._popup.setItemDelegate(_Airy(self._popup))
        self._completer.setWidget(edit)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.activated.connect(self._on_chosen)

    def offer(self, values: Sequence[str], term: Term | None) -> None:
        """Offer values for a term, or whole texts for None; nothing to offer closes the list."""
        self._term = term
        if not values or not self._edit.hasFocus():
            self.close()
            return
        if self._list.stringList() != list(values):
            self._list.setStringList(list(values))
        line = self._edit.rect()
        left = 0 if term is None else self._edit.cursorRect().left()
        width = line.width() if term is None else _WIDTH
        self._completer.complete(QRect(left, 0, width, line.height()))
        self._popup.setCurrentIndex(
            self._list.index(-1)
        )  # Return is for the search until one chooses

    def expect(self, term: Term) -> None:
        """Values for a term are asked for; what is offered for another one is put away."""
        if self._term is None or (self._term.name, self._term.start) != (term.name, term.start):
            self.close()

    def offered(self) -> list[str]:
        """What is offered now."""
        return self._list.stringList() if self.is_open() else []

    def is_open(self) -> bool:
        """Whether the list can be seen."""
        return self._popup.isVisible()

    def close(self) -> None:
        """Close the list."""
        if self.is_open():
            self._popup.hide()

    @Slot(str)
    def choose(self, value: str) -> None:
        """Take a value into the text."""
        if self._term is None:
            self.replaced.emit(value)
            return
        text, cursor = self._edit.text(), self._edit.cursorPosition()
        is_name = not self._term.name
        taken = value if is_name else f"{quoted(value)} "
        before, after = text[: self._term.start], text[cursor:]
        if not is_name and after.startswith('"'):
            after = after[1:]
        self._edit.setText(before + taken + after.lstrip(" "))
        self._edit.setCursorPosition(len(before) + len(taken))
        self._edit.textEdited.emit(self._edit.text())

    def popup(self) -> QListView:
        """The list."""
        return self._popup

    def _on_chosen(self, value: object) -> None:
        if isinstance(value, str):
            self.choose(value)


class _Airy(QStyledItemDelegate):
    """Values with room between them; the spacing of the list itself would not count.

    Qt makes the list as high as its rows say that they are.
    """

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index) + QSize(0, _AIR)
