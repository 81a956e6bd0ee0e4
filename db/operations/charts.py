"""Charts of a person's list, and with whom they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Reader

if TYPE_CHECKING:
    from db.person.charts import Chart, ChartName
    from db.person.charts_coauthors import Circle


class ChartsReader(Reader):
    """Reads what charts show."""

    def chart(self, name: ChartName, profile_id: int | None = None) -> Chart:
        """A chart of a profile's papers; see `db.person.charts`.

        Raises:
            KeyError: There is no such chart.
        """
        from db.person.charts import chart

        with connection.translated(self.path):
            return chart(self._db, name, profile_id)

    def circle(self, profile_id: int | None = None) -> Circle:
        """Who wrote with a profile's person; see `db.person.charts_coauthors`."""
        from db.person.charts_coauthors import circle

        with connection.translated(self.path):
            return circle(self._db, profile_id)
