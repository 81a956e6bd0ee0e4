"""What the library hands out: immutable values that need no connection to be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from db.listed import Row, Sort, View, ViewKind
from db.person.profile_rows import NOTHING_COUNTED, Affiliation, Basis, NoveltyFact

if TYPE_CHECKING:
    from biblio import bulk
    from biblio.entry import Entry
    from biblio.inheritance import Inherited
    from biblio.problem import Problem, Severity
    from db.sites.site_values import TableReport

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
        novelty: Oeuvre's own estimate of its novelty; None where there is none.
        inherited: What the entry takes over from others now.
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
    novelty: NoveltyFact | None = None
    inherited: tuple[Inherited, ...] = ()

    def whole(self) -> Entry:
        """The entry with what it takes over."""
        if not self.inherited:
            return self.entry
        return self.entry.with_fields({each.field.id: each.field for each in self.inherited})


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
class BulkOutcome:
    """What became of entries that were found and changed in one go.

    Attributes:
        step: The step's name; empty when there was nothing to change.
        found: How many entries were found.
        changes: All changes, those too that could not be made.
    """

    step: str
    found: int
    changes: tuple[BulkChange, ...]


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
