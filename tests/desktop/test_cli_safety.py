"""What the command line does not do by accident: overwrite, lose, mistake, or create."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.__main__ import main

BIB = "@misc{a, title = {One}}\n@misc{b, title = {Two}}\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "in.bib").write_text(BIB, encoding="utf-8")
    path = tmp_path / "own.oeuvre"
    assert main(["--library", str(path), "import", str(tmp_path / "in.bib")]) == 0
    return path


def run(library: Path, *arguments: str | Path) -> int:
    return main(["--library", str(library), *map(str, arguments)])


def test_a_target_that_others_edited_is_not_overwritten(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.bib"
    assert run(library, "export", "-o", target) == 0
    edited = target.read_text(encoding="utf-8") + "% mine\n"
    target.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    assert run(library, "export", "-o", target) == 1
    assert target.read_text(encoding="utf-8") == edited
    said = capsys.readouterr().err
    assert "-% mine" in said.splitlines()
    assert "was edited since it was last exported" in said
    assert run(library, "export", "-o", target, "--force") == 0
    assert "% mine" not in target.read_text(encoding="utf-8")


def test_an_export_after_a_change_of_ours_is_written(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.bib"
    assert run(library, "export", "-o", target) == 0
    assert run(library, "set", "a", "note=new") == 0
    assert run(library, "export", "-o", target) == 0
    assert "note = {new}" in target.read_text(encoding="utf-8")


def test_a_key_that_another_entry_has_is_refused(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(library, "set", "a", "key=b") == 2
    assert "Another entry has the key “b”" in capsys.readouterr().err
    assert run(library, "set", "a", "key=c") == 0


def test_a_day_in_the_future_is_refused(library: Path, tmp_path: Path) -> None:
    assert run(library, "import", tmp_path / "in.bib", "--as-of", "2199-01-01") == 2


def test_shared_keys_are_listed_by_check(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.bib").write_text("@misc{a, title = {Else}}\n", encoding="utf-8")
    assert run(library, "import", tmp_path / "other.bib") == 1
    capsys.readouterr()
    assert run(library, "check") == 1
    assert "The key a belongs to several entries" in capsys.readouterr().out


def test_a_backup_never_replaces_what_is_no_file(library: Path, tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run(library, "backup", pipe) == 2
    assert pipe.is_fifo()


def test_a_dry_run_makes_no_library(library: Path, tmp_path: Path) -> None:
    del library
    assert run(tmp_path / "none.oeuvre", "import", tmp_path / "in.bib", "--dry-run") == 0
    assert not (tmp_path / "none.oeuvre").exists()


def with_backups(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = library.with_name("own backups")
    folder.mkdir()
    (folder / "2026-05-31 12.00.00.oeuvre").write_bytes(library.read_bytes())
    capsys.readouterr()


def test_a_library_that_is_gone_but_has_backups_is_not_taken_for_a_wrong_name(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_backups(library, capsys)
    library.unlink()
    assert run(library, "search", "x") != 0
    said = capsys.readouterr().err
    assert "there are backups of it" in said
    assert "import a file" not in said


def test_no_rescue_is_offered_of_a_text_file_in_the_place_of_a_library(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_backups(library, capsys)
    library.write_text("A shopping list\n" * 100, encoding="utf-8")
    assert run(library, "search", "x") != 0
    said = capsys.readouterr().err
    assert "restore" in said
    assert "oeuvre rescue" not in said
