"""The library: one SQLite file and every operation on it."""

from db.library import Library
from db.rows import (
    ImportReport,
    Metric,
    Notice,
    ProfileSummary,
    Row,
    Sort,
    Source,
    Step,
    Stored,
    View,
)

__all__ = [
    "ImportReport",
    "Library",
    "Metric",
    "Notice",
    "ProfileSummary",
    "Row",
    "Sort",
    "Source",
    "Step",
    "Stored",
    "View",
]
