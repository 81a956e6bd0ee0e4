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

    def keep_left(self) -> Path | None:
        """Keep what is open, whose file is gone from its place, among its backups.

        Returns:
            The backup that holds it, which may be an older one; None where there is nothing.

        Raises:
            LibraryError, OSError: It cannot be written.
        """
        from db.safety.rotation import back_up, backups

        with connection.translated(self.path):
            copy = back_up(self._db, self.path, _local_now())
        if copy is not None:
            return copy
        known = backups(self.path)  # nothing has changed since the newest
        return known[0][1] if known else None

    def back_up_if_due(self) -> Path | None:
        """The same, but once an hour at most: a look at a folder where there is a newer one."""
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

    def check_if_small(self) -> None:
        """Look whether the library is damaged, where that takes no longer than a step.

        Raises:
            LibraryDamagedError: It is.
        """
        from db.safety.backup import check_if_small

        check_if_small(self._db, self.path)

    def is_earlier(self, copy: Path) -> bool:
        """Whether a library is an earlier state of this one: nothing is lost by replacing it.

        Raises:
            LibraryError: It cannot be read.
        """
        from db.safety.comparing import is_earlier

        with connection.translated(self.path):
            return is_earlier(self._db, copy)


def _local_now() -> dt.datetime:
    return dt.datetime.now()  # noqa: DTZ005  # backups are named by the user's clock
