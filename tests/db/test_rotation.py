"""Automatic backups: made when something changed, thinned with age."""

from __future__ import annotations

import datetime as dt

from db import Library
from db.rotation import back_up, backups, folder_of, kept

NOON = dt.datetime(2026, 5, 31, 12)  # noqa: DTZ001  # local time, as the names hold


def at(day: int, hour: int = 12) -> dt.datetime:
    return NOON + dt.timedelta(days=day, hours=hour - 12)


def test_a_backup_is_made_only_when_something_changed(library: Library) -> None:
    assert back_up(library._db, library.path, at(0)) is None
    library.new_entry("misc", {"title": "One"})
    first = back_up(library._db, library.path, at(0))
    assert first is not None
    assert first.parent == folder_of(library.path)
    assert back_up(library._db, library.path, at(1)) is None
    library.undo()
    second = back_up(library._db, library.path, at(2))
    assert [path for _, path in backups(library.path)] == [second, first]
    with Library.open(first, readonly=True, create=False) as copy:
        assert copy.count() == 1


def test_a_damaged_backup_does_not_stand_in_the_way(library: Library) -> None:
    library.new_entry("misc")
    first = back_up(library._db, library.path, at(0))
    assert first is not None
    first.write_bytes(b"SQLite format 3\0" + bytes(2000))
    assert back_up(library._db, library.path, at(1)) is not None


def test_old_backups_are_thinned_to_days_weeks_and_months() -> None:
    every_six_hours = [at(-day, hour) for day in range(400) for hour in (0, 6, 12, 18)]
    staying = kept(every_six_hours)
    assert {at(0, 18), at(0, 12), at(0, 6), at(0, 0), at(-1, 18)} <= staying
    assert {at(-day, 18) for day in range(7)} <= staying
    assert len({moment.strftime("%Y-%m") for moment in staying}) == 12
    assert len(staying) < 30
    assert min(staying) > at(-366)


def test_a_few_backups_all_stay() -> None:
    few = [at(-day) for day in (0, 1, 40, 300)]
    assert kept(few) == set(few)
