"""Looking after the file: automatic backups, and what restoring one would change."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Reader

if TYPE_CHECKING:
    from db.past.history_rows import BackupDetails


class Keeper(Reader):
    """Makes and reads backups; the library itself is only read."""

    def back_up_if_changed(self) -> Path | None:
        """Make an automatic backup when something has changed since the last one.

        Returns:
            The new copy, or None.

        Raises:
            LibraryError, OSError: The copy cannot be written; the older ones stay.
        """
        from db.safety.rotation import back_up

        self.check_in_place()
        with connection.translated(self.path):
            return back_up(self._db, self.path, _local_now())

    def back_up_if_due(self) -> Path | None:
        """The same, but at most once a day: one look at a folder where there is one of today."""
        from db.safety.rotation import is_due

        return self.back_up_if_changed() if is_due(self.path, _local_now()) else None

    def backup_details(self, backup: Path) -> BackupDetails:
        """What a backup holds, and what restoring it would change here.

        Raises:
            LibraryError: The backup cannot be read.
        """
        from db.safety.comparing import details

        with connection.translated(self.path):
            return details(self._db, backup)


def _local_now() -> dt.datetime:
    return dt.datetime.now()  # noqa: DTZ005  # backups are named by the user's clock
