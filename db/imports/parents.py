"""Entries that inherit: what a file lacks may be in the library already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from biblio.formats.bibtex.parents import MISSING_PARENT
from biblio.inheritance import heritage
from biblio.problem import Problem
from db import entries
from db.citing.heritage import parents_in


def still_wrong(
    connection: sqlite3.Connection, problems: Iterable[Problem], ids: Sequence[int]
) -> list[Problem]:
    """The problems without those of parents that the library has.

    Args:
        connection: The library's.
        problems: Those of a file.
        ids: The ids of its entries, in order.
    """
    parent = parents_in(connection)
    left: list[Problem] = []
    for problem in problems:
        if problem.code == MISSING_PARENT and problem.entry is not None:
            entry = entries.read(connection, ids[problem.entry])
            if not heritage(entry, parent).missing:
                continue
        left.append(problem)
    return left
