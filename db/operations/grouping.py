"""Collections, tags, saved searches, and values that many entries have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from db import connection
from db.listed import View
from db.operations.base import Reader, Writer, amount

if TYPE_CHECKING:
    from db.rows import Collection, FacetCounts, Notice, SavedSearch, Tag, ValueChange

_EVERYTHING = View()


class GroupingReader(Reader):
    """Reads how entries are put together."""

    def collections(self) -> list[Collection]:
        """All collections, each followed by those within it, with their numbers of entries."""
        from db.grouped.collections import every

        with connection.translated(self.path):
            return every(self._db)

    def collections_of(self, entry_ids: Sequence[int]) -> dict[int, int]:
        """For each collection that holds some of these entries itself, how many of them."""
        from db.grouped.collections import MEMBERSHIPS

        with connection.translated(self.path):
            return MEMBERSHIPS.owners(self._db, entry_ids)

    def tags(self) -> list[Tag]:
        """All tags by name, with their numbers of entries."""
        from db.grouped.tags import every

        with connection.translated(self.path):
            return every(self._db)

    def tags_of(self, entry_ids: Sequence[int]) -> dict[int, int]:
        """For each tag that some of these entries bear, how many of them."""
        from db.grouped.tags import TAGGINGS

        with connection.translated(self.path):
            return TAGGINGS.owners(self._db, entry_ids)

    def searches(self) -> list[SavedSearch]:
        """All saved searches, by name."""
        from db.grouped.searches import every

        with connection.translated(self.path):
            return every(self._db)

    def facet(
        self,
        name: str,
        query: str = "",
        view: View = _EVERYTHING,
        *,
        limit: int = 100,
        containing: str = "",
        typing: bool = False,
    ) -> FacetCounts:
        """How many entries of a view that a query finds have which values.

        See `db.finding.facets`.
        """
        from db.finding.facets import counted

        with connection.translated(self.path):
            return counted(
                self._db, name, query, view, limit=limit, containing=containing, typing=typing
            )

    def renaming(self, name: str, forms: Sequence[str], new: str) -> list[ValueChange]:
        """What renaming a value everywhere would change; see `db.renaming`."""
        from db.renaming import planned

        with connection.translated(self.path):
            return planned(self._db, name, forms, new)


class Grouping(Writer):
    """Puts entries together; each operation is one step."""

    # --- Collections -----------------------------------------------------------------------

    def add_collection(
        self,
        name: str,
        *,
        parent: int | None = None,
        colour: str = "",
        entry_ids: Sequence[int] = (),
    ) -> int:
        """Make a collection, with these entries in it, and return its id.

        Args:
            name: Its name; others may have the same.
            parent: The collection that it is in; None for the top.
            colour: ``#rrggbb``, or empty.
            entry_ids: What is in it from the beginning.
        """
        from db.grouped import collections

        if parent is not None:
            collections.name_of(self._db, parent)  # it may have been deleted meanwhile
        with self._step(f"New collection “{name.strip()}”") as change:
            place = len(collections.children(self._db, parent))
            made = collections.add(change, name.strip(), parent, colour, place)
            collections.MEMBERSHIPS.tie(self._db, change, made, entry_ids)
        return made

    def edit_collection(self, collection_id: int, *, name: str, colour: str) -> Notice:
        """Change a collection's name and colour."""
        from db.grouped import collections

        old = collections.name_of(self._db, collection_id)
        name = name.strip()
        label = f"Rename collection “{old}” to “{name}”" if old != name else f"Colour “{name}”"
        with self._step(label) as change:
            collections.edit(self._db, change, collection_id, name, colour)
        return self._notice(change)

    def move_collection(
        self, collection_id: int, parent: int | None, *, before: int | None = None
    ) -> Notice:
        """Put a collection into another (None: to the top), before a sibling or last.

        Raises:
            ValueError: The other is the collection itself or within it.
        """
        from db.grouped import collections

        name = collections.name_of(self._db, collection_id)
        where = f" into “{collections.name_of(self._db, parent)}”" if parent is not None else ""
        with self._step(f"Move collection “{name}”{where}") as change:
            collections.move(self._db, change, collection_id, parent, before)
        return self._notice(change)

    def delete_collection(self, collection_id: int) -> Notice:
        """Delete a collection and those within it; the entries stay."""
        from db.grouped import collections

        name = collections.name_of(self._db, collection_id)
        with self._step(f"Delete collection “{name}”") as change:
            collections.delete(self._db, change, collection_id)
        return self._notice(change)

    def add_to_collection(self, collection_id: int, entry_ids: Sequence[int]) -> Notice:
        """Put entries into a collection; those that are in it already stay."""
        from db.grouped import collections

        name = collections.name_of(self._db, collection_id)
        new: list[int] = []
        with self._step(lambda: f"Add {amount(len(new))} to collection “{name}”") as change:
            new += collections.MEMBERSHIPS.tie(self._db, change, collection_id, entry_ids)
        return self._notice(change)

    def set_collections(
        self,
        entry_ids: Sequence[int],
        *,
        give: Sequence[int] = (),
        take: Sequence[int] = (),
        new: Sequence[str] = (),
    ) -> Notice:
        """Put entries into collections and take them out of others, as one step.

        Args:
            entry_ids: The entries.
            give: Ids of collections that they are to be in.
            take: Ids of collections that they are to leave.
            new: Names of collections to be made at the top.
        """
        from db.grouped import collections

        joined = [collections.name_of(self._db, each) for each in give] + list(new)
        left = [collections.name_of(self._db, each) for each in take]
        many = amount(len(entry_ids))
        label = (
            f"Add {many} to {_quoted(joined)}" if joined else f"Remove {many} from {_quoted(left)}"
        )
        with self._step(label) as change:
            made = []
            for name in new:
                place = len(collections.children(self._db, None))
                made.append(collections.add(change, name.strip(), None, "", place))
            for each in (*give, *made):
                collections.MEMBERSHIPS.tie(self._db, change, each, entry_ids)
            collections.MEMBERSHIPS.untie(self._db, change, take, entry_ids)
        return self._notice(change)

    def remove_from_collection(
        self, collection_id: int, entry_ids: Sequence[int], *, deep: bool = True
    ) -> Notice:
        """Take entries out of a collection, and where `deep` out of those within it."""
        from db.grouped import collections

        name = collections.name_of(self._db, collection_id)
        places = collections.within(self._db, collection_id) if deep else [collection_id]
        gone: list[int] = []
        with self._step(lambda: f"Remove {amount(len(gone))} from collection “{name}”") as change:
            gone += collections.MEMBERSHIPS.untie(self._db, change, places, entry_ids)
        return self._notice(change)

    # --- Tags ------------------------------------------------------------------------------

    def add_tag(self, name: str, *, colour: str = "", entry_ids: Sequence[int] = ()) -> int:
        """Give entries a tag, which is made where there is none of this name; returns its id."""
        from db.grouped import tags

        label = (
            f"Tag {amount(len(entry_ids))} “{name.strip()}”"
            if entry_ids
            else (f"New tag “{name.strip()}”")
        )
        with self._step(label) as change:
            tag_id = tags.add(self._db, change, name, colour)
            tags.TAGGINGS.tie(self._db, change, tag_id, entry_ids)
        return tag_id

    def edit_tag(self, tag_id: int, *, name: str, colour: str) -> Notice:
        """Change a tag's name and colour.

        Raises:
            NameTakenError: Another tag has this name.
        """
        from db.grouped import tags

        old, name = tags.name_of(self._db, tag_id), name.strip()
        label = f"Rename tag “{old}” to “{name}”" if old != name else f"Colour tag “{name}”"
        with self._step(label) as change:
            tags.edit(self._db, change, tag_id, name, colour)
        return self._notice(change)

    def delete_tag(self, tag_id: int) -> Notice:
        """Delete a tag; the entries stay."""
        from db.grouped import tags

        with self._step(f"Delete tag “{tags.name_of(self._db, tag_id)}”") as change:
            tags.delete(self._db, change, tag_id)
        return self._notice(change)

    def tag(self, tag_id: int, entry_ids: Sequence[int]) -> Notice:
        """Give entries a tag."""
        return self.set_tags(entry_ids, give=[tag_id])

    def set_tags(
        self,
        entry_ids: Sequence[int],
        *,
        give: Sequence[int] = (),
        take: Sequence[int] = (),
        new: Sequence[str] = (),
    ) -> Notice:
        """Give entries tags and take others from them, as one step.

        Args:
            entry_ids: The entries.
            give: Ids of tags.
            take: Ids of tags.
            new: Names of tags that may have to be made.
        """
        from db.grouped import tags

        given = [tags.name_of(self._db, each) for each in give] + [name.strip() for name in new]
        taken = [tags.name_of(self._db, each) for each in take]
        many = amount(len(entry_ids))
        label = (
            f"Tag {many} {_quoted(given)}"
            if given
            else (f"Take the tag {_quoted(taken)} from {many}")
        )
        with self._step(label) as change:
            for tag_id in [*give, *(tags.add(self._db, change, name, "") for name in new)]:
                tags.TAGGINGS.tie(self._db, change, tag_id, entry_ids)
            for tag_id in take:
                tags.TAGGINGS.untie(self._db, change, [tag_id], entry_ids)
        return self._notice(change)

    # --- Saved searches --------------------------------------------------------------------

    def save_search(self, name: str, query: str) -> int:
        """Give a query a name and return its id; a search of this name becomes this query."""
        from db.grouped import searches

        with self._step(f"Save search “{name.strip()}”") as change:
            return searches.save(self._db, change, name, query)

    def edit_search(self, search_id: int, *, name: str, query: str) -> Notice:
        """Change a saved search; searches that use it follow a new name.

        Raises:
            NameTakenError: Another saved search has this name.
        """
        from db.grouped import searches

        with self._step(f"Change saved search “{name.strip()}”") as change:
            searches.edit(self._db, change, search_id, name, query)
        return self._notice(change)

    def delete_search(self, search_id: int) -> Notice:
        """Delete a saved search."""
        from db.grouped import searches

        with self._step(f"Delete saved search “{searches.name_of(self._db, search_id)}”") as change:
            change.delete("searches", [search_id])
        return self._notice(change)

    # --- Values ----------------------------------------------------------------------------

    def rename_value(
        self,
        name: str,
        forms: Sequence[str],
        new: str,
        entry_ids: Sequence[int] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Notice:
        """Write a value differently in all entries, or in these, and in the files they are of.

        Args:
            name: A facet's name, such as ``venue``.
            forms: The value as queries ask for it; see `db.FacetValue`.
            new: What it is to be, as written in a field.
            entry_ids: Which of the entries of `renaming`; None for all.
            progress: Called with (done, all).
            cancelled: Asked from time to time; True leaves the library as it was.

        Raises:
            PatchError: A text whose braces do not pair.
            CancelledError: The user cancelled.
        """
        from db import renaming

        label: list[str] = []
        with self._step(lambda: label[0]) as change:
            label.append(
                renaming.rename(
                    self._db,
                    change,
                    name,
                    forms,
                    new,
                    entry_ids,
                    progress=progress,
                    cancelled=cancelled,
                )
            )
        return self._notice(change)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
