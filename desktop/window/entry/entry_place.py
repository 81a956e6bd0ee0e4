"""Where the entry pane is, and what becomes of what is edited in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop.window.commands import Commands
    from desktop.window.entry.entry_pane import EntryPane


class EntryPlace(QWidget):
    """Empty until the first rows are painted; then it holds the entry pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: Commands | None = None

    def fill(self, commands: Commands) -> EntryPane:
        """Make the pane, whose edits go to `commands`."""
        from desktop.window.entry.entry_pane import EntryPane
        from desktop.window.entry.field_checks import KEY, TYPE

        self._commands = commands
        self.pane: EntryPane = EntryPane(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        self.pane.type_edited.connect(partial(self._edit, commands.set_type, TYPE))
        self.pane.key_edited.connect(partial(self._edit, commands.set_key, KEY))
        self.pane.fields_edited.connect(self._edit_fields)
        self.pane.source_edited.connect(self._edit_source)
        self.pane.source.doubts_asked.connect(self._ask_for_doubts)
        commands.about_to_undo.connect(self.pane.flush)
        commands.steps_moved.connect(self.pane.form.settle)
        return self.pane

    def _edit(self, operation: Callable[..., None], name: str, entry_id: int, new: str) -> None:
        base = self.pane.form.base_of(name)

        def failed(sentence: str) -> None:
            self.pane.form.take_back(entry_id, name, base, new)
            self.pane.show_error(sentence)

        operation(entry_id, new, failed)

    def _ask_for_doubts(self, entry_id: int, text: str) -> None:
        assert self._commands is not None
        self._commands.ask_source_doubts(
            entry_id, text, partial(self.pane.source.show_doubts, entry_id, text)
        )

    def _edit_source(self, entry_id: int, text: str) -> None:
        assert self._commands is not None
        pane, base = self.pane, self.pane.source.base

        def failed(sentence: str) -> None:
            pane.source.take_back(entry_id, base, text)
            pane.show_error(sentence)

        self._commands.set_source(entry_id, text, failed, base)

    def _edit_fields(self, entry_id: int, values: dict[str, str | None]) -> None:
        assert self._commands is not None
        pane = self.pane
        self._commands.set_fields(entry_id, values, pane.show_error, pane.bases(), pane.take_back)
