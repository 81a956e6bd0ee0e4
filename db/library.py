"""The library: what the window and the command line call.

Every operation that writes is one named, undoable step and returns a notice of what changed.
A library object belongs to one thread; others open their own.
"""

from __future__ import annotations

from db.operations.editing import Editing
from db.operations.exporting import Exporting
from db.operations.grouping import Grouping
from db.operations.history import History
from db.operations.importing import Importing
from db.reading import LibraryReader


class Library(Editing, Exporting, Grouping, History, Importing, LibraryReader):
    """An open library file, to be read and written by one thread."""
