"""The commands of the history: the panel of all steps, that of an entry, and forgetting."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from db import Library, Step
from db.past.history_rows import Forgettable, StepChanges, Version
from desktop.history_wording import amount_of_bytes
from desktop.window.features import Workplace
from desktop.window.history.history_entry import EntryHistory
from desktop.window.history.history_forget import ForgetDialog
from desktop.window.history.history_panel import HistoryPanel
from desktop.window.message_bar import Tone
from desktop.window.tasks import Control

_PAGE = 500  # steps that are listed at once

translate = QCoreApplication.translate


class HistoryFeature:
    """Opens the panels, and keeps them up to date with what is done meanwhile."""

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace
        self._panel: HistoryPanel | None = None
        self._shown = _PAGE
        self._entry_panel: EntryHistory | None = None
        self._entry_id = 0
        workplace.session.changed.connect(self._refresh)
        workplace.session.changed_elsewhere.connect(self._refresh)

    def show(self) -> None:
        """Show the steps."""
        if self._panel is None:
            self._panel = HistoryPanel(self._place.window)
            self._panel.move_asked.connect(self._on_move)
            self._panel.changes_asked.connect(self._ask_changes)
            self._panel.filter_changed.connect(self._ask_steps)
            self._panel.more_asked.connect(self._on_more)
            self._panel.forget_asked.connect(self.forget)
        self._panel.show()
        self._panel.raise_()
        self._panel.list.setFocus()
        self._ask_steps()

    def show_entry(self) -> None:
        """Show the versions of the current entry."""
        entry_id = self._place.list_pane.table.current_id()
        if entry_id is None:
            return
        self._entry_id = entry_id
        panel = EntryHistory(self._place.window)
        panel.restore_asked.connect(self._on_restore)
        panel.destroyed.connect(self._on_entry_closed)
        self._entry_panel = panel
        panel.show()
        panel.list.setFocus()
        self._ask_versions()

    def forget(self) -> None:
        """Ask which old steps are to be forgotten."""
        dialog = ForgetDialog(self._panel or self._place.window)
        dialog.before_chosen.connect(lambda before: self._ask_forgettable(dialog, before))
        dialog.forget_asked.connect(self._ask_twice)
        dialog.open()
        dialog.ask()

    # --- Reading -----------------------------------------------------------------------------

    def _refresh(self, _: object = None) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._ask_steps()
        if self._entry_panel is not None:
            self._ask_versions()

    def _on_more(self) -> None:
        self._shown += _PAGE
        self._ask_steps()

    def _ask_steps(self) -> None:
        panel, limit = self._panel, self._shown
        if panel is None:
            return
        words, actor = panel.words, panel.actor

        def work(library: Library, _: Control) -> list[Step]:
            return library.history(limit + 1, words, actor)

        def done(steps: list[Step]) -> None:
            panel.show_steps(steps[:limit], has_more=len(steps) > limit)

        self._place.session.ask("history", work, done, self._place.list_pane.tell_error)

    def _ask_changes(self, step_id: int) -> None:
        panel = self._panel
        assert panel is not None
        self._place.session.ask(
            "step",
            lambda library, _: library.step_changes(step_id),
            lambda changes: self._on_changes(step_id, changes),
            lambda error: panel.differences.tell(_sentence(error)),
        )

    def _on_changes(self, step_id: int, changes: StepChanges) -> None:
        if self._panel is not None:
            self._panel.show_changes(step_id, changes)

    def _ask_versions(self) -> None:
        entry_id = self._entry_id
        self._place.session.ask(
            "versions",
            lambda library, _: library.versions(entry_id),
            self._on_versions,
            self._on_versions_failed,
        )

    def _on_versions(self, versions: list[Version]) -> None:
        if self._entry_panel is not None:
            self._entry_panel.show_versions(versions)

    def _on_versions_failed(self, error: Exception) -> None:
        """The entry is gone: so is its history."""
        if self._entry_panel is not None:
            self._entry_panel.close()
        self._place.list_pane.tell_error(error)

    def _on_entry_closed(self) -> None:
        self._entry_panel = None

    def _ask_forgettable(self, dialog: ForgetDialog, before: dt.datetime) -> None:
        moment = before.astimezone(dt.UTC).isoformat(timespec="seconds")
        self._place.session.ask(
            "forgettable",
            lambda library, _: library.forgettable(moment),
            dialog.show_found,
            self._place.list_pane.tell_error,
        )

    # --- Writing -----------------------------------------------------------------------------

    def _on_move(self, step_id: int, undone: bool) -> None:  # a signal's
        self._place.commands.move_to(step_id, undone=undone)

    def _on_restore(self, step_id: int | None, names: tuple[str, ...]) -> None:
        entry_id = self._entry_id
        pane = self._place.list_pane

        def done(_: object) -> None:
            undo = (translate("History", "Undo"), self._place.commands.undo)
            pane.message.tell(translate("History", "It is as it was then."), Tone.DONE, undo)

        self._place.session.write(
            lambda library, _: library.restore_version(entry_id, step_id, names),
            pane.tell_error,
            done,
        )

    def _ask_twice(self, before: dt.datetime, found: Forgettable) -> None:
        """Once more, since nothing brings it back."""
        box = QMessageBox(self._panel or self._place.window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(
            translate("History", "Forget {0} for good?").format(
                translate("History", "1 step")
                if found.steps == 1
                else translate("History", "{0} steps").format(f"{found.steps:,}")
            )
        )
        box.setInformativeText(
            translate(
                "History",
                "They can neither be undone nor looked at any more, and nothing brings them back."
                " The entries stay as they are.",
            )
        )
        button = box.addButton(
            translate("History", "Forget"), QMessageBox.ButtonRole.DestructiveRole
        )
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        button.clicked.connect(lambda: self._forget(before, found))
        box.open()

    def _forget(self, before: dt.datetime, found: Forgettable) -> None:
        moment = before.astimezone(dt.UTC).isoformat(timespec="seconds")
        told = translate("History", "{0} steps were forgotten; about {1} are free.")

        def done(gone: int) -> None:
            self._place.list_pane.message.tell(
                told.format(f"{gone:,}", amount_of_bytes(found.size))
            )

        self._place.session.write(
            lambda library, _: library.forget_steps(moment), self._place.list_pane.tell_error, done
        )


def _sentence(error: Exception) -> str:
    from desktop import wording

    return wording.sentence(error)
