"""Who wrote with a profile's person, each under one name: from when to when, and what."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from biblio.folding import fold
from biblio.identity import identity, may_name, parse_display
from db.person.profile_rows import Coauthor
from db.person.profiles import names_of
from db.person.spellings import decisions, people

_INCOMPLETE: Final = "…"
_BATCH: Final = 2000  # rows read between two chances for other threads


@dataclass(frozen=True, slots=True)
class Company:
    """What a person's papers say of who else wrote them.

    Attributes:
        people: Those of the most entries first, then by name.
        papers: Papers of the person.
        alone: Papers that name no co-author.
        incomplete: Papers whose list of authors is cut short.
    """

    people: tuple[Coauthor, ...]
    papers: int
    alone: int
    incomplete: int


def coauthors(connection: sqlite3.Connection, profile_id: int) -> tuple[Coauthor, ...]:
    """Who wrote with a profile's person; those of the most entries first, then by name."""
    return company(connection, profile_id).people


def company(connection: sqlite3.Connection, profile_id: int) -> Company:
    """Who wrote with a profile's person, and how many papers say nothing of it.

    The forms of a name are one person where the user said so or nobody can doubt it.
    """
    person = identity(names_of(connection, profile_id))
    written: dict[str, list[int]] = {}
    years: dict[int, int | None] = {}
    incomplete = 0
    cursor = connection.execute(
        "SELECT id, year, authors FROM entries WHERE trashed = 0"
        " AND id IN (SELECT entry FROM mine WHERE profile = ?)",
        (profile_id,),
    )
    while rows := cursor.fetchmany(_BATCH):
        for entry_id, year, authors in rows:
            years[entry_id] = year
            incomplete += authors.endswith(_INCOMPLETE)
            for name in authors.split("; "):
                written.setdefault(name, []).append(entry_id)
    counts = {
        name: len(ids)
        for name, ids in written.items()
        if name not in ("", _INCOMPLETE)
        # Most names are other people's: only likely ones are parsed
        and not (may_name(person, name) and person.is_own(parse_display(name)))
    }
    found: list[Coauthor] = []
    for forms in people(counts, decisions(connection)):
        ids = written[forms[0]]
        if len(forms) > 1 or len(ids) > 1:
            ids = sorted({entry_id for form in forms for entry_id in written[form]})
        known = [year for entry_id in ids if (year := years[entry_id]) is not None]
        first, last = (min(known), max(known)) if known else (None, None)
        found.append(Coauthor(forms[0], forms, tuple(ids), first, last))
    found.sort(key=lambda each: (-len(each.entries), fold(each.name)))
    shared = {entry_id for name in counts for entry_id in written[name]}
    return Company(tuple(found), len(years), len(years) - len(shared), incomplete)
