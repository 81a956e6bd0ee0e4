"""What a profile shows: which numbers, in which order and size, and those that the user made."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from biblio.folding import fold
from biblio.metrics.info import METRIC_INFO, is_known_name
from db.errors import NameTakenError
from db.past.journal import Change

USUAL: tuple[tuple[str, str], ...] = (
    ("papers", "medium"),
    ("citations", "medium"),
    ("h_index", "medium"),
    ("novelty", "medium"),
    ("own_novelty", "medium"),
    ("ai_score", "medium"),
    ("g_index", "small"),
    ("i10_index", "small"),
)
"""What a profile shows where nobody chose."""


@dataclass(frozen=True, slots=True)
class OwnMetric:
    """A metric that the user made.

    Attributes:
        metric: Its name in the tables.
        name, unit, definition: As the user wrote them.
    """

    metric: str
    name: str
    unit: str
    definition: str


def chosen(connection: sqlite3.Connection, profile_id: int) -> list[tuple[str, str]]:
    """The (metric, size) that a profile shows, in order; empty where nobody chose."""
    return connection.execute(
        "SELECT metric, size FROM widgets WHERE profile = ? ORDER BY position, id", (profile_id,)
    ).fetchall()


def choose(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    wanted: Sequence[tuple[str, str]],
) -> None:
    """Show these (metric, size), in this order; none for the usual ones."""
    if list(wanted) == chosen(connection, profile_id):
        return
    rows = connection.execute("SELECT id FROM widgets WHERE profile = ?", (profile_id,)).fetchall()
    change.delete("widgets", [row[0] for row in rows])
    change.insert(
        "widgets",
        ("profile", "position", "metric", "size"),
        [(profile_id, place, metric, size) for place, (metric, size) in enumerate(wanted)],
    )


def own_metrics(connection: sqlite3.Connection, profile_id: int) -> list[OwnMetric]:
    """The metrics that the user made for a profile."""
    rows = connection.execute(
        "SELECT metric, name, unit, definition FROM own_metrics WHERE profile = ? ORDER BY id",
        (profile_id,),
    )
    return [OwnMetric(*row) for row in rows]


def add_own(
    connection: sqlite3.Connection, change: Change, profile_id: int, new: OwnMetric
) -> OwnMetric:
    """Make a metric, or change the one meant; it has its place in `own_metrics`.

    One that is only called the same, but for case, keeps its name and what is said of it; what
    it lacks is taken over.

    Raises:
        NameTakenError: A metric that Oeuvre knows is called so.
    """
    if is_known_name(new.name):
        raise NameTakenError(new.name)
    for row_id, *known in connection.execute(
        "SELECT id, metric, name, unit, definition FROM own_metrics WHERE profile = ?",
        (profile_id,),
    ).fetchall():
        old = OwnMetric(*known)
        if old.metric == new.metric:
            kept = new
        elif not new.metric and fold(old.name) == fold(new.name):
            unit, definition = old.unit or new.unit, old.definition or new.definition
            kept = OwnMetric(old.metric, old.name, unit, definition)
        else:
            continue
        if kept != old:
            values = {"name": kept.name, "unit": kept.unit, "definition": kept.definition}
            change.update("own_metrics", row_id, values)
        return kept
    made = OwnMetric(
        _free_name(connection, profile_id, new.name), new.name, new.unit, new.definition
    )
    change.insert(
        "own_metrics",
        ("profile", "metric", "name", "unit", "definition"),
        [(profile_id, made.metric, made.name, made.unit, made.definition)],
    )
    return made


def delete_own(
    connection: sqlite3.Connection, change: Change, profile_id: int, metric: str
) -> None:
    """Take out a metric that the user made, with its widget and its reported values."""
    for table in ("widgets", "reported", "own_metrics"):
        rows = connection.execute(
            f"SELECT id FROM {table} WHERE profile = ? AND metric = ?", (profile_id, metric)
        ).fetchall()
        change.delete(table, [row[0] for row in rows])


def report_value(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    metric: str,
    value: float,
    *,
    source: str,
    as_of: str,
) -> None:
    """Put a reported value into its series, beside another of the same source and day.

    Of two the later one is the newest.
    """
    row = connection.execute(
        "SELECT value FROM reported WHERE profile = ? AND metric = ? AND source = ?"
        " AND as_of = ? ORDER BY id DESC LIMIT 1",
        (profile_id, metric, source, as_of),
    ).fetchone()
    if row is None or row[0] != value:
        columns = ("profile", "metric", "value", "source", "as_of")
        change.insert("reported", columns, [(profile_id, metric, value, source, as_of)])


def remove_value(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    metric: str,
    *,
    source: str,
    as_of: str,
) -> None:
    """Take all that a source said of a day out of a series."""
    rows = connection.execute(
        "SELECT id FROM reported WHERE profile = ? AND metric = ? AND source = ? AND as_of = ?",
        (profile_id, metric, source, as_of),
    ).fetchall()
    change.delete("reported", [row[0] for row in rows])


def _free_name(connection: sqlite3.Connection, profile_id: int, name: str) -> str:
    stem = re.sub(r"\W+", "_", fold(name)).strip("_") or "metric"
    taken = {own.metric for own in own_metrics(connection, profile_id)} | METRIC_INFO.keys()
    candidate, number = stem, 2
    while candidate in taken:
        candidate, number = f"{stem}_{number}", number + 1
    return candidate
