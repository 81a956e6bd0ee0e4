"""Reading what a window shows at once: it opens a library before all else is loaded."""

from __future__ import annotations

from db.operations.entries import EntryReader
from db.operations.listing import ListReader
from db.operations.profiles import ProfileReader


class ScreenReader(EntryReader, ListReader, ProfileReader):
    """The operations of a library that the screen cannot wait for."""
