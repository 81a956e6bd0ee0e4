"""The library: one SQLite file and every operation on it.

The names are loaded when they are first used, so that a reader does not load what only an
import needs.
"""

from __future__ import annotations

from importlib import import_module

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from db.file_rows import Attachment, EntryFile, KeyChange, MacroString
    from db.library import Library
    from db.reading import LibraryReader
    from db.rows import (
        BulkChange,
        Collection,
        FacetCounts,
        FacetValue,
        ImportReport,
        Metric,
        Notice,
        ProfileSummary,
        Row,
        SavedSearch,
        Sort,
        Source,
        Step,
        Stored,
        Tag,
        ValueChange,
        View,
    )

__all__ = [
    "Attachment",
    "BulkChange",
    "Collection",
    "EntryFile",
    "FacetCounts",
    "FacetValue",
    "ImportReport",
    "KeyChange",
    "Library",
    "LibraryReader",
    "MacroString",
    "Metric",
    "Notice",
    "ProfileSummary",
    "Row",
    "SavedSearch",
    "Sort",
    "Source",
    "Step",
    "Stored",
    "Tag",
    "ValueChange",
    "View",
]
_MODULES = {
    "Attachment": "db.file_rows",
    "EntryFile": "db.file_rows",
    "KeyChange": "db.file_rows",
    "Library": "db.library",
    "LibraryReader": "db.reading",
    "MacroString": "db.file_rows",
    "Row": "db.listed",
    "Sort": "db.listed",
    "View": "db.listed",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    module = _MODULES.get(name, "db.rows")
    return getattr(import_module(module), name)
