"""Which entries of the library the papers of a site's file are.

By what the user said of the same paper before, then by DOI and other identifiers, then by title,
year (give or take one) and a surname that both have. Where a file tells neither years nor authors,
the title alone will do if it is long, or if most titles of the file are entries: then it is a list
of the user's own. What could be several entries, or is nearly one, is a question for the user; each
entry answers to one row of a file.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from biblio.folding import fold
from biblio.formats.sites import identifiers
from biblio.formats.sites.rows import SiteRow, title_key
from biblio.person import without_umlauts
from biblio.titles import sort_title
from db.sites.site_rows import CHOSEN, LEFT, MATCHED, OPEN, Decision

_LEAST_SHARE: Final = 0.4  # of the words of two titles, to be suggested
UNKNOWN, AMBIGUOUS, TAKEN = "unknown", "ambiguous", "taken"
OTHER_YEAR, OTHER_AUTHORS, UNLIKE, UNTOLD = "other-year", "other-authors", "unlike", "untold"


@dataclass(frozen=True, slots=True)
class SiteMatch:
    """What a row was found to be.

    Attributes:
        state: ``matched``, ``chosen`` or ``left`` as the user said before, or ``open``.
        entry_id: The entry; None where there is none, or it is a question.
        candidates: Entries that it may be, where it is a question.
        reason: Why it is one: ``unknown``; ``ambiguous``, several entries are as near;
            ``other-year``, ``other-authors`` or ``unlike``, both, for an entry of that title;
            ``untold``, too little is told beside the title; ``taken``, another row of the file
            is that entry.
    """

    state: str
    entry_id: int | None = None
    candidates: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Titled:
    id: int
    year: int | None
    families: tuple[str, ...]


class SiteMatcher:
    """Matches the rows of one file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        rows: Sequence[SiteRow],
        decided: dict[str, Decision],
        owner: str = "",
    ) -> None:
        """Look up what the rows may be.

        Args:
            connection: The library's.
            rows: All rows of the file.
            decided: What they were in the site's earlier files, by their identities.
            owner: Whose record the file is; an author of the papers that name none.
        """
        self._connection = connection
        self._owner = owner
        self._decided = decided
        self._by_id = _by_identifier(connection, rows)
        self._by_title = _by_title(connection, {_key(row.title) for row in rows} - {""})
        self._by_title_alone = _is_own_list(rows, self._by_title)
        self._taken: set[int] = set()

    def match(self, row: SiteRow) -> SiteMatch:
        """What a row is; the entry that it is answers to no further row."""
        decision = self._decided.get(row.identity)
        if decision is not None and decision.by_user:
            if decision.entry_id is None:
                return SiteMatch(LEFT)
            self._taken.add(decision.entry_id)
            return SiteMatch(CHOSEN, decision.entry_id)
        found = self._identified(row)
        if decision is not None and (found is None or found.entry_id is None):
            found = SiteMatch(MATCHED, decision.entry_id)  # as in the site's last file
        found = found or self._titled(row)
        if found.entry_id is None:
            return found
        if found.entry_id in self._taken:
            return SiteMatch(OPEN, None, (found.entry_id,), TAKEN)
        self._taken.add(found.entry_id)
        return found

    def take(self, entry_id: int) -> None:
        """Note that an entry answers to a row already."""
        self._taken.add(entry_id)

    def _identified(self, row: SiteRow) -> SiteMatch | None:
        for pair in sorted(row.ids, key=lambda each: each[0] != "doi"):
            ids = self._by_id.get(pair, ())
            first = self._only_one(ids)
            if first is not None:
                return SiteMatch(MATCHED, first)
            if ids:
                titled = [each.id for each in self._by_title.get(_key(row.title), ())]
                both = [each for each in ids if each in titled]
                if len(both) == 1:
                    return SiteMatch(MATCHED, both[0])
                return SiteMatch(OPEN, None, tuple(ids), AMBIGUOUS)
        return None

    def _titled(self, row: SiteRow) -> SiteMatch:
        alike = self._by_title.get(_key(row.title), [])
        if not alike:
            return SiteMatch(OPEN, None, (), UNKNOWN)
        words = _words(" ".join(row.authors) or self._owner)
        seen = [(each, _near(each.year, row.year), _shared(each, words)) for each in alike]
        fitting = [each for each, near, shared in seen if near and shared is not False]
        if not fitting:
            years = any(near for _, near, _ in seen)
            names = any(shared is not False for _, _, shared in seen)
            reason = OTHER_AUTHORS if years else OTHER_YEAR if names else UNLIKE
            return SiteMatch(OPEN, None, tuple(each.id for each in alike), reason)
        if len(fitting) > 1:  # the preprint of one year and the paper of the next
            fitting = [each for each in fitting if each.year == row.year] or fitting
        first = self._only_one([each.id for each in fitting])
        if first is None:
            return SiteMatch(OPEN, None, tuple(each.id for each in fitting), AMBIGUOUS)
        told = any(shared or _same_year(each, row) for each, _, shared in seen if each in fitting)
        if told or self._by_title_alone or len(_key(row.title)) >= _TELLING:
            return SiteMatch(MATCHED, first)
        return SiteMatch(OPEN, None, (first,), UNTOLD)

    def _only_one(self, ids: Sequence[int]) -> int | None:
        """The one entry, or the first version of the one work that all of them are."""
        if len(ids) < 2:
            return ids[0] if ids else None
        found = self._connection.execute(
            "SELECT work, entry FROM versions WHERE entry IN (SELECT value FROM json_each(?))"
            " ORDER BY position",
            (f"[{','.join(map(str, ids))}]",),
        ).fetchall()
        one_work = len({work for work, _ in found}) == 1 and len(found) == len(ids)
        return int(found[0][1]) if one_work else None


