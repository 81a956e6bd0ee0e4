"""Every command of the window as data: its words, keys, menu, and when it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Needs(Enum):
    """What must be there for a command to be usable."""

    NOTHING = auto()
    LIBRARY = auto()
    CHANGE = auto()  # a library that can be written, for the commands of `CHANGING`
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
    Command("open_rows", "file", QT_TRANSLATE_NOOP("Command", "&Papers that are no entry…")),
    Command("export", "file", QT_TRANSLATE_NOOP("Command", "&Export…"), ("Ctrl+E",), "export"),
    Command(
        "back_up",
        "file",
        QT_TRANSLATE_NOOP("Command", "Save a &backup…"),
        divided=True,
    ),
    Command(
        "restore_backup",
        "file",
        QT_TRANSLATE_NOOP("Command", "&Restore a backup…"),
        needs=N.NOTHING,
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
        "entry_history",
        "edit",
        QT_TRANSLATE_NOOP("Command", "History of this entr&y…"),
        ("Ctrl+Shift+H",),
        needs=N.SELECTION,
    ),
    Command(
        "copy_bibtex",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Copy as &BibTeX"),
        ("Ctrl+C",),
        "copy",
        N.SELECTION,
        divided=True,
    ),
    Command(
        "copy_keys",
        "edit/copy",
        QT_TRANSLATE_NOOP("Command", "Copy citation &key"),
        ("Ctrl+Shift+K",),
        needs=N.SELECTION,
    ),
    Command(
        "copy_cite",
        "edit/copy",
        QT_TRANSLATE_NOOP("Command", r"Copy \&cite{…}"),
        ("Ctrl+Shift+C",),
        needs=N.SELECTION,
    ),
    Command(
        "copy_rows",
        "edit/copy",
        QT_TRANSLATE_NOOP("Command", "Copy as a &table"),
        needs=N.SELECTION,
    ),
    Command(
        "copy_cells",
        "edit/copy",
        QT_TRANSLATE_NOOP("Command", "Copy this co&lumn"),
        needs=N.SELECTION,
    ),
    Command(
        "paste",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&Paste as entries"),
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
        "new_typed",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Ne&w entry of type or identifier…"),
        ("Ctrl+Alt+N",),
    ),
    Command(
        "duplicate",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&Duplicate"),
        ("Ctrl+D",),
        "duplicate",
        N.LISTED,
    ),
    Command(
        "trash",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Mo&ve to the trash"),
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
        "note_count",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Note a c&ount of citations…"),
        ("Ctrl+Shift+M",),
        needs=N.LISTED,
    ),
    Command(
        "check_entries",
        "edit",
        QT_TRANSLATE_NOOP("Command", "&Check entries…"),
        ("F7",),
    ),
    Command(
        "rate_0",
        "edit/rating",
        QT_TRANSLATE_NOOP("Command", "&No stars"),
        ("Alt+0",),
        needs=N.LISTED,
    ),
    Command(
        "rate_1",
        "edit/rating",
        QT_TRANSLATE_NOOP("Command", "★ (&1)"),
        ("Alt+1",),
        needs=N.LISTED,
    ),
    Command(
        "rate_2",
        "edit/rating",
        QT_TRANSLATE_NOOP("Command", "★★ (&2)"),
        ("Alt+2",),
        needs=N.LISTED,
    ),
    Command(
        "rate_3",
        "edit/rating",
        QT_TRANSLATE_NOOP("Command", "★★★ (&3)"),
        ("Alt+3",),
        needs=N.LISTED,
    ),
    Command(
        "rate_4",
        "edit/rating",
        QT_TRANSLATE_NOOP("Command", "★★★★ (&4)"),
        ("Alt+4",),
        needs=N.LISTED,
    ),
    Command(
        "rate_5",
        "edit/rating",
        QT_TRANSLATE_NOOP("Command", "★★★★★ (&5)"),
        ("Alt+5",),
        needs=N.LISTED,
    ),
    Command(
        "mark_unread",
        "edit/reading",
        QT_TRANSLATE_NOOP("Command", "&Not read"),
        needs=N.LISTED,
    ),
    Command(
        "mark_skimmed",
        "edit/reading",
        QT_TRANSLATE_NOOP("Command", "&Skimmed"),
        needs=N.LISTED,
    ),
    Command(
        "mark_read",
        "edit/reading",
        QT_TRANSLATE_NOOP("Command", "&Read"),
        ("Ctrl+Shift+R",),
        needs=N.LISTED,
    ),
    Command(
        "edit_cell",
        "edit",
        QT_TRANSLATE_NOOP("Command", "Edit this ce&ll"),
        ("F2",),
        needs=N.LISTED,
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
        QT_TRANSLATE_NOOP("Command", "F&ind and replace…"),
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
        "fold_versions",
        "view",
        QT_TRANSLATE_NOOP("Command", "One row for all &versions of a work"),
        needs=N.NOTHING,
        choice="switch",
    ),
    Command(
        "unfold_versions",
        "view",
        QT_TRANSLATE_NOOP("Command", "&Unfold or fold this work"),
        ("Ctrl+U",),
        needs=N.SELECTION,
    ),
    Command(
        "charts",
        "view",
        QT_TRANSLATE_NOOP("Command", "C&harts"),
        ("F8",),
        "chart",
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
    Command("language", "view", QT_TRANSLATE_NOOP("Command", "Sort as in a &language…")),
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
        "file_entries",
        "group",
        QT_TRANSLATE_NOOP("Command", "Add to an imported &file…"),
        needs=N.LISTED,
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
        "join_versions",
        "group",
        QT_TRANSLATE_NOOP("Command", "&Join as versions of one work"),
        needs=N.LISTED,
        divided=True,
    ),
    Command(
        "part_versions",
        "group",
        QT_TRANSLATE_NOOP("Command", "&Part from other versions"),
        needs=N.LISTED,
    ),
    Command(
        "duplicates",
        "tools",
        QT_TRANSLATE_NOOP("Command", "&Duplicates and versions…"),
        ("Ctrl+Shift+D",),
        "duplicate",
    ),
    Command(
        "reconcile",
        "profile",
        QT_TRANSLATE_NOOP("Command", "&Compare with sites…"),
        icon="check",
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
        "edit_person",
        "profile",
        QT_TRANSLATE_NOOP("Command", "&Who this is…"),
        ("Ctrl+Shift+I",),
        "profile",
    ),
    Command("unify_people", "profile", QT_TRANSLATE_NOOP("Command", "Co-&authors of one person…")),
    Command("new_profile", "profile", QT_TRANSLATE_NOOP("Command", "&New profile…"), icon="add"),
    Command("first_profile", "profile", QT_TRANSLATE_NOOP("Command", "This is &me")),
    Command("delete_profile", "profile", QT_TRANSLATE_NOOP("Command", "&Delete profile…")),
    Command(
        "choose_numbers",
        "profile",
        QT_TRANSLATE_NOOP("Command", "N&umbers…"),
        icon="settings",
        divided=True,
    ),
    Command(
        "explain_h",
        "profile",
        QT_TRANSLATE_NOOP("Command", "Explain the &h-index…"),
        ("Ctrl+Shift+X",),
    ),
    Command("report_metric", "profile", QT_TRANSLATE_NOOP("Command", "Number of your &own…")),
    Command("estimate_novelty", "profile", QT_TRANSLATE_NOOP("Command", "&Estimate novelty")),
    Command(
        "claim_entries",
        "profile",
        QT_TRANSLATE_NOOP("Command", "&By this person"),
        needs=N.LISTED,
        divided=True,
    ),
    Command(
        "disown_entries",
        "profile",
        QT_TRANSLATE_NOOP("Command", "Not by &this person"),
        needs=N.LISTED,
    ),
    Command(
        "generate_keys",
        "tools",
        QT_TRANSLATE_NOOP("Command", "&Generate missing citation keys…"),
        ("Ctrl+G",),
        "edit",
    ),
    Command(
        "rekey",
        "tools",
        QT_TRANSLATE_NOOP("Command", "&New citation keys for the selection…"),
        ("Ctrl+Shift+G",),
        needs=N.LISTED,
    ),
    Command("key_patterns", "tools", QT_TRANSLATE_NOOP("Command", "&Patterns for citation keys…")),
    Command("strings", "tools", QT_TRANSLATE_NOOP("Command", "&Constants (@string)…")),
    Command(
        "attach_files",
        "tools",
        QT_TRANSLATE_NOOP("Command", "&Attach files…"),
        ("Ctrl+Shift+A",),
        "document",
        N.LISTED,
        divided=True,
    ),
    Command("find_files", "tools", QT_TRANSLATE_NOOP("Command", "&Find missing files…")),
    Command(
        "palette",
        "help",
        QT_TRANSLATE_NOOP("Command", "All &commands…"),
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

# Commands that do nothing but change the library, and are off where it can only be read
CHANGING = frozenset(
    {
        "attach_files", "bulk_edit", "choose_numbers", "claim_entries", "collect_entries",
        "delete_profile", "disown_entries", "duplicate", "edit_cell", "edit_person",
        "empty_trash", "file_entries", "find_files", "first_profile", "generate_keys",
        "import_files", "join_versions", "mark_read", "mark_skimmed", "mark_unread",
        "new_collection", "new_entry", "new_profile", "new_tag", "new_typed", "note_count",
        "part_versions", "paste", "rate_0", "rate_1", "rate_2", "rate_3", "rate_4", "rate_5",
        "rekey",
        "remove_from_collection", "replace", "report_metric", "restore", "save_search",
        "tag_entries", "trash", "unify_people",
    }
)  # fmt: skip
