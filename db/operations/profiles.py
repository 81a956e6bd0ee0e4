"""The persons whose lists the library holds, and their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Reader

if TYPE_CHECKING:
    from db.rows import ProfileSummary


class ProfileReader(Reader):
    """Reads profiles."""

    def profiles(self) -> list[tuple[int, str]]:
        """All profiles as (id, name)."""
        with connection.translated(self.path):
            return self._db.execute("SELECT id, name FROM profiles ORDER BY id").fetchall()

    def profile(self, profile_id: int | None = None) -> ProfileSummary | None:
        """A profile with its numbers; the first one for None; None when there is none."""
        from db.profiles import summary

        with connection.translated(self.path):
            return summary(self._db, profile_id)
