"""PDFs that were dropped: what each says it is, and which entry it goes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from biblio.pdf_facts import PdfFacts, UnreadablePdfError, entry_of
from db import Library
from desktop import wording
from desktop.window import theme
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.tasks import Control

_COPY = "files/copy"
_NEW, _NONE = "new", "none"


@dataclass(frozen=True, slots=True)
class Matched:
    """A PDF and the entry that it goes to; None for a new one."""

    path: Path
    facts: PdfFacts
    entry_id: int | None

    def new_entry(self) -> tuple[str, dict[str, str]]:
        """The type and fields of an entry for it."""
        return entry_of(self.facts, self.path.stem)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one PDF.

    Attributes:
        fault: Why it could not be read, as a sentence fragment; empty where it could.
        entries: Entries that it may be: id, key and title.
    """

    facts: PdfFacts
    fault: str
    entries: tuple[tuple[int, str, str], ...]


class MatchDialog(QDialog):
    """Looks into one PDF after the other, and lets the user choose an entry for each.

    Signals:
        matched: The `Matched` PDFs and, by name, whether to copy them.
    """

    matched = Signal(list, bool)

    def __init__(
        self, session: Session, settings: Settings, paths: Sequence[Path], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._paths = list(paths)
        self._known: dict[int, _Known] = {}
        self._control: Control | None = None
        self._is_over = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Attach PDFs"))
        self.resize(760, min(560, 190 + 84 * len(self._paths)))
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        self.choices: list[QComboBox] = []
        self._said: list[QLabel] = []
        for number, path in enumerate(self._paths):
            said = QLabel(self.tr("{0}\nReading…").format(path.name), page)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setWordWrap(True)
            choice = QComboBox(page)
            choice.setAccessibleName(self.tr("Entry for {0}").format(path.name))
            choice.setMinimumContentsLength(24)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setEnabled(False)
            choice.currentIndexChanged.connect(self._update)
            grid.addWidget(said, number, 0)
            grid.addWidget(choice, number, 1, Qt.AlignmentFlag.AlignTop)
            self._said.append(said)
            self.choices.append(choice)
        grid.setRowStretch(len(self._paths), 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        self.copy = QCheckBox(self.tr("&Copy them into the library's folder of files"), self)
        self.copy.setChecked(settings.flag(_COPY, usual=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Attach"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addWidget(self.copy)
        layout.addWidget(buttons)
        self.finished.connect(self._on_finished)
        self._update()
        self._read(0)

    def _read(self, number: int) -> None:
        """Look into a PDF, and then into the next."""
        if number == len(self._paths):
            self._control = None
            return
        path = self._paths[number]

        def work(library: Library, control: Control) -> _Known:
            from desktop.pdf_process import facts_of_pdf

            try:
                facts = facts_of_pdf(path, cancelled=control.cancelled)
            except UnreadablePdfError as error:
                return _Known(PdfFacts(), error.reason, ())
            ids = library.entries_of_paper(doi=facts.doi, arxiv=facts.arxiv, title=facts.title)
            rows = library.rows(ids)
            return _Known(facts, "", tuple((row.id, row.key, row.title) for row in rows))

        def done(known: _Known) -> None:
            if not self._is_over:
                self._show(number, known)
                self._read(number + 1)

        def failed(error: Exception) -> None:
            self._show(number, _Known(PdfFacts(), wording.sentence(error), ()))
            self._read(number + 1)

        self._control = self._session.count("papers", work, done, failed)

    def _show(self, number: int, known: _Known) -> None:
        self._known[number] = known
        choice = self.choices[number]
        for entry_id, key, title in known.entries:
            named = title or self.tr("Without a title, with the same identifier")
            choice.addItem(f"{key}: {named}" if key else named, entry_id)
        choice.addItem(self.tr("A new entry"), _NEW)
        choice.addItem(self.tr("Leave it out"), _NONE)
        if known.fault or len(known.entries) > 1:
            choice.setCurrentIndex(choice.count() - 1)  # the user is to say
        choice.setEnabled(True)
        facts = known.facts
        parts = [
            self.tr("Not read: {0}.").format(known.fault) if known.fault else "",
            facts.title,
            f"DOI {facts.doi}" if facts.doi else "",
            f"arXiv {facts.arxiv}" if facts.arxiv else "",
        ]
        told = "\n".join(filter(None, parts)) or self.tr("It does not say what it is.")
        self._said[number].setText(f"{self._paths[number].name}\n{told}")
        if known.fault:
            theme.set_text_color(self._said[number], theme.colors(self).warning)
        self._update()

    def chosen(self) -> list[Matched]:
        """The PDFs that are to be attached."""
        found = []
        for number, known in sorted(self._known.items()):
            what = self.choices[number].currentData()
            if what != _NONE:
                entry_id = None if what == _NEW else int(what)
                found.append(Matched(self._paths[number], known.facts, entry_id))
        return found

    @Slot()
    def _update(self) -> None:
        is_read = len(self._known) == len(self._paths)
        self.button.setEnabled(is_read and bool(self.chosen()))

    @Slot()
    def _on_accepted(self) -> None:
        self._settings.remember(_COPY, self.copy.isChecked())
        self.matched.emit(self.chosen(), self.copy.isChecked())
        self.accept()

    @Slot()
    def _on_finished(self) -> None:
        self._is_over = True
        if self._control is not None:
            self._control.cancel()
