"""Documents are looked through in the chosen folders only, and changed in nothing but keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.key_files import rewrite_files, scan_folders

NEW = {"old": "new1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.tex").write_bytes(b"x\r\n\\cite{old}\r\n% \\cite{old}\r\n")
    (folder / "deep" / "b.md").write_bytes("Süß [@old].\n".encode("latin-1"))
    (folder / "c.txt").write_bytes(b"\\cite{old}")
    (folder / ".git").mkdir()
    (folder / ".git" / "d.tex").write_bytes(b"\\cite{old}")
    return folder


def test_finds_each_use_with_file_and_line(folder: Path) -> None:
    scan = scan_folders([folder], NEW)
    assert [(u.path.relative_to(folder).as_posix(), u.line, u.key, u.text) for u in scan.uses] == [
        ("a.tex", 2, "old", "\\cite{old}"),
        ("deep/b.md", 1, "old", "Süß [@old]."),
    ]
    assert (scan.files, scan.unread, scan.whole) == (2, (), True)


def test_rewrites_nothing_but_the_keys(folder: Path, tmp_path: Path) -> None:
    (folder / "a.tex").chmod(0o640)
    before = (folder / "a.tex").read_bytes()
    done = rewrite_files(scan_folders([folder], NEW), NEW, tmp_path / "kept")
    assert (folder / "a.tex").read_bytes() == b"x\r\n\\cite{new1}\r\n% \\cite{old}\r\n"
    assert (folder / "deep" / "b.md").read_bytes() == "Süß [@new1].\n".encode("latin-1")
    assert (folder / "a.tex").stat().st_mode & 0o777 == 0o640
    assert (done.done, len(done.written), done.changed, done.failed) == (2, 2, (), ())
    assert done.backup == tmp_path / "kept"
    assert (tmp_path / "kept" / "0001 a.tex").read_bytes() == before


def test_a_file_that_changed_since_is_left_alone(folder: Path, tmp_path: Path) -> None:
    scan = scan_folders([folder], NEW)
    (folder / "a.tex").write_bytes(b"\\cite{old} more")
    done = rewrite_files(scan, NEW, tmp_path / "kept")
    assert done.changed == (folder / "a.tex",)
    assert (folder / "a.tex").read_bytes() == b"\\cite{old} more"
    assert done.written == (folder / "deep" / "b.md",)


def test_links_do_not_lead_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "e.tex").write_bytes(b"\\cite{old}")
    (folder / "linked").symlink_to(outside)
    (folder / "e.tex").symlink_to(outside / "e.tex")
    (folder / "same.tex").symlink_to(folder / "a.tex")
    (folder / "circle").symlink_to(folder)
    names = [use.path.name for use in scan_folders([folder], NEW).uses]
    assert names == ["a.tex", "b.md"]


def test_what_cannot_be_read_is_told_and_passed_by(folder: Path) -> None:
    (folder / "broken.tex").symlink_to(folder / "nowhere.tex")
    (folder / "fifo.tex").write_bytes(b"")
    (folder / "fifo.tex").unlink()
    os.mkfifo(folder / "fifo.tex")
    assert [use.path.name for use in scan_folders([folder], NEW).uses] == ["a.tex", "b.md"]
    with pytest.raises(FileNotFoundError):
        scan_folders([folder / "none"], NEW)


def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = scan_folders([folder], NEW)
    usual = os.access

    def access(path: Path, mode: int) -> bool:  # root may write everything
        return Path(path).name != "a.tex" and usual(path, mode)

    monkeypatch.setattr(os, "access", access)
    done = rewrite_files(scan, NEW, tmp_path / "kept")
    assert [path.name for path, _ in done.failed] == ["a.tex"]
    assert [path.name for path in done.written] == ["b.md"]


def test_can_be_cancelled(folder: Path) -> None:
    scan = scan_folders([folder], NEW, cancelled=lambda: True)
    assert (scan.uses, scan.whole) == ((), False)
