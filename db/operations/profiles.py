"""The persons whose lists the library holds: reading them and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from db import connection
from db.operations.answers import AnswersReader

if TYPE_CHECKING:
    from biblio.novelty import Estimate
    from db.listed import View
    from db.person.likely_people import LikelyPerson
    from db.person.novelty import NoveltyState
    from db.person.profile_rows import Doubts, NoveltyFact, Variant, WhatIf
    from db.rows import ProfileSummary
    from db.sites.counting import CountSource


class ProfileReader(AnswersReader):
    """Reads profiles. What their numbers are made of is kept until the library changes."""

    def profiles(self) -> list[tuple[int, str]]:
        """All profiles as (id, name); the first one is “me”."""
        with connection.translated(self.path):
            return self._db.execute(
                "SELECT id, name FROM profiles ORDER BY position, id"
            ).fetchall()

    def profile(self, profile_id: int | None = None) -> ProfileSummary | None:
        """A profile with its numbers; the first one for None; None when there is none."""
        from db.person.profile_numbers import summary

        def answer() -> ProfileSummary | None:
            profile = self._profile(profile_id)
            return None if profile is None else summary(profile)

        with connection.translated(self.path):
            return self._kept(("summary", profile_id), answer)

    def find_profile(self, name: str) -> int | None:
        """The profile of the person with this name, under any form of it; None if there is none."""
        from db.person.profiles import find

        with connection.translated(self.path):
            return find(self._db, name)

    def what_if(
        self, profile_id: int, query: str = "", without: Sequence[int] = ()
    ) -> WhatIf | None:
        """The h-index of those of a profile's entries that a query finds.

        Args:
            profile_id: Whose.
            query: In the search language; empty for all.
            without: Entries that are left out beside.
        """
        from db.listed import View

        with connection.translated(self.path):
            profile = self._profile(profile_id)
            if profile is None:
                return None
            found = frozenset(profile.papers)
            if query.strip():
                found = frozenset(self._ids(query, View("profile", profile_id)))
            return profile.what_if(found, frozenset(without))

    def count_sources(self, profile_id: int) -> list[CountSource]:
        """Who counts citations of a profile's entries, the fullest first."""
        from db.sites.counting import sources

        with connection.translated(self.path):
            return sources(self._db, profile_id)

    def variants(self, profile_id: int) -> list[Variant]:
        """The forms of a profile's name: decided, and proposed from the library."""
        from db.person.variants import every

        with connection.translated(self.path):
            return every(self._db, profile_id)

    def doubts(self, profile_id: int) -> Doubts:
        """Entries of which it is in doubt whether they are a profile's."""
        from db.person.mine import doubts

        with connection.translated(self.path):
            return doubts(self._db, profile_id)

    def likely_people(self, profile_id: int) -> list[LikelyPerson]:
        """Co-authors that may be one person, and those on whom the user has decided."""
        from db.person.likely_people import likely_people

        with connection.translated(self.path):
            return likely_people(self._db, self._bylines(profile_id))

    def novelty_of(self, entry_id: int) -> NoveltyFact | None:
        """Oeuvre's own novelty estimate of an entry; None where there is none."""
        from db.person.novelty import of_entry

        with connection.translated(self.path):
            return of_entry(self._db, entry_id)

    def novelty_state(self) -> NoveltyState:
        """How the novelty estimates are."""
        from db.person.novelty import state

        with connection.translated(self.path):
            return state(self._db)

    def estimate_novelty(
        self,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[dict[int, Estimate], str]:
        """Novelty estimates, and what of the library they are; `keep_novelty` keeps them."""
        from db.person.novelty import make, stamp_of

        with connection.translated(self.path):
            stamp = stamp_of(self._db)
            return make(self._db, progress, cancelled), stamp

    def _ids(self, query: str, view: View) -> Sequence[int]:
        from db.finding.listing import Finder

        return Finder(self._db).find_ids(query, (), view)
