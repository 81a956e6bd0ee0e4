"""The rows of sites' files, kept beside the entries: which paper is which, and what is undecided.

A paper that the user assigned, or wants no entry for, is known by its identity in the site's next
file. Rows are kept whole, so that sources can be compared with the library and with each other.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from biblio.formats.sites.rows import SiteRow, Told
from db.past.journal import Change
from db.sites.site_values import OpenRow

MATCHED, CHOSEN, LEFT, OPEN = "matched", "chosen", "left", "open"
#: Formats of files that are all that a site has of a person.
_WHOLE: Final = frozenset({"scholar-page", "orcid-json", "orcid-xml"})
_COLUMNS: Final = ("source", "line", "site", "identity", "state", "entry", "content")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a paper of a site was before.

    Attributes:
        entry_id: Which entry it is; None where the user wants none for it.
        by_user: Whether the user said so; else it was matched.
    """

    entry_id: int | None
    by_user: bool


def decisions(connection: sqlite3.Connection, site: str) -> dict[str, Decision]:
    """What the papers of a site were in earlier files, by their identities.

    The newest counts, and what the user said before what was matched.
    """
    rows = connection.execute(
        "SELECT r.identity, r.entry, r.state <> 'matched' FROM site_rows r"
        " LEFT JOIN entries e ON e.id = r.entry WHERE r.site = ?"
        " AND (r.state = 'left' OR (r.state IN ('chosen', 'matched') AND e.trashed = 0))"
        " ORDER BY r.state <> 'matched', r.id",
        (site,),
    )
    return {identity: Decision(entry_id, bool(by_user)) for identity, entry_id, by_user in rows}


def add(
    change: Change,
    source_id: int,
    site: str,
    rows: Iterable[tuple[SiteRow, str, int | None]],
) -> None:
    """Keep rows, each with its state and its entry."""
    change.insert(
        "site_rows",
        _COLUMNS,
        [
            (source_id, row.line, site, row.identity, state, entry_id, pack(row))
            for row, state, entry_id in rows
        ],
    )


def update(
    connection: sqlite3.Connection,
    change: Change,
    source_id: int,
    rows: Sequence[tuple[SiteRow, str, int | None]],
) -> None:
    """Note what became of the rows of a file that was read before."""
    known = {
        (line, identity): (row_id, state, entry_id)
        for row_id, line, identity, state, entry_id in connection.execute(
            "SELECT id, line, identity, state, entry FROM site_rows WHERE source = ?", (source_id,)
        )
    }
    for row, state, entry_id in rows:
        found = known.get((row.line, row.identity))
        if found is not None and found[1:] != (state, entry_id):
            change.update("site_rows", found[0], {"state": state, "entry": entry_id})


def open_rows(connection: sqlite3.Connection, limit: int = 1000) -> list[tuple[OpenRow, SiteRow]]:
    """Rows that nobody decided on, the newest file's first; of one paper of a site the last."""
    found: list[tuple[OpenRow, SiteRow]] = []
    for row_id, site, content in connection.execute(
        "SELECT id, site, content FROM site_rows WHERE state = 'open' AND id IN"
        " (SELECT max(id) FROM site_rows GROUP BY site, identity)"
        " ORDER BY source DESC, id LIMIT ?",
        (limit,),
    ):
        row = unpack(content)
        found.append((opened(row, row_id, site), row))
    return found


def files(connection: sqlite3.Connection) -> dict[str, list[tuple[int, str]]]:
    """For each site its files that count, as (source, day), the newest first.

    They add up, since an export may hold a part; of one day the one that was imported last is the
    newer. A saved profile or record is whole: what is older counts no more.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    whole: set[str] = set()
    for site, source_id, as_of, format_ in connection.execute(
        "SELECT r.site, s.id, s.as_of, s.format FROM site_rows r JOIN sources s ON s.id = r.source"
        " GROUP BY r.site, s.id ORDER BY r.site, s.as_of DESC, s.id DESC"
    ):
        if site not in whole:
            found.setdefault(site, []).append((source_id, as_of))
        if format_ in _WHOLE:
            whole.add(site)
    return found


def opened(
    row: SiteRow, number: int, site: str, candidates: Sequence[int] = (), reason: str = ""
) -> OpenRow:
    """A row as it is asked about."""
    own = [told for told in row.told if told.source in ("", site)]
    return OpenRow(
        number=number,
        line=row.line,
        site=site,
        title=row.title or ", ".join(f"{kind}:{name}" for kind, name in row.ids),
        authors=row.authors,
        year=row.year,
        venue=row.venue,
        count=next((told.value for told in (*own, *row.told) if told.value is not None), None),
        candidates=tuple(candidates),
        reason=reason,
    )


def pack(row: SiteRow) -> str:
    """A row as JSON, without what is empty."""
    told = [
        [each.source, each.value, each.day.isoformat() if each.day else None, each.by_year]
        for each in row.told
    ]
    values: dict[str, Any] = {
        "line": row.line, "title": row.title, "authors": row.authors, "others": row.others,
        "year": row.year, "ids": row.ids, "venue": row.venue, "told": told, "kind": row.kind,
        "details": row.details,
    }  # fmt: skip
    kept = {name: value for name, value in values.items() if value not in ("", None, False, (), [])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def unpack(content: str) -> SiteRow:
    """The row that `pack` made JSON of."""
    values = json.loads(content)
    return SiteRow(
        line=values["line"],
        title=values.get("title", ""),
        authors=tuple(values.get("authors", ())),
        others=values.get("others", False),
        year=values.get("year"),
        ids=_pairs(values.get("ids", ())),
        venue=values.get("venue", ""),
        told=tuple(
            Told(
                source,
                value,
                dt.date.fromisoformat(day) if day else None,
                tuple((year, number) for year, number in by_year),
            )
            for source, value, day, by_year in values.get("told", ())
        ),
        kind=values.get("kind", "misc"),
        details=_pairs(values.get("details", ())),
    )


def _pairs(values: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in values)
