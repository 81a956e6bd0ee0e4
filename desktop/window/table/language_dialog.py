"""Asks for the language by whose alphabet the list is to be sorted."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.alphabets import own_letters
from desktop.languages import NAMES
from desktop.window import theme

_CODE = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 460, 480


class LanguageDialog(QDialog):
    """The languages; for each, which letters its alphabet has of its own.

    Signals:
        chosen: The code of another language than before, when the dialog is accepted.
    """

    chosen = Signal(str)

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sort as in a language"))
        self.resize(_WIDTH, _HEIGHT)
        self._before = language
        text = self.tr(
            "Names and titles stand where the alphabet of this language has them. The library "
            "remembers it, so every program that opens it has the same order."
        )
        self.languages = QListWidget(self)
        self.languages.setAccessibleName(self.tr("Language"))
        self._add("", self.tr("No language: letters without their accents"))
        for code, name in sorted(NAMES.items(), key=lambda each: each[1]):
            self._add(code, _words(code, name))
        self.letters = QLabel(self)
        self.letters.setTextFormat(Qt.TextFormat.PlainText)
        self.letters.setWordWrap(True)
        self.letters.setMinimumHeight(self.letters.fontMetrics().height() * 2)
        self.letters.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.set_text_color(self.letters, theme.colors(self).muted)
        self._buttons = QDialogButtonBox(self)
        accept = self._buttons.addButton(self.tr("Sort"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setDefault(True)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        above = QLabel(text, self)
        above.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for widget in (above, self.languages, self.letters, self._buttons):
            layout.addWidget(widget)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.languages.itemActivated.connect(self._on_accepted)
        self.languages.currentItemChanged.connect(self._show_letters)
        self.choose(language)
        self.languages.setFocus()

    def choose(self, language: str) -> None:
        """Put the cursor on a language."""
        for place in range(self.languages.count()):
            if self.languages.item(place).data(_CODE) == language:
                self.languages.setCurrentRow(place)

    def language(self) -> str:
        """The language that the cursor is on."""
        return str(self.languages.currentItem().data(_CODE))

    def _add(self, code: str, words: str) -> None:
        item = QListWidgetItem(words, self.languages)
        item.setData(_CODE, code)

    @Slot()
    def _show_letters(self) -> None:
        runs = [
            self.tr("{0} after {1}").format(" ".join(own), before).replace(" ", "\u00a0")
            for before, *own in own_letters(self.language())
        ]
        self.letters.setText(
            self.tr("Letters of its own: {0}").format(" · ".join(runs))
            if runs
            else self.tr("No letters of its own: accents decide nothing.")
        )

    @Slot()
    def _on_accepted(self) -> None:
        if self.language() != self._before:
            self.chosen.emit(self.language())
        self.accept()


def _words(code: str, name: str) -> str:
    """A language as those who speak English and those who speak it call it."""
    own = QLocale(code).nativeLanguageName() if code.isalpha() else ""
    return f"{name} – {own}" if own and name.lower() not in own.lower().split() else name
