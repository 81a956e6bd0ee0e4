"""What the command line tells of the past, its backups, and of streams that take nothing."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db import Library
from desktop.cli.run import run
from tests.architecture.places import ROOT

BIB = "@article{one, title = {Even Graphs}, year = 2001}\n@book{two, title = {Tables}}\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own.oeuvre"
    with Library.open(path, actor="window") as library:
        library.import_bytes(BIB.encode(), name="a.bib")
        library.set_fields(1, {"title": "Odd Graphs", "year": None})
        library.set_fields(1, {"note": "Mine"})
        library.trash([2])
    monkeypatch.setenv("OEUVRE_LIBRARY", str(path))
    return path


def says(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.usefixtures("path")
def test_history_lists_numbers_that_show_takes(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = says(capsys, "history")
    assert (status, out.splitlines()[2].split()[0]) == (0, "4")
    _, out, _ = says(capsys, "history", "--show", "2")
    assert out.splitlines() == [
        "~ one: Odd Graphs",
        "    title: [-Even-]{+Odd+} Graphs",
        "    year: [-2001-]",
    ]
    _, out, _ = says(capsys, "history", "--show", "4")
    assert "moved to the trash" in out
    _, out, _ = says(capsys, "history", "--show", "2", "--json")
    assert json.loads(out)["entries"][0]["fields"] == [
        {"name": "title", "before": "Even Graphs", "after": "Odd Graphs"},
        {"name": "year", "before": "2001", "after": ""},
    ]
    status, _, err = says(capsys, "history", "--show", "99")
    assert (status, err) == (2, "No step has the number 99; see oeuvre history.\n")
    _, out, _ = says(capsys, "history", "--search", "trash move")
    assert [line.split()[0] for line in out.splitlines()[2:]] == ["4"]


def test_history_of_an_entry_leads_back_to_its_versions(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = says(capsys, "history", "one")
    assert [line.split()[0] for line in out.splitlines() if line[0].isdecimal()] == ["3", "2", "1"]
    assert says(capsys, "revert", "one", "year", "title", "--to", "1")[1] == (
        "Restore year, title of one.\n"
    )
    with Library.open(path) as library:
        entry = library.entry(1).entry
        assert [entry.get(name) for name in ("title", "year", "note")] == [
            "Even Graphs",
            "2001",
            "Mine",
        ]
    says(capsys, "revert", "one", "--to", "1")
    with Library.open(path) as library:
        assert library.entry(1).entry.get("note") == ""
        assert library.export_source("a.bib").startswith(BIB.partition("\n")[0].encode())
    status, _, err = says(capsys, "revert", "one", "--to", "77")
    assert status == 2
    assert "no step has the number 77" in err


def test_undo_and_redo_lead_to_a_change(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(says(capsys, "undo", "--to", "2")[1].splitlines()) == 3
    assert says(capsys, "undo", "--to", "2")[0] == 2
    assert len(says(capsys, "redo", "--to", "3")[1].splitlines()) == 2
    with Library.open(path) as library:
        assert library.undo_name() == "Edit note of one"


def test_forget_says_first_and_does_it_when_asked_again(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = says(capsys, "forget", "--before", "2100-01-01")
    assert status == 0
    assert "4 changes made before 2100-01-01 would be forgotten" in out
    with Library.open(path) as library:
        assert len(library.history()) == 4
    says(capsys, "forget", "--before", "2100-01-01", "--yes")
    with Library.open(path) as library:
        assert library.undo_name() is None
        assert library.entry(1).entry.get("title") == "Odd Graphs"
    assert "No change was made" in says(capsys, "forget", "--before", "2001-01-01")[2]


def test_the_first_change_of_a_day_keeps_what_was_before(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    says(capsys, "search", "odd")
    assert "no backup" in says(capsys, "backups")[2]
    says(capsys, "set", "one", "title=New")
    says(capsys, "set", "one", "title=Newer")
    _, out, _ = says(capsys, "backups", "--json")
    (backup,) = json.loads(out)
    assert (backup["kind"], backup["number"]) == ("automatic", 1)
    _, out, _ = says(capsys, "backups", "--show", "1")
    assert "1 entry would be as it was:\n    Odd Graphs" in out
    status, out, _ = says(capsys, "restore", "1")
    assert status == 0
    (restored, taken_back) = out.splitlines()
    assert re.search(r"”, of \d{4}-\d\d-\d\d \d\d:\d\d\.$", restored)
    assert taken_back.endswith(f"restore {path.with_name('own.before-restore-1.oeuvre')}")
    with Library.open(path) as library:
        assert library.entry(1).entry.get("title") == "Odd Graphs"
    kept = path.with_name("own.before-restore-1.oeuvre")
    says(capsys, "restore", str(kept))
    with Library.open(path) as library:
        assert library.entry(1).entry.get("title") == "Newer"


def test_a_damaged_library_names_its_latest_good_backup(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    says(capsys, "set", "one", "title=New")
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    status, _, err = says(capsys, "show", "one")
    assert status == 3
    assert "is damaged" in err.splitlines()[0]
    assert "latest good backup" in err.splitlines()[1]
    assert f"rescue {path}" in err


def test_rescue_makes_a_library_of_what_can_be_read(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.oeuvre"
    status, out, _ = says(capsys, "rescue", str(path), str(new))
    assert (status, out.splitlines()[0]) == (
        0,
        f"“{new}” holds 2 entries; the history is taken along, with 4 changes.",
    )
    assert says(capsys, "rescue", str(path), str(new))[0] == 2


def test_the_library_is_not_imported_into_itself(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = says(capsys, "import", str(path))
    assert (status, err) == (3, f"“{path}” was not imported: it is the library itself.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["history"], ["export"]])
@pytest.mark.usefixtures("path")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_an_output_that_is_full_ends_in_one_sentence(
    arguments: list[str], unbuffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=ROOT,
        )
        silent = subprocess.run(
            [sys.executable, "-m", "desktop", *arguments],
            stdout=full,
            stderr=full,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == silent.returncode == 3
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix is needed")
@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("command", "status"),
    [("--help >&-", 0), ("history >&- 2>&-", 0), ("export >&-", 3), ("import - <&-", 3)],
)
def test_a_stream_that_is_closed_is_no_fault(command: str, status: int) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m desktop {command}', sys.executable],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == status
    assert "Traceback" not in done.stderr


def _damaged_header(path: Path) -> None:
    path.write_bytes(b"no library".ljust(8192, b" ") + path.read_bytes()[8192:])


def _another_file(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" * 900)


def _removed(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_damaged_header, _another_file, _removed, _emptied])
@pytest.mark.parametrize(
    "command", [["search", "x"], ["set", "one", "note=x"], ["import", "b.bib"]]
)
def test_a_library_that_cannot_be_found_any_more_is_restored_by_the_line_that_is_offered(
    harm: Callable[[Path], None],
    command: list[str],
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = tmp_path / "my papers.oeuvre"
    shutil.copyfile(path, library)
    (tmp_path / "b.bib").write_text("@misc{b, title = {B}}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OEUVRE_LIBRARY", str(library))
    says(capsys, "set", "one", "title=New")
    harm(library)
    before = library.read_bytes() if library.exists() else None
    status, out, err = says(capsys, *command)
    assert (status, out) == (3, "")
    assert "Traceback" not in err
    assert (library.read_bytes() if library.exists() else None) == before
    (offered,) = [line for line in err.splitlines() if "restore the latest good backup" in line]
    words = shlex.split(offered.partition(": oeuvre")[2])
    status, out, _ = says(capsys, *words)
    assert status == 0
    kept = tmp_path / "my papers.damaged-1.oeuvre"
    if before:
        assert out.endswith(f"What it was before is damaged, and kept in “{kept}”.\n")
        assert kept.read_bytes() == before
    with Library.open(library, readonly=True) as restored:
        assert restored.count() == 1
        assert restored.verify() == []


def test_what_cannot_be_rescued_does_not_send_back_to_rescue(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    says(capsys, "set", "one", "title=New")
    path.write_bytes(path.read_bytes()[:20_000])
    status, _, err = says(capsys, "rescue", str(path), str(tmp_path / "new.oeuvre"))
    assert status == 3
    lines = err.splitlines()
    assert "not one entry can be read" in lines[0]
    assert lines[1].startswith("To restore the latest good backup")
    assert len(lines) == 2
    assert not (tmp_path / "new.oeuvre").exists()


def test_another_library_is_not_replaced_by_a_backup(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, own = tmp_path / "other.oeuvre", tmp_path / "copy.oeuvre"
    with Library.open(other) as library:
        library.new_entry("misc", {"title": "Precious"})
    before = other.read_bytes()
    status, _, err = says(capsys, "backup", str(other))
    assert (status, other.read_bytes()) == (2, before)
    assert "is another library" in err
    assert says(capsys, "backup", str(own))[0] == 0
    says(capsys, "set", "one", "title=New")
    assert says(capsys, "backup", str(own))[0] == 0
    with Library.open(own) as library:  # what the library itself does not have
        library.set_fields(1, {"title": "Edited in the copy"})
    assert says(capsys, "backup", str(own))[0] == 2
    del path


def test_a_damaged_library_is_not_written_any_more(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    says(capsys, "set", "one", "title=New")
    with sqlite3.connect(path) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'attachments'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : root * size] = b"\x11" * size
    path.write_bytes(data)
    for command in (["undo"], ["set", "one", "note=x"]):
        status, out, err = says(capsys, *command)
        assert (status, out) == (3, "")
        assert f"The library “{path}” is damaged" in err
        assert "restore the latest good backup" in err
    with Library.open(path, readonly=True) as library:
        assert len(library.history()) == 5
        assert {step.state for step in library.history()} == {"done"}


def test_a_missing_folder_is_named(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    none = tmp_path / "none"
    for command in (
        ["backup", str(none / "b.oeuvre")],
        ["export", "-o", str(none / "b.bib")],
        ["rescue", str(path), str(none / "new.oeuvre")],
    ):
        status, _, err = says(capsys, *command)
        assert status == 3
        assert f"there is no folder “{none}”" in err.replace("There", "there"), command
    assert not none.exists()


def test_a_folder_that_a_service_copies_is_warned_of_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    synced = tmp_path / "Dropbox" / "own.oeuvre"
    synced.parent.mkdir()
    path.rename(synced)
    monkeypatch.setenv("OEUVRE_LIBRARY", str(synced))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert says(capsys, "search", "odd")[2] == ""
    assert "folder that Dropbox copies" in says(capsys, "set", "one", "title=New")[2]
    assert says(capsys, "set", "one", "title=Newer")[2] == ""


@pytest.mark.parametrize("command", [["search", "x"], ["set", "one", "note=x"], ["undo"]])
def test_an_empty_file_is_no_library_to_look_at_or_to_change(
    command: list[str], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(b"")
    status, _, err = says(capsys, *command)
    assert status == 3
    assert "is no Oeuvre library" in err
    assert path.read_bytes() == b""
