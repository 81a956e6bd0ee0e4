"""Changing profiles: who the person is, what is theirs, and what the profile shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Writer, amount
from db.rows import Notice

if TYPE_CHECKING:
    from biblio.metrics.works import VersionRule
    from biblio.novelty import Estimate
    from db.person.profile_rows import Affiliation


class Profiles(Writer):
    """Edits profiles, each edit one step."""

    def add_profile(self, name: str, field: str = "") -> int:
        """Make a profile for a person and return its id.

        Raises:
            NameTakenError: There is one of this name.
            ValueError: The name is blank.
        """
        from db.person import profiles

        name = " ".join(name.split())
        if not name:
            raise ValueError("a profile without a name")
        self._check_name(name)
        with self._step(f"New profile “{name}”") as change:
            return profiles.add(self._db, change, name, field)

    def rename_profile(self, profile_id: int, name: str) -> Notice:
        """Give a profile's person another name; the old one stays a form of it.

        Raises:
            NameTakenError: Another profile has this name.
        """
        from db.person import profile_edits

        name = " ".join(name.split())
        old = profile_edits.name_of(self._db, profile_id)
        self._check_name(name, profile_id)
        with self._step(f"Rename profile “{old}” to “{name}”") as change:
            profile_edits.rename(self._db, change, profile_id, name)
        return self._notice(change)

    def delete_profile(self, profile_id: int) -> Notice:
        """Delete a profile with its reported numbers; the entries stay."""
        from db.person import profile_edits

        name = profile_edits.name_of(self._db, profile_id)
        with self._step(f"Delete profile “{name}”") as change:
            profile_edits.delete(self._db, change, profile_id)
        return self._notice(change)

    def put_profile_first(self, profile_id: int) -> Notice:
        """Make a profile “me”."""
        from db.person import profile_edits

        name = profile_edits.name_of(self._db, profile_id)
        with self._step(f"“{name}” is me") as change:
            profile_edits.put_first(self._db, change, profile_id)
        return self._notice(change)

    def set_person(
        self,
        profile_id: int,
        *,
        orcid: str = "",
        fields: str = "",
        affiliations: Sequence[Affiliation] = (),
    ) -> Notice:
        """Set what is known of a profile's person beside the name."""
        from db.person import profile_edits

        name = profile_edits.name_of(self._db, profile_id)
        with self._step(f"Edit profile “{name}”") as change:
            profile_edits.set_person(
                self._db,
                change,
                profile_id,
                orcid=orcid,
                fields=fields,
                affiliations=affiliations,
            )
        return self._notice(change)

    def decide_variants(self, profile_id: int, states: Mapping[str, str]) -> Notice:
        """Confirm or refuse forms of a profile's name.

        Args:
            profile_id: Whose.
            states: Form to ``confirmed``, ``refused``, or empty for no decision.
        """
        from db.person import profile_edits, variants

        name = profile_edits.name_of(self._db, profile_id)
        what = f"Forms of the name of {name}"
        if len(states) == 1:
            form, state = next(iter(states.items()))
            words = {"confirmed": "is", "refused": "is not", "": "may be"}
            what = f"“{form}” {words[state]} {name}"
        with self._step(what) as change:
            variants.decide(self._db, change, profile_id, dict(states))
        return self._notice(change)

    def claim(self, profile_id: int, entry_ids: Sequence[int]) -> Notice:
        """Make entries a profile's, whatever their authors are."""
        from db.person import mine, profile_edits

        name = profile_edits.name_of(self._db, profile_id)
        with self._step(f"{amount(len(entry_ids))} by {name}") as change:
            mine.claim(self._db, change, profile_id, entry_ids)
        return self._notice(change)

    def disown(self, profile_id: int, entry_ids: Sequence[int]) -> Notice:
        """Say that entries are not a profile's, whatever sources and names say."""
        from db.person import mine, profile_edits

        name = profile_edits.name_of(self._db, profile_id)
        with self._step(f"{amount(len(entry_ids))} not by {name}") as change:
            mine.disown(self._db, change, profile_id, entry_ids)
        return self._notice(change)

    def set_counting(self, profile_id: int, source: str, versions: VersionRule) -> Notice:
        """Say which counts a profile's numbers go by.

        Args:
            profile_id: Whose.
            source: The one source that is asked; empty for the newest of all.
            versions: What counts of several versions of one work come to.
        """
        from db.person import profile_edits

        name = profile_edits.name_of(self._db, profile_id)
        with self._step(f"Counts for {name}") as change:
            row = self._db.execute(
                "SELECT count_source, versions FROM profiles WHERE id = ?", (profile_id,)
            ).fetchone()
            if row != (source, versions):
                values = {"count_source": source, "versions": versions}
                change.update("profiles", profile_id, values)
        return self._notice(change)

    def choose_widgets(self, profile_id: int, wanted: Sequence[tuple[str, str]]) -> Notice:
        """Show these (metric, size) of a profile, in this order; none for the usual ones."""
        from db.person import profile_edits, widgets

        name = profile_edits.name_of(self._db, profile_id)
        with self._step(f"Numbers shown of {name}") as change:
            widgets.choose(self._db, change, profile_id, wanted)
        return self._notice(change)

    def add_metric(
        self, profile_id: int, name: str, unit: str = "", definition: str = "", metric: str = ""
    ) -> str:
        """Make a metric of the user's own, or change the one called so; returns its name here.

        Raises:
            NameTakenError: A metric that Oeuvre knows is called so.
        """
        from db.person import profile_edits, widgets

        profile_edits.name_of(self._db, profile_id)  # it may have been deleted meanwhile
        with self._step(f"Metric “{name.strip()}”") as change:
            new = widgets.OwnMetric(metric, name.strip(), unit.strip(), definition.strip())
            return widgets.add_own(self._db, change, profile_id, new).metric

    def delete_metric(self, profile_id: int, metric: str) -> Notice:
        """Take out a metric of the user's own, with its values."""
        from db.person import profile_edits, widgets

        profile_edits.name_of(self._db, profile_id)
        known = {each.metric: each.name for each in widgets.own_metrics(self._db, profile_id)}
        with self._step(f"Delete metric “{known.get(metric, metric)}”") as change:
            widgets.delete_own(self._db, change, profile_id, metric)
        return self._notice(change)

    def report_metric(
        self, profile_id: int, metric: str, value: float | None, *, source: str, as_of: str
    ) -> Notice:
        """Put a reported value into a metric's series; None takes what the day has out."""
        from biblio.metrics import metric_info
        from db.person import profile_edits, widgets

        profile_edits.name_of(self._db, profile_id)
        own = {each.metric: each.name for each in widgets.own_metrics(self._db, profile_id)}
        label = own.get(metric, metric_info(metric).label)
        shown = "no value" if value is None else f"{value:g}"
        with self._step(f"{label}: {shown} by {source}, {as_of}") as change:
            if value is None:
                widgets.remove_value(
                    self._db, change, profile_id, metric, source=source, as_of=as_of
                )
            else:
                widgets.report_value(
                    self._db, change, profile_id, metric, value, source=source, as_of=as_of
                )
        return self._notice(change)

    def unify_person(self, person: str, names: Mapping[str, bool | None]) -> Notice:
        """Say which names are another author's.

        Args:
            person: The author's fullest name.
            names: Form to whether it is this person; one that is not stays apart; None forgets it.
        """
        return self.unify_people({person: names})

    def unify_people(self, people: Mapping[str, Mapping[str, bool | None]]) -> Notice:
        """Say which names are which authors', in one step.

        Args:
            people: For each author's fullest name what `unify_person` is told of it.
        """
        from db.person import spellings

        named = next(iter(people)) if len(people) == 1 else f"{len(people)} authors"
        with self._step(f"Forms of the name of {named}") as change:
            for person, names in people.items():
                spellings.decide(self._db, change, person, names)
        return self._notice(change)

    def keep_novelty(self, estimates: Mapping[int, Estimate], stamp: str) -> None:
        """Keep novelty estimates; they can be made again, so this is no step of the journal."""
        from db.errors import LibraryReadOnlyError
        from db.person import novelty

        if self.readonly:
            raise LibraryReadOnlyError(self.path)
        with connection.translated(self.path):
            novelty.keep(self._db, estimates, stamp)

    def _check_name(self, name: str, profile_id: int | None = None) -> None:
        from biblio.folding import fold
        from db.errors import NameTakenError
        from db.person.profiles import names

        for known, other in names(self._db):
            if known != profile_id and fold(other) == fold(name):
                raise NameTakenError(other)
