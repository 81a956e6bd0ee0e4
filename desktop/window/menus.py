"""The menus, whose titles are there with the first rows; what is in them comes after."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize
from PySide6.QtWidgets import QMainWindow, QMenu

# A name after a slash is that of a submenu
_MENUS = {
    "file": QT_TRANSLATE_NOOP("Command", "&File"),
    "edit": QT_TRANSLATE_NOOP("Command", "&Edit"),
    "edit/copy": QT_TRANSLATE_NOOP("Command", "Copy &key, table or column"),
    "edit/rating": QT_TRANSLATE_NOOP("Command", "Ratin&g"),
    "edit/reading": QT_TRANSLATE_NOOP("Command", "Read s&tate"),
    "view": QT_TRANSLATE_NOOP("Command", "&View"),
    "view/rows": QT_TRANSLATE_NOOP("Command", "Ro&ws"),
    "group": QT_TRANSLATE_NOOP("Command", "&Group"),
    "profile": QT_TRANSLATE_NOOP("Command", "&Profile"),
    "tools": QT_TRANSLATE_NOOP("Command", "&Tools"),
    "help": QT_TRANSLATE_NOOP("Command", "&Help"),
}
BUTTON = QSize(26, 24)
"""How large the buttons are that will be beside the menus."""


class Menus:
    """The menus of a window."""

    def __init__(self, window: QMainWindow) -> None:
        self._made: dict[str, QMenu] = {}
        bar = window.menuBar()
        for name in _MENUS:
            if "/" not in name:
                self._made[name] = bar.addMenu(_title(name))
        bar.setMinimumHeight(BUTTON.height())  # so that nothing moves when the buttons come

    def __getitem__(self, name: str) -> QMenu:
        """A menu or submenu; that is put in its place when it is first asked for."""
        if name not in self._made:
            self._made[name] = self[name.rpartition("/")[0]].addMenu(_title(name))
        return self._made[name]


def _title(name: str) -> str:
    return QCoreApplication.translate("Command", str(_MENUS[name]))
