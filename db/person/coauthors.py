"""Who wrote with a profile's person, each under one name: from when to when, and what."""

from __future__ import annotations

import sqlite3

from biblio.folding import fold
from biblio.identity import identity, parse_display
from db.person.profile_rows import Coauthor
from db.person.profiles import names_of
from db.person.spellings import decisions, people

_INCOMPLETE = "…"


def coauthors(connection: sqlite3.Connection, profile_id: int) -> list[Coauthor]:
    """Who wrote with a profile's person; those of the most entries first, then by name."""
    person = identity(names_of(connection, profile_id))
    entries: dict[str, list[int]] = {}
    years: dict[int, int] = {}
    for entry_id, year, authors in connection.execute(
        "SELECT id, year, authors FROM entries WHERE trashed = 0"
        " AND id IN (SELECT entry FROM mine WHERE profile = ?) ORDER BY year, id",
        (profile_id,),
    ):
        if year is not None:
            years[entry_id] = year
        for name in dict.fromkeys(authors.split("; ")):
            entries.setdefault(name, []).append(entry_id)
    others = {
        name: len(ids)
        for name, ids in entries.items()
        if name not in ("", _INCOMPLETE) and not person.is_own(parse_display(name))
    }
    found = []
    for forms in people(others, decisions(connection)):
        ids = tuple(sorted({i for form in forms for i in entries[form]}))
        when = [years[i] for i in ids if i in years]
        found.append(
            Coauthor(forms[0], forms, ids, min(when, default=None), max(when, default=None))
        )
    return sorted(found, key=lambda each: (-len(each.entries), fold(each.name)))
