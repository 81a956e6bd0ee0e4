"""Which part of the window does what a command says, where that needs nothing else."""

from __future__ import annotations

# A command, and what `Dialogs` does for it
DIALOGS = {
    "new_library": "new_library",
    "open_library": "open_library",
    "import_files": "import_files",
    "back_up": "back_up",
    "about": "about",
}
# Commands that `Commands` does under the same name
COMMANDS = (
    "undo",
    "redo",
    "copy_bibtex",
    "copy_keys",
    "copy_cite",
    "trash",
    "restore",
)
# A command, and what the table does for it
OF_TABLE = {"select_all": "selectAll", "sort": "choose_sort", "columns": "choose_columns"}
OF_ENTRIES = (  # in the list's context menu
    "copy_bibtex",
    "copy_keys",
    "copy_cite",
    "copy_rows",
    "copy_cells",
    "export",
    "tag_entries",
    "collect_entries",
    "file_entries",
    "rekey",
    "attach_files",
    "join_versions",
    "remove_from_collection",
    "claim_entries",
    "disown_entries",
    "duplicate",
    "entry_history",
    "trash",
    "restore",
)
