"""What can be read of a damaged library comes into a new one."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from random import Random

import pytest

from db import Library
from db.errors import LibraryDamagedError, LibraryError, LibraryUnreadableError, NotALibraryError
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
        assert library.undo() == []
        assert library.set_fields(7, {"title": "Eight"}).step is not None


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


def test_what_cannot_be_rescued_is_said_and_nothing_is_left(good: Path, tmp_path: Path) -> None:
    new, bad = tmp_path / "new.oeuvre", tmp_path / "bad.oeuvre"
    with pytest.raises(LibraryUnreadableError):
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
    with pytest.raises(LibraryDamagedError):
        rescue(bad, new)
    assert not new.exists()
