"""Entries and profiles made by hand for the tests of the header and the entry pane; invented."""

from __future__ import annotations

from biblio.entry import Entry, make_entry
from biblio.problem import Problem, Severity
from db import Metric, ProfileSummary, Stored
from db.rows import Count

DAY = "2026-05-31"
PAGE = "page.txt"


def stored(entry_id: int = 1, entry: Entry | None = None, **fields: str) -> Stored:
    """A stored entry; without one, an article with these fields."""
    return Stored(
        id=entry_id,
        entry=entry or make_entry("article", f"key{entry_id}", fields.items()),
        added="2026-05-31T08:00:00+00:00",
        changed="2026-05-31T09:30:00+00:00",
        trashed=False,
        sources=(PAGE, "old.bib"),
        counts=(Count("Scholar", DAY, 12),),
        old_keys=("former",),
        problems=(Problem("doi-shape", Severity.WARNING, "The DOI has no valid form."),),
    )


def metric(
    name: str = "h_index",
    computed: float | None = None,
    reported: float | None = None,
    *,
    without_data: int = 0,
    note: str = "",
    history: tuple[tuple[str, float], ...] = (),
) -> Metric:
    """A metric as a profile has it."""
    if reported is not None and not history:
        history = ((DAY, reported),)
    return Metric(
        metric=name,
        computed=computed,
        reported=reported,
        source=PAGE if reported is not None else "",
        as_of=DAY if reported is not None else "",
        without_data=without_data,
        note=note,
        severity=Severity.WARNING if note else None,
        history=history,
    )


IMPOSSIBLE = "Reported is 12, but an h-index cannot be above the number of papers, 4."


def profile(name: str = "Ada Sandberg") -> ProfileSummary:
    """A profile whose page said more than its list shows."""
    return ProfileSummary(
        id=1,
        name=name,
        field="LG",
        papers=4,
        works=4,
        metrics=(
            metric("papers", 4, 4),
            metric("citations", None, 5310, without_data=4),
            metric("h_index", None, 12, without_data=4, note=IMPOSSIBLE),
            metric("g_index", None, None, without_data=4),
            metric("novelty", None, 40),
        ),
    )
