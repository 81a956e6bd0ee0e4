"""Finding versions and duplicates: the few pairs worth comparing, and what they turn out to be.

Entries are compared that share a DOI, an arXiv id or a title, and those of one first author and
about one year, whose titles may differ by a little. No group of more than `_COMPARED` entries is
compared each with each, so the work grows with the library, not with its square.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from biblio.works import SURE, Facts, Reason, Relation, facts_of, relation
from biblio.works_identity import IDENTITY_FIELDS, Stage, stage_of
from db.connection import chunks
from db.errors import CancelledError
from db.publication.works import parted, works

_COMPARED: Final = 40
_BATCH: Final = 5000


@dataclass(frozen=True, slots=True)
class Proposal:
    """Entries that may be one paper.

    Attributes:
        kind: Whether they are to be merged or joined as versions.
        entry_ids: Which, in the order of the library.
        reasons: By what they were found.
    """

    kind: Relation
    entry_ids: tuple[int, ...]
    reasons: frozenset[Reason]

    @property
    def is_sure(self) -> bool:
        """Whether they can be merged or joined without being looked at first."""
        return self.reasons <= SURE


def proposals(
    connection: sqlite3.Connection,
    kind: Relation | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> list[Proposal]:
    """What may be one paper, of all entries outside the trash; what the user decided is left out.

    Args:
        connection: The library's.
        kind: Only this kind; None for duplicates, then versions.
        cancelled: Asked from time to time.

    Raises:
        CancelledError: The user cancelled.
    """
    facts = _all_facts(connection, cancelled)
    work, apart = works(connection), parted(connection)
    pairs: dict[Relation, dict[tuple[int, int], Reason]] = {each: {} for each in Relation}
    for number, (one, other) in enumerate(_candidates(facts)):
        if cancelled is not None and number % 1000 == 0 and cancelled():
            raise CancelledError
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair in apart or work.get(one.id) == work.get(other.id):
            continue
        found = relation(one, other)
        if found is not None:
            pairs[found[0]].setdefault(pair, found[1])
    kinds = tuple(Relation) if kind is None else (kind,)
    return [proposal for each in kinds for proposal in _groups(each, pairs[each])]


def stages(connection: sqlite3.Connection, entry_ids: Sequence[int]) -> dict[int, Stage]:
    """At which stage each of these entries is."""
    found: dict[int, Stage] = {}
    for chunk in chunks(entry_ids):
        marks = ", ".join("?" * len(chunk))
        fields = _fields(connection, f"f.entry IN ({marks})", chunk)
        for entry_id, kind in connection.execute(
            f"SELECT id, type FROM entries WHERE id IN ({marks})", chunk
        ):
            found[entry_id] = stage_of(kind, fields.get(entry_id, {}))
    return found


def _all_facts(connection: sqlite3.Connection, cancelled: Callable[[], bool] | None) -> list[Facts]:
    found: list[Facts] = []
    last = 0
    while True:
        if cancelled is not None and cancelled():
            raise CancelledError
        rows = connection.execute(
            "SELECT id, type, sort_title, sort_author, sort_venue, year FROM entries"
            " WHERE trashed = 0 AND id > ? ORDER BY id LIMIT ?",
            (last, _BATCH),
        ).fetchall()
        if not rows:
            return found
        fields = _fields(connection, "f.entry BETWEEN ? AND ?", (rows[0][0], rows[-1][0]))
        for entry_id, kind, title, authors, venue, year in rows:
            found.append(
                facts_of(
                    entry_id,
                    kind,
                    sort_title=title,
                    sort_author=authors,
                    sort_venue=venue,
                    year=year,
                    fields=fields.get(entry_id, {}),
                )
            )
        last = rows[-1][0]


def _fields(
    connection: sqlite3.Connection, condition: str, parameters: Sequence[int]
) -> dict[int, dict[str, str]]:
    marks = ", ".join("?" * len(IDENTITY_FIELDS))
    found: dict[int, dict[str, str]] = {}
    for entry_id, name, value in connection.execute(
        f"SELECT f.entry, lower(f.name), f.value FROM fields f WHERE {condition}"
        f" AND lower(f.name) IN ({marks}) ORDER BY f.entry, f.position, f.id",
        (*parameters, *IDENTITY_FIELDS),
    ):
        found.setdefault(entry_id, {}).setdefault(name, value)
    return found


def _candidates(facts: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    seen: set[tuple[int, int]] = set()
    for key in (_by_doi, _by_arxiv, _by_title, _by_author_and_year):
        groups: dict[object, list[Facts]] = {}
        for each in facts:
            for found in key(each):
                groups.setdefault(found, []).append(each)
        for members in groups.values():
            if not 1 < len(members) <= _COMPARED:
                continue
            for one, other in combinations(members, 2):
                if (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def _by_doi(facts: Facts) -> Iterable[object]:
    return (facts.doi,) if facts.doi else ()


def _by_arxiv(facts: Facts) -> Iterable[object]:
    return (facts.arxiv,) if facts.arxiv else ()


def _by_title(facts: Facts) -> Iterable[object]:
    words = facts.words
    # With a surname: many papers are called “Introduction”
    return ((words, name) for name in facts.surnames[:1]) if words else ()


def _by_author_and_year(facts: Facts) -> Iterable[object]:
    """First author, year and the beginning of a word of the title: enough to be spelt nearly so.

    Each paper is in the group of its year and of the next, so that neighbours meet in one.
    """
    if not facts.surnames or facts.year is None:
        return
    words = facts.words
    if len(words) < 3:
        return
    # Two words, of which a spelling mistake leaves one as it was
    longest = sorted(words, key=lambda word: (-len(word), word))[:2]
    for word in longest:
        for year in (facts.year, facts.year + 1):
            yield (facts.surnames[0], year, word)


def _groups(kind: Relation, pairs: dict[tuple[int, int], Reason]) -> list[Proposal]:
    """Pairs that share an entry are one group."""
    leader: dict[int, int] = {}

    def first(entry_id: int) -> int:
        while leader.setdefault(entry_id, entry_id) != entry_id:
            leader[entry_id] = leader[leader[entry_id]]
            entry_id = leader[entry_id]
        return entry_id

    for one, other in pairs:
        low, high = sorted((first(one), first(other)))
        leader[high] = low
    members: dict[int, list[int]] = {}
    for entry_id in sorted(leader):
        members.setdefault(first(entry_id), []).append(entry_id)
    reasons: dict[int, set[Reason]] = {}
    for (one, _), reason in pairs.items():
        reasons.setdefault(first(one), set()).add(reason)
    return [Proposal(kind, tuple(ids), frozenset(reasons[lead])) for lead, ids in members.items()]
