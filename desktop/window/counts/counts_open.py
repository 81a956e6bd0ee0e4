"""The papers of imported sites' files that nobody decided on yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from db import Library, Row
from db.sites.site_values import OpenRow
from desktop import wording
from desktop.window.counts.counts_picker import pick_for
from desktop.window.counts.counts_rows import OpenRows
from desktop.window.session import Session
from desktop.window.tasks import Control


class OpenRowsDialog(QDialog):
    """Lists them all, and lets the user say which entries they are.

    Signals:
        decided: What was chosen, by the numbers of the papers.
    """

    decided = Signal(object)

    def __init__(self, session: Session, parent: QWidget, site: str = "") -> None:
        """Make the dialog.

        Args:
            session: The library.
            parent: The window.
            site: Whose papers are shown; empty for those of all.
        """
        super().__init__(parent)
        self._session = session
        self._site = site
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Papers that are no entry"))
        self.resize(1000, 480)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.rows = OpenRows(self)
        self.rows.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(self.tr("Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setEnabled(False)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.told)
        layout.addWidget(self.rows, 1)
        layout.addStretch(0)
        layout.addWidget(buttons)
        self.rows.changed.connect(self._on_changed)
        self.rows.pick_asked.connect(partial(pick_for, self.rows, session))
        self._ask()

    def _ask(self) -> None:
        site = self._site

        def work(library: Library, _: Control) -> tuple[list[OpenRow], dict[int, Row]]:
            rows = [row for row in library.open_rows() if site in ("", row.site)]
            wanted = {each for row in rows for each in row.candidates}
            return rows, {each.id: each for each in library.rows(sorted(wanted))}

        self._session.ask("open rows", work, self._show, self._on_failed)

    def _show(self, found: tuple[list[OpenRow], dict[int, Row]]) -> None:
        rows, entries = found
        sites = ", ".join(dict.fromkeys(row.site for row in rows))
        self.told.setText(
            self.tr("Listed by {0}, and no entry's for certain:").format(sites)
            if rows
            else self.tr("All papers that imported files list are entries, or were left out.")
        )
        self.rows.show_rows(rows, entries)
        self.rows.setVisible(bool(rows))
        if not rows:
            self.resize(520, self.minimumSizeHint().height())

    def _on_failed(self, error: Exception) -> None:
        self.told.setText(wording.sentence(error))

    @Slot()
    def _on_changed(self) -> None:
        self.button.setEnabled(bool(self.rows.choices()))

    @Slot()
    def _on_accepted(self) -> None:
        self.decided.emit(self.rows.choices())
        self.accept()
