"""The lists that there are of a person's papers: the newest file of each site, page or .bib."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Final

from biblio.formats.bibtex.reader import FORMAT as BIBTEX
from biblio.formats.profile_page import FORMAT as PAGE
from biblio.formats.result import BlockKind
from biblio.formats.sites.rows import SiteRow
from db.sites.site_rows import LEFT, unpack

_DBLP: Final = "dblp"
_SHARE: Final = 0.5  # of a list that must be the person's, where it does not say whose it is


@dataclass(frozen=True, slots=True)
class Found:
    """An entry in a list.

    Attributes:
        row: What the list says of it; None where it is only known that it is listed.
        count: Citations as the list tells them, or None.
    """

    row: SiteRow | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A paper of a list that is no entry."""

    row_id: int
    row: SiteRow
    count: int | None
    left: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One list.

    Attributes:
        entries: The entries in it.
        foreign: What is in it and is no entry.
        tells: Kinds of identifiers that it tells of any paper.
    """

    name: str
    as_of: str
    listed: int
    reported: int | None
    entries: dict[int, Found] = field(default_factory=dict)
    foreign: tuple[Unmatched, ...] = ()
    tells: frozenset[str] = frozenset()


def lists_of(connection: sqlite3.Connection, profile_id: int, mine: set[int]) -> list[Listed]:
    """The lists of a person, those that list most first.

    Args:
        connection: The library's.
        profile_id: Whose.
        mine: The person's entries.
    """
    found = [
        *_sites(connection, profile_id, mine),
        *_pages(connection, profile_id),
        *_bibs(connection, mine),
    ]
    return sorted(found, key=lambda each: (-each.listed, each.name))


def _sites(connection: sqlite3.Connection, profile_id: int, mine: set[int]) -> list[Listed]:
    """The newest file of each site."""
    newest = connection.execute(
        "SELECT r.site, s.id, s.as_of FROM site_rows r JOIN sources s ON s.id = r.source"
        " GROUP BY r.site, s.id ORDER BY r.site, s.as_of, s.id"
    ).fetchall()
    found = []
    for site, source_id, as_of in {row[0]: row for row in newest}.values():
        listed = _site(connection, profile_id, site, source_id, as_of)
        told = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM authorships WHERE profile = ?1 AND source = ?2)"
            " OR EXISTS (SELECT 1 FROM reported WHERE profile = ?1 AND source = ?3)",
            (profile_id, source_id, site),
        ).fetchone()[0]
        if told or _is_theirs(set(listed.entries), mine):
            found.append(listed)
    return found


def _site(
    connection: sqlite3.Connection, profile_id: int, site: str, source_id: int, as_of: str
) -> Listed:
    rows: dict[int, Found] = {}
    foreign: list[Unmatched] = []
    tells: set[str] = set()
    number = 0
    for row_id, state, entry_id, trashed, content in connection.execute(
        "SELECT r.id, r.state, r.entry, coalesce(e.trashed, 0), r.content FROM site_rows r"
        " LEFT JOIN entries e ON e.id = r.entry WHERE r.source = ? ORDER BY r.id",
        (source_id,),
    ):
        row = unpack(content)
        number += 1
        tells.update(kind for kind, _ in row.ids)
        count = _count(row, site)
        if entry_id is None or trashed:
            foreign.append(Unmatched(row_id, row, count, state == LEFT))
        else:
            rows.setdefault(entry_id, Found(row, count))
    return Listed(
        site,
        as_of,
        number,
        _reported(connection, profile_id, site),
        rows,
        tuple(foreign),
        frozenset(tells),
    )


def _count(row: SiteRow, site: str) -> int | None:
    own = [told for told in row.told if told.source in ("", site)]
    return next((told.value for told in (*own, *row.told) if told.value is not None), None)


def _pages(connection: sqlite3.Connection, profile_id: int) -> list[Listed]:
    """The newest saved profile page, which lists entries as the person's."""
    row = connection.execute(
        "SELECT s.id, s.name, s.as_of FROM sources s WHERE s.format = ? AND s.id IN"
        " (SELECT source FROM authorships WHERE profile = ?)"
        " ORDER BY s.as_of DESC, s.id DESC LIMIT 1",
        (PAGE, profile_id),
    ).fetchone()
    if row is None:
        return []
    source_id, name, as_of = row
    rows = connection.execute(
        "SELECT a.entry, e.trashed FROM authorships a JOIN entries e ON e.id = a.entry"
        " WHERE a.profile = ? AND a.source = ?",
        (profile_id, source_id),
    ).fetchall()
    return [
        Listed(
            name,
            as_of,
            len({entry_id for entry_id, _ in rows}),
            _reported(connection, profile_id, name),
            {entry_id: Found() for entry_id, trashed in rows if not trashed},
        )
    ]


def _bibs(connection: sqlite3.Connection, mine: set[int]) -> list[Listed]:
    """Imported .bib files of which most is the person's; of one name the newest."""
    sources = {
        name: (source_id, imported)
        for source_id, name, imported in connection.execute(
            "SELECT id, name, imported FROM sources WHERE format = ? ORDER BY id", (BIBTEX,)
        )
    }
    found = []
    for name, (source_id, imported) in sources.items():
        rows = connection.execute(
            "SELECT b.entry, e.trashed, EXISTS (SELECT 1 FROM fields f WHERE f.entry = b.entry"
            " AND f.name = 'bibsource' COLLATE NOCASE AND f.value LIKE ?)"
            " FROM blocks b JOIN entries e ON e.id = b.entry WHERE b.source = ? AND b.kind = ?",
            (f"%{_DBLP}%", source_id, BlockKind.ENTRY),
        ).fetchall()
        entries = {entry_id: Found() for entry_id, trashed, _ in rows if not trashed}
        if not _is_theirs(set(entries), mine):
            continue
        is_dblp = sum(row[2] for row in rows) > len(rows) / 2
        label = "DBLP" if is_dblp else name
        found.append(Listed(label, imported[:10], len({row[0] for row in rows}), None, entries))
    return found


def _is_theirs(listed: set[int], mine: set[int]) -> bool:
    return bool(listed) and len(listed & mine) >= _SHARE * len(listed)


def _reported(connection: sqlite3.Connection, profile_id: int, source: str) -> int | None:
    """How many papers a source says that there are."""
    row = connection.execute(
        "SELECT value FROM reported WHERE profile = ? AND metric = 'papers' AND source = ?"
        " ORDER BY as_of DESC, id DESC LIMIT 1",
        (profile_id, source),
    ).fetchone()
    return None if row is None else int(row[0])
