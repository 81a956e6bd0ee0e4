"""Other authors under one name each: as the user said, else as far as it is not in doubt."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from biblio.folding import fold
from db.past.journal import Change
from db.person.people import unified

Decisions = Mapping[str, tuple[str, bool]]
"""Folded form of a name to the person that it is (True) or is not (False)."""


def people(counts: Mapping[str, int], decided: Decisions) -> list[tuple[str, ...]]:
    """The names that are one person's, each group led by what the user or the fullest form says.

    Args:
        counts: Names as the list shows them, with how many entries have each.
        decided: What the user said.
    """
    if not decided:
        return unified(counts)
    told = {name: decided[fold(name)] for name in counts if fold(name) in decided}
    joined: dict[str, list[str]] = {}
    for name, (person, same) in told.items():
        joined.setdefault(fold(person) if same else fold(name), []).append(name)
    rest = Counter({name: number for name, number in counts.items() if name not in told})
    groups: list[tuple[str, ...]] = []
    for forms in unified(rest):
        key = next((fold(form) for form in forms if fold(form) in joined), "")
        groups.append((*forms, *joined.pop(key, ())))
    return groups + [tuple(names) for names in joined.values()]


def decisions(connection: sqlite3.Connection) -> Decisions:
    """What the user said of the names of other authors."""
    return {
        fold(name): (person, bool(same))
        for name, person, same in connection.execute(
            "SELECT name, person, same FROM spellings ORDER BY id"
        )
    }


def decide(
    connection: sqlite3.Connection, change: Change, person: str, names: Mapping[str, bool | None]
) -> None:
    """Say which names are a person's.

    Args:
        connection: The writing connection.
        change: The step.
        person: The name that they are to have.
        names: Form to whether it is this person; None forgets what was said.
    """
    known: dict[str, list[int]] = {}
    for row_id, name in connection.execute("SELECT id, name FROM spellings").fetchall():
        known.setdefault(fold(name), []).append(row_id)
    gone: Sequence[int] = [row for name in names for row in known.get(fold(name), ())]
    change.delete("spellings", gone)
    rows = [(name, person, int(same)) for name, same in names.items() if same is not None]
    change.insert("spellings", ("name", "person", "same"), rows)
