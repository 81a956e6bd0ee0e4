"""The views: which entries each of them shows, as SQL conditions on ``entries e``."""

from __future__ import annotations

import datetime as dt
import sqlite3

from db.listed import View

RECENT = dt.timedelta(days=30)
Parameter = str | int | float

_OF_COLLECTION = "e.id IN (SELECT entry FROM memberships WHERE collection = ?)"
_WITHIN_COLLECTION = """e.id IN (SELECT entry FROM memberships WHERE collection IN (
    WITH RECURSIVE within(id) AS (
        VALUES (?) UNION SELECT c.id FROM collections c JOIN within w ON c.parent = w.id)
    SELECT id FROM within))"""


def of_view(connection: sqlite3.Connection, view: View) -> tuple[list[str], list[Parameter]]:
    """Conditions that all hold for the entries of a view, and their parameters."""
    if view.kind == "trash":
        return ["e.trashed = 1"], []
    conditions, parameters = ["e.trashed = 0"], list[Parameter]()
    match view.kind:
        case "profile":
            conditions.append("e.id IN (SELECT entry FROM mine WHERE profile = ?)")
            parameters.append(view.id if view.id is not None else _first_profile(connection))
        case "recent":
            conditions.append("e.added >= ?")
            parameters.append((dt.datetime.now(dt.UTC) - RECENT).isoformat(timespec="seconds"))
        case "problems":
            conditions.append("e.id IN (SELECT entry FROM problems WHERE severity <> 'note')")
        case "source":
            conditions.append(
                "e.id IN (SELECT entry FROM blocks WHERE source = ?"
                " UNION SELECT entry FROM authorships WHERE source = ?)"
            )
            parameters += [view.id or 0] * 2
        case "collection":
            conditions.append(_WITHIN_COLLECTION if view.deep else _OF_COLLECTION)
            parameters.append(view.id or 0)
        case "tag":
            conditions.append("e.id IN (SELECT entry FROM taggings WHERE tag = ?)")
            parameters.append(view.id or 0)
        case "search":
            from db.searches import condition

            found, values = condition(connection, view.id or 0)
            conditions.append(found)
            parameters += values
        case _:
            pass
    return conditions, parameters


def _first_profile(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT id FROM profiles ORDER BY position, id LIMIT 1").fetchone()
    return int(row[0]) if row else 0
