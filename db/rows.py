"""What the library hands out: immutable values that need no connection to be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from db.listed import Row, Sort, View, ViewKind
from db.profile_rows import NOTHING_COUNTED, Affiliation, Basis

if TYPE_CHECKING:
    from pathlib import Path

    from biblio import bulk
    from biblio.attached import LinkKind
    from biblio.entry import Entry
    from biblio.problem import Problem, Severity

__all__ = [
    "Row",
    "Sort",
    "View",
    "ViewKind",
]
StepState = Literal["done", "undone", "abandoned", "final"]


@dataclass(frozen=True, slots=True)
class Count:
    """Citations of an entry by one source on one day (ISO 8601)."""

    source: str
    as_of: str
    value: int


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry in the library.

    Attributes:
        sources: Names of the imported files that hold it.
        counts: All counts, newest first.
        old_keys: Citation keys that it had before.
        work: The number of its work, which all versions of it share; 0 where nobody asked.
    """

    id: int
    entry: Entry
    added: str
    changed: str
    trashed: bool
    sources: tuple[str, ...]
    counts: tuple[Count, ...]
    old_keys: tuple[str, ...]
    problems: tuple[Problem, ...]
    work: int = 0


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem with its place in the library.

    Attributes:
        source: Name of the imported file, or empty.
        entry_id: The entry that it concerns, or None.
        problem: What is wrong.
    """

    id: int
    source: str
    entry_id: int | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class Source:
    """An imported file.

    Attributes:
        id: Its number.
        name: The file's name, by which it can be written back.
        format: The format it was read as.
        imported: When, ISO 8601 in UTC.
        entries: How many entries it held.
    """

    id: int
    name: str
    path: str
    format: str
    imported: str
    entries: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A list made by hand.

    Attributes:
        parent: The collection that it is in, or None.
        colour: ``#rrggbb``, or empty.
        entries: How many entries outside the trash it holds itself.
        total: How many it and the collections within it hold, each once.
    """

    id: int
    name: str
    parent: int | None
    colour: str
    entries: int
    total: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark that entries bear.

    Attributes:
        colour: ``#rrggbb``, or empty.
        entries: How many entries outside the trash bear it.
    """

    id: int
    name: str
    colour: str
    entries: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name."""

    id: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that entries have, as it can be chosen.

    Attributes:
        text: As it is read; empty for having none.
        forms: As queries ask for it; several where several spellings are one value.
        count: How many entries have it.
    """

    text: str
    forms: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of one facet.

    Attributes:
        name: The facet's name in queries.
        values: The most frequent ones, in order; years from the newest.
        distinct: How many values there are.
    """

    name: str
    values: tuple[FacetValue, ...]
    distinct: int


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What renaming a value does to one field of one entry.

    Attributes:
        field: The field's name as written; ``type`` for the entry's type.
        before, after: Its text as written.
    """

    entry_id: int
    key: str
    title: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class KeyChange:
    """The citation key that an entry would get.

    Attributes:
        old: Its key now; empty for none.
        new: The key to be; `old` where nothing changes.
        wanted: What the pattern gives; `new` has letters behind it where that is not free.
        holder: The entry that has `wanted`, or had it, where it is not free; else None.
    """

    entry_id: int
    title: str
    old: str
    new: str
    wanted: str
    holder: int | None


@dataclass(frozen=True, slots=True)
class MacroString:
    """A ``@string`` constant of an imported file.

    Attributes:
        block_id: The block that defines it.
        source_id: The file.
        source: The file's name.
        name: As written.
        value: What it stands for, other constants in it expanded.
        expression: The right side as written.
        uses: How many fields and other constants of the file use it.
        line: Where the file had it when it was imported.
    """

    block_id: int
    source_id: int
    source: str
    name: str
    value: str
    expression: str
    uses: int
    line: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the user gave an entry.

    Attributes:
        path: With slashes: within the library's folder of files, or absolute.
        title: What it is called; perhaps empty.
        digest: SHA-256 of its bytes when it was attached.
        added: When, ISO 8601 in UTC.
    """

    id: int
    entry_id: int
    path: str
    title: str
    digest: str
    added: str


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What operations on many entries do to one field of one of them.

    Attributes:
        key, title: Of the entry, as written.
        change: The field with its text before and after.
    """

    entry_id: int
    key: str
    title: str
    change: bulk.FieldChange


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file that an entry has, or says that it has.

    Attributes:
        entry_id: The entry; 0 where a field names the file.
        text: The path as stored or written, with slashes; an address; or empty.
        title: What it is called; perhaps empty.
        kind: What `text` leads to.
        path: Where the file is or should be; None where it may not be looked for.
        exists: Whether there is a file at `path`.
        attachment: What the user attached; None where a field names the file.
        field: The field that names it, or empty.
    """

    entry_id: int
    text: str
    title: str
    kind: LinkKind
    path: Path | None
    exists: bool
    attachment: Attachment | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """One number of a profile, computed and reported side by side.

    Attributes:
        metric: Its name (``h_index``).
        computed: What the library's own data give; None without data.
        reported: The newest number that a source stated; None if none did.
        source: Where the reported number is from; empty if there is none.
        as_of: The day it holds for, ISO 8601.
        without_data: How many entries of the profile have no data for it.
        note: A sentence where the numbers differ or cannot be, else empty.
        severity: How much the note matters; None without a note.
        history: All reported (day, value), oldest first.
        stated_by: The source of each of these.
        trend: What the ledger gives for its days, as (day, value), oldest first; empty where it
            has counts of fewer than two days.
        label, unit, definition: How it is shown and explained.
        size: ``small``, ``medium`` or ``large``; empty where the profile does not show it.
        own: Whether the user made it.
        computable: Whether Oeuvre knows how to compute it.
    """

    metric: str
    computed: float | None
    reported: float | None
    source: str
    as_of: str
    without_data: int
    note: str
    severity: Severity | None
    history: tuple[tuple[str, float], ...]
    stated_by: tuple[str, ...] = ()
    trend: tuple[tuple[str, float], ...] = ()
    label: str = ""
    unit: str = ""
    definition: str = ""
    size: str = "medium"
    own: bool = False
    computable: bool = True


