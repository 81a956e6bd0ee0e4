"""What the user said of the columns of tables, remembered for others with the same columns."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence

from biblio.formats.sites.shapes import Columns
from db.past.journal import transaction

_PREFIX = "columns:"


def remembered(connection: sqlite3.Connection, data: bytes) -> Columns | None:
    """What was said of a table with the columns of this file; None if nothing was."""
    row = connection.execute(
        "SELECT 1 FROM state WHERE name >= ? AND name < ? LIMIT 1", (_PREFIX, f"{_PREFIX}~")
    ).fetchone()
    if row is None:
        return None
    from biblio.formats.sites.shapes import shape_of
    from biblio.formats.sites.workbooks import beginning_of

    shape = shape_of(beginning_of(data))
    if shape is None or shape.layout is not None:
        return None
    found = connection.execute(
        "SELECT value FROM state WHERE name = ?", (_name(shape.header.cells),)
    ).fetchone()
    if found is None:
        return None
    values = json.loads(found[0])
    return Columns(values["site"], tuple((role, name) for role, name in values["columns"]))


def remember(connection: sqlite3.Connection, header: Sequence[str], columns: Columns) -> None:
    """Note what is in the columns of tables with this header. No step: undo passes it by."""
    value = json.dumps({"site": columns.site, "columns": columns.columns}, ensure_ascii=False)
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (_name(header), value)
        )


def _name(header: Sequence[str]) -> str:
    from biblio.formats.sites.csv_text import compared

    digest = hashlib.sha256("\0".join(compared(header)).encode("utf-8", "replace"))
    return _PREFIX + digest.hexdigest()
