"""Which versions of a work an export writes: all, or the one that stands for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
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
    connection: sqlite3.Connection,
    ids: Sequence[int],
    choice: VersionChoice,
    folded: Collection[int] = (),
) -> tuple[list[int], dict[int, Standing]]:
    """The entries to be written, and what is told with those that stand for others.

    Of the versions that were asked for the one that stands for the work stays, in its own place.
    Its preprint's number is told with it whether or not the preprint was asked for.

    Args:
        connection: The library's.
        ids: What was asked for.
        choice: ``all``; ``published``: one version of each work; ``eprint``: the same, with the
            number of its preprint where it has none.
        folded: Those of `ids` that ask for all versions of their work, as one row of a folded
            list does; any other asks for itself alone.
    """
    if choice == "all" and not folded:
        return list(ids), {}
    works = joined(connection)
    wanted = _unfolded(ids, works.values(), folded)
    if choice == "all":
        return wanted, {}
    among = set(wanted)
    gone: set[int] = set()
    standing: dict[int, Standing] = {}
    for members in works.values():
        present = [each for each in members if each in among]
        if not present:
            continue
        lead, gone_here = present[0], present[1:]
        gone.update(gone_here)
        fields = _eprint(connection, lead, members) if choice == "eprint" else {}
        # Who stands for the whole work answers to the keys of all its versions
        told_for = members[1:] if lead == members[0] else gone_here
        others = entries.read_many(connection, told_for)
        keys = tuple(others[each].key for each in told_for if others[each].key)
        standing[lead] = Standing(fields, keys)
    return [each for each in wanted if each not in gone], standing


def _unfolded(
    ids: Sequence[int], works: Collection[tuple[int, ...]], folded: Collection[int]
) -> list[int]:
    """The ids with all versions of a work in the place of each that stands for them."""
    stands_for = {each: members for members in works for each in members if each in folded}
    return list(dict.fromkeys(member for each in ids for member in stands_for.get(each, (each,))))


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
