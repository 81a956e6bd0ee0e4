"""What papers of sites may be that nobody decided on, as the library is now.

At the import a paper was no entry's for certain. Since then entries came, went or were edited, so
that it is looked for anew: as an import would, and by the words of its title.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from biblio.formats.sites.rows import SiteRow
from db.sites.site_matching import SiteMatcher, suggestions

FOUND, LIKE = "found", "like"
#: Rows whose titles are looked up by their words; each is a query.
MOST_LIKENED: Final = 300


@dataclass(frozen=True, slots=True)
class Doubt:
    """Which entries a paper may be.

    Attributes:
        candidates: The entries, the likeliest first.
        reason: Why it is not certain: as in `SiteMatch`, or ``found``, an import would take it
            for the entry now; ``like``, only most words of the titles are the same.
    """

    candidates: tuple[int, ...]
    reason: str


def doubts(
    connection: sqlite3.Connection, rows: Mapping[int, SiteRow], taken: Iterable[int] = ()
) -> dict[int, Doubt]:
    """What papers may be, by their numbers; those that are like no entry are left out.

    Args:
        connection: The library's.
        rows: The papers by any number.
        taken: Entries that other papers of the same list are already.
    """
    if not rows:
        return {}
    matcher = SiteMatcher(connection, list(rows.values()), {})
    for entry_id in taken:
        matcher.take(entry_id)
    found: dict[int, Doubt] = {}
    likened = 0
    for number, row in rows.items():
        match = matcher.match(row)
        if match.entry_id is not None:
            found[number] = Doubt((match.entry_id,), FOUND)
        elif match.candidates:
            found[number] = Doubt(match.candidates, match.reason)
        elif likened < MOST_LIKENED:
            likened += 1
            alike = tuple(suggestions(connection, row.title, least=_LIKELY))
            if alike:
                found[number] = Doubt(alike, LIKE)
    return found


_LIKELY: Final = 0.7  # of the words of both titles that are in both
