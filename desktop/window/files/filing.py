"""Writes the selected entries into an imported file that is chosen from a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import Notice
from db.rows import Source
from desktop.window.contents import written_files
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone

translate = QCoreApplication.translate
_ID = Qt.ItemDataRole.UserRole


class FilingDialog(QDialog):
    """A list of imported files.

    Signals:
        chosen: The number of the source.
    """

    chosen = Signal(int)

    def __init__(self, sources: Sequence[Source], parent: QWidget | None = None) -> None:
        """List files, those of one name with their folders."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Add to an imported file"))
        self.resize(460, 340)
        hint = QLabel(self.tr("They are written in the style of the file, at their place."), self)
        hint.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.windowTitle())
        names = Counter(source.name for source in sources)
        for source in sources:
            several = names[source.name] > 1 and source.path
            item = QListWidgetItem(source.path if several else source.name, self.list)
            item.setToolTip(source.path)
            item.setData(_ID, source.id)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._on_accepted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(hint)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)

    @Slot()
    def _on_accepted(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_ID))
            self.accept()


class Filing:
    """Asks for a file, and writes the selection into it."""

    def __init__(self, workplace: Workplace) -> None:
        self._work = workplace

    def ask(self) -> None:
        """Let the user choose the file."""
        ids = self._work.list_pane.table.selected_ids()
        sources = written_files(self._work.contents.sources)
        if not ids:
            return
        if not sources:
            words = translate("Filing", "No .bib was imported yet that they could be added to.")
            self._work.list_pane.message.tell(words, Tone.WARNING)
            return
        dialog = FilingDialog(sources, self._work.window)
        dialog.chosen.connect(lambda source_id: self._add(ids, source_id, sources))
        dialog.open()

    def _add(self, ids: Sequence[int], source_id: int, sources: Sequence[Source]) -> None:
        name = next(source.name for source in sources if source.id == source_id)
        self._work.entry_pane.flush()

        def done(notice: Notice) -> None:
            if notice.step is None:
                words = translate("Filing", "{0} has them already.").format(name)
                self._work.list_pane.message.tell(words)
                return
            undo = (translate("Filing", "Undo"), self._work.commands.undo)
            words = translate("Filing", "Added to {0}; export that file to write it.").format(name)
            self._work.list_pane.message.tell(words, Tone.DONE, undo)

        self._work.session.write(
            lambda library, _: library.add_to_source(ids, source_id),
            self._work.list_pane.tell_error,
            done,
        )
