"""The versions of the work that an entry is one of: to be jumped to, led by another, parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window import theme
from desktop.window.works import works_words
from desktop.window.works.works_feature import WorksFeature

if TYPE_CHECKING:
    from db import Library, Stored
    from db.publication.works import WorkVersion
    from desktop.window.features import Workplace
    from desktop.window.tasks import Control

_ID = Qt.ItemDataRole.UserRole


class WorksTab(QWidget):
    """One line for each version, the one that stands for the work first."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._entry_id: int | None = None
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Versions of this work"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.lead = QPushButton(self.tr("&Let it lead"), self)
        self.part = QPushButton(self.tr("&Part it"), self)
        self.look_for = QPushButton(self.tr("&Find versions and duplicates…"), self)
        buttons = QHBoxLayout()
        for button in (self.lead, self.part):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self.told)
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        layout.addWidget(self.look_for, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.list.itemActivated.connect(self._on_activated)
        self.list.currentItemChanged.connect(self._update_buttons)
        self.lead.clicked.connect(self._lead)
        self.part.clicked.connect(self._part)
        self.look_for.clicked.connect(workplace.actions["duplicates"].trigger)
        self._show(())

    def show_entry(self, stored: Stored | None) -> None:
        """Show the versions beside an entry; None shows nothing."""
        self._entry_id = stored.id if stored is not None else None
        if stored is None:
            self._show(())
            return
        entry_id = stored.id
        for button in (self.lead, self.part):  # until the versions of this one are there
            button.setEnabled(False)

        def work(library: Library, _: Control) -> tuple[WorkVersion, ...]:
            return library.versions_of_work(entry_id)

        self._place.session.ask("versions", work, self._show, self._place.list_pane.tell_error)

    def _show(self, versions: tuple[WorkVersion, ...]) -> None:
        self.list.clear()
        several = len(versions) > 1
        self.list.setVisible(several)
        self.lead.setVisible(several)
        self.part.setVisible(several)
        if several:
            text = self.tr(
                "These {0} entries are versions of one work, which counts once. The first stands"
                " for it in the list and in exports."
            ).format(len(versions))
        elif self._entry_id is None:
            text = ""
        else:
            text = self.tr(
                "No other version of this work is known. Select its versions in the list and join"
                " them, or let Oeuvre look for some."
            )
        self.told.setText(text)
        theme.set_text_color(self.told, theme.colors(self).muted)
        if not several:
            return
        for version in versions:
            facts = (works_words.stage(version.stage), version.venue, version.date, version.key)
            line = " · ".join(fact for fact in facts if fact)
            item = QListWidgetItem(f"{version.title}\n{line}", self.list)
            item.setData(_ID, version.id)
            if version.id == self._entry_id:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
                self.list.setCurrentItem(item)
        self.list.setFixedHeight(min(len(versions), 6) * (2 * self.fontMetrics().height() + 14))
        self._update_buttons()

    def _chosen(self) -> int | None:
        row = self.list.currentRow()
        return int(self.list.item(row).data(_ID)) if row >= 0 else None

    @Slot()
    def _update_buttons(self) -> None:
        self.lead.setEnabled(self.list.currentRow() > 0)
        self.part.setEnabled(self.list.currentRow() >= 0)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._place.list_pane.show_entry(int(item.data(_ID)))

    @Slot()
    def _lead(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            told = self.tr("Another version stands for the work now.")
            self._feature().write(lambda library, _: library.lead_version(chosen), told, chosen)

    @Slot()
    def _part(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            told = self.tr("The entry is a work of its own now.")
            self._feature().write(lambda library, _: library.part_versions([chosen]), told)

    def _feature(self) -> WorksFeature:
        feature = self._place.window.features.feature("works.works_feature", "WorksFeature")
        assert isinstance(feature, WorksFeature)
        return feature
