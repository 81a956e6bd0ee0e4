"""What commands do that the window need not know of; loaded when it is first used.

A feature is a class that is made once, with the `Workplace`. A command that is named in
`FEATURES` calls one of its methods; what must work without being asked is in `AT_START`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.window.actions import Actions
    from desktop.window.commands import Commands
    from desktop.window.contents import Contents
    from desktop.window.dialogs import Dialogs
    from desktop.window.entry.entry_pane import EntryPane
    from desktop.window.main_window import MainWindow
    from desktop.window.session import Session
    from desktop.window.settings import Settings
    from desktop.window.side.sidebar import Sidebar
    from desktop.window.table.list_pane import ListPane

# A command, the module in desktop.window and the class that does it, and its method
FEATURES: dict[str, tuple[str, str, str]] = {
    "copy_rows": ("table.copy_feature", "CopyRows", "rows"),
    "copy_cells": ("table.copy_feature", "CopyRows", "cells"),
    "edit_person": ("profile.profile_feature", "ProfileFeature", "edit_person"),
    "unify_people": ("profile.people_feature", "PeopleFeature", "open"),
    "new_profile": ("profile.profile_feature", "ProfileFeature", "new_profile"),
    "first_profile": ("profile.profile_feature", "ProfileFeature", "make_first"),
    "delete_profile": ("profile.profile_feature", "ProfileFeature", "delete_profile"),
    "choose_numbers": ("profile.profile_feature", "ProfileFeature", "choose_numbers"),
    "explain_h": ("profile.profile_feature", "ProfileFeature", "explain_h"),
    "report_metric": ("profile.profile_feature", "ProfileFeature", "report"),
    "estimate_novelty": ("profile.profile_feature", "ProfileFeature", "estimate_novelty"),
    "claim_entries": ("profile.profile_feature", "ProfileFeature", "claim"),
    "disown_entries": ("profile.profile_feature", "ProfileFeature", "disown"),
    "history": ("history.history_feature", "HistoryFeature", "show"),
    "restore_backup": ("history.backup_feature", "BackupFeature", "restore"),
    "entry_history": ("history.history_feature", "HistoryFeature", "show_entry"),
    "charts": ("charts.chart_feature", "Charts", "toggle"),
    "duplicates": ("works.works_feature", "WorksFeature", "open"),
    "fold_versions": ("works.works_feature", "WorksFeature", "fold"),
    "unfold_versions": ("works.works_feature", "WorksFeature", "unfold"),
    "join_versions": ("works.works_feature", "WorksFeature", "join"),
    "part_versions": ("works.works_feature", "WorksFeature", "part"),
    "reconcile": ("works.reconcile_feature", "ReconcileFeature", "open"),
    "new_entry": ("entry.adding", "NewEntries", "new"),
    "file_entries": ("files.filing", "Filing", "ask"),
    "new_typed": ("entry.adding", "NewEntries", "new_typed"),
    "duplicate": ("entry.adding", "NewEntries", "duplicate"),
    "paste": ("entry.adding", "NewEntries", "paste"),
    "note_count": ("counts.counts_feature", "CountsFeature", "note_count"),
    "open_rows": ("counts.counts_feature", "CountsFeature", "open_rows"),
    "rate_0": ("table.marking", "Marking", "rate_0"),
    "rate_1": ("table.marking", "Marking", "rate_1"),
    "rate_2": ("table.marking", "Marking", "rate_2"),
    "rate_3": ("table.marking", "Marking", "rate_3"),
    "rate_4": ("table.marking", "Marking", "rate_4"),
    "rate_5": ("table.marking", "Marking", "rate_5"),
    "mark_unread": ("table.marking", "Marking", "unread"),
    "mark_skimmed": ("table.marking", "Marking", "skimmed"),
    "mark_read": ("table.marking", "Marking", "read"),
    "language": ("table.language_feature", "LanguageFeature", "open"),
    "edit_cell": ("table.cell_editors", "CellEditors", "edit"),
    "bulk_edit": ("many.bulk", "BulkEdits", "edit"),
    "replace": ("many.bulk", "BulkEdits", "replace"),
    "check_entries": ("many.check_feature", "CheckFeature", "open"),
    "key_patterns": ("keys.key_feature", "KeyFeature", "edit_patterns"),
    "generate_keys": ("keys.key_feature", "KeyFeature", "generate"),
    "rekey": ("keys.key_feature", "KeyFeature", "rekey"),
    "strings": ("keys.strings_feature", "StringsFeature", "open"),
    "attach_files": ("files.attachment_feature", "AttachmentFeature", "choose"),
    "find_files": ("files.attachment_feature", "AttachmentFeature", "find_missing"),
}
# Made after the first rows, in this order: module and class
AT_START: tuple[tuple[str, str], ...] = (
    ("profile.profile_feature", "ProfileFeature"),
    ("table.attention_feature", "Attention"),
    ("counts.counts_feature", "CountsFeature"),
    ("charts.chart_feature", "Charts"),
    ("works.works_feature", "WorksFeature"),
    ("files.attachment_feature", "AttachmentFeature"),
    ("history.rescue_feature", "RescueFeature"),
    ("history.rescue_drafts", "DraftKeeper"),
    ("history.backup_feature", "BackupFeature"),
    ("table.cell_editors", "CellEditors"),
    ("collecting", "Collector"),  # the last: what is there by then stays
)


@dataclass(frozen=True, slots=True)
class Workplace:
    """The parts of a window, for what works on them."""

    window: MainWindow
    session: Session
    settings: Settings
    list_pane: ListPane
    sidebar: Sidebar

    @property
    def actions(self) -> Actions:
        """The commands."""
        return self.window.actions_

    @property
    def commands(self) -> Commands:
        """Operations on the selection."""
        return self.window.commands

    @property
    def dialogs(self) -> Dialogs:
        """What opens over the window."""
        return self.window.dialogs

    @property
    def entry_pane(self) -> EntryPane:
        """The entry that is shown; there once the first rows are painted."""
        return self.window.entry_pane

    @property
    def contents(self) -> Contents:
        """What the sidebar lists now."""
        return self.window.contents


class Features:
    """The features of one window, each made when it is first asked for."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self._made: dict[tuple[str, str], Any] = {}

    def feature(self, module: str, name: str) -> Any:
        """The feature of this class; every asker gets the same one."""
        if (module, name) not in self._made:
            kind = getattr(importlib.import_module(f"desktop.window.{module}"), name)
            self._made[module, name] = kind(self.workplace)
        return self._made[module, name]

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does that is a feature's."""
        return {command: partial(self._do, command) for command in FEATURES}

    def begin(self) -> Iterator[None]:
        """Make those that work without being asked, one after the other."""
        for module, name in AT_START:
            self.feature(module, name)
            yield

    def _do(self, command: str) -> None:
        module, name, method = FEATURES[command]
        getattr(self.feature(module, name), method)()
