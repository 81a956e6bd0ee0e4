"""Citation keys: the library's patterns, what keys they would give, and giving them.

A key that changes is remembered with its entry; entries that inherit from or refer to the one
that is renamed follow in the same step, so that no reference in the library breaks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from biblio.entry import Entry, Field
from biblio.key_plan import KeyPatterns, plan_keys
from biblio.keys import DEFAULT_PATTERN, check_pattern
from db import editing, entries
from db.connection import chunks
from db.errors import CancelledError, KeyTakenError
from db.file_rows import KeyChange
from db.past.journal import Change

Purpose = Literal["key", "file"]

#: Fields that name other entries by key (biblatex manual 3.20, §§ 2.2.3 and 2.4.1).
REFERRING: Final = ("crossref", "xref", "xdata", "related", "entryset", "set")


def patterns(connection: sqlite3.Connection) -> KeyPatterns:
    """The patterns for citation keys."""
    found = all_patterns(connection, "key")
    usual = found.pop("", DEFAULT_PATTERN)
    return KeyPatterns(usual, found)


def all_patterns(connection: sqlite3.Connection, purpose: Purpose) -> dict[str, str]:
    """Entry type, or empty for all, to the pattern that was chosen for it."""
    rows = connection.execute(
        "SELECT type, pattern FROM patterns WHERE purpose = ? ORDER BY type", (purpose,)
    )
    return dict(rows)


def set_patterns(
    connection: sqlite3.Connection,
    change: Change,
    purpose: Purpose,
    chosen: Mapping[str, str | None],
) -> None:
    """Choose patterns; existing keys and files stay as they are.

    Args:
        connection: The writing connection.
        change: The step.
        purpose: What they are for.
        chosen: Lower-case entry type, or empty for all, to its pattern; None for that of all.

    Raises:
        PatternError: One of them cannot be read.
    """
    for entry_type, pattern in chosen.items():
        row = connection.execute(
            "SELECT id, pattern FROM patterns WHERE purpose = ? AND type = ?",
            (purpose, entry_type),
        ).fetchone()
        if pattern is not None:
            check_pattern(pattern)
        if pattern is None:
            if row is not None:
                change.delete("patterns", [row[0]])
        elif row is None:
            change.insert(
                "patterns", ("purpose", "type", "pattern"), [(purpose, entry_type, pattern)]
            )
        elif row[1] != pattern:
            change.update("patterns", row[0], {"pattern": pattern})


def without_key(connection: sqlite3.Connection) -> list[int]:
    """The entries outside the trash that have no key."""
    rows = connection.execute(
        "SELECT id FROM entries WHERE trashed = 0 AND trim(key) = '' ORDER BY id"
    )
    return [row[0] for row in rows]


def planned(
    connection: sqlite3.Connection, ids: Sequence[int], chosen: KeyPatterns
) -> list[KeyChange]:
    """The keys that entries would get, in their order; those that would keep theirs too.

    Raises:
        PatternError: A pattern cannot be read.
    """
    titles = dict(_titles(connection, ids))
    return [
        KeyChange(new.id, titles.get(new.id, ""), new.old, new.new, new.wanted, new.holder)
        for new in plan_keys(_read(connection, ids), chosen, *_known(connection))
    ]


def planned_key(connection: sqlite3.Connection, entry: Entry) -> str:
    """The key that a new entry would get."""
    return next(plan_keys([(0, entry)], patterns(connection), *_known(connection))).new


def rekey(
    connection: sqlite3.Connection,
    change: Change,
    new: Mapping[int, str],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Give entries these keys; returns how many changed.

    Args:
        connection: The writing connection.
        change: The step.
        new: Entry to its new key.
        progress: Called with how many are done, and how many there are.
        cancelled: Asked from time to time.

    Raises:
        KeyTakenError: An entry that keeps its key has one of them.
        PatchError: A key that no .bib could hold.
        CancelledError: The user cancelled; the step is to be rolled back.
    """
    from biblio.formats.bibtex.layout import UnwritableNameError
    from biblio.formats.bibtex.values import is_lawful_key

    old = dict(_keys(connection, list(new)))
    wanted = {each: key for each, key in new.items() if each in old and old[each] != key}
    holders = _holders(connection)
    _check_free(wanted, holders)
    # A key that two entries have is left alone: who knows which of them is meant
    meant = {
        old[each]: key
        for each, key in wanted.items()
        if old[each] and holders.get(old[each]) == [each]
    }

    def edits() -> Iterator[editing.Edit]:
        for done, (entry_id, key) in enumerate(wanted.items()):
            if not is_lawful_key(key):
                raise UnwritableNameError(key)
            if done % 100 == 0:
                if progress is not None:
                    progress(done, len(wanted))
                if cancelled is not None and cancelled():
                    raise CancelledError
            yield editing.Edit(entry_id, key=key)

    editing.apply_all(connection, change, edits())
    follow(connection, change, meant)
    return len(wanted)


