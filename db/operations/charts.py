"""Charts of a person's list, and with whom they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import connection
from db.operations.answers import AnswersReader

if TYPE_CHECKING:
    from db.person.charts import Chart, ChartName
    from db.person.charts_coauthors import Circle


class ChartsReader(AnswersReader):
    """Reads what charts show, which is kept until the library changes."""

    def chart(self, name: ChartName, profile_id: int | None = None) -> Chart:
        """A chart of a profile's papers; see `db.person.charts`.

        Raises:
            KeyError: There is no such chart.
        """
        from db.person.charts import chart, distribution, positions

        def answer() -> Chart:
            if name == "distribution":
                return distribution(self._profile(profile_id))
            if name == "positions":
                is_first = self._meant(profile_id) == self._meant(None)
                return positions(self._bylines(profile_id), is_first=is_first)
            return chart(self._db, name, profile_id)

        with connection.translated(self.path):
            return self._kept((name, profile_id), answer)

    def circle(self, profile_id: int | None = None) -> Circle:
        """Who wrote with a profile's person; see `db.person.charts_coauthors`."""
        from db.person.charts_coauthors import circle

        def answer() -> Circle:
            return circle(self._db, self._bylines(profile_id))

        with connection.translated(self.path):
            return self._kept(("circle", profile_id), answer)
