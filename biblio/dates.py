"""Dates as bibliographies have them: a year, perhaps a month, perhaps a day."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.entry import Entry

MONTH_MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the month or the day may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """As in ISO 8601: ``2023``, ``2023-11`` or ``2023-11-05``."""
        return f"{self.year:04}"


def entry_date(entry: Entry) -> PartialDate | None:
    """The date of an entry; None when it has none that can be read."""
    year = entry.get("date", "year")[:4]
    return PartialDate(int(year)) if year.isdecimal() else None
