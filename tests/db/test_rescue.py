"""What can be read of a damaged library comes into a new one."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from db import Library
from db.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    LibraryUnreadableError,
    NotALibraryError,
    NothingToRescueError,
)
from db.safety.rescue import rescue

BIB = "".join(
    f"@article{{k{n}, title = {{Paper {n} on sheaves}}, author = {{Ada Example and Bo B{n}}},"
    f" year = {1990 + n % 30}, abstract = {{{'word ' * 60}}}}}\n"
    for n in range(300)
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.oeuvre"
    with Library.open(path) as library:
        library.import_bytes(BIB.encode(), name="a.bib")
        library.add_tag("red", entry_ids=[1, 2, 3])
        library.set_fields(7, {"title": "Seven"})
        library.trash([9])
    return path


def test_a_sound_library_is_rescued_whole(good: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.oeuvre"
    before = good.read_bytes()
    found = rescue(good, new)
    assert (found.entries, found.made_up, found.dropped, found.damaged) == (300, 0, 0, ())
    assert good.read_bytes() == before
    with Library.open(new) as library, Library.open(good, readonly=True) as old:
        assert library.verify() == []
        assert library.export_source("a.bib") == old.export_source("a.bib")
        assert [library.entry(n).entry for n in range(1, 301)] == [
            old.entry(n).entry for n in range(1, 301)
        ]
        assert library.count() == 299
        assert [tag.entries for tag in library.tags()] == [3]
        assert library.set_fields(7, {"title": "Eight"}).step is not None


def test_the_journal_comes_along_and_leads_back_as_before(good: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.oeuvre"
    assert rescue(good, new).steps == 4
    with Library.open(new) as library, Library.open(good, readonly=True) as old:
        assert library.history()[1:] == old.history()
        assert [step.name for step in library.undo(3)] == [step.name for step in old.history(3)]
        assert library.entry(7).entry.get("title") == "Paper 6 on sheaves"
        library.redo(3)
        assert library.entry(7).entry.get("title") == "Seven"
        ids = [library.new_entry("misc"), library.undo(), library.new_entry("misc")]
        assert ids[0] != ids[2]
        assert library.verify() == []


def test_a_journal_with_a_gap_is_left_behind(good: Path, tmp_path: Path) -> None:
    bad, new = tmp_path / "bad.oeuvre", tmp_path / "new.oeuvre"
    shutil.copyfile(good, bad)
    with sqlite3.connect(bad) as connection:
        connection.execute("UPDATE images SET image = 'no json' WHERE image IS NOT NULL")
    connection.close()
    found = rescue(bad, new)
    assert (found.entries, found.damaged, found.steps) == (300, (), None)
    with Library.open(new) as library:
        assert library.undo() == []
        assert library.verify() == []


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_library_gives_what_is_left(seed: int, good: Path, tmp_path: Path) -> None:
    random = Random(seed)
    bad, new = tmp_path / "bad.oeuvre", tmp_path / "new.oeuvre"
    data = bytearray(good.read_bytes())
    for _ in range(seed + 1):  # pages beside the first
        at = random.randrange(8192, len(data) - 600)
        data[at : at + 600] = random.randbytes(600)
    bad.write_bytes(data)
    try:
        found = rescue(bad, new)
    except LibraryError:
        assert not new.exists()
        assert seed > 6  # a few pages lost never cost all
        return
    with Library.open(new) as library:
        assert library.verify() == []
        assert found.entries > 200
        titles = {library.entry(n).entry.get("title") for n in library.find_ids()}
        assert sum(title.endswith("on sheaves") for title in titles) > 150
    assert bad.read_bytes() == bytes(data)


def test_a_list_of_tables_that_is_cut_short_is_found_again(good: Path, tmp_path: Path) -> None:
    bad, new = tmp_path / "bad.oeuvre", tmp_path / "new.oeuvre"
    data = bytearray(good.read_bytes())
    data[103:105] = bytes(2)  # how many further pages the first one knows of
    bad.write_bytes(data)
    found = rescue(bad, new)
    assert (found.entries, found.damaged) == (300, ())
    assert sorted(tmp_path.iterdir()) == [bad, new]


def test_what_cannot_be_rescued_is_said_and_nothing_is_left(good: Path, tmp_path: Path) -> None:
    new, bad = tmp_path / "new.oeuvre", tmp_path / "bad.oeuvre"
    with pytest.raises(LibraryMissingError):
        rescue(tmp_path / "missing.oeuvre", new)
    bad.write_bytes(b"SQLite format 3\0" + bytes(9000))
    with pytest.raises((LibraryDamagedError, NotALibraryError)):
        rescue(bad, new)
    bad.write_text("no library at all", encoding="utf-8")
    with pytest.raises(NotALibraryError):
        rescue(bad, new)
    assert not new.exists()
    new.write_text("precious", encoding="utf-8")
    with pytest.raises(LibraryUnreadableError):
        rescue(good, new)
    assert new.read_text(encoding="utf-8") == "precious"


def test_a_library_of_which_nothing_is_left_makes_no_empty_one(good: Path, tmp_path: Path) -> None:
    new, bad = tmp_path / "new.oeuvre", tmp_path / "bad.oeuvre"
    shutil.copyfile(good, bad)
    with sqlite3.connect(bad) as connection:
        roots = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name IN ('entries', 'fields')"
        ).fetchall()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(bad.read_bytes())
    for (root,) in roots:
        data[(root - 1) * size : root * size] = bytes(size)
    bad.write_bytes(data)
    with pytest.raises(NothingToRescueError):
        rescue(bad, new)
    assert list(tmp_path.iterdir()) == [bad]


def _header_lost(data: bytearray, random: Random) -> None:
    data[:100] = random.randbytes(100)


def _first_page_lost(data: bytearray, random: Random) -> None:
    data[:8192] = random.randbytes(8192)


def _first_page_of_text(data: bytearray, _: Random) -> None:
    data[:8192] = b"no library at all\n".ljust(8192, b" ")


def _in_the_header(data: bytearray, random: Random) -> None:
    data[38:102] = random.randbytes(64)


def _of_the_future(data: bytearray, _: Random) -> None:
    data[44:48] = (77).to_bytes(4, "big")


def _of_another_encoding(data: bytearray, _: Random) -> None:
    data[56:60] = (2).to_bytes(4, "big")


def _of_no_version(data: bytearray, _: Random) -> None:
    data[60:64] = bytes(4)


@pytest.mark.parametrize(
    "harm",
    [
        _header_lost,
        _first_page_lost,
        _first_page_of_text,
        _in_the_header,
        _of_the_future,
        _of_another_encoding,
        _of_no_version,
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_a_first_page_that_is_lost_costs_nothing_else(
    harm: Callable[[bytearray, Random], None], seed: int, good: Path, tmp_path: Path
) -> None:
    bad, new = tmp_path / "bad.oeuvre", tmp_path / "new.oeuvre"
    data = bytearray(good.read_bytes())
    harm(data, Random(seed))
    bad.write_bytes(data)
    for readonly in (True, False):
        with pytest.raises(LibraryDamagedError):
            Library.open(bad, readonly=readonly)
    found = rescue(bad, new)
    assert (found.entries, found.made_up, found.dropped, found.damaged) == (300, 0, 0, ())
    assert bad.read_bytes() == data
    with Library.open(new) as library, Library.open(good, readonly=True) as old:
        assert library.verify() == []
        assert library.export_source("a.bib") == old.export_source("a.bib")


@pytest.mark.parametrize("left", [0.05, 0.3, 0.6, 0.8, 0.97])
def test_a_library_cut_short_gives_what_is_left_or_says_that_nothing_is(
    left: float, good: Path, tmp_path: Path
) -> None:
    bad, new = tmp_path / "bad.oeuvre", tmp_path / "new.oeuvre"
    data = good.read_bytes()
    bad.write_bytes(data[: int(len(data) * left)])
    try:
        found = rescue(bad, new)
    except NothingToRescueError:
        assert left < 0.8  # rows of entries lie behind their file's text
        assert list(tmp_path.iterdir()) == [bad]
        return
    assert found.entries > 250
    assert (found.steps is None) == bool(found.damaged or found.made_up or found.dropped)
    with Library.open(new) as library:
        assert library.verify() == []


def test_a_rescue_that_is_killed_leaves_no_library_of_that_name(good: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.oeuvre"
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom db.safety import rescue\n"
        "rescue._derive = lambda _: os._exit(9)\n"
        "rescue.rescue(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(good), str(new)], check=False)
    assert done.returncode == 9
    assert not new.exists()
    assert rescue(good, new).entries == 300
