"""The look of normalised BibTeX, to be chosen: what people know from bibtex-tidy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from desktop.window.settings import Settings

if TYPE_CHECKING:
    from biblio.formats.bibtex.options import WriteOptions

_MONTHS: dict[str, Literal["keep", "macros", "names"]] = {
    "keep": "keep", "macros": "macros", "names": "names"
}  # fmt: skip
_USUAL = {"indent": "  ", "delimiter": "braces", "months": "keep", "sort": "", "encoding": "utf-8"}


class StyleForm(QWidget):
    """Rows of choices, remembered in the settings.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._boxes = {
            "sort": self._box(
                self.tr("Order of the list"),
                ("", self.tr("of the list")),
                ("key", self.tr("by key")),
                ("-year", self.tr("newest first")),
                ("year", self.tr("oldest first")),
                ("author", self.tr("by author")),
                ("title", self.tr("by title")),
                ("type", self.tr("by type")),
            ),
            "indent": self._box(
                self.tr("Indent"),
                ("  ", self.tr("2 spaces")),
                ("    ", self.tr("4 spaces")),
                ("\t", self.tr("Tab")),
                ("", self.tr("None")),
            ),
            "delimiter": self._box(
                self.tr("Values in"),
                ("braces", self.tr("{braces}")),
                ("quotes", self.tr('"quotes"')),
            ),
            "months": self._box(
                self.tr("Months"),
                ("keep", self.tr("as they are")),
                ("macros", self.tr("jan, feb, …")),
                ("names", self.tr("January, …")),
            ),
            "encoding": self._box(
                self.tr("Encoding"),
                ("utf-8", self.tr("UTF-8")),
                ("utf-8-sig", self.tr("UTF-8 with mark")),
                ("latin-1", self.tr("Latin-1")),
                ("cp1252", self.tr("Windows-1252")),
            ),
        }
        self._lists = {
            "order": self._line(self.tr("Fields that come first"), "author, title"),
            "only": self._line(self.tr("Only these fields"), self.tr("all")),
            "omit": self._line(self.tr("Fields left out"), self.tr("none")),
        }
        self._checks = {
            "align": QCheckBox(self.tr("Align the ="), self),
            "page_dashes": QCheckBox(self.tr("Two hyphens in page ranges"), self),
            "trailing_comma": QCheckBox(self.tr("Comma after the last field"), self),
        }
        self._recall()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, name in (
            (self.tr("Order"), "sort"),
            (self.tr("Indent"), "indent"),
            (self.tr("Values in"), "delimiter"),
            (self.tr("Months"), "months"),
            (self.tr("Encoding"), "encoding"),
        ):
            form.addRow(words, self._boxes[name])
        for words, name in (
            (self.tr("First fields"), "order"),
            (self.tr("Only fields"), "only"),
            (self.tr("Leave out"), "omit"),
        ):
            form.addRow(words, self._lists[name])
        for check in self._checks.values():
            form.addRow(check)

    def chosen(self) -> WriteOptions:
        """What is chosen; dialect, letters and private fields are not chosen here."""
        from biblio.formats.bibtex.options import WriteOptions

        sort = self._chosen("sort")
        only = _names(self._lists["only"].text())
        return WriteOptions(
            indent=self._chosen("indent"),
            align=self._checks["align"].isChecked(),
            order=_names(self._lists["order"].text()),
            only=frozenset(only) if only else None,
            omit=frozenset(_names(self._lists["omit"].text())),
            sort=(sort,) if sort else (),
            delimiter="quotes" if self._chosen("delimiter") == "quotes" else "braces",
            months=_MONTHS[self._chosen("months")],
            page_dashes=self._checks["page_dashes"].isChecked(),
            trailing_comma=self._checks["trailing_comma"].isChecked(),
        )

    def encoding(self) -> str:
        """The Python codec that was chosen."""
        return self._chosen("encoding")

    def _box(self, name: str, *choices: tuple[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for data, words in choices:
            box.addItem(words, data)
        return box

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        return line

    def _chosen(self, name: str) -> str:
        return str(self._boxes[name].currentData())

    def _recall(self) -> None:
        """Choose what was chosen last, and keep what is chosen from now on."""
        for name, box in self._boxes.items():
            wanted = self._settings.text(f"export/{name}", _USUAL[name])
            box.setCurrentIndex(max(0, box.findData(wanted)))
            box.currentIndexChanged.connect(partial(self._on_chosen, name))
        for name, line in self._lists.items():
            line.setText(", ".join(self._settings.texts(f"export/{name}")))
            line.textChanged.connect(partial(self._on_typed, name))
        for name, check in self._checks.items():
            check.setChecked(self._settings.flag(f"export/{name}", usual=True))
            check.toggled.connect(partial(self._on_toggled, name))

    def _on_chosen(self, name: str, _: int) -> None:
        self._settings.remember(f"export/{name}", self._chosen(name))
        self.changed.emit()

    def _on_typed(self, name: str, text: str) -> None:
        self._settings.remember_texts(f"export/{name}", _names(text))
        self.changed.emit()

    def _on_toggled(self, name: str, on: bool) -> None:
        self._settings.remember(f"export/{name}", on)
        self.changed.emit()


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())
