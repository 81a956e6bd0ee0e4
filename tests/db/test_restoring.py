"""Restoring loses no step of anybody, also not of who writes meanwhile."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from db import Library, errors
from db.safety.backup import copy_to
from db.safety.restoring import restore

BIB = "".join(
    f"@misc{{k{n}, title = {{Paper {n}}}, note = {{{'word ' * 90}}}}}\n" for n in range(900)
)


def steps(path: Path) -> set[str]:
    with Library.open(path, readonly=True, create=False) as library:
        assert library.verify() == []
        return {step.name for step in library.history(100_000) if step.state == "done"}


def test_steps_that_others_finish_meanwhile_are_in_the_copy_or_in_the_library(
    tmp_path: Path,
) -> None:
    path, backup = tmp_path / "own.oeuvre", tmp_path / "backup.oeuvre"
    with Library.open(path) as library:
        library.import_bytes(BIB.encode(), name="a.bib")
        library.backup(backup)
    finished: list[str] = []
    ended, begun = threading.Event(), threading.Event()

    def write() -> None:
        with Library.open(path) as library:
            while not ended.is_set():
                with library._step(f"Step {len(finished)}") as change:
                    change.update("entries", 1, {"key": f"k{len(finished)}"})
                finished.append(f"Step {len(finished)}")
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    kept = [restore(backup, path) for _ in range(3)]
    ended.set()
    writer.join()
    found = steps(path)
    for copy in kept:
        assert copy is not None
        found |= steps(copy)
    assert len(finished) > 3
    assert set(finished) <= found


def test_a_restore_that_fails_leaves_the_library_and_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backup = tmp_path / "own.oeuvre", tmp_path / "backup.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        library.backup(backup)
        library.new_entry("misc", {"title": "Two"})
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)  # even for root
    with pytest.raises(errors.LibraryReadOnlyError):
        restore(backup, path)
    monkeypatch.undo()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.oeuvre", "own.oeuvre"]
    with Library.open(path) as library:
        assert library.count() == 2


def test_a_damaged_library_is_kept_with_the_steps_in_its_log(tmp_path: Path) -> None:
    path, backup = tmp_path / "own.oeuvre", tmp_path / "backup.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        library.backup(backup)
    path.write_bytes(path.read_bytes()[:9000])
    log = tmp_path / "own.oeuvre-wal"
    log.write_bytes(b"steps that were not in the file yet")
    before = restore(backup, path)
    assert before is not None
    assert before.with_name(f"{before.name}-wal").read_bytes() == (
        b"steps that were not in the file yet"
    )
    assert not log.exists()
    assert len(steps(path)) == 1


def test_damage_is_said_of_the_library_not_of_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "own.oeuvre"
    with Library.open(path) as library:
        library.import_bytes(BIB.encode(), name="a.bib")
    data = bytearray(path.read_bytes())
    data[40 * 8192 : 60 * 8192] = bytes(20 * 8192)
    path.write_bytes(data)
    with Library.open(path) as library, pytest.raises(errors.LibraryDamagedError) as caught:
        copy_to(library._db, path, tmp_path / "copy.oeuvre")
    assert caught.value.path == path


def test_a_folder_that_is_missing_is_said_of_the_copy(library: Library) -> None:
    target = library.path.with_name("none") / "copy.oeuvre"
    with pytest.raises(errors.CopyNotWrittenError) as caught:
        library.backup(target)
    assert caught.value.path == target


def test_a_log_of_a_file_that_is_gone_is_not_read_with_the_backup(tmp_path: Path) -> None:
    path, backup = tmp_path / "own.oeuvre", tmp_path / "backup.oeuvre"
    log, kept = tmp_path / "own.oeuvre-wal", tmp_path / "kept"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        library.backup(backup)
        library.new_entry("misc", {"title": "Two", "abstract": "word " * 9000})
        shutil.copyfile(log, kept)  # as a program that is killed leaves it
    path.unlink()
    kept.rename(log)
    assert restore(backup, path) is None
    with Library.open(path) as library:
        assert library.count() == 1
        assert library.verify() == []
    assert (tmp_path / "own.before-restore-1.oeuvre-wal").exists()
    before = restore(backup, path)
    assert before == tmp_path / "own.before-restore-2.oeuvre"
    assert len(steps(before)) == 1
