"""Sources: imported files, kept in blocks so that they can be written back byte for byte."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from biblio.formats.bibtex.reader import FORMAT as BIBTEX_FORMAT
from biblio.formats.encoding import encode, redeclared
from db.errors import UnknownSourceError, UnwritableLetterError
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


@dataclass(frozen=True, slots=True)
class WrittenBack:
    """An imported file.

    Attributes:
        data: Its bytes: a .bib as it is now, any other as it was imported.
        source: Which it is.
        encoding: The Python codec name of the bytes.
        was: That of the file when it was imported.
        unwritten: How many of its entries the user edited, of a file that is as it was imported.
    """

    data: bytes
    source: Source
    encoding: str
    was: str
    unwritten: int


def write_back(
    connection: sqlite3.Connection, name: str, encoding: str | None = None
) -> WrittenBack:
    """An imported file.

    Args:
        connection: A connection to the library.
        name: The source's name or path; of several imports of one name the newest counts.
        encoding: A Python codec name other than that of the file, which it will then declare
            where it declared its own; None for its own.

    Raises:
        UnknownSourceError: There is no such source.
        UnwritableLetterError: The text holds a letter by now that the encoding lacks.
    """
    row = connection.execute(
        "SELECT id, encoding FROM sources WHERE (name = ? OR path = ?) ORDER BY id DESC LIMIT 1",
        (name, name),
    ).fetchone()
    if row is None:
        raise UnknownSourceError(name)
    source_id, was = row
    source = next(each for each in all_sources(connection) if each.id == source_id)
    blocks = connection.execute(
        "SELECT b.text, coalesce(e.trashed, 0) FROM blocks b LEFT JOIN entries e ON e.id = b.entry"
        " WHERE b.source = ? ORDER BY b.line, b.id",
        (source_id,),
    )
    text = "".join(_without_trashed(blocks))
    if encoding is not None and encoding != was:
        text = redeclared(text, encoding)
    try:
        data = encode(text, encoding or was)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        key = _key_with(connection, source_id, letter)
        raise UnwritableLetterError(source.name, encoding or was, letter, key) from error
    unwritten = 0 if source.format == BIBTEX_FORMAT else _edited(connection, source_id)
    return WrittenBack(data, source, encoding or was, was, unwritten)


def _key_with(connection: sqlite3.Connection, source_id: int, letter: str) -> str:
    """The key of the first entry of a source whose text has a letter."""
    row = connection.execute(
        "SELECT e.key FROM blocks b JOIN entries e ON e.id = b.entry"
        " WHERE b.source = ? AND e.trashed = 0 AND instr(b.text, ?) > 0 ORDER BY b.line, b.id",
        (source_id, letter),
    ).fetchone()
    return str(row[0]) if row else ""


def _edited(connection: sqlite3.Connection, source_id: int) -> int:
    """How many entries the user edited of those that the import of a source brought.

    Only the journal knows them, for texts of other formats than BibTeX are kept as a whole.
    """
    row = connection.execute(
        "SELECT count(DISTINCT e.id) FROM images i"
        " JOIN entries e ON e.id BETWEEN i.first AND i.last AND e.edited = 1"
        " WHERE i.tbl = 'entries' AND i.change IN (SELECT change FROM images"
        " WHERE tbl = 'sources' AND image IS NULL AND ? BETWEEN first AND last)",
        (source_id,),
    ).fetchone()
    return int(row[0])


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
