"""A file of the user's is replaced whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.files import replace_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_makes_a_new_file(tmp_path: Path) -> None:
    assert replace_file(tmp_path / "a.bib", b"new")
    assert (tmp_path / "a.bib").read_bytes() == b"new"
    assert names(tmp_path) == ["a.bib"]


def test_does_not_write_the_same_bytes(tmp_path: Path) -> None:
    target = tmp_path / "a.bib"
    target.write_bytes(b"same")
    os.utime(target, (1, 1))
    inode = target.stat().st_ino
    assert not replace_file(target, b"same")
    assert (target.stat().st_ino, target.stat().st_mtime) == (inode, 1)


@pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
def test_keeps_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.bib"
    target.write_bytes(b"old")
    target.chmod(0o640)
    assert replace_file(target, b"new")
    assert target.stat().st_mode & 0o7777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_replaces_the_file_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.bib"
    target.write_bytes(b"old")
    link = tmp_path / "link.bib"
    link.symlink_to("real/a.bib")
    assert replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path / "real") == ["a.bib"]


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path, b"new")


def test_names_the_file_of_the_user_when_it_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "a.bib"
    with pytest.raises(FileNotFoundError) as error:
        replace_file(target, b"new")
    assert error.value.filename == str(target)
    assert names(tmp_path) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "a.bib"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as error:
        replace_file(target, b"new")
    assert error.value.filename == str(target)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.bib"]


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_writes_to_what_is_no_regular_file() -> None:
    assert replace_file(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()
