"""What can be done now: which commands are on, and what undo and redo would do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from desktop.window import theme
from desktop.window.actions import Actions
from desktop.window.command_table import Needs
from desktop.window.session import Session
from desktop.window.table.list_pane import ListPane


def show_steps(actions: Actions, undo: str | None, redo: str | None) -> None:
    """Put the names of the steps into the commands; None where there is none."""
    _show_step(actions["undo"], QCoreApplication.translate("Steps", "&Undo"), undo)
    _show_step(actions["redo"], QCoreApplication.translate("Steps", "&Redo"), redo)


def _show_step(action: QAction, word: str, step: str | None) -> None:
    action.setEnabled(step is not None)
    shown = (step or "").replace("&", "&&")
    action.setText(f"{word}: {shown}" if step else word)
    action.setToolTip(theme.tooltip(f"{word.replace('&', '')}: {step}" if step else ""))


def needs_met(session: Session, list_pane: ListPane, counts: Mapping[str, int]) -> set[Needs]:
    """What commands need that is there now.

    Args:
        session: The library.
        list_pane: The list and its selection.
        counts: Entries by kind of view.
    """
    met = {Needs.NOTHING}
    if not session.is_open:
        return met
    met.add(Needs.LIBRARY)
    if not session.is_readonly:
        met.add(Needs.CHANGE)
    kind = list_pane.view().kind
    if list_pane.table.selected_count():
        met |= {Needs.SELECTION, Needs.TRASHED if kind == "trash" else Needs.LISTED}
        if kind == "collection" and not list_pane.view().also:
            met.add(Needs.COLLECTED)
    if counts.get("trash"):
        met.add(Needs.TRASH)
    return met
