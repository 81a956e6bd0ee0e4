"""What sites list of a person against the library, and taking over what they know better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Reader, Writer, amount

if TYPE_CHECKING:
    from db.reconciling.reconcile import Reconciled
    from db.reconciling.reconcile_since import Since
    from db.rows import Notice


class ReconcilingReader(Reader):
    """Compares lists."""

    def reconciled(self, profile_id: int | None = None) -> Reconciled:
        """What sites list of a person beside the library; see `db.reconciling.reconcile`."""
        from db.reconciling.reconcile import reconcile

        with connection.translated(self.path):
            return reconcile(self._db, profile_id)

    def since_last_import(self, profile_id: int) -> list[Since]:
        """What the newest counts of each source brought; see `db.reconciling.reconcile_since`."""
        from db.reconciling.reconcile_since import since

        with connection.translated(self.path):
            return since(self._db, profile_id)


class Reconciling(Writer):
    """Takes over what sites know."""

    def adopt_identifiers(self, found: dict[int, tuple[tuple[str, str], ...]]) -> Notice:
        """Give entries the identifiers that they lack, all in one step.

        Args:
            found: For each entry the (kind, identifier) that a site tells; kinds that the
                entry has by now are left.
        """
        from biblio.reconcile import fields_of
        from db import editing, entries

        number = 0

        def edits() -> Iterator[editing.Edit]:
            for entry_id, pairs in found.items():
                old = entries.read(self._db, entry_id)
                if values := fields_of(old, pairs):
                    yield editing.Edit(entry_id, editing.changed_fields(old, values), old=old)

        with self._step(lambda: f"Take over identifiers of {amount(number)}") as change:
            number = editing.apply_all(self._db, change, edits())
        return self._notice(change)
