"""Every command of the window as data: its words, keys, menu, and when it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Needs(Enum):
    """What must be there for a command to be usable."""

    NOTHING = auto()
    LIBRARY = auto()
    SELECTION = auto()
    LISTED = auto()  # selected entries that are not in the trash
    COLLECTED = auto()  # selected entries of a collection that is shown
    TRASHED = auto()  # selected entries of the trash
    TRASH = auto()  # the view of the trash


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: By which the window knows what to do.
        menu: The menu it is in; a name after a slash is a submenu.
        text: Its words in English, with the menu's mnemonic.
        keys: Shortcuts in Qt's portable form; the first one is shown.
        icon: Name of its icon, or empty.
        needs: When it can be used.
        choice: The group of which one is chosen; ``switch`` for one that is on or off.
        divided: Whether a line divides it from the one above.
    """

    name: str
    menu: str
    text: object  # what QT_TRANSLATE_NOOP gives
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.LIBRARY
    choice: str = ""
    divided: bool = False

    @property
    def title(self) -> str:
        """Its words in the user's language."""
        return QCoreApplication.translate("Command", str(self.text))


MENUS = {
    "file": QT_TRANSLATE_NOOP("Command", "&File"),
    "edit": QT_TRANSLATE_NOOP("Command", "&Edit"),
    "view": QT_TRANSLATE_NOOP("Command", "&View"),
    "view/rows": QT_TRANSLATE_NOOP("Command", "&Rows"),
    "group": QT_TRANSLATE_NOOP("Command", "&Group"),
    "help": QT_TRANSLATE_NOOP("Command", "&Help"),
}
N = Needs
COMMANDS: tuple[Command, ...] = (
    Command("new_library", "file", QT_TRANSLATE_NOOP("Command", "&New library…"), needs=N.NOTHING),
    Command(
        "open_library",
        "file",
        QT_TRANSLATE_NOOP("Command", "&Open library…"),
        ("Ctrl+O",),
        "library",
        N.NOTHING,
    ),
    Command(
        "import_files",
        "file",
        QT_TRANSLATE_NOOP("Command", "&Import…"),
        ("Ctrl+I",),
        "import",
        divided=True,
    ),
    Command("export", "file", QT_TRANSLATE_NOOP("Command", "&Export…"), ("Ctrl+E",), "export"),
    Command(
        "back_up",
        "file",
        QT_TRANSLATE_NOOP("Command", "Save a &backup…"),
        divided=True,
    ),
    Command(
        "quit",
        "file",
        QT_TRANSLATE_NOOP("Command", "&Quit"),
        ("Ctrl+Q",),
        needs=N.NOTHING,
        divided=True,
    ),
    Command("undo", "edit", QT_TRANSLATE_NOOP("Command", "&Undo"), ("Ctrl+Z",), "undo"),
    Command(
        "redo",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
    ),
    Command("history", "edit", QT_TRANSLATE_NOOP("Command", "&History…"), ("Ctrl+H",), "history"),
    Command(
        "copy_bibtex",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&Copy as BibTeX"),
        ("Ctrl+C",),
        "copy",
        N.SELECTION,
        divided=True,
    ),
    Command(
        "copy_keys",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy citation &key"),
        ("Ctrl+Shift+K",),
        needs=N.SELECTION,
    ),
    Command(
        "copy_cite",
        "edit",
        QT_TRANSLATE_NOOP("Command", r"Copy \&cite{…}"),
        ("Ctrl+Shift+C",),
        needs=N.SELECTION,
    ),
    Command(
        "paste",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&Paste a profile page or BibTeX"),
        ("Ctrl+V",),
    ),
    Command(
        "new_entry",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&New entry"),
        ("Ctrl+N",),
        "add",
        divided=True,
    ),
    Command(
        "trash",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Move to the &trash"),
        ("Del",),
        "trash",
        N.LISTED,
    ),
    Command(
        "restore",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Re&store from the trash"),
        icon="restore",
        needs=N.TRASHED,
    ),
    Command(
        "empty_trash", "edit", QT_TRANSLATE_NOOP("Command", "&Empty the trash…"), needs=N.TRASH
    ),
    Command(
        "check_entries",
        "edit",
        QT_TRANSLATE_NOOP("Command", "C&heck entries…"),
        ("F7",),
    ),
    Command(
        "bulk_edit",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Change &many entries…"),
        ("Ctrl+Shift+E",),
        "edit",
        divided=True,
    ),
    Command(
        "replace",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Find and re&place…"),
        ("Ctrl+R",),
    ),
    Command(
        "find",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&Find"),
        ("Ctrl+F",),
        "search",
        divided=True,
    ),
    Command("select_all", "edit", QT_TRANSLATE_NOOP("Command", "Select &all"), ("Ctrl+A",)),
    Command("go_profile", "view", QT_TRANSLATE_NOOP("Command", "&Profile"), ("Ctrl+1",), "profile"),
    Command("go_all", "view", QT_TRANSLATE_NOOP("Command", "&All entries"), ("Ctrl+2",), "library"),
    Command(
        "go_recent", "view", QT_TRANSLATE_NOOP("Command", "&Recently added"), ("Ctrl+3",), "recent"
    ),
    Command(
        "go_problems",
        "view",
        QT_TRANSLATE_NOOP("Command", "&Needs attention"),
        ("Ctrl+4",),
        "attention",
    ),
    Command("go_trash", "view", QT_TRANSLATE_NOOP("Command", "&Trash"), ("Ctrl+5",), "trash"),
    Command(
        "show_sidebar",
        "view",
        QT_TRANSLATE_NOOP("Command", "&Sidebar"),
        ("F9",),
        "sidebar",
        N.NOTHING,
        choice="switch",
        divided=True,
    ),
    Command(
        "show_entry",
        "view",
        QT_TRANSLATE_NOOP("Command", "&Entry"),
        ("F10",),
        "pane-right",
        N.NOTHING,
        choice="switch",
    ),
    Command(
        "browse",
        "view",
        QT_TRANSLATE_NOOP("Command", "&Browse by value"),
        ("Ctrl+B",),
        "filter",
        N.NOTHING,
        choice="switch",
    ),
    Command(
        "rows_two_lines",
        "view/rows",
        QT_TRANSLATE_NOOP("Command", "&Two lines"),
        needs=N.NOTHING,
        choice="rows",
    ),
    Command(
        "rows_relaxed",
        "view/rows",
        QT_TRANSLATE_NOOP("Command", "&One line"),
        needs=N.NOTHING,
        choice="rows",
    ),
    Command(
        "rows_compact",
        "view/rows",
        QT_TRANSLATE_NOOP("Command", "One line, &dense"),
        needs=N.NOTHING,
        choice="rows",
    ),
    Command(
        "sort",
        "view",
        QT_TRANSLATE_NOOP("Command", "S&ort by…"),
        ("Ctrl+Shift+S",),
        "sort-ascending",
    ),
    Command(
        "columns",
        "view",
        QT_TRANSLATE_NOOP("Command", "&Columns…"),
        icon="columns",
    ),
    Command(
        "refresh",
        "view",
        QT_TRANSLATE_NOOP("Command", "Re&fresh"),
        ("F5",),
        "refresh",
        divided=True,
    ),
    Command(
        "tag_entries",
        "group",
        QT_TRANSLATE_NOOP("Command", "&Tags of the selection…"),
        ("Ctrl+T",),
        "tag",
        N.LISTED,
    ),
    Command(
        "collect_entries",
        "group",
        QT_TRANSLATE_NOOP("Command", "&Collections of the selection…"),
        ("Ctrl+Shift+T",),
        "collection",
        N.LISTED,
    ),
    Command(
        "remove_from_collection",
        "group",
        QT_TRANSLATE_NOOP("Command", "&Remove from this collection"),
        ("Shift+Del",),
        "remove",
        N.COLLECTED,
    ),
    Command(
        "new_collection",
        "group",
        QT_TRANSLATE_NOOP("Command", "&New collection…"),
        ("Ctrl+Shift+N",),
        divided=True,
    ),
    Command("new_tag", "group", QT_TRANSLATE_NOOP("Command", "New t&ag…")),
    Command(
        "save_search",
        "group",
        QT_TRANSLATE_NOOP("Command", "&Save this search…"),
        ("Ctrl+S",),
    ),
    Command(
        "deep_collections",
        "group",
        QT_TRANSLATE_NOOP("Command", "Show what is &within collections"),
        needs=N.NOTHING,
        choice="switch",
        divided=True,
    ),
    Command(
        "palette",
        "help",
        QT_TRANSLATE_NOOP("Command", "&All commands…"),
        ("Ctrl+K",),
        needs=N.NOTHING,
    ),
    Command(
        "about",
        "help",
        QT_TRANSLATE_NOOP("Command", "&About Oeuvre"),
        needs=N.NOTHING,
        divided=True,
    ),
)
