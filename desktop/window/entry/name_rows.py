"""The names of a field as rows: to add, remove, move by drag or key, and mark."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QToolButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.name_rows import NameRow, annotation_text, names_text, rows_of, single_rows
from desktop.window import theme
from desktop.window.entry.row_list import RowList
from desktop.window.override import override

_NAME, _EQUAL, _CORRESPONDING = range(3)
_ORIGIN = Qt.ItemDataRole.UserRole
_MOST_SEEN = 8  # rows without scrolling
_CHECK_WIDTH = 26  # pixels
_Flag = Qt.ItemFlag


class NameRows(QWidget):
    """Edits a list of names row by row; each change is given out at once.

    A change of an item is given out when Qt has done with it: what is given out comes back as
    other rows, and an item that is rebuilt while Qt handles its event is one freed under its hands.

    Signals:
        edited(str, str): The field's new text, and that of the field that annotates it.
        left: Escape was pressed.
        rested: Nothing is being typed or given out any more.
    """

    edited = Signal(str, str)
    left = Signal()
    rested = Signal()

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._annotation = ""
        self._others = False
        self._is_changed = False  # whether an item was changed, and not given out
        self.list = RowList()
        self.list.setAccessibleName(self.tr("{0}, one in a row").format(field))
        self.list.setHeaderLabels([self.tr("Name"), "=", "✉"])
        tips = (
            self.tr("As written in the file; F2 edits, Alt+Up and Alt+Down move"),
            self.tr("Contributed as much as the others who are marked so"),
            self.tr("Corresponding: answers letters about the work"),
        )
        for column, tip in enumerate(tips):
            self.list.headerItem().setToolTip(column, theme.tooltip(tip))
            self.list.headerItem().setData(column, Qt.ItemDataRole.AccessibleTextRole, tip)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_CHECK_WIDTH)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_EQUAL, _CORRESPONDING):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, _CHECK_WIDTH)
        queued = Qt.ConnectionType.QueuedConnection
        self.list.itemChanged.connect(self._on_changed)
        self.list.itemChanged.connect(self._on_settled, queued)
        self.list.moved.connect(self._on_changed)
        self.list.moved.connect(self._on_settled, queued)
        self.list.editing_ended.connect(self._on_settled, queued)
        self.list.itemDoubleClicked.connect(self._on_double_clicked)
        self.list.installEventFilter(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for icon, words, slot in (
            ("add", self.tr("Add a name (Insert)"), self.add),
            ("remove", self.tr("Remove this name (Delete)"), self.remove),
            ("chevron-up", self.tr("Move up (Alt+Up)"), self.move_up),
            ("chevron-down", self.tr("Move down (Alt+Down)"), self.move_down),
        ):
            buttons.addWidget(self._button(icon, words, slot))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.list)
        layout.addLayout(buttons)

    def _button(self, icon: str, words: str, slot: object) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIconSize(QSize(14, 14))
        button.setToolTip(theme.tooltip(words))
        button.setAccessibleName(words)
        theme.set_icon(button, icon, quiet=True)
        button.clicked.connect(slot)
        return button

    @property
    def is_busy(self) -> bool:
        """Whether a name is being typed, or a change waits to be given out."""
        return self._is_changed or self.list.is_editing

    def typed(self) -> str:
        """The names with the one that is being typed; empty where none is."""
        edited = self.list.edited()
        if edited is None:
            return ""
        place, line = edited
        rows = self.rows()
        rows[place] = replace(rows[place], text=line.text().strip())
        single, others = single_rows(rows, self._value, others=self._others)
        return names_text(self._value, single, others=others)

    def finish(self) -> None:
        """Take over the name that is being typed, and give out what is changed."""
        self.list.finish_editing()
        if self._is_changed:
            self._on_settled()

    def show_names(self, value: str, annotation: str) -> None:
        """Show the names of a field; the row that the cursor is on stays so by its place."""
        if self.is_busy:
            return  # `rested` tells when it can be
        rows, others = rows_of(value, annotation)
        is_same = (value, annotation) == (self._value, self._annotation)
        if is_same and self.list.topLevelItemCount() == len(rows):
            return
        self._value, self._annotation, self._others = value, annotation, others
        current = self._place()
        with QSignalBlocker(self.list):
            if len(rows) == self.list.topLevelItemCount():
                # In place: what is being changed just now must not be deleted
                for place, row in enumerate(rows):
                    _fill(self.list.topLevelItem(place), row)
            else:
                self.list.clear()
                self.list.addTopLevelItems([_item(row) for row in rows])
                if 0 <= current < len(rows):
                    self.list.setCurrentIndex(self.list.model().index(current, _NAME))
        self._fit()

    def rows(self) -> list[NameRow]:
        """The rows as they stand."""
        found = []
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            assert item is not None
            found.append(
                NameRow(
                    item.text(_NAME).strip(),
                    item.data(_NAME, _ORIGIN),
                    equal=item.checkState(_EQUAL) == Qt.CheckState.Checked,
                    corresponding=item.checkState(_CORRESPONDING) == Qt.CheckState.Checked,
                )
            )
        return found

    @Slot()
    def add(self) -> None:
        """Put an empty row behind the current one, to be typed into."""
        place = self._place() + 1
        item = _item(NameRow(""))
        with QSignalBlocker(self.list):
            self.list.insertTopLevelItem(place or self.list.topLevelItemCount(), item)
        self._fit()
        self.list.setCurrentItem(item)
        self.list.editItem(item, _NAME)

    @Slot()
    def remove(self) -> None:
        """Remove the current row."""
        place = self._place()
        if place >= 0:
            with QSignalBlocker(self.list):
                self.list.takeTopLevelItem(place)
            self._give_out()

    @Slot()
    def edit_name(self) -> None:
        """Let the current name be typed over."""
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item, _NAME)

    @Slot()
    def move_up(self) -> None:
        """Move the current row up."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the current row down."""
        self._move(1)

    def _move(self, by: int) -> None:
        place = self._place()
        if place >= 0 and 0 <= place + by < self.list.topLevelItemCount():
            with QSignalBlocker(self.list):
                item = self.list.takeTopLevelItem(place)
                assert item is not None
                self.list.insertTopLevelItem(place + by, item)
                self.list.setCurrentItem(item)
            self._give_out()

    @Slot(QTreeWidgetItem, int)
    def _on_double_clicked(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == _NAME:
            self.edit_name()

    def _place(self) -> int:
        """The current row, or -1."""
        return self.list.currentIndex().row()

    @Slot()
    def _on_changed(self) -> None:
        self._is_changed = True

    @Slot()
    def _on_settled(self) -> None:
        """Qt has done with the event that changed a row, or ended the typing."""
        if self.list.is_editing:
            return
        if self._is_changed:
            self._give_out()
        self._tell_rested()

    def _give_out(self) -> None:
        self._is_changed = False
        rows, others = single_rows(self.rows(), self._value, others=self._others)
        if not rows:
            return  # a field without names is removed as a field, not by rows
        value = names_text(self._value, rows, others=others)
        annotation = annotation_text(self._annotation, rows)
        if (value, annotation) != (self._value, self._annotation):
            self._tell(value, annotation)

    def _tell_rested(self) -> None:
        self.rested.emit()

    def _tell(self, value: str, annotation: str) -> None:
        self.edited.emit(value, annotation)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.list or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        doing = {
            (Qt.Key.Key_Up, True): self.move_up,
            (Qt.Key.Key_Down, True): self.move_down,
            (Qt.Key.Key_Delete, False): self.remove,
            (Qt.Key.Key_Insert, False): self.add,
            (Qt.Key.Key_F2, False): self.edit_name,
            (Qt.Key.Key_Escape, False): self.left.emit,
        }.get((Qt.Key(event.key()), alt))
        if doing is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # Del is a command of the window elsewhere
            return True
        if event.type() == QEvent.Type.KeyPress:
            doing()
            return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Be as high as the rows are."""
        count = self.list.topLevelItemCount()
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 6)
        seen = min(max(count, 1), _MOST_SEEN)
        head = self.list.header().sizeHint().height()
        self.list.setFixedHeight(seen * row + head + 2 * self.list.frameWidth() + 2)


def _item(row: NameRow) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setFlags(
        _Flag.ItemIsEnabled
        | _Flag.ItemIsSelectable
        | _Flag.ItemIsEditable
        | _Flag.ItemIsDragEnabled
        | _Flag.ItemIsUserCheckable
    )
    _fill(item, row)
    return item


def _fill(item: QTreeWidgetItem | None, row: NameRow) -> None:
    assert item is not None
    item.setText(_NAME, row.text)
    item.setData(_NAME, _ORIGIN, row.origin)
    item.setToolTip(_NAME, theme.tooltip(row.text))
    for column, is_on in ((_EQUAL, row.equal), (_CORRESPONDING, row.corresponding)):
        item.setCheckState(column, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