def suggestions(
    connection: sqlite3.Connection, title: str, limit: int = 3, *, least: float = _LEAST_SHARE
) -> list[int]:
    """Entries whose titles have most of a title's words, the nearest first.

    Args:
        connection: The library's.
        title: The title.
        limit: How many entries at most.
        least: The share of the words of both titles that must be in both, up to 1.
    """
    words = [word for word in dict.fromkeys(_words(title).split()) if len(word) > 3][:12]
    if not words:
        return []
    asked = " OR ".join(f'"{word}"' for word in words)
    rows = connection.execute(
        "SELECT e.id, e.sort_title FROM entries e JOIN (SELECT rowid AS id, rank FROM search_index"
        " WHERE search_index MATCH ? ORDER BY rank LIMIT 20) f ON f.id = e.id"
        " WHERE e.trashed = 0 ORDER BY f.rank",
        (f"title : ({asked})",),
    )
    wanted = set(words)
    found: list[tuple[float, int]] = []
    for entry_id, known in rows:
        there = {word for word in _words(known).split() if len(word) > 3}
        share = len(wanted & there) / len(wanted | there)
        if share >= least:
            found.append((-share, entry_id))
    return [entry_id for _, entry_id in sorted(found)[:limit]]


def _by_identifier(
    connection: sqlite3.Connection, rows: Iterable[SiteRow]
) -> dict[tuple[str, str], list[int]]:
    """The entries outside the trash that have the identifiers of some rows."""
    wanted = {pair for row in rows for pair in row.ids}
    if not wanted:
        return {}
    found: dict[tuple[str, str], list[int]] = {}
    marks = ", ".join("?" * len(identifiers.FIELDS))
    for entry_id, name, value in connection.execute(
        "SELECT f.entry, f.name, f.value FROM fields f JOIN entries e ON e.id = f.entry"
        f" WHERE f.name COLLATE NOCASE IN ({marks}) AND e.trashed = 0 ORDER BY f.entry",
        sorted(identifiers.FIELDS),
    ):
        for pair in identifiers.of_fields([(name.lower(), value)]):
            if pair in wanted and entry_id not in found.setdefault(pair, []):
                found[pair].append(entry_id)
    return found


def _by_title(connection: sqlite3.Connection, wanted: set[str]) -> dict[str, list[_Titled]]:
    """The entries outside the trash that have some titles, or had them before an edit."""
    found: dict[str, list[_Titled]] = {}
    if not wanted:
        return found
    for statement in (_TITLES, _FORMER_TITLES):
        for entry_id, title, year, authors in connection.execute(statement):
            key = _NOT_WORD.sub("", title)
            if key in wanted:
                same = found.setdefault(key, [])
                if all(each.id != entry_id for each in same):
                    same.append(_Titled(entry_id, year, _families(authors)))
    return found


def _key(title: str) -> str:
    return title_key(sort_title(title))


def _families(sort_author: str) -> tuple[str, ...]:
    """The surnames in the list's column of authors (`Name.sort_key`)."""
    names = (name.partition("  ")[0] for name in sort_author.split(" ; "))
    return tuple(filter(None, (_words(name) for name in names)))


def _is_own_list(rows: Sequence[SiteRow], by_title: dict[str, list[_Titled]]) -> bool:
    """Whether a file tells titles alone, and most of them are entries."""
    if len(rows) < _FEW or any(row.year is not None or row.authors for row in rows):
        return False
    return sum(_key(row.title) in by_title for row in rows) >= _MOST * len(rows)


def _shared(entry: _Titled, words: str) -> bool | None:
    """Whether a surname of the entry is among the names of a row; None where one has no names."""
    if not words or not entry.families:
        return None
    around = f" {words} "
    return any(f" {family} " in around for family in entry.families)


def _same_year(entry: _Titled, row: SiteRow) -> bool:
    return entry.year is not None and entry.year == row.year


def _near(year: int | None, other: int | None) -> bool:
    return year is None or other is None or abs(year - other) <= 1


def _words(text: str) -> str:
    return without_umlauts(" ".join(_NOT_WORD.sub(" ", fold(text)).split()))


_TITLES: Final = """
SELECT id, sort_title, year, sort_author FROM entries WHERE trashed = 0 ORDER BY id
"""
_FORMER_TITLES: Final = """
SELECT e.id, o.title, e.year, e.sort_author FROM old_titles o JOIN entries e ON e.id = o.entry
WHERE e.trashed = 0 ORDER BY o.id
"""
_NOT_WORD: Final = re.compile(r"[\W_]+")
_TELLING: Final = 20  # letters of a title that is not another paper's too
_FEW: Final = 3  # rows, of which less is no list
_MOST: Final = 0.5  # of the titles of a file, by which it is a list of the user's own
