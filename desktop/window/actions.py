"""The commands of the window as Qt's actions, in its menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.window import theme
from desktop.window.command_table import CHANGING, COMMANDS, Needs
from desktop.window.menus import Menus


class Actions:
    """The commands as Qt's actions, in a window's menus."""

    def __init__(
        self, window: QMainWindow, menus: Menus, handlers: Mapping[str, Callable[[], object]]
    ) -> None:
        """Fill the menus of `window`; `handlers` names what each command does."""
        self._actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = QAction(command.title, window)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setCheckable(bool(command.choice))
            if command.choice and command.choice != "switch":
                group = groups.setdefault(command.choice, QActionGroup(window))
                group.addAction(action)
            action.triggered.connect(lambda _=False, name=command.name: handlers[name]())
            menu = menus[command.menu]
            if command.divided:
                menu.addSeparator()
            menu.addAction(action)
            window.addAction(action)
            self._actions[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def add_icons(self) -> None:
        """Give the commands their icons; drawing them all takes longer than a window."""
        for command in COMMANDS:
            action = self._actions[command.name]
            if command.icon and action.icon().isNull():
                theme.set_icon(action, command.icon)

    def all(self) -> list[QAction]:
        """All commands in the order of the menus."""
        return list(self._actions.values())

    def enable(self, met: set[Needs]) -> None:
        """Enable what can be used while these needs are met."""
        for command in COMMANDS:
            if command.name not in {"undo", "redo"}:
                may = command.name not in CHANGING or Needs.CHANGE in met
                self._actions[command.name].setEnabled(
                    command.needs is Needs.NOTHING or (command.needs in met and may)
                )
