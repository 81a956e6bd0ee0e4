"""Problems: what is wrong or doubtful, as values that are collected and shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  # something could not be used
    WARNING = "warning"  # probably wrong
    NOTE = "note"  # an assumption that was made


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful in an input or in the library.

    Attributes:
        code: What kind, in lower case with hyphens (``duplicate-key``).
        severity: How much it matters.
        message: One English sentence: what, and what was or can be done.
        line: Line in the input, from 1; None where a line has no meaning.
        entry: Index into the entries of the same `ReadResult`; None if it concerns no entry.
        field: Lower-case field name or metric name that it concerns, or None.
    """

    code: str
    severity: Severity
    message: str
    line: int | None = None
    entry: int | None = None
    field: str | None = None
