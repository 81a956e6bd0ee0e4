"""Answers that take long to work out are kept until the library changes."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from db.operations.base import Reader

if TYPE_CHECKING:
    from db.person.bylines import Bylines
    from db.person.profile_numbers import Profile
    from db.place import StrPath

_MOST = 32  # answers that are kept; with one more, all are forgotten
_Answer = TypeVar("_Answer")


class AnswersReader(Reader):
    """Reads what is asked for again and again, such as all that a profile shows."""

    def __init__(
        self, path: StrPath, database: sqlite3.Connection, *, readonly: bool, actor: str
    ) -> None:
        super().__init__(path, database, readonly=readonly, actor=actor)
        self._answers: dict[Hashable, Any] = {}
        self._answers_of: tuple[int, int] = (0, -1)

    def _kept(self, question: Hashable, answer: Callable[[], _Answer]) -> _Answer:
        """The answer to a question, worked out where it is not known of the library as it is.

        What an answer is made of must be asked for within `answer`: what was read before the look
        at the library may be of an older state than what is kept with it.
        """
        version = int(self._db.execute("PRAGMA data_version").fetchone()[0])
        now = (version, self._db.total_changes)  # those of others, and one's own
        if now != self._answers_of or len(self._answers) > _MOST:
            self._answers.clear()
            self._answers_of = now
        if question not in self._answers:
            with _uncollected():
                self._answers[question] = answer()
        found: _Answer = self._answers[question]
        return found

    def _profile(self, profile_id: int | None) -> Profile | None:
        """A profile with what its numbers are made of; the first one for None."""
        from db.person.profile_numbers import load

        known = self._meant(profile_id)
        return self._kept(("profile", known), lambda: load(self._db, known))

    def _bylines(self, profile_id: int | None) -> Bylines | None:
        """The authors of a profile's papers, of the first one's for None; None without any."""
        from db.person.bylines import bylines

        known = self._meant(profile_id)
        if known is None:
            return None
        return self._kept(("bylines", known), lambda: bylines(self._db, known))

    def _meant(self, profile_id: int | None) -> int | None:
        from db.person.first import first

        return first(self._db) if profile_id is None else profile_id


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Papers and names hold no cycles, and looking for them takes up to a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
