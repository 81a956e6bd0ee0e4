"""The further tabs of the entry pane: each a widget that shows one side of an entry."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from db import Stored
    from desktop.window.features import Workplace


@dataclass(frozen=True, slots=True)
class Tab:
    """One more tab.

    Attributes:
        name: By which `EntryPane.show_tab` finds it.
        text: Its words in English.
        module: In desktop.window.
        kind: The class in it, an `EntryTab` that is made with the `Workplace`.
    """

    name: str
    text: object  # what QT_TRANSLATE_NOOP gives
    module: str
    kind: str


class EntryTab(Protocol):
    """What a further tab can do; it is a QWidget too."""

    def show_entry(self, stored: Stored | None) -> None:
        """Show an entry; None shows nothing. Called when the tab is seen."""


TABS: tuple[Tab, ...] = (
    Tab("versions", QT_TRANSLATE_NOOP("EntryTab", "Versions"), "works.works_tab", "WorksTab"),
    Tab("files", QT_TRANSLATE_NOOP("EntryTab", "Files"), "files.files_tab", "FilesTab"),
)


def make_tabs(workplace: Workplace) -> list[tuple[str, str, QWidget]]:
    """The further tabs as (name, title, widget)."""
    made = []
    for tab in TABS:
        kind = getattr(importlib.import_module(f"desktop.window.{tab.module}"), tab.kind)
        title = QCoreApplication.translate("EntryTab", str(tab.text))
        made.append((tab.name, title, kind(workplace)))
    return made


__all__ = ["QT_TRANSLATE_NOOP", "TABS", "EntryTab", "Tab", "make_tabs"]
