"""Editing in the list: a line over the cell, as the field is written in the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolTip, QWidget

from biblio.entry_types import ENTRY_TYPES
from desktop.window import theme
from desktop.window.entry.field_checks import check_field
from desktop.window.entry.field_editor import as_edited
from desktop.window.entry.form_rows import field_name
from desktop.window.features import Workplace
from desktop.window.override import override
from desktop.window.table.cell_fields import KEY, TYPE, field_of, is_editable, text_of
from desktop.window.table.columns import MOST_STARS
from desktop.window.table.delegate import PADDING

_WORDS = {TYPE: tuple(ENTRY_TYPES), "readstatus": ("read", "skimmed")}
_BY_DIALOG = {"tags": "tag_entries", "citations": "note_count"}
_NARROWEST = 220  # pixels of the line, as far as there is room


class CellEditors(QObject):
    """Opens an editor over the cell with the cursor, and does what was typed in it.

    F2 opens it, Return keeps, Escape gives up, Tab goes on to the next cell of the row. A
    double click is left to what opens the entry; one click on the stars gives them.
    """

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._work = workplace
        self._table = workplace.list_pane.table
        self._columns = workplace.list_pane.model.columns
        self._editor: CellEditor | None = None
        self._place = (-1, 0)  # entry and column of the editor
        self._table.clicked.connect(self._on_clicked)
        model = workplace.list_pane.model
        for moved in (
            self._table.verticalScrollBar().valueChanged,
            self._table.horizontalScrollBar().valueChanged,
            self._table.horizontalHeader().sectionResized,
            self._table.horizontalHeader().sectionMoved,
            model.rowsMoved,
            model.rowsInserted,
            model.rowsRemoved,
            model.modelReset,
        ):
            moved.connect(self._follow)
        action = workplace.actions["edit_cell"]
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # F2 has its sense elsewhere
        self._table.addAction(action)
        workplace.window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:  # what is typed is kept while that can be
            self.close()
        return super().eventFilter(watched, event)

    @property
    def editor(self) -> CellEditor | None:
        """The editor that is open."""
        return self._editor

    def edit(self) -> None:
        """Edit the cell with the cursor, or else the title of its row."""
        index = self._table.currentIndex()
        if not index.isValid():
            return
        name = self._columns[index.column()].name
        command = _BY_DIALOG.get(name)
        if command is not None:
            self._work.actions[command].trigger()
            return
        if not is_editable(name) or self._table.isColumnHidden(index.column()):
            name = "title"
        self._open(self._work.list_pane.model.id_at(index.row()), name)

    @Slot()
    def close(self) -> None:
        """Keep what is typed, and close the editor."""
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.finish(keep=True)

    def _open(self, entry_id: int, column: str) -> None:
        self.close()
        pane = self._work.list_pane
        stored = self._work.session.entry(entry_id)
        if stored is None or entry_id not in pane.model.ids:
            return
        section = self._columns.section(column) or 0
        index = pane.model.index(pane.model.ids.index(entry_id), section)
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)
        field = field_of(column, stored.entry)
        text = as_edited(text_of(field, stored.entry))
        title = self._columns[section].title
        editor = CellEditor(field, text, title, self._table.viewport())
        editor.kept.connect(lambda new: self._keep(entry_id, field, text, new))
        editor.moved.connect(lambda by: self._go_on(entry_id, column, by))
        editor.ended.connect(self._on_ended)
        self._editor, self._place = editor, (entry_id, section)
        self._follow()
        editor.show()
        editor.setFocus()
        editor.setSelection(len(editor.text()), -len(editor.text()))  # seen from its beginning

    @Slot()
    def _follow(self) -> None:
        """Lie over the cell, wherever it has gone."""
        if self._editor is None:
            return
        (entry_id, column), model = self._place, self._work.list_pane.model
        if entry_id not in model.ids:
            self.close()
            return
        rect = self._table.visualRect(model.index(model.ids.index(entry_id), column))
        room = self._table.viewport().width() - rect.left()
        rect.setWidth(max(rect.width(), min(_NARROWEST, room)))
        height = QFontMetrics(self._editor.font()).height() + PADDING
        rect.setTop(rect.center().y() - height // 2)
        rect.setHeight(height)
        self._editor.setGeometry(rect)

    @Slot()
    def _on_ended(self) -> None:
        if self._editor is self.sender():
            self._editor = None
            self._table.setFocus()

    def _go_on(self, entry_id: int, column: str, by: int) -> None:
        """Edit the next cell of the row that can be."""
        header = self._table.horizontalHeader()
        shown = [
            self._columns[header.logicalIndex(place)].name
            for place in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(place))
        ]
        names = [name for name in shown if is_editable(name)]
        if column in names:
            self._open(entry_id, names[(names.index(column) + by) % len(names)])

    def _keep(self, entry_id: int, field: str, before: str, new: str) -> None:
        commands, pane = self._work.commands, self._work.list_pane
        failed: Callable[[str], None] = pane.tell_failure
        if field == TYPE:
            if name := field_name(new):
                commands.set_type(entry_id, name, failed)
        elif field == KEY:
            if key := new.strip():
                commands.set_key(entry_id, key, failed)
        else:
            text = new if new.strip() else None
            take_back = self._work.entry_pane.take_back
            commands.set_fields(entry_id, {field: text}, failed, {field: before}, take_back)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """A click on a row's stars gives as many, and a second one on the last takes them."""
        if self._columns[index.column()].name != "rating":
            return
        row = self._work.list_pane.model.row_at(index.row())
        if row is None or not self._table.underMouse():
            return
        left = self._table.visualRect(index).left() + PADDING
        x = self._table.viewport().mapFromGlobal(self._table.cursor().pos()).x() - left
        star = QFontMetrics(self._table.font()).horizontalAdvance("★") or 1
        stars = min(MOST_STARS, max(1, x // star + 1))
        new = None if stars == row.rating else str(stars)
        old = str(row.rating) if row.rating else ""
        self._keep(row.id, "rating", old, new or "")


class CellEditor(QLineEdit):
    """A line over a cell.

    Signals:
        kept(str): The text was changed and is to be saved.
        moved(int): Tab (1) or Shift+Tab (-1) was pressed; the text was kept.
        ended: The editor is gone.
    """

    kept = Signal(str)
    moved = Signal(int)
    ended = Signal()

    def __init__(self, field: str, text: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._is_over = False
        self.setText(" ".join(text.split("\n")))
        self._before = self.text()
        self.setAccessibleName(title)
        if field in _WORDS:
            completer = QCompleter(_WORDS[field], self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)
        self.textEdited.connect(self._check)

    def finish(self, *, keep: bool) -> None:
        """Close the editor; what cannot be kept is told while it is typed, and given up."""
        if self._is_over:
            return
        remark = check_field(self._field, self.text())
        self._is_over = True
        QToolTip.hideText()
        if keep and self.text() != self._before and not (remark and remark.refused):
            self._give_out()
        self.hide()
        self._tell_ended()
        self.deleteLater()

    def _give_out(self) -> None:
        self.kept.emit(self.text())

    def _tell_ended(self) -> None:
        self.ended.emit()

    def _tell_moved(self, by: int) -> None:
        self.moved.emit(by)

    @Slot()
    def _check(self) -> None:
        remark = check_field(self._field, self.text())
        self.setAccessibleDescription(remark.sentence if remark else "")
        if remark is None:
            QToolTip.hideText()
        else:
            below = self.mapToGlobal(QPoint(0, self.height()))
            QToolTip.showText(below, theme.tooltip(remark.sentence), self)

    @override
    def event(self, arg__1: QEvent) -> bool:
        if arg__1.type() == QEvent.Type.KeyPress and isinstance(arg__1, QKeyEvent):
            key = arg__1.key()
            if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                self.finish(keep=True)
                self._tell_moved(1 if key == Qt.Key.Key_Tab else -1)
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
                refused = check_field(self._field, self.text())
                if key == Qt.Key.Key_Escape or not (refused and refused.refused):
                    self.finish(keep=key != Qt.Key.Key_Escape)
                return True
        if arg__1.type() == QEvent.Type.ShortcutOverride:
            arg__1.accept()  # while somebody types, no key is a command of the list
            return True
        return super().event(arg__1)

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        if arg__1.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self.finish(keep=True)
