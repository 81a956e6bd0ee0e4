"""What looks wrong in entries, listed, and mended where the user says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop import wording
from desktop.window import theme
from desktop.window.many.check_model import CheckModel, code_in_words
from desktop.window.session import Session
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import Library, Notice
    from db.checking import Found

_WIDTHS = (190, 430, 150)


class CheckDialog(QDialog):
    """Looks at entries, shows what it finds, and mends what is ticked as one step.

    Signals:
        entry_asked: The id of the entry that a line is about.
        mended: A sentence on what was done.
    """

    entry_asked = Signal(int)
    mended = Signal(str)

    def __init__(self, session: Session, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = list(ids)
        self._found: list[Found] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Check entries"))
        self.resize(1000, 540)
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName(self.tr("Kind"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.currentIndexChanged.connect(self._show_kind)
        self.model = CheckModel(self)
        self.model.dataChanged.connect(self._tell)
        self.table = self._make_table()
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        theme.set_text_color(self.told, theme.colors(self).muted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.button = buttons.addButton(self.tr("Mend"), QDialogButtonBox.ButtonRole.ActionRole)
        self.button.clicked.connect(self._on_mend)
        buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(QLabel(self.tr("Show"), self))
        top.addWidget(self.kinds)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addWidget(buttons)
        self.look()

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("What looks wrong"))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        table.activated.connect(lambda at: self.entry_asked.emit(self.model.entry_at(at.row())))
        return table

    @Slot()
    def look(self) -> None:
        """Look at the entries anew."""
        ids = self._ids
        self.button.setEnabled(False)
        self.told.setText(self.tr("Looking at {0} entries…").format(f"{len(ids):,}"))

        def work(library: Library, control: Control) -> list[Found]:
            return library.check(ids, cancelled=control.cancelled)

        self._session.count("check", work, self._show, self._on_failed)

    def _show(self, found: list[Found]) -> None:
        self._found = found
        chosen = self.kinds.currentData()
        kinds = Counter(each.finding.problem.code for each in found)
        self.kinds.blockSignals(True)  # noqa: FBT003 - Qt's
        self.kinds.clear()
        self.kinds.addItem(self.tr("everything ({0})").format(f"{len(found):,}"), "")
        for code, number in kinds.most_common():
            self.kinds.addItem(f"{code_in_words(code)} ({number:,})", code)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))
        self.kinds.blockSignals(False)  # noqa: FBT003 - Qt's
        self._show_kind()

    @Slot()
    def _show_kind(self) -> None:
        code = self.kinds.currentData()
        self.model.show(
            [each for each in self._found if not code or each.finding.problem.code == code]
        )
        self._tell()

    @Slot()
    def _tell(self) -> None:
        number = self.model.ticked_number()
        if not self._found:
            words = self.tr("Nothing looks wrong.")
        elif number:
            words = self.tr("What is ticked is mended as one step, which can be undone.")
        else:
            words = self.tr("These only you can mend. Double-click a line to show the entry.")
        self.told.setText(words)
        self.button.setEnabled(bool(number))
        self.button.setText(
            self.tr("Mend {0}").format(f"{number:,}") if number else self.tr("Mend")
        )

    @Slot()
    def _on_mend(self) -> None:
        chosen = self.model.ticked()
        self.button.setEnabled(False)

        def done(notice: Notice) -> None:
            many = len(notice.entry_ids)
            words = self.tr("1 entry mended.") if many == 1 else self.tr("{0} entries mended.")
            self.mended.emit(words.format(f"{many:,}"))
            self.look()

        self._session.write(lambda library, _: library.mend(chosen), self._on_failed, done)

    def _on_failed(self, error: Exception) -> None:
        self.told.setText(wording.sentence(error))
