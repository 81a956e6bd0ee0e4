"""Matching: which entry of the library an entry of an input is.

It is one with the same key and title, or, for what a profile page told of, one with the same
title, first author (given names may be short in one of them) and year (give or take one). A key
or title that the entry had before it was edited counts as well. In a newer state of a file that
was imported before, the same key is enough, unless title, authors and year are all others.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.folding import fold
from biblio.names import Name, parse_names, same_person
from biblio.prepare import Prepared
from db import entries
from db.connection import chunks

_STATES = 200  # older states of a file that are looked into


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the library that an entry of the input is.

    Attributes:
        edited: Whether the user has changed it.
        stub: Whether it is known from a page only.
        day: The newest day (ISO 8601) for which a page told of it, or empty.
    """

    id: int
    entry: Entry
    edited: bool
    stub: bool
    day: str


class Matcher:
    """Finds the library's entries for those of one input; each is matched once at most.

    Only titles that occur in the input are looked up, so the work grows with the input. What
    the input itself added is never matched.

    Attributes:
        keyed: Whether the input's entries bring the keys by which their author cites them.
    """

    def __init__(
        self, connection: sqlite3.Connection, *, keyed: bool, name: str = "", path: str = ""
    ) -> None:
        """Match one input.

        Args:
            connection: A connection to the library.
            keyed: See the attribute.
            name: The input's name.
            path: Where it lay, or empty.
        """
        self._connection = connection
        self.keyed = keyed
        self._sources = self._same_file(name, path) if keyed else []
        self._by_key: dict[str, list[int]] = {}
        self._taken: set[int] = set()
        self._by_title: dict[str, list[int]] = {}
        self._last: int = connection.execute("SELECT coalesce(max(id), 0) FROM entries").fetchone()[
            0
        ]
        self._keys: set[str] | None = None

    def look_up(self, new: Sequence[Prepared]) -> None:
        """Be ready to match these entries."""
        self._by_title.clear()
        if not self._last:
            return
        for chunk in chunks(sorted({entry.summary.sort_title for entry in new} - {""})):
            marks = ", ".join("?" * len(chunk))
            for entry_id, title in self._connection.execute(
                "SELECT id, sort_title FROM entries WHERE trashed = 0"
                f" AND sort_title IN ({marks}) AND id <= ? ORDER BY id",
                (*chunk, self._last),
            ):
                self._by_title.setdefault(title, []).append(entry_id)
            for entry_id, title in self._connection.execute(
                "SELECT o.entry, o.title FROM old_titles o JOIN entries e ON e.id = o.entry"
                f" WHERE e.trashed = 0 AND o.title IN ({marks}) AND o.entry <= ? ORDER BY o.id",
                (*chunk, self._last),
            ):
                self._by_title.setdefault(title, []).append(entry_id)
        self._look_up_keys(new)

    def _look_up_keys(self, new: Sequence[Prepared]) -> None:
        """Be ready to match by key alone what was in an older state of the same file."""
        self._by_key.clear()
        if not self._sources:
            return
        keys = Counter(entry.key for entry in new)
        sources = ", ".join("?" * len(self._sources))
        for chunk in chunks(sorted(key for key in keys if key and keys[key] == 1)):
            for entry_id, key in self._connection.execute(
                "SELECT id, key FROM entries e WHERE trashed = 0"
                f" AND key IN ({', '.join('?' * len(chunk))}) AND id <= ? AND EXISTS (SELECT 1"
                f" FROM blocks b WHERE b.entry = e.id AND b.source IN ({sources})) ORDER BY id",
                (*chunk, self._last, *self._sources),
            ):
                self._by_key.setdefault(key, []).append(entry_id)

    def _same_file(self, name: str, path: str) -> list[int]:
        """The older states of a file: its name's, unless they lay elsewhere; the newest of them."""
        rows = self._connection.execute(
            "SELECT id FROM sources WHERE name = ?1 AND (path = ?2 OR path = '' OR ?2 = '')"
            " ORDER BY id DESC LIMIT ?3",
            (name, path, _STATES),
        )
        return [row[0] for row in rows]

    def match(self, new: Prepared) -> Match | None:
        """The library's entry that this one is, or None."""
        if not self._by_title and not self._by_key:
            return None
        for entry_id in self._by_title.get(new.summary.sort_title, ()):
            if entry_id in self._taken:
                continue
            candidate = self._candidate(entry_id)
            same_key = bool(new.key) and new.key in self._keys_of(candidate)
            told = not self.keyed or candidate.stub
            if same_key or (told and _alike(new, candidate.entry)):
                self._taken.add(entry_id)
                return candidate
        known = self._by_key.get(new.key, ())
        if len(known) == 1 and known[0] not in self._taken:
            candidate = self._candidate(known[0])
            if _may_be(new, candidate.entry):
                self._taken.add(known[0])
                return candidate
        return None

    def is_foreign_key(self, key: str) -> bool:
        """Whether another entry had the key before this input."""
        if not key or not self._last:
            return False
        found = self._connection.execute(
            "SELECT 1 FROM entries WHERE key = ? AND +trashed = 0 AND id <= ? LIMIT 1",
            (key, self._last),
        ).fetchone()
        return found is not None

    def take_key(self, key: str) -> bool:
        """Whether no entry has the key; then it is taken from now on."""
        if self._keys is None:
            rows = self._connection.execute("SELECT key FROM entries")
            self._keys = {row[0] for row in rows}
        if key in self._keys:
            return False
        self._keys.add(key)
        return True

    def _keys_of(self, candidate: Match) -> set[str]:
        rows = self._connection.execute("SELECT key FROM old_keys WHERE entry = ?", (candidate.id,))
        return {candidate.entry.key, *(key for (key,) in rows)}

    def _candidate(self, entry_id: int) -> Match:
        edited, stub, day = self._connection.execute(
            "SELECT edited, NOT EXISTS (SELECT 1 FROM blocks b WHERE b.entry = e.id),"
            " (SELECT max(s.as_of) FROM authorships a JOIN sources s ON s.id = a.source"
            "  WHERE a.entry = e.id)"
            " FROM entries e WHERE id = ?",
            (entry_id,),
        ).fetchone()
        entry = entries.read(self._connection, entry_id)
        return Match(entry_id, entry, bool(edited), bool(stub), day or "")


def _may_be(new: Prepared, entry: Entry) -> bool:
    """Whether year, title or authors are the same, of entries of one key in one file."""
    date = entry_date(entry)
    if (date.year if date else None) == new.summary.year:
        return True
    told = new.entry()
    return any(fold(told.get(name)) == fold(entry.get(name)) for name in ("author", "title"))


def _alike(new: Prepared, entry: Entry) -> bool:
    """Whether the years and the first authors can be the same."""
    date = entry_date(entry)
    if date and new.summary.year is not None and abs(new.summary.year - date.year) > 1:
        return False
    author, known_author = _first_author(new.entry()), _first_author(entry)
    if author is None or known_author is None:
        return author is known_author
    return same_person(author, known_author)


def _first_author(entry: Entry) -> Name | None:
    people = parse_names(entry.get("author") or entry.get("editor")).people
    return people[0] if people else None
