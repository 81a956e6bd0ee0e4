"""The history of one entry: each version, how it differs from now, and getting it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.entry import Entry
from db.past.history_rows import FieldChange, Version
from desktop.history_wording import field_title
from desktop.window import theme
from desktop.window.history.history_differences import Differences
from desktop.window.history.history_panel import local_time


class EntryHistory(QDialog):
    """Lists the versions of an entry, newest first.

    Signals:
        restore_asked: The id of a step (None for what was before all) and the names of the
            fields to restore, none for the whole version.
    """

    restore_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History of the entry"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 560)
        self._versions: tuple[Version, ...] = ()
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self.list = QTreeWidget(self)
        self.list.setHeaderLabels([self.tr("Version"), self.tr("When"), self.tr("By")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Versions"))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        width = self.fontMetrics().horizontalAdvance
        header.resizeSection(1, width("2026-05-31 12:00") + 24)
        header.resizeSection(2, width("command line") + 24)
        self.list.currentItemChanged.connect(self._on_current)
        self.differences = Differences(self)
        self.fields = QListWidget(self)
        self.fields.setAccessibleName(self.tr("Fields that were different"))
        self.fields.itemChanged.connect(self._on_ticked)
        self._head = QLabel(self)
        self._head.setWordWrap(True)
        theme.set_text_color(self._head, theme.colors(self).muted)
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.whole = self._buttons.addButton(self.tr("Restore this version"), role)
        self.some = self._buttons.addButton(self.tr("Restore the ticked fields"), role)
        for button in (self.whole, self.some):
            button.setAutoDefault(False)
        self.whole.clicked.connect(lambda: self._restore(()))
        self.some.clicked.connect(lambda: self._restore(self.ticked()))
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        column.addWidget(self.differences, 3)
        column.addWidget(self.fields, 1)
        halves = QSplitter(self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(right)
        halves.setSizes([480, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(halves, 1)
        layout.addWidget(self._buttons)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """List these versions, newest first; the chosen version stays, wherever it is now."""
        chosen, ticked = self._chosen(), self.ticked()
        self._versions = tuple(versions)
        self.list.clear()
        for version in versions:
            step = version.step
            texts = (
                [step.name, local_time(step.made), step.actor]
                if step is not None
                else [self.tr("Before the first step that is remembered"), "", ""]
            )
            item = QTreeWidgetItem(texts)
            item.setToolTip(0, theme.tooltip(texts[0]))
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
            self.list.addTopLevelItem(item)
        now = self._versions[0].entry if self._versions else None
        self.title.setText(_name(now))
        row = _place(chosen, self._versions)
        self.choose(row or 0)
        if row is not None:
            self._tick(ticked)

    def choose(self, row: int) -> None:
        """Put the cursor on a version."""
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

    def ticked(self) -> tuple[str, ...]:
        """The names of the fields that are to be restored."""
        items = (self.fields.item(row) for row in range(self.fields.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _tick(self, names: Sequence[str]) -> None:
        for row in range(self.fields.count()):
            item = self.fields.item(row)
            if item.data(Qt.ItemDataRole.UserRole) in names:
                item.setCheckState(Qt.CheckState.Checked)

    def _row(self) -> int:
        item = self.list.currentItem()
        return -1 if item is None else self.list.indexOfTopLevelItem(item)

    def _chosen(self) -> Version | None:
        row = self._row()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    @Slot()
    def _on_current(self) -> None:
        version = self._chosen()
        self.fields.clear()
        self.whole.setEnabled(False)
        if version is None:
            self.differences.tell("")
        else:
            changes = differences(version.entry, self._versions[0].entry)
            self._show(version, changes)
        self._on_ticked()

    def _show(self, version: Version, changes: list[FieldChange]) -> None:
        if not changes:
            self._head.setText(self.tr("This is how the entry is now. The step changed:"))
            self.differences.show_fields(version.fields)
            return
        self._head.setText(self.tr("From this version to now:"))
        self.differences.show_fields(changes)
        self.whole.setEnabled(True)
        for name in dict.fromkeys(change.name for change in changes):
            item = QListWidgetItem(field_title(name), self.fields)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)

    @Slot()
    def _on_ticked(self) -> None:
        self.some.setEnabled(bool(self.ticked()))

    def _restore(self, names: Sequence[str]) -> None:
        version = self._chosen()
        if version is not None:
            self.restore_asked.emit(version.step.id if version.step else None, tuple(names))


def differences(then: Entry, now: Entry) -> list[FieldChange]:
    """The fields, type and key that differ between two versions of an entry."""
    before, after = then.texts(), now.texts()
    found = [
        FieldChange(name, getattr(then, name), getattr(now, name))
        for name in ("type", "key")
        if getattr(then, name) != getattr(now, name)
    ]
    found += [
        FieldChange(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys(field.id for field in (*now.fields, *then.fields))
        if before.get(name, "") != after.get(name, "")
    ]
    return found


def _place(chosen: Version | None, versions: Sequence[Version]) -> int | None:
    """Where a version is among others; None where it is not there any more."""
    if chosen is None:
        return None
    step_id = chosen.step.id if chosen.step else None
    ids = [version.step.id if version.step else None for version in versions]
    return ids.index(step_id) if step_id in ids else None


def _name(entry: Entry | None) -> str:
    if entry is None:
        return ""
    title = " ".join(entry.get("title").split())
    return " · ".join(filter(None, (entry.key, title[:100])))
