"""What a row of the list shows, read for the few rows that are looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from biblio.typed import TYPE_CHECKING
from db.connection import chunks
from db.finding.ordering import AUTHORS, MINE, PERSON, SORT_COLUMNS
from db.listed import FIELD, Row

if TYPE_CHECKING:
    from typing import Any, Final

_ROW: Final = (
    "e.id, e.type, e.key, e.title, e.authors, e.year, e.date, e.venue, e.subject, e.badges,"
    f" {SORT_COLUMNS['citations']}, e.added, e.changed, {SORT_COLUMNS['problems']},"
    f" ifnull({SORT_COLUMNS['rating']}, 0), ifnull({SORT_COLUMNS['read']}, '')"
)


def field_names(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """(lower-case name, how often it is there) of all fields, the frequent ones first."""
    found = connection.execute(
        "SELECT lower(name), count(*) FROM fields GROUP BY name COLLATE NOCASE"
    ).fetchall()
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def has_former_keys(connection: sqlite3.Connection) -> bool:
    """Whether any entry had another citation key before."""
    return connection.execute("SELECT 1 FROM old_keys LIMIT 1").fetchone() is not None


def rows(connection: sqlite3.Connection, ids: Sequence[int], more: Iterable[str] = ()) -> list[Row]:
    """The rows of these entries, in the order asked; an id of no entry is left out.

    Args:
        connection: A connection.
        ids: The entries.
        more: What is wanted beyond what every row has: ``tags``, ``files``, ``position``, and
            ``field:…`` for fields; other names are left alone.
    """
    found: dict[int, Row] = {}
    wanted = sorted(more)
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        further = _further(connection, chunk, marks, wanted) if wanted else {}
        made = connection.execute(
            f"SELECT {_ROW} FROM entries e WHERE e.id IN ({marks})", chunk
        ).fetchall()
        if untitled := [values[0] for values in made if not values[3]]:
            _add_identifiers(connection, untitled, further)
        for values in made:
            badges = tuple(part.strip() for part in values[9].split(",") if part.strip())
            beyond = further.get(values[0], {})
            found[values[0]] = Row(*(*values[:9], badges, *values[10:]), **beyond)
    return [found[entry_id] for entry_id in ids if entry_id in found]


def _add_identifiers(
    connection: sqlite3.Connection, ids: Sequence[int], found: dict[int, dict[str, Any]]
) -> None:
    """What entries without a title are known by."""
    from biblio.identifiers import known_as

    texts: dict[int, dict[str, str]] = {}
    for entry_id, name, value in connection.execute(
        "SELECT entry, lower(name), value FROM fields"
        f" WHERE entry IN ({', '.join('?' * len(ids))}) AND lower(name) IN ('doi', 'eprint')",
        ids,
    ):
        texts.setdefault(entry_id, {}).setdefault(name, value)
    for entry_id, of_entry in texts.items():
        name = known_as(of_entry.get("doi", ""), of_entry.get("eprint", ""))
        found.setdefault(entry_id, {})["known_as"] = name


def _further(
    connection: sqlite3.Connection, ids: Sequence[int], marks: str, wanted: Sequence[str]
) -> dict[int, dict[str, Any]]:
    """What rows have beyond the usual: attributes of `Row` by entry."""
    found: dict[int, dict[str, Any]] = {entry_id: {} for entry_id in ids}
    if "tags" in wanted:
        for entry_id, *tag in connection.execute(
            "SELECT g.entry, t.name, t.colour FROM taggings g JOIN tags t ON t.id = g.tag"
            f" WHERE g.entry IN ({marks}) ORDER BY t.name COLLATE NOCASE, t.id",
            ids,
        ):
            known = found[entry_id].get("tags", ())
            found[entry_id]["tags"] = (*known, tuple(tag))
    if "files" in wanted:
        for entry_id, files in connection.execute(
            f"SELECT e.id, {SORT_COLUMNS['files']} FROM entries e WHERE e.id IN ({marks})", ids
        ):
            found[entry_id]["files"] = files or 0
    if "position" in wanted:
        from db.finding.sort_keys import position

        for entry_id, authors, person in connection.execute(
            f"SELECT e.id, {AUTHORS}, {PERSON} FROM entries e WHERE e.id IN ({marks}) AND {MINE}",
            ids,
        ):
            found[entry_id]["position"] = position(authors, person)
    names = [name.removeprefix(FIELD).lower() for name in wanted if name.startswith(FIELD)]
    if names:
        _add_fields(connection, ids, marks, names, found)
    return found


def _add_fields(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    marks: str,
    names: Sequence[str],
    found: dict[int, dict[str, Any]],
) -> None:
    from biblio.latex import to_text

    texts: dict[int, dict[str, str]] = {}
    for entry_id, name, value in connection.execute(
        f"SELECT f.entry, lower(f.name), f.value FROM fields f WHERE f.entry IN ({marks})"
        f" AND lower(f.name) IN ({', '.join('?' * len(names))}) AND trim(f.value) <> ''"
        " ORDER BY f.entry, f.position",
        [*ids, *names],
    ):
        texts.setdefault(entry_id, {}).setdefault(name, to_text(value))
    for entry_id, of_entry in texts.items():
        found[entry_id]["fields"] = tuple(of_entry.items())
