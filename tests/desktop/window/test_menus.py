"""Every item of a menu is reached by a letter of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.window.main_window import MainWindow


def items(actions: list[QAction], path: str = "") -> Iterator[tuple[str, str]]:
    """(menu, text) of the items of menus, those of submenus too."""
    for action in actions:
        if action.isSeparator():
            continue
        yield path, action.text()
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from items(menu.actions(), f"{path}/{action.text()}")


def letter(text: str) -> str:
    """The letter that is underlined in a text; empty without one."""
    _, sign, rest = text.replace("&&", "").partition("&")
    return rest[:1].upper() if sign else ""


def test_a_letter_is_known_by_the_sign_before_it() -> None:
    assert [letter(text) for text in ("&File", "Re&do", "Q && A", "None")] == ["F", "D", "", ""]


def test_every_item_of_the_menus_has_a_letter_of_its_own(window: MainWindow) -> None:
    found = list(items(window.menuBar().actions()))
    assert len(found) > 80
    assert [text for _, text in found if not letter(text)] == []
    taken = Counter((menu, letter(text)) for menu, text in found)
    twice = {place for place, number in taken.items() if number > 1}
    assert [(menu, text) for menu, text in found if (menu, letter(text)) in twice] == []
