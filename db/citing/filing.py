"""Filing: entries written into an imported file, in its style and at the place they belong.

That is the end, or in a file sorted by key the place of the key; an entry that inherits stands
before the one it inherits from, as BibTeX wants it.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from biblio.entry import Entry
from biblio.formats.bibtex.neighbours import write_like
from biblio.formats.bibtex.reader import FORMAT
from biblio.formats.bibtex.scan import scan
from biblio.formats.bibtex.texts import from_plain
from biblio.formats.result import BlockKind
from biblio.private import LIBRARY_FIELDS, published
from db import entries
from db.errors import KeyTakenError, NoSuchEntryError, NoSuchViewError
from db.past.journal import Change, Value

_SHOWING = 50  # entries whose layout is looked at
_SORTED = 3  # entries from which on their order tells anything
_PARENTS = ("crossref", "xdata", "xref")
_FIRST_BREAK = re.compile(r"\r\n|\r|\n")
_COLUMNS = ("source", "line", "kind", "text", "entry")


class _Row(NamedTuple):
    """A stretch of the file; `key` is that of its entry, None where it has none or is gone."""

    line: int
    kind: str
    text: str
    entry: int | None
    key: str | None


def file_entries(
    connection: sqlite3.Connection, change: Change, entry_ids: Sequence[int], source_id: int
) -> list[int]:
    """Write entries into an imported .bib; returns those that were not in it.

    An entry born outside BibTeX, whose values are plain text, gets them as LaTeX.

    Raises:
        NoSuchViewError: There is no such .bib.
        NoSuchEntryError: There is no entry with one of the ids.
        KeyTakenError: Another entry in the file has the key of one of them.
    """
    if not is_file(connection, source_id):
        raise NoSuchViewError(source_id)
    rows = _rows(connection, source_id)
    there = {row.entry for row in rows if row.entry is not None}
    new = [each for each in dict.fromkeys(entry_ids) if each not in there]
    found = entries.read_many(connection, new)
    for entry_id in new:
        if entry_id not in found:
            raise NoSuchEntryError(entry_id)
    in_order = sorted(new, key=lambda i: found[i].key.lower()) if _is_sorted(rows) else new
    for entry_id in in_order:
        entry = found[entry_id]
        if entry.key and any(row.key == entry.key for row in rows):
            raise KeyTakenError(entry.key)
        own = _own_text(connection, entry_id)
        if own is None:
            entry = from_plain(entry)
            entries.replace(connection, change, entry_id, entry, edited=False)
        _insert(change, source_id, rows, entry_id, _told(entry, own))
    change.entries.update(new)
    return new


def is_file(connection: sqlite3.Connection, source_id: int) -> bool:
    """Whether a source is a .bib, into which entries can be written."""
    row = connection.execute("SELECT format FROM sources WHERE id = ?", (source_id,)).fetchone()
    return row is not None and row[0] == FORMAT


def _rows(connection: sqlite3.Connection, source_id: int) -> list[_Row]:
    found = connection.execute(
        "SELECT b.line, b.kind, b.text, b.entry, CASE WHEN e.trashed = 0 THEN e.key END"
        " FROM blocks b LEFT JOIN entries e ON e.id = b.entry"
        " WHERE b.source = ? ORDER BY b.line, b.id",
        (source_id,),
    )
    return [_Row(*row) for row in found]


def _own_text(connection: sqlite3.Connection, entry_id: int) -> str | None:
    """The newest text of an entry in another file."""
    row = connection.execute(
        "SELECT text FROM blocks WHERE entry = ? AND kind = ? ORDER BY id DESC LIMIT 1",
        (entry_id, BlockKind.ENTRY),
    ).fetchone()
    return str(row[0]) if row else None


def _told(entry: Entry, own: str | None) -> Entry:
    """The entry as a file tells it: what is private only if a file of the user's has it."""
    found = scan(own) if own is not None else None
    names = {own[slice(*span.name)].lower() for span in found.fields} if own and found else set()
    kept = published(entry, names)
    fields = [each for each in kept.fields if each.id not in LIBRARY_FIELDS - names]
    return replace(kept, fields=tuple(fields))


def _is_sorted(rows: Sequence[_Row]) -> bool:
    keys = [row.key.lower() for row in rows if row.key]
    return len(keys) >= _SORTED and keys == sorted(keys)


def _insert(change: Change, source_id: int, rows: list[_Row], entry_id: int, entry: Entry) -> None:
    """Write one entry into the file, in the library and in `rows`."""
    after = _place(rows, entry)
    line = rows[after].line if after >= 0 else 0
    while after + 1 < len(rows) and rows[after + 1].line == line:
        after += 1  # rows of one line are in the order in which they came
    parts = [row.text for row in rows if row.key is not None][-_SHOWING:]
    newline = _newline(rows)
    text = write_like(entry, parts, newline)
    before = "".join(row.text for row in rows[: after + 1])
    behind = "".join(row.text for row in rows[after + 1 :])
    gap = _gap(rows, newline)
    blank = before[len(before.rstrip()) :]
    start = "" if not before.strip() else _missing(gap, blank)
    blank_behind = behind[: len(behind) - len(behind.lstrip())]
    if behind.strip():
        end = _missing(gap, blank_behind)
    else:
        end = newline if not blank_behind and (blank or not before.strip()) else ""
    made = [(BlockKind.TEXT, start, None), (BlockKind.ENTRY, text, entry_id)]
    made.append((BlockKind.TEXT, end, None))
    new = [_Row(line, *each, entry.key if each[2] else None) for each in made if each[1]]
    values: list[tuple[Value, ...]] = [(source_id, *row[:4]) for row in new]
    change.insert("blocks", _COLUMNS, values)
    rows[after + 1 : after + 1] = new


def _place(rows: Sequence[_Row], entry: Entry) -> int:
    """The row behind which the entry goes; -1 for the beginning."""
    places = [place for place, row in enumerate(rows) if row.key is not None]
    if not places:
        return len(rows) - 1
    after = places[-1]
    if _is_sorted(rows) and entry.key:
        key = entry.key.lower()
        smaller = [place for place in places if (rows[place].key or "").lower() <= key]
        after = smaller[-1] if smaller else places[0] - 1
    wanted = {name.strip() for field in _PARENTS for name in entry.get(field).split(",")} - {""}
    parents = [place for place in places if rows[place].key in wanted]
    return min([after, *(place - 1 for place in parents)])


def _gap(rows: Sequence[_Row], newline: str) -> str:
    """The blank lines that are between most entries."""
    gaps = Counter(
        middle.text
        for one, middle, other in zip(rows, rows[1:], rows[2:], strict=False)
        if one.key is not None and other.key is not None and not middle.text.strip()
    )
    return gaps.most_common(1)[0][0] if gaps else newline * 2


def _missing(gap: str, blank: str) -> str:
    """What a blank stretch lacks to be the gap between entries."""
    if len(_FIRST_BREAK.findall(blank)) >= len(_FIRST_BREAK.findall(gap)):
        return ""
    return gap.removeprefix(blank)


def _newline(rows: Sequence[_Row]) -> str:
    """The line end that comes first."""
    for row in rows:
        if (found := _FIRST_BREAK.search(row.text)) is not None:
            return found[0]
    return "\n"
