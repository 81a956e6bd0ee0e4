"""What is to be done to many entries: a kind of change, its fields, its texts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from biblio.bulk import ENTRY_TYPE, Clear, Occupied, Operation, Replace, SetText, Swap, Transfer
from biblio.entry_types import KNOWN_FIELDS
from biblio.formats.bibtex.values import is_lawful_name
from desktop.window.entry.head_editors import suggest_only


class Kind(Enum):
    """Kinds of changes."""

    SET = auto()
    APPEND = auto()
    CLEAR = auto()
    COPY = auto()
    MOVE = auto()
    RENAME = auto()
    SWAP = auto()
    REPLACE = auto()


_TWO_FIELDS = frozenset({Kind.COPY, Kind.MOVE, Kind.RENAME, Kind.SWAP})
_ONTO = frozenset({Kind.SET, Kind.COPY, Kind.MOVE})


class BulkForm(QWidget):
    """Asks for one operation.

    Signals:
        edited: Something else is asked for.
    """

    edited = Signal()

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind of change"))
        for each, words in (
            (Kind.SET, self.tr("Set a field")),
            (Kind.APPEND, self.tr("Append to a field")),
            (Kind.CLEAR, self.tr("Remove a field")),
            (Kind.COPY, self.tr("Copy a field to another")),
            (Kind.MOVE, self.tr("Move a field to another")),
            (Kind.RENAME, self.tr("Rename a field")),
            (Kind.SWAP, self.tr("Swap two fields")),
            (Kind.REPLACE, self.tr("Find and replace")),
        ):
            self.kind.addItem(words, each)
        self.field = self._field_box(self.tr("Field"))
        self.other = self._field_box(self.tr("Other field"))
        self.sought = QLineEdit(self)
        self.text = QLineEdit(self)
        self.onto = QComboBox(self)
        for onto, words in (
            (Occupied.REPLACE, self.tr("replace it")),
            (Occupied.KEEP, self.tr("leave it, and change nothing")),
            (Occupied.APPEND, self.tr("append to it")),
        ):
            self.onto.addItem(words, onto)
        self.is_regex = QCheckBox(self.tr("Regular e&xpression"), self)
        self.match_case = QCheckBox(self.tr("Match &case"), self)
        self.whole = QCheckBox(self.tr("&Whole words"), self)
        options = QHBoxLayout()
        for box in (self.is_regex, self.match_case, self.whole):
            options.addWidget(box)
        options.addStretch(1)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(self.tr("Change"), self.kind)
        self._form.addRow(self.tr("Find"), self.sought)
        self._form.addRow(self.tr("Field"), self.field)
        self._form.addRow(self.tr("To"), self.other)
        self._form.addRow(self.tr("Text"), self.text)
        self._form.addRow("", options)
        self._options = options
        self._form.addRow(self.tr("Where there is a text"), self.onto)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._arrange()
        self.kind.currentIndexChanged.connect(self._on_kind)
        for line in (self.sought, self.text):
            line.textChanged.connect(self.edited)
        for names in (self.field, self.other):
            names.currentTextChanged.connect(self.edited)
        self.onto.currentIndexChanged.connect(self.edited)
        for check in (self.is_regex, self.match_case, self.whole):
            check.toggled.connect(self._on_option)

    def _field_box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        suggest_only(box)  # put behind what is typed, "key" would be "keywords"
        box.setAccessibleName(name)
        box.addItems(["", ENTRY_TYPE, "key", *KNOWN_FIELDS])
        return box

    def put_first(self, words: str, widget: QWidget) -> None:
        """Put something else that is asked for before all of it."""
        self._form.insertRow(0, words, widget)

    @property
    def by_field(self) -> bool:
        """Whether each field that changes can be left out by itself."""
        return self._kind is Kind.REPLACE

    def operation(self) -> Operation | None:
        """What is asked for; None while something is missing."""
        kind, onto = self._kind, self.onto.currentData()
        if self.fault():
            return None
        names = _names_in(self.field)
        if kind is Kind.REPLACE:
            return self._replacement(names) if self.sought.text() else None
        field, other = "".join(names), "".join(_names_in(self.other))
        if not field or (kind in _TWO_FIELDS and (not other or ENTRY_TYPE in {field, other})):
            return None
        text = self.text.text()
        match kind:
            case Kind.SET if text.strip():
                return SetText(field, text, onto)
            case Kind.APPEND if text.strip():
                return SetText(field, text, Occupied.APPEND)
            case Kind.CLEAR if field != ENTRY_TYPE:
                return Clear(field)
            case Kind.COPY | Kind.MOVE:
                return Transfer(field, other, kind is Kind.COPY, onto)
            case Kind.RENAME:
                return Transfer(field, other)
            case Kind.SWAP:
                return Swap(field, other)
        return None

    def _replacement(self, names: Sequence[str]) -> Replace:
        return Replace(
            self.sought.text(),
            self.text.text(),
            tuple(names),
            is_regex=self.is_regex.isChecked(),
            match_case=self.match_case.isChecked(),
            whole=self.whole.isChecked(),
        )

    def fault(self) -> str:
        """Why a name that was typed can be none; empty while there is nothing to say."""
        boxes = [self.field, self.other] if self._kind in _TWO_FIELDS else [self.field]
        names = [name for box in boxes for name in _names_in(box)]
        if self._kind is not Kind.REPLACE:
            names += [box.currentText() for box in boxes if "," in box.currentText()]
        wrong = [name for name in names if not is_lawful_name(name)]
        if not wrong:
            return ""
        return self.tr(
            "“{0}” cannot be the name of a field: spaces, commas, quotes, braces and "
            "# % = ( ) ~ \\ are not allowed in one."
        ).format(wrong[0])

    @property
    def _kind(self) -> Kind:
        kind: Kind = self.kind.currentData()
        return kind

    def _on_kind(self) -> None:
        usual = Occupied.REPLACE if self._kind is Kind.SET else Occupied.KEEP
        self.onto.setCurrentIndex(self.onto.findData(usual))
        self._arrange()
        self.edited.emit()

    def _on_option(self) -> None:
        self._arrange()
        self.edited.emit()

    def _arrange(self) -> None:
        """Show the rows that the kind of change needs."""
        kind = self._kind
        replaces = kind is Kind.REPLACE
        for row, shown in (
            (self.sought, replaces),
            (self.other, kind in _TWO_FIELDS),
            (self.text, kind in {Kind.SET, Kind.APPEND, Kind.REPLACE}),
            (self.onto, kind in _ONTO),
        ):
            self._form.setRowVisible(row, shown)
        self._form.setRowVisible(self._options, replaces)
        self._name_row(self.field, self.tr("In fields") if replaces else self.tr("Field"))
        self._name_row(self.other, self.tr("With") if kind is Kind.SWAP else self.tr("To"))
        self._name_row(self.text, self.tr("Replace by") if replaces else self.tr("Text"))
        line = self.field.lineEdit()
        if line is not None:
            line.setPlaceholderText(
                self.tr("all; or names with commas, such as title, journal") if replaces else ""
            )
        hint = self.tr(r"\1 is what the first group found") if self.is_regex.isChecked() else ""
        self.text.setPlaceholderText(hint if replaces else "")

    def _name_row(self, widget: QWidget, words: str) -> None:
        label = self._form.labelForField(widget)
        label.setProperty("text", words)
        widget.setAccessibleName(words)


def _names_in(box: QComboBox) -> list[str]:
    """The names that were typed, in lower case."""
    names = (part.strip().lower() for part in box.currentText().split(","))
    return [name for name in names if name]
