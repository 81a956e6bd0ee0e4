"""Gives entries new citation keys: every change is listed, and where documents use the old ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from biblio.formats.bibtex.values import is_lawful_key
from biblio.key_plan import KeyPatterns
from biblio.keys import PatternError, check_pattern
from db import KeyChange, Library
from desktop import wording
from desktop.window import theme
from desktop.window.keys.key_documents import Documents
from desktop.window.keys.key_rows import RowsModel, TextRow, rows_table
from desktop.window.keys.key_words import fault
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.settings import Settings
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from desktop.key_files import Scan

_PAUSE = 200  # milliseconds without a keystroke before keys are worked out


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user agreed to.

    Attributes:
        keys: Entry to its new key.
        renamed: Old key to new one, for documents.
        scan: Documents in which to rename them; None for none.
    """

    keys: dict[int, str]
    renamed: dict[str, str]
    scan: Scan | None


class RekeyDialog(QDialog):
    """A pattern, what keys it gives, and documents that use the old ones.

    Signals:
        accepted_for: The `Wanted` that was agreed to.
        patterns_asked: The library's own patterns are to be shown.
    """

    accepted_for = Signal(object)
    patterns_asked = Signal()

    def __init__(
        self,
        session: Session,
        settings: Settings,
        ids: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = list(ids)
        self._plan: list[KeyChange] = []
        self._kept = 0  # entries that have such keys already
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New citation keys"))
        self.resize(900, 620)
        self.pattern = QLineEdit(self)
        self.pattern.setPlaceholderText(self.tr("The library's patterns"))
        self.pattern.setAccessibleName(self.tr("Pattern"))
        self.fault = QLabel(self)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setWordWrap(True)
        theme.set_text_color(self.fault, theme.colors(self).error)
        self.fault.hide()
        patterns = QPushButton(self.tr("Library's patterns…"), self)
        patterns.clicked.connect(self.patterns_asked)
        titles = (self.tr("Key now"), self.tr("New key"), self.tr("Title"), self.tr("Remark"))
        self.model = RowsModel(titles, self, ticks=True, edit=self._set_key, editable=[1])
        self.table = rows_table(self.model, self.tr("New keys"), (190, 190, 300), self)
        self.documents = Documents(session, settings, self)
        self.rewrite = QCheckBox(self.tr("&Rename the keys in these documents too"), self)
        self.rewrite.hide()
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        theme.set_text_color(self.told, theme.colors(self).muted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Change"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._lay_out(patterns, buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.ask)
        self.pattern.textChanged.connect(self._on_edited)
        self.model.dataChanged.connect(self._on_ticked)
        self.documents.scanned.connect(self._on_scanned)
        self.button.setEnabled(False)
        self.ask()

    def _lay_out(self, patterns: QWidget, buttons: QWidget) -> None:
        row = QHBoxLayout()
        row.addWidget(self.pattern, 1)
        row.addWidget(patterns)
        form = QFormLayout()
        form.addRow(self.tr("&Pattern"), row)
        form.labelForField(row).setBuddy(self.pattern)  # type: ignore[attr-defined]  # a QLabel
        form.addRow("", self.fault)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.documents)
        layout.addWidget(self.rewrite)
        layout.addWidget(self.told)
        layout.addWidget(buttons)

    @Slot()
    def ask(self) -> None:
        """Work the keys out again, by the pattern that is typed or the library's own."""
        pattern, ids = self.pattern.text().strip(), self._ids
        try:
            if pattern:
                check_pattern(pattern)
        except PatternError as error:
            self.fault.setText(fault(error))
            self.fault.show()
            self._show([])
            return
        self.fault.hide()

        def work(library: Library, _: Control) -> list[KeyChange]:
            return library.key_plan(ids, KeyPatterns(pattern) if pattern else None)

        self._session.count("rekeying", work, self._show, self._on_failed)

    def _show(self, plan: list[KeyChange]) -> None:
        self._plan = [change for change in plan if change.new != change.old]
        self._kept = len(plan) - len(self._plan)
        times = Counter(change.new for change in self._plan)
        self.model.set_rows([self._row(change, times) for change in self._plan])
        self.documents.look_for([change.old for change in self._plan if change.old])
        self._tell()

    def _row(self, change: KeyChange, times: Counter[str]) -> TextRow:
        remark = taken = ""
        if change.holder is not None:
            taken = self.tr("{0} is taken").format(change.wanted)
        elif not is_lawful_key(change.new):
            remark = self.tr("cannot be a key")
        elif times[change.new] > 1:
            remark = self.tr("occurs twice")
        texts = (change.old or self.tr("none"), change.new, change.title, remark or taken)
        return TextRow(texts, change.entry_id, change.title, is_doubtful=bool(remark))

    def _set_key(self, row: TextRow, _column: int, text: str) -> bool:
        """Take a key that the user typed in place of the pattern's."""
        number = next(i for i, each in enumerate(self._plan) if each.entry_id == row.key)
        change = replace(self._plan[number], new=text.strip(), holder=None)
        self._plan[number] = change
        times = Counter(each.new for each in self._plan)
        self.model.replace_row(number, self._row(change, times))
        return True

    def wanted(self) -> dict[int, str]:
        """The entries that are to change, and their new keys."""
        ticked = {row.key for row in self.model.ticked()}
        return {each.entry_id: each.new for each in self._plan if each.entry_id in ticked}

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (is_enter and not isinstance(self.focusWidget(), QPushButton)):
            super().keyPressEvent(event)  # Enter in the pattern is no consent

    @Slot()
    def _on_edited(self) -> None:
        self.button.setEnabled(False)
        self._timer.start()

    @Slot()
    def _on_ticked(self) -> None:
        self._tell()

    @Slot()
    def _on_scanned(self) -> None:
        scan = self.documents.scan
        self.rewrite.setVisible(scan is not None and bool(scan.uses))

    def _on_failed(self, error: Exception) -> None:
        self.told.setText(wording.sentence(error))

    def _tell(self) -> None:
        number = len(self.wanted())
        parts = []
        if self._kept:
            parts.append(
                self.tr("1 has such a key already.")
                if self._kept == 1
                else self.tr("{0} have such keys already.").format(f"{self._kept:,}")
            )
        if number:
            parts.append(
                self.tr("The old keys still find their entries. One step, which can be undone.")
            )
        elif not self._kept and not self.fault.isVisibleTo(self):
            parts.append(self.tr("Nothing would change."))
        self.told.setText(" ".join(parts))
        self.button.setEnabled(bool(number))
        self.button.setText(
            self.tr("Change 1 key")
            if number == 1
            else self.tr("Change {0} keys").format(f"{number:,}")
        )

    @Slot()
    def _on_accepted(self) -> None:
        keys = self.wanted()
        ticked = [each for each in self._plan if each.entry_id in keys]
        renamed = {each.old: each.new for each in ticked if each.old}
        is_wanted = self.rewrite.isVisibleTo(self) and self.rewrite.isChecked()
        scan = self.documents.scan if is_wanted else None
        self.accepted_for.emit(Wanted(keys, renamed, scan))
        self.accept()
