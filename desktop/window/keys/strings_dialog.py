"""The @string constants of the imported files: seen, edited in place, added and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db import Library, MacroString
from desktop import wording
from desktop.window import theme
from desktop.window.keys.key_rows import RowsModel, TextRow, rows_table
from desktop.window.override import override
from desktop.window.session import Session
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import Source

_NAME, _VALUE = 0, 1  # columns
_LISTED = 20  # names in a question


class StringsDialog(QDialog):
    """Lists constants; each edit is a step of its own, made at once.

    Signals:
        undo_asked: The last step is to be taken back.
    """

    undo_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._strings: list[MacroString] = []
        self._files: list[tuple[str, int]] = []
        self._renamed: dict[tuple[int, str], str] = {}  # since the list was read
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Constants (@string)"))
        self.resize(820, 480)
        self.which = QComboBox(self)
        self.which.setAccessibleName(self.tr("Imported file"))
        self.unused = QCheckBox(self.tr("&Unused only"), self)
        titles = (
            self.tr("Name"), self.tr("Stands for"), self.tr("Uses"), self.tr("Defined in"),
        )  # fmt: skip
        self.model = RowsModel(titles, self, edit=self._edit, editable=[_NAME, _VALUE])
        self.table = rows_table(self.model, self.tr("Constants"), (150, 380, 60), self)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self._new = QPushButton(self.tr("&New…"), self)
        self._delete = QPushButton(self.tr("&Delete"), self)
        self._delete_unused = QPushButton(self.tr("Delete all unus&ed"), self)
        self._undo = QPushButton(self.tr("Und&o"), self)
        self._undo.setVisible(False)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._connect(close)
        top = QHBoxLayout()
        top.addWidget(self.which, 1)
        top.addWidget(self.unused)
        bottom = QHBoxLayout()
        for button in (self._new, self._delete, self._delete_unused, self._undo):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addLayout(bottom)
        self.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (is_enter and not isinstance(self.focusWidget(), QPushButton)):
            super().keyPressEvent(event)  # Enter in the list presses no button

    def _connect(self, close: QDialogButtonBox) -> None:
        close.rejected.connect(self.reject)
        self.which.currentIndexChanged.connect(self._show)
        self.unused.toggled.connect(self._show)
        self._new.clicked.connect(self._ask_new)
        self._delete.clicked.connect(self._on_delete)
        self._delete_unused.clicked.connect(self._on_delete_unused)
        self._undo.clicked.connect(self.undo_asked)
        self.table.selectionModel().selectionChanged.connect(self._update_buttons)
        self.model.modelReset.connect(self._update_buttons)
        self._session.changed.connect(self.refresh)
        self._session.changed_elsewhere.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read the constants again."""

        def work(library: Library, _: Control) -> tuple[list[MacroString], list[Source]]:
            return library.strings(), library.sources()

        self._session.ask("strings", work, self._on_read, self._on_failed)

    def _on_read(self, found: tuple[list[MacroString], list[Source]]) -> None:
        self._strings, sources = found
        self._renamed.clear()
        files: dict[str, int] = {}
        for source in sources:
            if source.format == "bibtex":
                files.setdefault(source.name, source.id)
        if list(files.items()) != self._files:
            self._files = list(files.items())
            with QSignalBlocker(self.which):  # it is shown below
                self.which.clear()
                self.which.addItem(self.tr("All files"), "")
                for name, _ in self._files:
                    self.which.addItem(name, name)
        self._show()

    def shown(self) -> list[MacroString]:
        """The constants that are listed."""
        name = self.which.currentData() or ""
        return [
            each
            for each in self._strings
            if name in {"", each.source} and not (self.unused.isChecked() and each.uses)
        ]

    @Slot()
    def _show(self) -> None:
        chosen = [row.key for row in self._chosen()]
        self.model.set_rows(
            [
                TextRow(
                    (
                        each.name,
                        each.value,
                        f"{each.uses:,}",
                        self.tr("{0}, line {1}").format(each.source, each.line),
                    ),
                    (each.block_id, each.name),
                    each.expression,
                )
                for each in self.shown()
            ]
        )
        for number, row in enumerate(self.model.rows):
            if row.key in chosen:
                self.table.selectRow(number)
        if not self._strings and not self.told.text():
            self._say(self.tr("No imported file defines a constant."))

    def _chosen(self) -> list[TextRow]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [self.model.rows[row] for row in sorted(rows) if row < len(self.model.rows)]

    @Slot()
    def _update_buttons(self) -> None:
        chosen = {row.key for row in self._chosen()}
        meant = [each for each in self.shown() if (each.block_id, each.name) in chosen]
        self._delete.setEnabled(bool(meant) and not any(each.uses for each in meant))
        self._delete_unused.setEnabled(any(not each.uses for each in self.shown()))
        self._new.setEnabled(bool(self._files))

    def _edit(self, row: TextRow, column: int, text: str) -> bool:
        assert isinstance(row.key, tuple)
        block_id, name = row.key
        name = self._renamed.get(row.key, str(name))
        text = text.strip()
        if column == _NAME:
            self._renamed[row.key] = text  # what is typed before the list is read again
            self._write(lambda lib: lib.rename_string(block_id, name, text), typed=text)
        else:
            self._write(lambda lib: lib.set_string(block_id, name, text), typed=text)
        return True

    @Slot()
    def _on_delete(self) -> None:
        self._delete_these([row.key for row in self._chosen()])

    @Slot()
    def _on_delete_unused(self) -> None:
        unused = [each for each in self.shown() if not each.uses]
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(
            self.tr("Delete the constant that nothing uses?")
            if len(unused) == 1
            else self.tr("Delete the {0} constants that nothing uses?").format(f"{len(unused):,}")
        )
        box.setInformativeText(listed([each.name for each in unused]))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        meant = [(each.block_id, each.name) for each in unused]
        delete.clicked.connect(lambda: self._delete_these(meant))
        box.open()

    def _delete_these(self, keys: Sequence[object]) -> None:
        chosen = [key for key in keys if isinstance(key, tuple)]
        self._write(lambda lib: lib.delete_strings(chosen))

    @Slot()
    def _ask_new(self) -> None:
        name = self.which.currentData() or self._files[0][0]
        dialog = NewStringDialog(self._files, name, self)
        dialog.named.connect(self.add)
        dialog.open()

    def add(self, source_id: int, name: str, value: str) -> None:
        """Define a constant."""
        self._write(lambda lib: lib.add_string(source_id, name, value))

    def _write(self, work: Callable[[Library], object], typed: str = "") -> None:
        def do(library: Library, _: Control) -> str:
            work(library)
            return library.undo_name() or ""

        def done(step: str) -> None:
            self._say(f"{step}.")
            self._undo.setVisible(True)

        def failed(error: Exception) -> None:
            self._on_failed(error)
            if typed:  # the list shows again what the library has
                said = self.tr("{0}. You typed: {1}").format(self.told.text().rstrip("."), typed)
                self._say(said, is_error=True)

        self._session.write(do, failed, done)

    def _on_failed(self, error: Exception) -> None:
        text = wording.sentence(error)
        self._say(f"{text[:1].upper()}{text[1:]}", is_error=True)
        self._renamed.clear()
        self.refresh()

    def _say(self, text: str, *, is_error: bool = False) -> None:
        colors = theme.colors(self)
        theme.set_text_color(self.told, colors.error if is_error else colors.muted)
        self.told.setText(text)


def listed(names: Sequence[str]) -> str:
    """The first of many names, and how many more there are."""
    text = ", ".join(names[:_LISTED])
    more = len(names) - _LISTED
    if more <= 0:
        return text
    return QCoreApplication.translate("StringsDialog", "{0} and {1} more").format(text, f"{more:,}")


class NewStringDialog(QDialog):
    """Asks for a constant's name, what it stands for, and the file to define it in.

    Signals:
        named: (the file's number, name, value).
    """

    named = Signal(int, str, str)

    def __init__(self, files: Sequence[tuple[str, int]], chosen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New constant"))
        self.setMinimumWidth(460)
        self.name = QLineEdit(self)
        self.value = QLineEdit(self)
        self.which = QComboBox(self)
        for name, source_id in files:
            self.which.addItem(name, source_id)
        self.which.setCurrentText(chosen)
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Stands for"), self.value)
        form.addRow(self.tr("&In"), self.which)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Define"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setEnabled(False)
        buttons.accepted.connect(self.accept_named)
        buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(buttons)

    @Slot()
    def accept_named(self) -> None:
        """Accept what is filled in."""
        self.named.emit(self.which.currentData(), self.name.text().strip(), self.value.text())
        self.accept()
