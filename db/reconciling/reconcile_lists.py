"""The lists that there are of a person's papers: of each site, of a saved page, of .bib files.

The files of one site add up, since an export may hold a part: of each paper the newest file counts,
and of two of one day the one that was imported last. A saved profile or record is whole: what was
imported of its site before it counts no more.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field, replace
from typing import Final

from biblio.formats.bibtex.reader import FORMAT as BIBTEX
from biblio.formats.profile_page import FORMAT as PAGE
from biblio.formats.result import BlockKind
from biblio.formats.sites.rows import SiteRow, title_key
from db.sites.site_doubts import Doubt, doubts
from db.sites.site_rows import LEFT, files, unpack

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
    """A paper of a list that is no entry, or not for certain.

    Attributes:
        left: Whether the user wants no entry for it, or has put it into the trash.
        doubt: What it may be; None where it is like no entry, or left.
    """

    row_id: int
    row: SiteRow
    count: int | None
    left: bool
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One list.

    Attributes:
        entries: The entries in it.
        doubtful: Entries that may be in it, as which paper of the list.
        foreign: What is in it and is no entry.
        tells: Kinds of identifiers that it tells of any paper.
    """

    name: str
    as_of: str
    listed: int
    reported: int | None
    entries: dict[int, Found] = field(default_factory=dict)
    doubtful: dict[int, Found] = field(default_factory=dict)
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
    """What each site lists."""
    found = []
    for site, sources in files(connection).items():
        listed = _site(connection, profile_id, site, sources)
        ids = json.dumps([source_id for source_id, _ in sources])
        told = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM authorships WHERE profile = ?1"
            " AND source IN (SELECT value FROM json_each(?2)))"
            " OR EXISTS (SELECT 1 FROM reported WHERE profile = ?1 AND source = ?3)",
            (profile_id, ids, site),
        ).fetchone()[0]
        if told or _is_theirs({*listed.entries, *listed.doubtful}, mine):
            found.append(listed)
    return found


def _site(
    connection: sqlite3.Connection, profile_id: int, site: str, sources: list[tuple[int, str]]
) -> Listed:
    """What some files of a site list, the newest first."""
    rows: dict[int, Found] = {}
    foreign: list[Unmatched] = []
    tells: set[str] = set()
    seen: set[str] = set()
    for source_id, _ in sources:
        for row_id, state, entry_id, trashed, content in connection.execute(
            "SELECT r.id, r.state, r.entry, coalesce(e.trashed, 0), r.content FROM site_rows r"
            " LEFT JOIN entries e ON e.id = r.entry WHERE r.source = ? ORDER BY r.id",
            (source_id,),
        ):
            row = unpack(content)
            tells.update(kind for kind, _ in row.ids)
            count = _count(row, site)
            known = rows.get(entry_id) if entry_id is not None else None
            if known is not None:
                if known.count is None:  # a newer file without counts
                    rows[entry_id] = replace(known, count=count)
            elif not seen.isdisjoint(_names(row)):
                continue
            elif entry_id is not None and not trashed:
                rows[entry_id] = Found(row, count)
            else:
                left = state == LEFT or bool(trashed)
                foreign.append(Unmatched(row_id, row, count, left))
        # In one file there may be two papers of one name, which are asked about both
        seen = {
            *seen,
            *(each for found in rows.values() if found.row for each in _names(found.row)),
            *(each for unknown in foreign for each in _names(unknown.row)),
        }
    open_rows = {each.row_id: each.row for each in foreign if not each.left}
    doubtful = doubts(connection, open_rows, rows)
    foreign = [replace(each, doubt=doubtful.get(each.row_id)) for each in foreign]
    return Listed(
        site,
        sources[0][1],
        len(rows) + len(foreign),
        _reported(connection, profile_id, site),
        rows,
        _maybe(foreign, rows),
        tuple(foreign),
        frozenset(tells),
    )


def _names(row: SiteRow) -> tuple[str, str]:
    return row.identity, _title(row)


def _title(row: SiteRow) -> str:
    return f"{title_key(row.title)} {row.year or ''}" if row.title else row.identity


def _maybe(foreign: list[Unmatched], rows: dict[int, Found]) -> dict[int, Found]:
    """The entries that papers may be and no paper is for certain."""
    found: dict[int, Found] = {}
    for each in foreign:
        for entry_id in each.doubt.candidates if each.doubt is not None else ():
            if entry_id not in rows:
                found.setdefault(entry_id, Found(each.row, each.count))
    return found


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
