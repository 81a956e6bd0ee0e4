"""Automatic backups: made when something changed, thinned with age."""

from __future__ import annotations

import datetime as dt
import sqlite3
from types import SimpleNamespace

import pytest

from db import Library
from db.errors import DiskFullError
from db.safety.restoring import restore
from db.safety.rotation import all_backups, back_up, backups, folder_of, is_due, kept

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


def test_a_backup_is_as_private_as_the_library(library: Library) -> None:
    library.new_entry("misc")
    library.path.chmod(0o600)
    copy = library.back_up_if_changed()
    assert copy is not None
    assert copy.stat().st_mode & 0o777 == 0o600


def test_once_an_hour_is_enough_where_nobody_waits(library: Library) -> None:
    library.new_entry("misc")
    assert library.back_up_if_due() is not None
    library.new_entry("misc")
    assert library.back_up_if_due() is None
    (made, _) = backups(library.path)[0]
    assert not is_due(library.path, made + dt.timedelta(minutes=59))
    assert is_due(library.path, made + dt.timedelta(hours=1))
    assert is_due(library.path, made - dt.timedelta(hours=1))  # the clock was wrong then


def test_no_backup_fills_the_disk(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.new_entry("misc")
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10_000))
    with pytest.raises(DiskFullError):
        library.back_up_if_changed()
    assert not folder_of(library.path).exists()


def test_every_copy_is_known_by_its_place_and_name(library: Library) -> None:
    library.new_entry("misc")
    automatic = library.back_up_if_changed()
    for name in ("before-version-2", "before-restore-1", "backup-2026-05-31-120000"):
        library.backup(library.path.with_name(f"own.{name}.oeuvre"))
    library.backup(library.path.with_name("own-backup.oeuvre"))
    library.backup(library.path.with_name("another.oeuvre"))
    found = all_backups(library.path)
    assert {(each.path.name, each.kind) for each in found} == {
        (automatic.name if automatic else "", "automatic"),
        ("own.before-version-2.oeuvre", "migration"),
        ("own.before-restore-1.oeuvre", "restore"),
        ("own.backup-2026-05-31-120000.oeuvre", "own"),
        ("own-backup.oeuvre", "own"),
    }
    assert all(each.size == each.path.stat().st_size for each in found)


def test_a_backup_tells_what_restoring_it_would_change(library: Library) -> None:
    first = library.new_entry("misc", {"title": "First"})
    library.new_entry("misc", {"title": "Second"})
    copy = library.back_up_if_changed()
    assert copy is not None
    library.set_fields(first, {"title": "Changed"})
    library.new_entry("misc", {"title": "Third"})
    found = library.backup_details(copy)
    assert (found.entries, found.steps) == (2, 2)
    assert (found.back, found.gone, found.other) == (0, 1, 1)
    assert (found.titles_gone, found.titles_other) == (("Third",), ("First",))


def test_a_restore_can_be_taken_back(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "First"})
    copy = library.back_up_if_changed()
    assert copy is not None
    library.set_fields(entry_id, {"title": "Later"})
    with Library.open(library.path, readonly=True) as reader:  # as the window has them open
        before = restore(copy, library.path)
        assert reader.entry(entry_id).entry.get("title") == "First"
        assert library.entry(entry_id).entry.get("title") == "First"
        assert before is not None
        restore(before, library.path)
        assert library.entry(entry_id).entry.get("title") == "Later"
    assert library.undo_name() == "Edit title of “First”"
    assert library.verify() == []


def test_a_backup_with_pages_of_another_size_is_restored(library: Library) -> None:
    library.new_entry("misc", {"title": "First"})
    copy = library.back_up_if_changed()
    assert copy is not None
    with sqlite3.connect(copy, isolation_level=None) as connection:
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("VACUUM")
    connection.close()
    library.new_entry("misc", {"title": "Second"})
    with Library.open(library.path, readonly=True) as reader:
        restore(copy, library.path)
        assert reader.count() == library.count() == 1
    assert library.verify() == []
    assert [each.name for each in library.path.parent.iterdir() if each.is_dir()] == ["own backups"]
