"""Editing in the list: a line over the cell, as the field is written in the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QFontMetrics

from biblio.entry_types import ENTRY_TYPES
from biblio.name_marks import followed, lost_sentence
from biblio.name_rows import annotation_field
from db.errors import LibraryError
from desktop.window.entry.field_checks import KEY, TYPE, Remark, check_field
from desktop.window.entry.field_editor import as_edited
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone
from desktop.window.override import override
from desktop.window.table.cell_editor import CellEditor
from desktop.window.table.cell_fields import field_of, is_editable, text_of
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
        self._edit: _Edit | None = None  # what is edited in it
        self._section = 0  # its column
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

    def drafts(self) -> dict[tuple[int, str], tuple[str, str]]:
        """What is being typed, by entry and field: what it was made from, and the text."""
        editor, edit = self._editor, self._edit
        if editor is None or edit is None or not editor.is_edited:
            return {}
        return {(edit.entry_id, edit.field): (edit.before, editor.text())}

    def _open(self, entry_id: int, column: str) -> None:
        self.close()
        pane = self._work.list_pane
        try:
            stored = self._work.session.entry(entry_id)
        except LibraryError as error:
            pane.tell_error(error)
            return
        if stored is None or entry_id not in pane.model.ids:
            return
        section = self._columns.section(column) or 0
        index = pane.model.index(pane.model.ids.index(entry_id), section)
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)
        field = field_of(column, stored.entry)
        self._work.entry_pane.flush()
        if self._work.entry_pane.form.draft_of(entry_id, field) is not None:
            self._show_in_form(entry_id, field)  # one of two texts would be lost
            return
        text = as_edited(text_of(field, stored.entry))
        marks = stored.entry.get(annotation_field(field))
        edit = _Edit(entry_id, field, column, text, marks)
        editor = CellEditor(
            text,
            self._columns[section].title,
            edit.check,
            _WORDS.get(field, ()),
            self._table.viewport(),
        )
        editor.kept.connect(partial(self._keep, edit))
        editor.refused.connect(partial(self._hand_over, edit))
        editor.moved.connect(partial(self._go_on, entry_id, column))
        editor.ended.connect(self._on_ended)
        self._editor, self._edit, self._section = editor, edit, section
        self._follow()
        editor.show()
        editor.setFocus()
        editor.setSelection(len(editor.text()), -len(editor.text()))  # seen from its beginning

    @Slot()
    def _follow(self) -> None:
        """Lie over the cell, wherever it has gone."""
        if self._editor is None or self._edit is None:
            return
        entry_id, model = self._edit.entry_id, self._work.list_pane.model
        if entry_id not in model.ids:
            self.close()
            return
        rect = self._table.visualRect(model.index(model.ids.index(entry_id), self._section))
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

    def _keep(self, edit: _Edit, new: str) -> None:
        """Save what was typed; where that fails, the form has it."""
        commands, pane = self._work.commands, self._work.entry_pane

        def failed(sentence: str) -> None:
            pane.take_back(edit.entry_id, edit.field, edit.before, new)
            self._tell_kept(edit, sentence)

        if edit.field == TYPE:
            commands.set_type(edit.entry_id, new.strip().lower(), failed)
        elif edit.field == KEY:
            commands.set_key(edit.entry_id, new.strip(), failed)
        else:
            text = new if new.strip() else None
            commands.set_fields(
                edit.entry_id, {edit.field: text}, failed, {edit.field: edit.before}
            )
        if lost := edit.lost_marks(new):
            self._work.list_pane.message.tell(lost, Tone.WARNING)

    def _hand_over(self, edit: _Edit, text: str) -> None:
        """Have the form keep a text that cannot be saved as it is."""
        self._work.entry_pane.take_back(edit.entry_id, edit.field, edit.before, text)
        remark = edit.check(text)
        self._tell_kept(edit, remark.sentence if remark is not None else "")

    def _tell_kept(self, edit: _Edit, sentence: str) -> None:
        kept = self.tr("What you typed is kept in the form.")
        show = (
            self.tr("Show it"),
            partial(self._show_in_form, edit.entry_id, edit.field),
        )
        rescue = self._work.window.features.feature("history.rescue_feature", "RescueFeature")
        offers = rescue.offers_named(sentence)
        self._work.list_pane.message.tell(f"{sentence} {kept}".strip(), Tone.ERROR, show, *offers)

    def _show_in_form(self, entry_id: int, field: str) -> None:
        self._work.actions["show_entry"].setChecked(True)
        self._work.entry_pane.edit_when_shown(entry_id, field)
        self._work.list_pane.show_entry(entry_id)

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
        self._keep(_Edit(row.id, "rating", "rating", old), new or "")


@dataclass(frozen=True, slots=True)
class _Edit:
    """What is edited in a cell.

    Attributes:
        entry_id, field, column: Where.
        before: What the field was.
        marks: What annotates the names in it, if it has names.
    """

    entry_id: int
    field: str
    column: str
    before: str
    marks: str = ""

    def check(self, text: str) -> Remark | None:
        """What looks wrong in a text for the field."""
        remark = check_field(self.field, text)
        lost = self.lost_marks(text) if remark is None else ""
        return Remark(lost) if lost else remark

    def lost_marks(self, text: str) -> str:
        """That names in it lose their marks, as a sentence; empty where none do."""
        lost = followed(self.before, text, self.marks).lost if self.marks else ()
        return lost_sentence(lost) if lost else ""
