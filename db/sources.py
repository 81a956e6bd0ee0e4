"""Sources: imported files, kept in blocks so that they can be written back byte for byte."""

from __future__ import annotations

import sqlite3

from biblio.formats.encoding import encode
from db.errors import UnknownSourceError
from db.rows import Source


def all_sources(connection: sqlite3.Connection) -> list[Source]:
    """The imported files, newest first."""
    rows = connection.execute(
        "SELECT s.id, s.name, s.path, s.format, s.imported,"
        " (SELECT count(*) FROM blocks b WHERE b.source = s.id AND b.kind = 'entry')"
        " FROM sources s ORDER BY s.id DESC"
    )
    return [Source(*row) for row in rows]


def write_back(connection: sqlite3.Connection, name: str) -> bytes:
    """The bytes of an imported .bib as it is now: untouched where nothing was edited.

    Args:
        name: The source's name or path; of several imports of one name the newest counts.

    Raises:
        UnknownSourceError: There is no such source, or its format is not written back.
    """
    row = connection.execute(
        "SELECT id, encoding FROM sources WHERE (name = ? OR path = ?) AND format = 'bibtex'"
        " ORDER BY id DESC LIMIT 1",
        (name, name),
    ).fetchone()
    if row is None:
        raise UnknownSourceError(name)
    source_id, encoding = row
    texts = connection.execute("SELECT text FROM blocks WHERE source = ? ORDER BY id", (source_id,))
    return encode("".join(text for (text,) in texts), encoding)
