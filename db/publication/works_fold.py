"""Folding a list: of several versions of one work that were found, one row stands for all."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection
from dataclasses import dataclass, field

from db.publication.works import joined


@dataclass(frozen=True, slots=True)
class Folded:
    """A list in which each work is one row.

    Attributes:
        ids: What is listed, in order.
        others: For each row that stands for a work, how many other versions it has.
        under: Rows of other versions, each under the one that stands for its work.
        unfolded: Those rows of `others` whose other versions stand under them.
    """

    ids: array[int]
    others: dict[int, int] = field(default_factory=dict)
    under: frozenset[int] = frozenset()
    unfolded: frozenset[int] = frozenset()


def fold(connection: sqlite3.Connection, ids: array[int], unfolded: Collection[int] = ()) -> Folded:
    """Fold a list.

    A work is where its first version was; it is shown by the version that stands for it, or,
    where that was not found, by the next one.

    Args:
        connection: The library's.
        ids: What was found, in order; it is not changed.
        unfolded: Entries whose works are shown with all versions.
    """
    works = joined(connection)
    if not works:
        return Folded(ids)
    work_of = {entry_id: work for work, members in works.items() for entry_id in members}
    found: dict[int, set[int]] = {}
    for entry_id in ids:
        if entry_id in work_of:
            found.setdefault(work_of[entry_id], set()).add(entry_id)
    if not found:
        return Folded(ids)
    open_works = {work_of[each] for each in unfolded if each in work_of}
    listed = array("q")
    others: dict[int, int] = {}
    under: set[int] = set()
    leading: set[int] = set()
    for entry_id in ids:
        work = work_of.get(entry_id)
        if work is None:
            listed.append(entry_id)
            continue
        present = found.pop(work, None)
        if present is None:
            continue  # a version of it was before
        first, *rest = [each for each in works[work] if each in present]
        listed.append(first)
        others[first] = len(works[work]) - 1
        if work in open_works:
            # Those too that were not found: whoever unfolds a work wants to see it
            rest = [each for each in works[work] if each != first]
            listed.extend(rest)
            under.update(rest)
            leading.add(first)
    return Folded(listed, others, frozenset(under), frozenset(leading))
