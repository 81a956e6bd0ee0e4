"""What importing a site's file asks and tells: papers to decide on, and what the user wishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class RowChoice(StrEnum):
    """What the user wants done with a paper of a site that is no entry's for certain."""

    CREATE = "create"
    LEAVE = "leave"


Choice = int | RowChoice
"""The id of the entry that a row is, or what is to be done with it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants done with papers that are no entry's for certain.

    Attributes:
        choices: Place of a row in the file, from 0, to what it is.
        create: Whether an entry is made for each row that is unknown and not chosen.
    """

    choices: Mapping[int, Choice] = field(default_factory=dict)
    create: bool = False


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A paper of a site that is no entry's for certain.

    Attributes:
        number: By which a choice names it: its place in the file from 0, or its number in the
            library once the file was imported.
        line: Its line in the file.
        site: Who lists it.
        title, authors, year, venue: As the site has them; identifiers where it has no title.
        count: How often the site says it is cited; None if it does not.
        candidates: Entries that it may be.
        reason: Why it is a question; see `db.sites.site_matching`.
    """

    number: int
    line: int
    site: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    venue: str
    count: int | None
    candidates: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a site's file told, and which entries its papers are.

    Attributes:
        site: Who counts.
        as_of: The day for which it holds, ISO 8601.
        day_is_told: Whether the file itself says so.
        columns: (what, the column that it is read from).
        header: The names of all columns, where the user can say what they are.
        person: Whose list it is, or empty.
        metrics: (metric, value) that it states of them.
        matched: Papers that are entries.
        left: Papers for which the user wants no entry.
        open: Papers to be asked about.
        without_count: Papers of which it tells no citations.
        new_counts: Counts that the ledger did not have.
        told_by_user: Whether the columns were guessed or told, not known.
    """

    site: str
    as_of: str
    day_is_told: bool
    columns: tuple[tuple[str, str], ...]
    header: tuple[str, ...]
    person: str
    metrics: tuple[tuple[str, float], ...]
    matched: int
    left: int
    open: tuple[OpenRow, ...]
    without_count: int
    new_counts: int
    told_by_user: bool
