"""Export: which entries, in which form, with the text to be seen before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db import Library
from db.errors import UnwritableLetterError
from desktop import wording
from desktop.files import replace_file
from desktop.window.files.encoded import beginning, encoded
from desktop.window.files.export_overwrite import EditedElsewhereError, OverwriteDialog, check_edits
from desktop.window.files.importing import is_same_file
from desktop.window.files.style_form import StyleForm
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.tasks import Control, Work

if TYPE_CHECKING:
    from db.citing.exporting import ExportOptions
from db.publication.works_export import VERSION_CHOICES, VersionChoice

_PREVIEWED = 30  # entries of the preview
_PRIVATE = {
    "abstracts": frozenset({"abstract"}),
    "notes": frozenset({"annote", "annotation", "comment", "review"}),
    "scores": frozenset({"citationcount", "novelty", "aiscore", "rating"}),
}


class ExportDialog(QDialog):
    """Chooses, shows and writes.

    Signals:
        exported: A sentence on what was written.
    """

    exported = Signal(str)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        selected: Sequence[int],
        shown: Sequence[int],
        files: Sequence[str],
        folded: Mapping[int, int],
        parent: QWidget | None = None,
    ) -> None:
        """Offer the selected entries, those that the list shows, and imported files.

        Args:
            session: Whose library is asked.
            settings: Where the choices are remembered.
            selected: Ids of the selected entries.
            shown: Ids of the list in its order.
            files: Names of imported .bib files that can be written back.
            folded: The entries that stand for all versions of their work, as rows of a folded
                list do, and how many other versions each has.
            parent: The window.
        """
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._selected, self._shown = list(selected), list(shown)
        self._folded = dict(folded)
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 600)
        self._make_choices(files)
        self.preview = QPlainTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.preview.setAccessibleName(self.tr("Preview"))
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox(self)
        self._save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self._save.clicked.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._update()

    def _make_choices(self, files: Sequence[str]) -> None:
        self.selection = QRadioButton(
            self.tr("The selection ({0})").format(self._amount(self._selected)), self
        )
        self.view = QRadioButton(self.tr("This list ({0})").format(self._amount(self._shown)), self)
        self.file = QRadioButton(self.tr("An imported file, written back"), self)
        self.which = QComboBox(self)
        self.which.addItems(list(files))
        self.which.setAccessibleName(self.tr("Imported file"))
        self.in_utf8 = QCheckBox(self.tr("Write it in UTF-8"), self)
        self.in_utf8.setVisible(False)  # until the file's own encoding is not enough
        self.in_utf8.toggled.connect(self._update)
        self.file.setEnabled(bool(files))
        self.which.setVisible(bool(files))
        self.selection.setEnabled(bool(self._selected))
        self.view.setEnabled(bool(self._shown))
        choice = self.selection if len(self._selected) > 1 else self.view
        first = next((each for each in (choice, self.file) if each.isEnabled()), None)
        if first is not None:
            first.setChecked(True)
        group = QButtonGroup(self)
        for button in (self.selection, self.view, self.file):
            group.addButton(button)
        self.form = QComboBox(self)
        self.form.setAccessibleName(self.tr("Form"))
        for words, name in (
            (self.tr("As imported, else BibTeX"), "as-imported"),
            (self.tr("BibTeX, normalised"), "bibtex"),
            (self.tr("biblatex, normalised"), "biblatex"),
            (self.tr("RIS"), "ris"),
            (self.tr("CSL-JSON"), "csl-json"),
        ):
            self.form.addItem(words, name)
        self.letters = QComboBox(self)
        self.letters.setAccessibleName(self.tr("Letters"))
        for words, name in (
            (self.tr("Letters as they are"), "keep"),
            (self.tr("Accents as LaTeX commands"), "latex"),
            (self.tr("Accents as characters (UTF-8)"), "unicode"),
        ):
            self.letters.addItem(words, name)
        self.versions = QComboBox(self)
        self.versions.setAccessibleName(self.tr("Versions of a work"))
        for words, name in (
            (self.tr("All versions of a work"), "all"),
            (self.tr("The published version"), "published"),
            (self.tr("The published version, with eprint"), "eprint"),
        ):
            self.versions.addItem(words, name)
        self.private = {
            "abstracts": QCheckBox(self.tr("Abstracts"), self),
            "notes": QCheckBox(self.tr("Notes and comments"), self),
            "scores": QCheckBox(self.tr("Counts and scores"), self),
        }
        self.style_form = StyleForm(self._settings, self)
        self.style_form.changed.connect(self._update)
        for box in (self.form, self.letters, self.versions):
            wanted = self._settings.text(f"export/{box.accessibleName()}")
            box.setCurrentIndex(max(0, box.findData(wanted)))
            box.currentIndexChanged.connect(self._update)
        self.which.currentIndexChanged.connect(self._on_other_file)
        group.buttonToggled.connect(lambda _, on: self._update() if on else None)
        for check in self.private.values():  # never remembered: what is private is asked for
            check.toggled.connect(self._update)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        sections = (
            (self.tr("What"), (self.selection, self.view, self.file, self.which, self.in_utf8)),
            (self.tr("Form"), (self.form, self.letters, self.versions, self.style_form)),
            (self.tr("Also write"), tuple(self.private.values())),
        )
        for heading, widgets in sections:
            label = QLabel(heading, self)
            font = label.font()
            font.setWeight(font.Weight.DemiBold)
            label.setFont(font)
            left.addWidget(label)
            for widget in widgets:
                left.addWidget(widget)
            left.addSpacing(12)
        left.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addLayout(left)
        top.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(top, 1)
        layout.addWidget(self._told)
        layout.addWidget(buttons)

    def _amount(self, ids: Sequence[int]) -> str:
        """How many entries these are; how many works too, where one stands for several."""
        more = sum(self._folded.get(each, 0) for each in ids)
        if not more:
            return f"{len(ids):,}"
        works = self.tr("{0} works") if len(ids) > 1 else self.tr("{0} work")
        papers = self.tr("{0} entries").format(f"{len(ids) + more:,}")
        return self.tr("{0}, {1}").format(works.format(f"{len(ids):,}"), papers)

    def ids(self) -> list[int]:
        """The entries that are to be exported."""
        return self._selected if self.selection.isChecked() else self._shown

    def options(self) -> ExportOptions:
        """The form that was chosen."""
        from biblio.formats.bibtex.options import WriteOptions
        from db.citing.exporting import FORMATS, ExportOptions

        private: frozenset[str] = frozenset()
        for name, check in self.private.items():
            if check.isChecked():
                private |= _PRIVATE[name]
        escape = self.letters.currentData()
        style = WriteOptions()
        if self._is_normalised():
            style = replace(
                self.style_form.chosen(),
                escape=escape if escape in {"latex", "unicode"} else "keep",
            )
        style = replace(style, private=private)
        form = next((f for f in FORMATS if f == self.form.currentData()), FORMATS[0])
        versions: VersionChoice = next(
            (each for each in VERSION_CHOICES if each == self.versions.currentData()), "all"
        )
        return ExportOptions(form, style, versions)

    def told(self) -> str:
        """What the dialog says below the preview."""
        return self._told.text()

    def save_to(self, path: Path, *, over_edits: bool = False) -> None:
        """Write the export to a file, as one replacement, off the main thread.

        Args:
            path: The file.
            over_edits: Whether what others edited in it since the last export is overwritten;
                else the difference is shown, and the user is asked.
        """
        if is_same_file(path, self._session.path):
            self._told.setText(self.tr("This is the library itself; choose another file."))
            return
        work = self._work(None)

        def write(library: Library, control: Control) -> tuple[str, bool]:
            told, data, _ = work(library, control)
            if not over_edits:
                check_edits(library, path, data)
            written = replace_file(path, data)
            if not library.readonly and path.is_file():
                library.remember_target(path, data)
            return told, written

        def done(answer: tuple[str, bool]) -> None:
            told, written = answer
            words = self.tr("{0} holds {1}.") if written else self.tr("{0} held {1} already.")
            self.exported.emit(words.format(path.name, told))
            self.accept()

        self._save.setEnabled(False)

        def failed(error: Exception) -> None:
            if isinstance(error, EditedElsewhereError):
                self._ask_over(error)
            else:
                self._on_failed(error)

        self._session.work(write, done, failed)

    def _ask_over(self, error: EditedElsewhereError) -> None:
        """Show what others edited, and let the user decide."""
        self._save.setEnabled(True)
        self._told.setText(
            self.tr("{0} was edited since it was last exported; nothing was written.").format(
                error.path.name
            )
        )
        dialog = OverwriteDialog(error, self)
        dialog.accepted.connect(lambda: self.save_to(error.path, over_edits=True))
        dialog.open()

    def _work(self, at_most: int | None) -> Work[tuple[str, bytes, str]]:
        """What gives a sentence, the bytes, and their encoding."""
        if self.file.isChecked():
            name, told = self.which.currentText(), self.tr("the file as imported, with your edits")
            wanted = "utf-8" if self.in_utf8.isChecked() else None

            def file_back(library: Library, _: Control) -> tuple[str, bytes, str]:
                back = library.written_back(name, wanted)
                return told, back.data, back.encoding

            return file_back
        ids, options = self.ids()[:at_most], self.options()
        folded = self._folded.keys() & set(ids)
        encoding = self.style_form.encoding() if self._is_normalised() else "utf-8"
        one, several = self.tr("1 entry"), self.tr("{0} entries")

        def selection(library: Library, _: Control) -> tuple[str, bytes, str]:
            result = library.export(ids, options, folded)
            amount = one if result.entries == 1 else several
            told = amount.format(f"{result.entries:,}")
            problems = " ".join(problem.message for problem in result.problems[:3])
            data = encoded(result.text, encoding)
            return f"{told}. {problems}".strip(" ."), data, encoding

        return selection

    def _is_normalised(self) -> bool:
        """Whether entries are written anew, in a look that can be chosen."""
        return not self.file.isChecked() and self.form.currentData() in {"bibtex", "biblatex"}

    @Slot()
    def _update(self) -> None:
        if not (self._selected or self._shown or self.which.count()):
            self._save.setEnabled(False)
            self._told.setText(self.tr("There is nothing to export."))
            for widget in (self.form, self.letters, *self.private.values()):
                widget.setEnabled(False)
            return
        from_file = self.file.isChecked()
        self.which.setEnabled(from_file)
        self.in_utf8.setEnabled(from_file)
        self.form.setEnabled(not from_file)
        self.letters.setEnabled(self._is_normalised())
        self.style_form.setVisible(self._is_normalised())
        for check in self.private.values():
            check.setEnabled(not from_file)
        if not from_file and not self.ids():
            self._save.setEnabled(False)
            self.preview.setPlainText("")
            return
        self._session.ask("preview", self._work(_PREVIEWED), self._on_preview, self._on_failed)

    def _on_preview(self, answer: tuple[str, bytes, str]) -> None:
        told, data, encoding = answer
        self.preview.setPlainText(beginning(data, encoding))
        more = 0 if self.file.isChecked() else len(self.ids()) - _PREVIEWED
        if more > 0:
            told = self.tr("The preview shows the first {0} entries.").format(_PREVIEWED)
            self._told.setText(told)
        else:
            self._told.setText("")
        self._save.setEnabled(True)

    def _on_failed(self, error: Exception) -> None:
        told = wording.sentence(error)
        if isinstance(error, UnwritableLetterError):
            self.preview.setPlainText("")
            self.in_utf8.setVisible(True)
            told = self.tr("{0} Choose “{1}”, or write it as a LaTeX command.").format(
                told, self.in_utf8.text()
            )
        self._told.setText(told)
        self._save.setEnabled(not isinstance(error, UnwritableLetterError))

    @Slot()
    def _on_other_file(self) -> None:
        with QSignalBlocker(self.in_utf8):
            self.in_utf8.setChecked(False)
        self.in_utf8.setVisible(False)
        self._update()

    @Slot()
    def _on_save(self) -> None:
        for box in (self.form, self.letters, self.versions):
            self._settings.remember(f"export/{box.accessibleName()}", str(box.currentData()))
        folder = Path(self._settings.text("export/folder", str(Path.home())))
        ending, kind = self._kind()
        name = self.which.currentText() if self.file.isChecked() else f"publications{ending}"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the export"), str(folder / name), f"{kind} (*{ending})"
        )
        if chosen:
            path = Path(chosen)
            self._settings.remember("export/folder", str(path.parent))
            self.save_to(path if path.suffix else path.with_suffix(ending))

    def _kind(self) -> tuple[str, str]:
        """The usual ending of the file to be written, and what such a file is called."""
        form = "" if self.file.isChecked() else self.form.currentData()
        kinds = {
            "ris": (".ris", self.tr("RIS")),
            "csl-json": (".json", self.tr("CSL-JSON")),
        }
        return kinds.get(form, (".bib", self.tr("BibTeX")))
