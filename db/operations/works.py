"""Versions of one work, and duplicates: finding them, joining and parting, merging."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from biblio.sentences import counted
from db import connection
from db.operations.base import Reader, Writer, amount

if TYPE_CHECKING:
    from array import array

    from biblio.works import Relation
    from biblio.works_merging import ComparedField
    from db.publication.works import WorkVersion
    from db.publication.works_finding import Proposal
    from db.publication.works_fold import Folded
    from db.rows import Notice


class WorksReader(Reader):
    """Reads which entries are one work, or may be."""

    def works(self, profile_id: int | None = None) -> dict[int, int]:
        """For each entry outside the trash the number of its work; see `db.publication.works`."""
        from db.publication.works import works

        with connection.translated(self.path):
            return works(self._db, profile_id)

    def joined_works(self) -> dict[int, tuple[int, ...]]:
        """The works of several versions: number to entries, the leading one first."""
        from db.publication.works import joined

        with connection.translated(self.path):
            return joined(self._db)

    def folded(self, ids: array[int], unfolded: Collection[int] = ()) -> Folded:
        """A list in which each work is one row; see `db.publication.works_fold`."""
        from db.publication.works_fold import fold

        with connection.translated(self.path):
            return fold(self._db, ids, unfolded)

    def versions_of_work(self, entry_id: int) -> tuple[WorkVersion, ...]:
        """All versions of an entry's work, the leading one first."""
        from db.publication.works import versions

        with connection.translated(self.path):
            return versions(self._db, entry_id)

    def described(self, entry_ids: Sequence[int]) -> dict[int, WorkVersion]:
        """What the versions of a work are told apart by, by the entry's id."""
        from db.publication.works import described

        with connection.translated(self.path):
            return described(self._db, entry_ids)

    def proposals(
        self, kind: Relation | None = None, *, cancelled: Callable[[], bool] | None = None
    ) -> list[Proposal]:
        """Entries that may be one paper, duplicates first; see `db.publication.works_finding`.

        Raises:
            CancelledError: The user cancelled.
        """
        from db.publication.works_finding import proposals

        with connection.translated(self.path):
            return proposals(self._db, kind, cancelled=cancelled)

    def compared(self, entry_ids: Sequence[int], keep: int) -> tuple[ComparedField, ...]:
        """The fields of some entries beside each other, those of `keep` first.

        Raises:
            NoSuchEntryError: One of them is not there.
        """
        from biblio.works_merging import compared
        from db import entries

        with connection.translated(self.path):
            records = [entries.read(self._db, each) for each in entry_ids]
        return compared(records, list(entry_ids).index(keep))

    def most_complete(self, entry_ids: Sequence[int]) -> int:
        """Which of some entries should stay when they are merged."""
        from biblio.works_merging import most_complete
        from db import entries

        with connection.translated(self.path):
            records = [entries.read(self._db, each) for each in entry_ids]
        return entry_ids[most_complete(records)]


class Works(Writer):
    """Joins versions, parts them, and merges duplicates."""

    def join_versions(self, entry_ids: Sequence[int]) -> Notice:
        """Make entries versions of one work, with all that are joined with one of them."""
        from db.publication import works

        members: list[int] = []
        with self._step(lambda: f"Join {len(members)} versions of one work") as change:
            members += works.join(self._db, change, entry_ids)
        return self._notice(change)

    def part_versions(self, entry_ids: Sequence[int]) -> Notice:
        """Make entries works of their own again; they are not proposed together any more."""
        from db.publication import works

        gone: list[int] = []
        with self._step(lambda: f"Part {amount(len(gone))} from other versions") as change:
            gone += works.part(self._db, change, entry_ids)
        return self._notice(change)

    def lead_version(self, entry_id: int) -> Notice:
        """Have this version stand for its work."""
        from db import entries
        from db.publication import works

        name = entries.read(self._db, entry_id).key or f"#{entry_id}"
        with self._step(f"Let {name} stand for its work") as change:
            works.lead(self._db, change, entry_id)
        return self._notice(change)

    def keep_apart(self, entry_ids: Sequence[int]) -> Notice:
        """Note that entries are not one paper, so that they are not proposed again."""
        from db.publication import works

        ids = list(entry_ids)
        pairs = [(one, other) for i, one in enumerate(ids) for other in ids[i + 1 :]]
        with self._step(f"Say that {amount(len(ids))} are not one paper") as change:
            works.keep_apart(self._db, change, pairs)
        return self._notice(change)

    def merge_entries(
        self, keep: int, others: Sequence[int], choices: Mapping[str, int] | None = None
    ) -> Notice:
        """Merge entries into one; the others go to the trash, and nothing they said is lost.

        Args:
            keep: The entry that stays.
            others: The entries that are the same paper.
            choices: Names of fields whose text is to be another entry's, with its id.

        Raises:
            NoSuchEntryError: One of them is not there.
            PatchError: A chosen text whose braces do not pair; nothing was changed.
        """
        from db import entries
        from db.publication import duplicates

        name = entries.read(self._db, keep).key or f"#{keep}"
        with self._step(f"Merge {amount(len({keep, *others}))} into {name}") as change:
            duplicates.merge(self._db, change, keep, others, choices or {})
        return self._notice(change)

    def merge_groups(self, groups: Sequence[Sequence[int]]) -> Notice:
        """Merge each group into the most complete of its entries, all in one step."""
        from biblio.works_merging import most_complete
        from db import entries
        from db.publication import duplicates

        with self._step(f"Merge the duplicates of {counted(len(groups), 'work')}") as change:
            for group in groups:
                records = [entries.read(self._db, each) for each in group]
                keep = group[most_complete(records)]
                others = [each for each in group if each != keep]
                duplicates.merge(self._db, change, keep, others, {})
        return self._notice(change)
