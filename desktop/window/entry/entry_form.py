"""The form: an entry's type, key and fields to edit, each field by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from biblio.entry import Entry
from biblio.name_rows import annotation_field
from desktop.window import theme
from desktop.window.entry.field_adder import FieldAdder
from desktop.window.entry.field_checks import KEY, TYPE
from desktop.window.entry.field_editor import FieldEditor, as_edited, remark_label
from desktop.window.entry.form_rows import (
    Row,
    field_label,
    missing,
    missing_sentence,
    planned,
)
from desktop.window.entry.head_editors import KeyEditor, TypeEditor
from desktop.window.entry.names_editor import NAME_FIELDS, NamesEditor
from desktop.window.form_furniture import heading, name_label, remover
from desktop.window.override import override

_LABEL_WIDTH = 94  # pixels of the column of names at most


class EntryForm(QScrollArea):
    """Edits one entry's fields; what is typed and not saved outlives a refresh.

    Signals:
        field_edited(int, str, object): Entry id, lower-case field name, new text or None.
        type_edited(int, str): Entry id and its new type.
        key_edited(int, str): Entry id and its new citation key.
    """

    field_edited = Signal(int, str, object)
    type_edited = Signal(int, str)
    key_edited = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry_id = -1
        self._entry = Entry("misc", "")
        self._added: list[str] = []  # fields that are shown though they have no text yet
        # Texts that could not be saved, each after the one that it was made of
        self._drafts: dict[tuple[int, str], tuple[str, str]] = {}
        self._bases: dict[str, str] = {}  # of what is being given out
        self._companions: dict[str, str | None] = {}  # to be saved with it
        self._rows: list[Row] = []
        self._editors: dict[str, FieldEditor] = {}
        self._labels: dict[str, QLabel] = {}  # of the fields
        self._furniture: list[QWidget] = []  # labels, headings and buttons of the rows
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Edit"))
        self._make_head()
        self._foot = FieldAdder()
        self._foot.asked.connect(self.edit)
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(16, 14, 10, 16)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self.setWidget(page)
        self._arrange([])

    def _make_head(self) -> None:
        self._heads: dict[str, FieldEditor] = {TYPE: TypeEditor(), KEY: KeyEditor()}
        for head in self._heads.values():
            head.edited.connect(self._on_head_edited)
        self._missing = remark_label()
        self._missing.setAccessibleName(self.tr("Missing fields"))

    def show_entry(self, entry_id: int, entry: Entry) -> None:
        """Show an entry's fields; of the one that is shown, what is being typed stays."""
        is_other = entry_id != self._entry_id
        if is_other:
            self.flush()
            self._drafts = self.drafts()
            names = [name for owner, name in self._drafts if owner == entry_id]
            self._added = [name for name in names if name not in self._heads]
        self._entry_id, self._entry = entry_id, entry
        self._arrange(list(planned(entry, self._added)))
        values = {TYPE: entry.type, KEY: entry.key}
        for name, editor in self._all_editors().items():
            value = values.get(name, entry.get(name))
            if isinstance(editor, NamesEditor):
                annotation = entry.get(annotation_field(name))
                editor.show_names(value, annotation, is_other=is_other)
            elif is_other:
                editor.load(value)
            else:
                editor.set_value(value)
            draft = self._drafts.pop((entry_id, name), None)
            if draft is not None:
                editor.set_draft(*draft)
        self._show_missing()
        if is_other:
            self.verticalScrollBar().setValue(0)

    def _all_editors(self) -> dict[str, FieldEditor]:
        """The editors of the type, the key and the fields."""
        return {**self._heads, **self._editors}

    def flush(self) -> None:
        """Save what is typed and can be kept; to be called before the form is left for good."""
        if self._entry_id < 0:
            return
        for editor in self._all_editors().values():
            editor.finish()
            editor.commit()

    @property
    def has_drafts(self) -> bool:
        """Whether a field of any entry holds a text that could not be saved."""
        return bool(self.drafts())

    def draft_of(self, entry_id: int, name: str) -> tuple[str, str] | None:
        """The text of a field that could not be saved, after what it was made from, if any."""
        return self.drafts().get((entry_id, name))

    def drafts(self) -> dict[tuple[int, str], tuple[str, str]]:
        """What is typed and not saved, by entry and field: what it was made from, and the text."""
        return self._drafts | {
            (self._entry_id, name): editor.draft
            for name, editor in self._all_editors().items()
            if editor.is_unsaved
        }

    def bring_back(self, drafts: Mapping[tuple[int, str], tuple[str, str]]) -> None:
        """Take texts that were typed and not saved in an earlier run; see `drafts`."""
        for (entry_id, name), draft in drafts.items():
            if entry_id != self._entry_id:
                self._drafts[entry_id, name] = draft
            else:
                self._editor_of(name).set_draft(*draft)

    def _editor_of(self, name: str) -> FieldEditor:
        """The editor of a field, `TYPE` or `KEY`, added where the form has none."""
        if name not in self._all_editors():
            self._add(name)
        return self._all_editors()[name]

    def edit(self, field: str, *, replace: bool = False) -> None:
        """Put the cursor into a field, adding it where the form has none.

        Args:
            field: Its lower-case name, `TYPE` or `KEY`.
            replace: Whether its text is selected, so that typing replaces it.
        """
        editor = self._editor_of(field)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if replace:
            editor.select_all()
        self.ensureWidgetVisible(editor)

    # --- The rows ----------------------------------------------------------------------------

    def _arrange(self, rows: list[Row]) -> None:
        """Put the editors into their rows, keeping those that stay, and with them the cursor."""
        if rows == self._rows and rows:
            return
        self._rows = rows
        while self._grid.count():
            self._grid.takeAt(0)
        for widget in self._furniture:
            widget.hide()
            widget.deleteLater()
        self._furniture = []
        self._labels = {}
        wanted = {row.name for row in rows}
        for name in [name for name in self._editors if name not in wanted]:
            editor = self._editors.pop(name)
            editor.blockSignals(True)  # noqa: FBT003  # hiding it takes the focus away
            editor.hide()
            editor.deleteLater()
        self._put(0, name_label(self, self.tr("Type")), self._heads[TYPE])
        self._put(1, name_label(self, self.tr("Key")), self._heads[KEY])
        self._grid.addWidget(self._missing, 2, 0, 1, 3)
        line = 3
        for row in rows:
            if row.heading:
                self._put(line, heading(self, row.heading), None)
            else:
                self._put(line, self._field_label(row), self._editor(row))
                button = remover(row.name, is_there=row.times > 0, parent=self.widget())
                button.clicked.connect(partial(self._remove, row.name))
                self._furniture.append(button)
                self._grid.addWidget(button, line, 2, Qt.AlignmentFlag.AlignTop)
            line += 1
        self._put(line, heading(self, self.tr("Add a field")), None)
        self._grid.addWidget(self._foot, line + 1, 0, 1, 3)
        self._grid.setRowStretch(line + 1, 0)
        self._grid.setRowStretch(line + 2, 1)
        self._keep_tab_order(rows)

    def _put(self, line: int, label: QLabel, widget: QWidget | None) -> None:
        self._furniture.append(label)
        self._grid.setRowStretch(line, 0)
        if widget is None:
            self._grid.addWidget(label, line, 0, 1, 3)
            return
        self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, line, 1)

    def _editor(self, row: Row) -> FieldEditor:
        editor = self._editors.get(row.name)
        if editor is None:
            editor = self._new_editor(row.name)
            editor.edited.connect(self._on_edited)
            self._editors[row.name] = editor
        editor.set_hint(row.hint)
        return editor

    def _new_editor(self, name: str) -> FieldEditor:
        value = self._entry.get(name)
        if name not in NAME_FIELDS:
            return FieldEditor(name, value)
        editor = NamesEditor(name, value)
        editor.annotated.connect(self._on_annotated)
        return editor

    def _keep_tab_order(self, rows: list[Row]) -> None:
        before: QWidget = self._heads[KEY]
        for row in rows:
            if row.name:
                QWidget.setTabOrder(before, self._editors[row.name])
                before = self._editors[row.name]
        QWidget.setTabOrder(before, self._foot.name)

    def _field_label(self, row: Row) -> QLabel:
        whole = field_label(row.name) + (" *" if row.times > 1 else "")
        label = name_label(self, "")
        label.setText(
            label.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, _LABEL_WIDTH)
        )
        hint = row.name
        if row.times > 1:
            hint = self.tr("The entry has this field twice; the first counts.")
        label.setToolTip(theme.tooltip(hint))
        self._labels[row.name] = label
        return label

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            # Not now: Qt tells one widget after the other, and this replaces some of them
            QTimer.singleShot(0, self, self._show_look)

    def _show_look(self) -> None:
        """Draw what keeps its colours anew."""
        rows, self._rows = self._rows, []
        self._arrange(rows)
        self._show_missing()

    def _show_missing(self) -> None:
        """Say and mark which fields the type needs that are not there."""
        sentence = missing_sentence(self._entry)
        look = theme.colors(self)
        theme.set_text_color(self._missing, look.warning)
        self._missing.setText(sentence)
        self._missing.setVisible(bool(sentence))
        lacking = {slot[0] for slot in missing(self._entry)}
        for name, label in self._labels.items():
            theme.set_text_color(label, look.warning if name in lacking else look.muted)
            if name in lacking:
                label.setToolTip(theme.tooltip(self.tr("The type needs this field.")))

    # --- What the user does ------------------------------------------------------------------

    def _on_edited(self, name: str, text: object) -> None:
        editor = self._editors[name]
        befores = {field: before for field, (before, _) in editor.companions.items()}
        self._bases = {name: editor.base, **befores}
        self._companions = {field: new for field, (_, new) in editor.companions.items()}
        self.field_edited.emit(self._entry_id, name, text)
        self._bases, self._companions = {}, {}

    def _on_annotated(self, name: str, before: str, text: object) -> None:
        self._bases = {name: as_edited(before)}
        self.field_edited.emit(self._entry_id, name, text)
        self._bases = {}

    def _on_head_edited(self, name: str, text: object) -> None:
        edited = self.type_edited if name == TYPE else self.key_edited
        edited.emit(self._entry_id, str(text))

    def companions(self) -> dict[str, str | None]:
        """What is to be saved with the field that is being given out."""
        return self._companions

    def bases(self) -> dict[str, str]:
        """What the field that is being given out to be saved was before, by its name."""
        return self._bases

    def settle(self) -> None:
        """Steps were undone or redone: what was given out before is no longer to come back."""
        for editor in self._all_editors().values():
            editor.settle()

    def base_of(self, name: str) -> str:
        """What a field, `TYPE` or `KEY` was when its text was last given out to be saved."""
        return self._all_editors()[name].base

    def take_back(self, entry_id: int, name: str, base: str, text: str) -> None:
        """Keep a text that was given out and not saved.

        Args:
            entry_id: Its entry.
            name: Its field, `TYPE` or `KEY`.
            base: What the field was when the text was made from it.
            text: The text.
        """
        if entry_id == self._entry_id:
            self._editor_of(name).take_back(base, text)
        else:
            self._drafts[entry_id, name] = base, text

    def _remove(self, name: str, _checked: bool = False) -> None:
        if name in self._added:
            self._added.remove(name)
        if self._entry.has(name):
            self._editors[name].load("")
            self.field_edited.emit(self._entry_id, name, None)
        else:
            self._arrange(list(planned(self._entry, self._added)))

    def _add(self, name: str) -> None:
        self._added.append(name)
        self._arrange(list(planned(self._entry, self._added)))
