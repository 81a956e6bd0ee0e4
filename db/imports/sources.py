"""Sources: imported files, kept in blocks so that they can be written back byte for byte."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from biblio.formats.encoding import encode
from db.errors import UnknownSourceError
from db.rows import Source

_LINE_ENDS = re.compile(r"\A(?:[ \t]*(?:\r\n|\r|\n))+")


def all_sources(connection: sqlite3.Connection) -> list[Source]:
    """The imported files, newest first."""
    rows = connection.execute(
        "SELECT s.id, s.name, s.path, s.format, s.imported,"
        " (SELECT count(*) FROM blocks b WHERE b.source = s.id AND b.kind = 'entry')"
        " + (SELECT count(*) FROM authorships a WHERE a.source = s.id)"
        " FROM sources s ORDER BY s.id DESC"
    )
    return [Source(*row) for row in rows]


def write_back(connection: sqlite3.Connection, name: str) -> bytes:
    """The bytes of an imported file: a .bib as it is now, any other as it was imported.

    Args:
        connection: A connection to the library.
        name: The source's name or path; of several imports of one name the newest counts.

    Raises:
        UnknownSourceError: There is no such source.
    """
    row = connection.execute(
        "SELECT id, encoding FROM sources WHERE (name = ? OR path = ?) ORDER BY id DESC LIMIT 1",
        (name, name),
    ).fetchone()
    if row is None:
        raise UnknownSourceError(name)
    source_id, encoding = row
    blocks = connection.execute(
        "SELECT b.text, coalesce(e.trashed, 0) FROM blocks b LEFT JOIN entries e ON e.id = b.entry"
        " WHERE b.source = ? ORDER BY b.line, b.id",
        (source_id,),
    )
    return encode("".join(_without_trashed(blocks)), encoding)


def _without_trashed(blocks: Iterable[tuple[str, int]]) -> Iterator[str]:
    """The texts but those of entries in the trash, which leave no hole.

    The line ends that follow such an entry go with it.
    """
    after_gap = False
    for text, trashed in blocks:
        if trashed:
            after_gap = True
        elif after_gap:
            yield _LINE_ENDS.sub("", text, count=1)
            after_gap = False
        else:
            yield text