def _holders(connection: sqlite3.Connection) -> dict[str, list[int]]:
    """The keys of entries outside the trash, with those that have them."""
    holders: dict[str, list[int]] = {}
    for entry_id, key in connection.execute(
        "SELECT id, key FROM entries WHERE trashed = 0 AND key <> ''"
    ):
        holders.setdefault(key, []).append(entry_id)
    return holders


def _check_free(new: Mapping[int, str], holders: Mapping[str, Sequence[int]]) -> None:
    seen: set[str] = set()
    for key in new.values():
        if key.lower() in seen:
            raise KeyTakenError(key)
        seen.add(key.lower())
    for key, ids in holders.items():
        if key.lower() in seen and any(each not in new for each in ids):
            raise KeyTakenError(key)


def follow(connection: sqlite3.Connection, change: Change, new: Mapping[str, str]) -> None:
    """Let the fields of all entries that name others by key name them by the new one.

    Args:
        connection: The writing connection.
        change: The step.
        new: Old key, which only one entry had, to the new one.
    """
    if not new:
        return
    marks = ", ".join("?" * len(REFERRING))
    referring = connection.execute(
        f"SELECT entry, name, value FROM fields WHERE name COLLATE NOCASE IN ({marks})"
        " ORDER BY entry, position",
        REFERRING,
    ).fetchall()
    fields: dict[int, dict[str, Field | None]] = {}
    for entry_id, name, value in referring:
        keys = [part.strip() for part in value.split(",")]
        if new.keys() & set(keys):
            text = ",".join(new.get(key, key) for key in keys)
            fields.setdefault(entry_id, {})[name.lower()] = Field(name, text)
    editing.apply_all(connection, change, map(editing.Edit, fields.keys(), fields.values()))


def former_keys(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The earlier keys of entries that no other entry has or had: what ``ids`` may say."""
    found: dict[int, list[str]] = {}
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        for entry_id, key in connection.execute(
            f"SELECT entry, key FROM old_keys o WHERE entry IN ({marks}) AND key <> ''"
            " AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.key = o.key AND e.trashed = 0)"
            " AND NOT EXISTS (SELECT 1 FROM old_keys x WHERE x.key = o.key AND x.entry <> o.entry)"
            " GROUP BY entry, key ORDER BY min(id)",
            chunk,
        ):
            found.setdefault(entry_id, []).append(key)
    return {entry_id: tuple(keys) for entry_id, keys in found.items()}


def _known(connection: sqlite3.Connection) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """The keys that entries have, and those that they had or have in the trash, in lower case."""
    held: dict[str, set[int]] = {}
    former: dict[str, set[int]] = {}
    for key, entry_id, trashed in connection.execute(
        "SELECT key, id, trashed FROM entries WHERE key <> ''"
    ):
        (former if trashed else held).setdefault(key.lower(), set()).add(entry_id)
    for key, entry_id in connection.execute("SELECT key, entry FROM old_keys WHERE key <> ''"):
        former.setdefault(key.lower(), set()).add(entry_id)
    return held, former


def _read(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, Entry]]:
    for chunk in chunks(ids):
        found = entries.read_many(connection, chunk)
        yield from ((entry_id, found[entry_id]) for entry_id in chunk if entry_id in found)


def _keys(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        yield from connection.execute(f"SELECT id, key FROM entries WHERE id IN ({marks})", chunk)


def _titles(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        yield from connection.execute(f"SELECT id, title FROM entries WHERE id IN ({marks})", chunk)
