"""Which numbers a profile shows, in which order and size, and which counts they go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db import Metric, ProfileSummary
from db.sites.counting import CountSource
from desktop.window import theme
from desktop.window.profile.metric_widget import SIZES
from desktop.window.profile.metric_words import day_text, definition_of, label_of, large_value

_METRIC = Qt.ItemDataRole.UserRole
_SIZE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class NumbersEdit:
    """What the dialog changes; None where nothing.

    Attributes:
        shown: The (metric, size) to be shown, in order; empty for the usual ones.
        counting: (source, what counts of versions come to).
    """

    shown: tuple[tuple[str, str], ...] | None = None
    counting: tuple[str, str] | None = None


class NumbersDialog(QDialog):
    """A list to tick, to put in order, and to give sizes.

    Signals:
        edited: The `NumbersEdit` when it is accepted.
        new_asked: A number of one's own is to be made.
        delete_asked: One's own number of this name is to go.
        report_asked: A value of the number of this name is to be entered.
    """

    edited = Signal(object)
    new_asked = Signal()
    delete_asked = Signal(str)
    report_asked = Signal(str)

    def __init__(
        self, profile: ProfileSummary, sources: Sequence[CountSource], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Numbers of {0}").format(profile.name))
        self.resize(620, 600)
        self._profile = profile
        self._metrics = {metric.metric: metric for metric in profile.metrics}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Numbers"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        for metric in profile.metrics:
            self._add(metric)
        self.size_box = QComboBox()
        self.size_box.setAccessibleName(self.tr("Size"))
        for size, text in zip(
            SIZES, (self.tr("Small"), self.tr("Medium"), self.tr("Large")), strict=True
        ):
            self.size_box.addItem(text, size)
        self.size_box.activated.connect(self._on_size)
        self.up = self._button(self.tr("Up"), lambda: self.move_current(-1))
        self.down = self._button(self.tr("Down"), lambda: self.move_current(1))
        self.usual = self._button(self.tr("Usual ones"), self.take_usual)
        self.new = self._button(self.tr("New number…"), self.new_asked.emit)
        self.report = self._button(self.tr("Enter a value…"), self._on_report)
        self.delete = self._button(self.tr("Delete number"), self._on_delete)
        self.about = QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setMinimumHeight(self.fontMetrics().height() * 3)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.set_text_color(self.about, theme.colors(self).muted)
        self.source = QComboBox()
        self.source.addItem(self.tr("the newest of each paper, by any source"), "")
        for each in sources:
            words = (
                self.tr("{0}: 1 paper, {2}")
                if each.entries == 1
                else self.tr("{0}: {1} papers, up to {2}")
            )
            text = words.format(each.name, f"{each.entries:,}", day_text(each.newest))
            self.source.addItem(text, each.name)
        if profile.basis.chosen and self.source.findData(profile.basis.chosen) < 0:
            self.source.addItem(profile.basis.chosen, profile.basis.chosen)
        self.source.setCurrentIndex(self.source.findData(profile.basis.chosen))
        self.versions = QComboBox()
        self.versions.addItem(self.tr("the largest of their counts"), "maximum")
        self.versions.addItem(self.tr("all their counts together"), "sum")
        self.versions.setCurrentIndex(self.versions.findData(profile.basis.versions))
        self._is_usual = False
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_current)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        for widget in (self.size_box, self.up, self.down, self.usual):
            side.addWidget(widget)
        side.addSpacing(14)
        for widget in (self.new, self.report, self.delete):
            side.addWidget(widget)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("&Counts that are used"), self.source)
        form.addRow(self.tr("&Versions of one work get"), self.versions)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept_edit)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(middle, 1)
        column.addWidget(self.about)
        column.addLayout(form)
        column.addWidget(buttons)

    def _button(self, text: str, done: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(done)
        return button

    def _add(self, metric: Metric) -> None:
        item = QListWidgetItem(f"{label_of(metric)}   {large_value(metric)}")
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 9))
        item.setData(_METRIC, metric.metric)
        item.setData(_SIZE, metric.size or "medium")
        item.setCheckState(Qt.CheckState.Checked if metric.size else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def shown(self) -> tuple[tuple[str, str], ...]:
        """What is ticked, in order."""
        return tuple(
            (str(item.data(_METRIC)), str(item.data(_SIZE)))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def tick(self, metric: str, *, on: bool = True) -> None:
        """Tick a metric, or take its tick away."""
        for item in self._items():
            if item.data(_METRIC) == metric:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.list.setCurrentItem(item)

    def move_current(self, by: int) -> None:
        """Move the marked metric up or down."""
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentItem(item)

    def take_usual(self) -> None:
        """Show what a profile shows where nobody chose."""
        self._is_usual = True
        self.accept_edit()

    @Slot()
    def accept_edit(self) -> None:
        """Accept, and tell what is changed."""
        was = tuple((metric.metric, metric.size) for metric in self._profile.shown())
        shown: tuple[tuple[str, str], ...] | None = self.shown()
        if self._is_usual:
            shown = ()
        elif shown == was or not shown:
            shown = None
        basis = self._profile.basis
        counting = (str(self.source.currentData()), str(self.versions.currentData()))
        edit = NumbersEdit(shown, None if counting == (basis.chosen, basis.versions) else counting)
        if edit != NumbersEdit():
            self.edited.emit(edit)
        self.accept()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _current(self) -> Metric | None:
        item = self.list.currentItem()
        return self._metrics.get(str(item.data(_METRIC)))

    def _on_current(self) -> None:
        metric = self._current()
        if metric is None:
            return
        self.about.setText(definition_of(metric))
        size = self.list.currentItem().data(_SIZE)
        self.size_box.setCurrentIndex(self.size_box.findData(size))
        self.delete.setEnabled(metric.own)
        self.report.setEnabled(metric.metric != "own_novelty")

    def _on_size(self) -> None:
        item = self.list.currentItem()
        item.setData(_SIZE, self.size_box.currentData())
        item.setCheckState(Qt.CheckState.Checked)

    def _on_report(self) -> None:
        metric = self._current()
        if metric is not None:
            self.report_asked.emit(metric.metric)

    def _on_delete(self) -> None:
        metric = self._current()
        if metric is not None:
            self.delete_asked.emit(metric.metric)
            self.accept()
