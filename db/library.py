"""The library: what the window and the command line call.

Every operation that writes is one named, undoable step and returns a notice of what changed.
A library object belongs to one thread; others open their own.
"""

from __future__ import annotations

from db.operations.adding import Adding
from db.operations.attachments import Attachments
from db.operations.bulk_editing import BulkEditing
from db.operations.checking import Checking
from db.operations.counting import Counting
from db.operations.editing import Editing
from db.operations.exporting import Exporting
from db.operations.filing import Filing
from db.operations.grouping import Grouping
from db.operations.history import History
from db.operations.importing import Importing
from db.operations.keys import Keys
from db.operations.me import Profiles
from db.operations.ordering import Ordering
from db.operations.reconciling import Reconciling
from db.operations.strings import Strings
from db.operations.works import Works
from db.reading import LibraryReader


class Library(
    Adding,
    Attachments,
    BulkEditing,
    Checking,
    Counting,
    Editing,
    Exporting,
    Filing,
    Grouping,
    History,
    Importing,
    Keys,
    Ordering,
    Profiles,
    Strings,
    Works,
    Reconciling,
    LibraryReader,
):
    """An open library file, to be read and written by one thread."""
