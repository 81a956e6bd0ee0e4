"""Which versions of a work an export writes: all, or the one that stands for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from biblio.entry import Field
from biblio.works_identity import arxiv_of
from db import entries
from db.publication.works import joined


@dataclass(frozen=True, slots=True)
class Standing:
    """A version that is written for its whole work.

    Attributes:
        fields: What it gets in the file beside its own, by lower-case name.
        keys: The keys of the versions that are not written.
    """

    fields: dict[str, Field]
    keys: tuple[str, ...]


VersionChoice = Literal["all", "published", "eprint"]
VERSION_CHOICES: Final[tuple[VersionChoice, ...]] = ("all", "published", "eprint")


def chosen_versions(
    connection: sqlite3.Connection, ids: Sequence[int], choice: VersionChoice
) -> tuple[list[int], dict[int, Standing]]:
    """The entries to be written, and what is told with those that stand for others.

    Of the versions among `ids` the one that stands for the work stays, in its own place; a
    version is never brought in that was not asked for.

    Args:
        connection: The library's.
        ids: What was asked for.
        choice: ``all``; ``published``: one version of each work; ``eprint``: the same, with the
            number of its preprint where it has none.
    """
    wanted = list(ids)
    if choice == "all":
        return wanted, {}
    among = set(wanted)
    gone: set[int] = set()
    standing: dict[int, Standing] = {}
    for members in joined(connection).values():
        present = [each for each in members if each in among]
        if len(present) < 2:
            continue
        gone.update(present[1:])
        fields = _eprint(connection, present[0], members) if choice == "eprint" else {}
        others = entries.read_many(connection, present[1:])
        keys = tuple(others[each].key for each in present[1:] if others[each].key)
        standing[present[0]] = Standing(fields, keys)
    return [each for each in wanted if each not in gone], standing


def _eprint(connection: sqlite3.Connection, lead: int, members: Sequence[int]) -> dict[str, Field]:
    """The eprint fields of the first other version that has a number of arXiv's."""
    if arxiv_of(entries.read(connection, lead).texts()):
        return {}
    for each in members:
        texts = entries.read(connection, each).texts()
        number = arxiv_of(texts) if each != lead else ""
        if number:
            found = {
                "eprint": Field("eprint", number),
                "archiveprefix": Field("archiveprefix", "arXiv"),
            }
            subject = next((texts[n] for n in ("primaryclass", "eprintclass") if n in texts), "")
            if subject:
                found["primaryclass"] = Field("primaryclass", subject)
            return found
    return {}
