"""The views: which entries each of them shows, as SQL conditions on ``entries e``."""

from __future__ import annotations

import datetime as dt
import sqlite3

from db.listed import View
from db.person.first import first

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
    parts = [_part(connection, view)]
    for kind, view_id in view.also:
        parts.append(_part(connection, View(kind, view_id, view.deep)))
    found = [condition for condition, _ in parts if condition]
    if found:
        conditions.append((" AND " if view.every else " OR ").join(found))
        if len(found) > 1:
            conditions[-1] = f"({conditions[-1]})"
    for _, values in parts:
        parameters += values
    return conditions, parameters


def _part(connection: sqlite3.Connection, view: View) -> tuple[str, list[Parameter]]:
    """What a view shows of what is not in the trash; empty for all of it."""
    match view.kind:
        case "profile":
            wanted = view.id if view.id is not None else first(connection) or 0
            return "e.id IN (SELECT entry FROM mine WHERE profile = ?)", [wanted]
        case "recent":
            since = (dt.datetime.now(dt.UTC) - RECENT).isoformat(timespec="seconds")
            return "e.added >= ?", [since]
        case "problems":
            return "e.id IN (SELECT entry FROM problems WHERE severity <> 'note')", []
        case "source":
            return (
                "e.id IN (SELECT entry FROM blocks WHERE source = ?"
                " UNION SELECT entry FROM authorships WHERE source = ?)"
            ), [view.id or 0] * 2
        case "collection":
            return (_WITHIN_COLLECTION if view.deep else _OF_COLLECTION), [view.id or 0]
        case "tag":
            return "e.id IN (SELECT entry FROM taggings WHERE tag = ?)", [view.id or 0]
        case "search":
            from db.grouped.searches import condition

            return condition(connection, view.id or 0)
        case _:
            return "", []
