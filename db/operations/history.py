"""The journal as the user knows it: the steps, what each changed, undo and redo, and versions."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from db import connection
from db.errors import LibraryError, NoSuchStepError
from db.operations.base import Reader, Writer

if TYPE_CHECKING:
    from db.past.history_rows import Forgettable, StepChanges, Version
    from db.rows import Notice, Step


class HistoryReader(Reader):
    """Reads what was done."""

    def undo_name(self) -> str | None:
        """The name of the step that undo would take back, or None."""
        from db.past import journal

        step = journal.latest(self._db)
        return step.name if step else None

    def redo_name(self) -> str | None:
        """The name of the step that redo would do again, or None."""
        from db.past import journal

        step = journal.next_redo(self._db)
        return step.name if step else None

    def history(self, limit: int = 200, words: str = "", actor: str = "") -> list[Step]:
        """The newest steps, newest first.

        Args:
            limit: How many at most.
            words: Only those whose name has all of these words, in any case.
            actor: Only those of this actor (``window``); empty for all.
        """
        from db.past import journal

        return journal.history(self._db, limit, words, actor)

    def step(self, step_id: int) -> Step:
        """The step of this number.

        Raises:
            NoSuchStepError: The journal has no such step.
        """
        from db.past import journal

        step = journal.step_of(self._db, step_id)
        if step is None:
            raise NoSuchStepError(step_id)
        return step

    def step_changes(self, step_id: int) -> StepChanges:
        """What a step did, told by entry and field.

        Raises:
            NoSuchStepError: The journal has no such step.
        """
        from db.past import changes, journal

        with connection.translated(self.path), journal.reading(self._db):
            if journal.step_of(self._db, step_id) is None:
                raise NoSuchStepError(step_id)
            return changes.changes_of(self._db, step_id)

    def versions(self, entry_id: int) -> list[Version]:
        """What an entry was after each step that changed it, newest first.

        Raises:
            NoSuchEntryError: There is none with this id.
        """
        from db.past import journal
        from db.past.versions import versions

        with connection.translated(self.path), journal.reading(self._db):
            return versions(self._db, entry_id)

    def forgettable(self, before: str) -> Forgettable:
        """The steps made before a moment (ISO 8601 in UTC), and about how much they take."""
        from db.past import forgetting

        return forgetting.forgettable(self._db, before)


class History(Writer):
    """Takes steps back and does them again."""

    def undo(self, n: int = 1) -> list[Step]:
        """Take back the last `n` steps; returns those that were, in that order."""
        from db.past import journal

        return self._move(lambda moved: moved < n, journal.latest, "undone")

    def redo(self, n: int = 1) -> list[Step]:
        """Do again the last `n` steps taken back; returns those that were, in that order."""
        from db.past import journal

        return self._move(lambda moved: moved < n, journal.next_redo, "done")

    def move_to(self, step_id: int) -> list[Step]:
        """Take back a step and all later ones or, if it is undone, do it and all before again.

        Returns:
            The steps that were moved, in that order.

        Raises:
            NoSuchStepError: There is no such step, or it was given up or made for good.
        """
        from db.past import journal

        step = journal.step_of(self._db, step_id)
        if step is None or step.state not in {"done", "undone"}:
            raise NoSuchStepError(step_id)
        pick, state = (
            (journal.latest, "undone") if step.state == "done" else (journal.next_redo, "done")
        )

        def goes_on(_: int) -> bool:
            now = journal.step_of(self._db, step_id)
            return now is not None and now.state == step.state

        return self._move(goes_on, pick, state)

    def restore_version(
        self, entry_id: int, step_id: int | None, fields: Sequence[str] = ()
    ) -> Notice:
        """Make an entry, or fields of it, what they were after a step, as a new step.

        Args:
            entry_id: The entry.
            step_id: The step of a `Version`; None for the one before all steps.
            fields: Names of fields, ``type`` or ``key``; none for the type and all fields.

        Raises:
            NoSuchEntryError, NoSuchVersionError: There is no such entry, or was none then.
            KeyTakenError: Another entry has the key meanwhile.
        """
        from db import entries
        from db.past.versions import restore

        entry = entries.read(self._db, entry_id)
        name = entry.key or f"“{entry.get('title')[:40]}”"
        what = ", ".join(fields) or "an earlier version"
        with self._step(f"Restore {what} of {name}") as change:
            restore(self._db, change, entry_id, step_id, fields)
        return self._notice(change)

    def forget_steps(self, before: str) -> int:
        """Forget the steps made before a moment (ISO 8601 in UTC); returns how many went.

        They can neither be seen nor taken back any more; the entries stay as they are. What was
        undone, and can be done again, is kept.
        """
        from db.past import forgetting, journal

        self._check_writable()
        with connection.translated(self.path), journal.transaction(self._db):
            gone = forgetting.forget(self._db, before, self._actor)
        # Where another program reads, or there is no room, the file is as long as it was
        with contextlib.suppress(LibraryError), connection.translated(self.path):
            forgetting.shrink(self._db)
        return gone

    def _move(
        self,
        goes_on: Callable[[int], bool],
        pick: Callable[[sqlite3.Connection], Step | None],
        state: str,
    ) -> list[Step]:
        from db.past import journal
        from db.past.swapping import swap

        self._check_writable()
        self.check_in_place()
        moved: list[Step] = []
        with connection.translated(self.path), journal.transaction(self._db):
            while goes_on(len(moved)) and (step := pick(self._db)) is not None:
                swap(self._db, step.id, state)
                moved.append(step)
        self.check_in_place()  # or what was just written is known to nobody
        return moved

    def _check_writable(self) -> None:
        from db.errors import LibraryReadOnlyError

        if self.readonly:
            raise LibraryReadOnlyError(self.path)
