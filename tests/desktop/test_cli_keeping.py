"""What the command line tells of the past, its backups, and of streams that take nothing."""

from __future__ import annotations

import json
import subprocess
import sys
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
    assert (status, err) == (2, "There is no change 99; see oeuvre history.\n")
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
    assert "no change 77" in err


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
    assert "1 would be as they were:\n    Odd Graphs" in out
    status, out, _ = says(capsys, "restore", "1")
    assert status == 0
    assert "to take this back, restore that file" in out
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
        f"“{new}” holds 2 entries; the history is not taken along.",
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
