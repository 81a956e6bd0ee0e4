"""The file alone is the library soon after a step, and no log of ours stays beside another file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from db import Library, errors


def log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def titles(path: Path) -> list[str]:
    with Library.open(path, readonly=True, create=False) as library:
        assert library.verify() == []
        return [row.title for row in library.rows(library.find_ids())]


def test_a_copy_of_the_file_is_whole_after_a_step_is_settled(library: Library) -> None:
    library.new_entry("misc", {"title": "One"})
    assert library.settle()
    assert log(library.path).stat().st_size == 0
    copy = library.path.with_name("copy.oeuvre")
    shutil.copyfile(library.path, copy)
    assert titles(copy) == ["One"]
    library.new_entry("misc", {"title": "Two"})
    assert library.settle()


def test_a_reader_is_not_waited_for(library: Library) -> None:
    library.new_entry("misc", {"title": "One"})
    library.settle()
    reader = sqlite3.connect(library.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entries").fetchone()
    library.new_entry("misc", {"title": "Two"})
    assert not library.settle()
    assert library._db.execute("PRAGMA busy_timeout").fetchone() == (30_000,)
    reader.close()
    assert library.settle()


def test_a_file_that_was_moved_takes_its_last_step_along_and_leaves_no_log(
    tmp_path: Path,
) -> None:
    path, moved = tmp_path / "own.oeuvre", tmp_path / "moved.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        path.rename(moved)
    assert [each.name for each in tmp_path.iterdir()] == ["moved.oeuvre"]
    assert titles(moved) == ["One"]


def test_a_file_that_was_replaced_is_kept_and_does_not_harm_what_took_its_place(
    tmp_path: Path,
) -> None:
    path, other = tmp_path / "own.oeuvre", tmp_path / "other.oeuvre"
    with Library.open(other) as library:
        for number in range(40):
            library.new_entry("misc", {"title": f"Other {number}", "abstract": "word " * 900})
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        other.replace(path)
        kept = library.keep_left()
    assert kept is not None
    assert titles(kept) == ["One"]
    assert len(titles(path)) == 40
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "Later"})
    assert len(titles(path)) == 41


def test_what_took_the_place_and_is_being_written_keeps_its_steps(tmp_path: Path) -> None:
    path, other = tmp_path / "own.oeuvre", tmp_path / "other.oeuvre"
    Library.open(other).close()
    left = Library.open(path)
    left.new_entry("misc", {"title": "One"})
    left.settle()
    other.replace(path)
    with Library.open(path) as library:  # shares the log's name
        library.new_entry("misc", {"title": "Fresh"})
        left.close()
        library.new_entry("misc", {"title": "Fresher"})
    assert sorted(titles(path)) == ["Fresh", "Fresher"]


def test_another_number_of_the_same_file_is_no_other_file(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.new_entry("misc", {"title": "One"})
    stat = os.stat

    def renumbered(path: str | Path) -> os.stat_result:
        found = stat(path)
        numbers = [*found][:10]
        numbers[1] += 1_000_000
        return os.stat_result(
            numbers,
            {
                "st_mtime_ns": found.st_mtime_ns,
                "st_ctime_ns": found.st_ctime_ns,
                "st_atime_ns": found.st_atime_ns,
            },
        )

    assert library.is_in_place()
    monkeypatch.setattr(os, "stat", renumbered)
    assert library.is_in_place()
    library.new_entry("misc", {"title": "Two"})
    assert library.is_in_place()


def test_a_network_that_is_away_is_no_file_that_is_gone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: object) -> os.stat_result:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "stat", away)
    assert library.is_in_place()


def test_no_new_library_takes_the_place_of_one_that_has_backups(tmp_path: Path) -> None:
    path = tmp_path / "own.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        library.back_up_if_changed()
    for harm in (path.unlink, lambda: path.write_bytes(b"")):
        harm()
        with pytest.raises(errors.LibraryLostError):
            Library.open(path)
        assert not path.exists() or not path.stat().st_size
    (tmp_path / "own backups").rename(tmp_path / "old")
    Library.open(path).close()
