"""Restoring a backup: which there are, what each holds, and what would change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.past.history_rows import Backup, BackupDetails
from desktop.history_wording import amount_of_bytes, backup_kind
from desktop.window import theme
from desktop.window.history.history_panel import local_time


class BackupDialog(QDialog):
    """Lists the backups, newest first.

    Signals:
        details_asked: A backup whose details are to be shown; `show_details` answers.
        restore_asked: The backup that is to be restored.
        other_asked: The user wants to choose a file.
    """

    details_asked = Signal(object)
    restore_asked = Signal(object)
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 460)
        self._backups: tuple[Backup, ...] = ()
        self.list = QTreeWidget(self)
        self.list.setHeaderLabels([self.tr("Made"), self.tr("Size"), self.tr("Why")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(self.tr("Backups"))
        header = self.list.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        width = self.fontMetrics().horizontalAdvance
        header.resizeSection(0, width("2026-05-31 12:00") + 28)
        header.resizeSection(1, width("1,000 MB") + 28)
        self.list.currentItemChanged.connect(self._on_current)
        self.details = QTextBrowser(self)
        self.details.setAccessibleName(self.tr("What restoring would change"))
        self.details.setTabChangesFocus(True)
        self._words = QLabel(
            self.tr(
                "Restoring makes the library what the backup holds, with its history. What it is"
                " now is kept as a backup too, so that this can be taken back."
            ),
            self,
        )
        self._words.setWordWrap(True)
        theme.set_text_color(self._words, theme.colors(self).muted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        role = QDialogButtonBox.ButtonRole
        self.restore = buttons.addButton(self.tr("Restore"), role.AcceptRole)
        other = buttons.addButton(self.tr("Another file…"), role.ActionRole)
        other.setAutoDefault(False)
        other.clicked.connect(self.other_asked)
        self.restore.clicked.connect(self._on_restore)
        buttons.rejected.connect(self.reject)
        halves = QSplitter(self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(self.details)
        halves.setSizes([420, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(halves, 1)
        layout.addWidget(self._words)
        layout.addWidget(buttons)
        self._on_current()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """List these backups."""
        self._backups = tuple(backups)
        self.list.clear()
        for backup in backups:
            texts = [
                backup.made.strftime("%Y-%m-%d %H:%M"),
                amount_of_bytes(backup.size),
                backup_kind(backup.kind),
            ]
            item = QTreeWidgetItem(texts)
            item.setToolTip(0, theme.tooltip(str(backup.path)))
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._on_current()

    def show_details(self, backup: Backup, found: BackupDetails) -> None:
        """Show what a backup holds, if it is the chosen one."""
        if backup != self.chosen():
            return
        entries = self.tr("1 entry") if found.entries == 1 else self.tr("{0} entries")
        steps = (
            self.tr("1 step of history") if found.steps == 1 else self.tr("{0} steps of history")
        )
        lines = [f"{entries.format(f'{found.entries:,}')}, {steps.format(f'{found.steps:,}')}"]
        if found.last_step:
            lines.append(self.tr("Last step: {0}").format(local_time(found.last_step)))
        for number, one, words, titles in (
            (
                found.back,
                self.tr("1 entry would come back:"),
                self.tr("{0} entries would come back:"),
                found.titles_back,
            ),
            (
                found.gone,
                self.tr("1 entry would not be there any more:"),
                self.tr("{0} entries would not be there any more:"),
                found.titles_gone,
            ),
            (
                found.other,
                self.tr("1 entry would be as it was:"),
                self.tr("{0} entries would be as they were:"),
                found.titles_other,
            ),
        ):
            if number:
                lines += ["", one if number == 1 else words.format(f"{number:,}")]
                lines += [f"    {' '.join(title.split())[:90]}" for title in titles]
                if number > len(titles):
                    lines.append(self.tr("    … and {0} more").format(f"{number - len(titles):,}"))
        if not found.is_compared:
            lines += [
                "",
                self.tr(
                    "What is in the library's place now cannot be read, so it cannot be compared"
                    " with this backup. The backup itself can be read and restored."
                ),
            ]
        elif not (found.back or found.gone or found.other):
            lines += ["", self.tr("Its entries are the same as now.")]
        self.details.setPlainText("\n".join(lines))
        self.restore.setEnabled(True)

    def show_fault(self, backup: Backup, sentence: str) -> None:
        """Say why a backup cannot be restored, if it is the chosen one."""
        if backup == self.chosen():
            self.details.setPlainText(sentence)
            self.restore.setEnabled(False)

    def chosen(self) -> Backup | None:
        """The backup that the cursor is on."""
        item = self.list.currentItem()
        row = -1 if item is None else self.list.indexOfTopLevelItem(item)
        return self._backups[row] if 0 <= row < len(self._backups) else None

    @Slot()
    def _on_current(self) -> None:
        backup = self.chosen()
        self.restore.setEnabled(False)
        if backup is None:
            self.details.setPlainText(self.tr("There is no backup of this library yet."))
        else:
            self.details.setPlainText("")
            self.details_asked.emit(backup)

    @Slot()
    def _on_restore(self) -> None:
        backup = self.chosen()
        if backup is not None:
            self.accept()
            self.restore_asked.emit(backup)
