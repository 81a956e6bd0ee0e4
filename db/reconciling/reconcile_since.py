"""What came since the last import: citations, papers, and who is new in the h-core."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from biblio.reconcile import core
from db.sites.counting import LATER


@dataclass(frozen=True, slots=True)
class Since:
    """What the newest counts of one source say beside those before.

    Attributes:
        source: Who counts.
        before, now: The two days, ISO 8601.
        citations: Citations more (or, below 0, fewer), of entries counted on both days.
        papers: Entries that are counted for the first time, by id.
        first_counts: Citations of these.
        core: Entries that are new in the h-core.
        left_core: Entries that are no more in it.
        h_before, h_now: The h-index of either day's counts.
    """

    source: str
    before: str
    now: str
    citations: int
    papers: tuple[int, ...]
    first_counts: int
    core: tuple[int, ...]
    left_core: tuple[int, ...]
    h_before: int
    h_now: int


def since(connection: sqlite3.Connection, profile_id: int) -> list[Since]:
    """For each source that counted a person's entries on two days or more; the newest first."""
    counts: dict[str, dict[str, dict[int, int]]] = {}
    for source, day, entry_id, value, _ in connection.execute(
        f"SELECT c.source, c.as_of, c.entry, c.value, max({LATER}) FROM counts c"
        " JOIN entries e ON e.id = c.entry WHERE e.trashed = 0"
        " AND c.entry IN (SELECT entry FROM mine WHERE profile = ?)"
        " GROUP BY c.source, c.as_of, c.entry ORDER BY c.source, c.as_of",
        (profile_id,),
    ):
        counts.setdefault(source, {}).setdefault(day, {})[entry_id] = value
    found = [_since(source, days) for source, days in counts.items() if len(days) > 1]
    return sorted(found, key=lambda each: (each.now, each.source), reverse=True)


def _since(source: str, days: dict[str, dict[int, int]]) -> Since:
    *earlier, now = days
    before: dict[int, int] = {}
    for day in earlier:
        before |= days[day]
    after = before | days[now]
    new = tuple(sorted(after.keys() - before.keys()))
    core_before, core_now = core(before), core(after)
    return Since(
        source,
        earlier[-1],
        now,
        sum(after[each] - before[each] for each in before),
        new,
        sum(after[each] for each in new),
        tuple(sorted(core_now - core_before)),
        tuple(sorted(core_before - core_now)),
        len(core_before),
        len(core_now),
    )