@dataclass(frozen=True, slots=True)
class ProfileSummary:
    """A person and the numbers of their list.

    Attributes:
        field: The main field's code as a source wrote it (``LG``); empty if unknown.
        papers: Entries of the person outside the trash.
        works: Publications, where several versions of one count once.
        metrics: Those that are shown, in order, then all others.
        names: The name, its confirmed forms and, after a minus, the refused ones.
        basis: The counts that are used.
        core: Entries whose works make the h-index.
        undecided: Forms of the name in the library that nobody confirmed or refused.
    """

    id: int
    name: str
    field: str
    papers: int
    works: int
    metrics: tuple[Metric, ...]
    names: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    orcid: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    basis: Basis = NOTHING_COUNTED
    core: frozenset[int] = frozenset()
    undecided: int = 0

    def shown(self) -> tuple[Metric, ...]:
        """The metrics that the profile shows."""
        return tuple(metric for metric in self.metrics if metric.size)


@dataclass(frozen=True, slots=True)
class Step:
    """One named change of the journal.

    Attributes:
        name: What was done, as a short sentence.
        actor: Who did it (``window``, ``command line``).
        made: When, ISO 8601 in UTC.
        state: ``done``; ``undone`` and can be redone; ``abandoned``: undone, then something
            else was done; ``final``: done, and kept no way back (the trash was emptied).
    """

    id: int
    name: str
    actor: str
    made: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Notice:
    """What an operation changed, so that views refetch only that.

    Attributes:
        step: The journal's step, or None when nothing changed.
        entry_ids: The entries that changed, appeared or went.
        profile: Whether a profile or its numbers may have changed.
    """

    step: int | None
    entry_ids: tuple[int, ...]
    profile: bool = False


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
        title, authors, year, venue: As the site has them.
        count: How often the site says it is cited; None if it does not.
        candidates: Entries that it may be.
        reason: Why it is a question; see `db.site_matching`.
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


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        file: Name of the file.
        read: Entries that the file held.
        added, merged, unchanged: What became of them; together they are `read`.
        entry_ids: Ids of all entries of the file, in its order; empty for a dry run.
        source_id: The new source, or None when nothing was changed.
        counts: How many counts of citations came into the ledger.
        table: What a site's file told; None for files of entries.
    """

    file: str
    format: str
    encoding: str
    read: int
    added: int
    merged: int
    unchanged: int
    problems: tuple[Problem, ...]
    entry_ids: tuple[int, ...] = ()
    source_id: int | None = None
    counts: int = 0
    table: TableReport | None = None
